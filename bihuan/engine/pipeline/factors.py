"""Factors that projects need from others (要素): who usually answers, by when, how much was asked and granted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from bihuan.engine.calendar import Calendar
from bihuan.engine.values import Finding, Quantity, Unit, unit_of

OUTCOMES = ("全部落实", "部分落实", "暂不能落实")
"""What an answer says: all of it, some of it, none for now."""
WHOLE, NONE = OUTCOMES[0], OUTCOMES[2]


class BadFactor(ValueError):
    """A factor cannot be read from its definition (要素种类有误); `findings` says where."""

    def __init__(self, finding: Finding) -> None:
        self.findings = (finding,)
        super().__init__(finding.sentence)


@dataclass(frozen=True, slots=True)
class FactorKind:
    """One kind of factor (要素种类).

    unit: what it is counted in, None where it is not a number. days: working days in which it is usually answered.
    duties: words of the duties of who usually answers, the surest first. by_office: handed out by the supervision
    office. says: what is to be written into the need.
    """

    unit: Unit | None
    days: int
    duties: tuple[str, ...]
    by_office: bool = False
    says: str = ""
    order: int = 0


@dataclass(frozen=True, slots=True)
class Answerer:
    """A unit that is proposed to answer (建议答复单位), and by which of its duties."""

    unit_id: int
    duty: str

    @property
    def because(self) -> str:
        """Why it is proposed (理由)."""
        return f"按职责“{self.duty}”推荐，可改。"


@dataclass(frozen=True, slots=True)
class Asked:
    """One need as it is counted (计入的需求): amount and what was granted; None where it was not said."""

    factor: str
    unit_id: int
    amount: Decimal | None
    granted: Decimal | None
    is_decided: bool
    is_late: bool


@dataclass(frozen=True, slots=True)
class FactorSum:
    """Needs of one factor together (要素合计): how many are open, late, decided; asked, granted, still lacking.

    gap: of what was asked with a number, what is not granted yet; answered needs that do not say how much was granted
    are left out of it and counted in `unsaid`. untold: needs without a number.
    """

    factor: str
    number: int
    open: int
    late: int
    decided: int
    asked: Quantity | None
    granted: Quantity | None
    gap: Quantity | None
    untold: int
    unsaid: int


def build_factor(body: Mapping[str, Any]) -> FactorKind:
    """A kind of factor from a definition's body (由定义生成要素种类).

    Raises: BadFactor: the unit of measure is not known.
    """
    label = body.get("unit", "")
    unit = unit_of(label) if label else None
    if label and unit is None:
        raise BadFactor(
            Finding("unknown_unit", "unit", f"没有“{label}”这个计量单位，请核对；不是数量的要素不写计量单位。")
        )
    return FactorKind(
        unit,
        body["days"],
        tuple(body["duties"]),
        body.get("by_office", False),
        body.get("says", ""),
        body.get("order", 0),
    )


def answerer(kind: FactorKind, units: Iterable[tuple[int, Sequence[str]]]) -> Answerer | None:
    """Who usually answers for a factor (建议答复单位): the first unit whose duties hold the surest word there is.

    Args: units: each with its duties, in the order of the tree.
    """
    known = list(units)
    for word in kind.duties:
        for unit_id, duties in known:
            duty = next((each for each in duties if word in each), None)
            if duty is not None:
                return Answerer(unit_id, duty)
    return None


def answer_by(kind: FactorKind, *, on: date, needed_on: date, calendar: Calendar) -> date:
    """The day by which an answer is due (答复时限): the usual working days, but no later than it is needed."""
    return min(calendar.add_working_days(on, kind.days), max(needed_on, on))


def granted(outcome: str, *, said: Decimal | None, asked: Decimal | None) -> Decimal | None:
    """How much an answer grants (落实数量): as it says; all of what was asked or nothing where the outcome says so.

    >>> granted("全部落实", said=None, asked=Decimal("20"))
    Decimal('20')
    >>> granted("部分落实", said=None, asked=Decimal("20")) is None
    True
    """
    if outcome == NONE:
        return None if asked is None else Decimal(0)
    return asked if said is None and outcome == WHOLE else said


def sums(needs: Iterable[Asked], units: Mapping[str, Unit | None]) -> tuple[FactorSum, ...]:
    """Needs by factor (按要素合计), in the order of `units`; factors without a need are left out."""
    by_factor: dict[str, list[Asked]] = {code: [] for code in units}
    for need in needs:
        by_factor.setdefault(need.factor, []).append(need)
    return tuple(_sum(code, found, units.get(code)) for code, found in by_factor.items() if found)


def _sum(code: str, needs: Sequence[Asked], unit: Unit | None) -> FactorSum:
    told = [need for need in needs if need.amount is not None]
    lacking = [_lacking(need) for need in told]
    return FactorSum(
        factor=code,
        number=len(needs),
        open=sum(not need.is_decided for need in needs),
        late=sum(need.is_late for need in needs),
        decided=sum(need.is_decided for need in needs),
        asked=_quantity([need.amount for need in told], unit),
        granted=_quantity([need.granted for need in needs if need.is_decided], unit),
        gap=_quantity(lacking, unit),
        untold=len(needs) - len(told),
        unsaid=lacking.count(None),
    )


def _lacking(need: Asked) -> Decimal | None:
    """What is still lacking of one need; None where its answer does not say how much it grants."""
    if need.amount is None or (need.is_decided and need.granted is None):
        return None
    given = need.granted if need.is_decided and need.granted is not None else Decimal(0)
    return max(need.amount - given, Decimal(0))


def _quantity(amounts: Iterable[Decimal | None], unit: Unit | None) -> Quantity | None:
    known = [amount for amount in amounts if amount is not None]
    return Quantity(sum(known, Decimal(0)), unit) if known and unit is not None else None


@dataclass(frozen=True, slots=True)
class Bite:
    """Whether a need comes in time for the plan (何时卡住): days from its node's latest start to the day it is needed.

    days: negative where it is needed before the node has to start.
    """

    days: int
    because: str

    @property
    def is_late(self) -> bool:
        """Whether it comes after the node has to start (是否卡住工期)."""
        return self.days > 0


def bite(*, needed_on: date, latest_start: date, node: str) -> Bite:
    """When a need holds up its node (何时卡住工期)."""
    days = (needed_on - latest_start).days
    if days > 0:
        return Bite(days, f"节点“{node}”最迟{latest_start}开始，需要日期晚{days}天，要么提前落实，要么调整工期。")
    spare = f"还有{-days}天余地" if days < 0 else "没有余地"
    return Bite(days, f"节点“{node}”最迟{latest_start}开始，{spare}。")
