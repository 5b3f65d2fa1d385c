"""The lamp of one item on a day, and the slip it draws (亮灯与发单): a function of dates, nodes and progress."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from bihuan.engine.lamps.lamp_rules import Band, LampRule
from bihuan.engine.lamps.signs import Lamp, Sign, lit

_NO_DAY = Sign("grey", "暂无", "没有时限就不亮灯", proposal=True)


@dataclass(frozen=True, slots=True)
class NodeMark:
    """A node of an item (节点): its name, when it is due, when it was met."""

    name: str
    due_on: date | None
    done_on: date | None


def lamp(  # noqa: PLR0913 the interface that all rooms agreed on
    rule: LampRule,
    *,
    day: date,
    due_on: date | None,
    done_on: date | None = None,
    nodes: Sequence[NodeMark] = (),
    progress: Decimal | None = None,
    time_progress: Decimal | None = None,
    paused: bool = False,
) -> Lamp:
    """The lamp of an item on a day (状态灯): the gravest of what its due day, its nodes and its progress say.

    What was done after `day` is not done yet. Nodes left open are met on the day the item was done. An item without
    any due day and without progress shows 暂无.
    """
    done_on = _as_known(done_on, day)
    if paused and done_on is None:
        return lit(rule.paused, fact="事项已挂账", shape="bars")
    marks = [*_nodes(nodes, done_on), NodeMark("事项", due_on, done_on)]
    signs = [*_of_marks(rule, marks, day), *_of_progress(rule, progress, time_progress, done_on)]
    if not signs:
        return lit(_NO_DAY, fact="事项没有完成时限")
    sign, fact = _gravest(signs)
    return lit(sign, fact=fact)


def slip(  # noqa: PLR0913 as `lamp`
    rule: LampRule,
    *,
    day: date,
    due_on: date | None,
    done_on: date | None = None,
    progress: Decimal | None = None,
    time_progress: Decimal | None = None,
    poor: bool = False,
    paused: bool = False,
) -> Lamp | None:
    """The slip that an item draws on a day (督办单); None where it draws none, and none once it is done."""
    if _as_known(done_on, day) is not None or paused:
        return None
    signs = [
        *_of_marks(rule, [NodeMark("事项", due_on, None)], day),
        *_of_progress(rule, progress, time_progress, None),
        *([(rule.poor, "办理质量较差")] if poor and rule.poor else []),
    ]
    if not signs:
        return None
    sign, fact = _gravest(signs)
    return lit(sign, fact=fact)


Reason = tuple[Sign, str]


def _gravest(signs: Sequence[Reason]) -> Reason:
    """The gravest sign; among equals the first, which is the earliest node."""
    return max(signs, key=lambda reason: reason[0].code)


def _as_known(done_on: date | None, day: date) -> date | None:
    return done_on if done_on is not None and done_on <= day else None


def _nodes(nodes: Sequence[NodeMark], done_on: date | None) -> Iterator[NodeMark]:
    for node in nodes:
        yield NodeMark(f"节点“{node.name}”", node.due_on, node.done_on or done_on)


def _of_marks(rule: LampRule, marks: Sequence[NodeMark], day: date) -> Iterator[Reason]:
    for mark in marks:
        if mark.due_on is not None:
            yield from _of_mark(rule, mark, mark.due_on, day)


def _of_mark(rule: LampRule, mark: NodeMark, due_on: date, day: date) -> Iterator[Reason]:
    sign, fact = _case(rule, _as_known(mark.done_on, day), due_on, day)
    if sign is not None:
        yield sign, f"{mark.name}应于{due_on}完成，{fact}"


def _case(rule: LampRule, done_on: date | None, due_on: date, day: date) -> tuple[Sign | None, str]:
    if done_on is not None and done_on > due_on:
        return rule.late, f"{done_on}才完成"
    if done_on is not None:
        return rule.met, f"已于{done_on}完成"
    if day > due_on:
        return rule.missed, f"至{day}尚未完成"
    return _ahead(rule, due_on, day)


def _ahead(rule: LampRule, due_on: date, day: date) -> tuple[Sign | None, str]:
    for band in rule.bands:
        if day >= _band_start(rule, band, due_on):
            return band.sign, f"距今还有{(due_on - day).days}天" if day < due_on else "就在今天"
    return rule.ahead, f"至{day}未到期"


def _band_start(rule: LampRule, band: Band, due_on: date) -> date:
    if band.before.unit == "working_days":
        return rule.working_days.add_working_days(due_on, -band.before.amount)
    return date.fromordinal(due_on.toordinal() - band.before.amount)


def lamp_of_gap(rule: LampRule, gap: Decimal, *, fact: str) -> Lamp | None:
    """The lamp of a progress alone (进度灯): by the gap in percentage points before rounding, and a fact.

    None where the rule has no bands of progress, or is silent.
    """
    sign = _sign_of_gap(rule, gap)
    return None if sign is None else lit(sign, fact=fact)


def gap_words(rule: LampRule, gap: Decimal) -> str:
    """A gap as its sentence tells it (差距文字): two decimals, or more where two would show another colour."""
    sign = _sign_of_gap(rule, gap)
    for places in (2, 4, 8):
        told = _rounded(gap, places)
        if _sign_of_gap(rule, told) is sign:
            break
    return f"{told:+f}个百分点"


def _of_progress(
    rule: LampRule, progress: Decimal | None, time_progress: Decimal | None, done_on: date | None
) -> Iterator[Reason]:
    if progress is None or time_progress is None or done_on is not None:
        return
    gap = progress - time_progress
    sign = _sign_of_gap(rule, gap)
    if sign is not None:
        told = f"进度{_rounded(progress, 2):f}%，时序进度{_rounded(time_progress, 2):f}%"
        yield sign, f"{told}，相差{gap_words(rule, gap)}"


def _sign_of_gap(rule: LampRule, gap: Decimal) -> Sign | None:
    return next((band.sign for band in rule.gaps if band.holds(gap)), None)


def _rounded(number: Decimal, places: int) -> Decimal:
    """At most so many decimals, and none that were not there."""
    exponent = number.as_tuple().exponent
    fine = isinstance(exponent, int) and -exponent > places
    return number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP) if fine else number
