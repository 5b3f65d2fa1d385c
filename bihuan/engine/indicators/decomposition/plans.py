"""A year's target as the targets of units (分解方案): exact sums for amounts, implied growth for rates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from bihuan.engine.indicators.decomposition.growths import (
    Coverage,
    coverage,
    growth_coverage,
    implied_growth,
    level_of_growth,
    printed_growths,
)
from bihuan.engine.indicators.decomposition.least_change import CannotSplit
from bihuan.engine.indicators.decomposition.splitting import (
    UNBOUNDED,
    Method,
    Part,
    SplitLine,
    resplit,
    split,
)


@dataclass(frozen=True, slots=True)
class Plan:
    """How a target is shared out (分解方案).

    total: what was shared out, in smallest units; for growth, the level that the target means on the units' bases.
    lines: each unit's level and why. growths: their rates as printed, none for amounts. implied: the growth of the
    whole that the rates imply. coverage: the units' targets in percent of the target. reached: what the units' targets
    as printed come to, in smallest units. base: what the units had, for growth.
    """

    total: int
    lines: tuple[SplitLine, ...]
    growths: tuple[Decimal, ...] = ()
    implied: Fraction | None = None
    coverage: Coverage | None = None
    reached: int = 0
    base: int = 0


def plan_amounts(
    goal: int, parts: Sequence[Part], *, method: Method, above: Decimal = Decimal(0), step: int = 1
) -> Plan:
    """An amount shared out among units (总量目标分解); the lines sum exactly to what is handed down.

    Args: goal: in smallest units. above: percent that is handed down beyond the goal (加码). step: amounts are given in
        whole multiples of it, as long as the goal and what is agreed are such multiples.
    Raises: CannotSplit: as `split`.
    """
    total = _handed_down(goal, above, step)
    unit = _common_step(step, total, parts)
    with _in_smallest(unit):
        coarse = split(total // unit, [_coarser(part, unit) for part in parts], method=method)
    lines = tuple(replace(line, value=line.value * unit) for line in coarse)
    return _of_amounts(goal, total, lines)


def plan_growth(goal: Decimal, parts: Sequence[Part], *, method: Method, above: Decimal = Decimal(0)) -> Plan:
    """A growth target shared out among units (增速目标分解), so that their rates together imply it.

    Args: goal: percent. parts: with the comparable base of each. above: percentage points beyond the goal (加码).
    Raises: CannotSplit: as `split`.
    """
    bases = [part.base for part in parts]
    if min(bases, default=0) <= 0:
        raise CannotSplit("增速目标按各单位的上年基数加权，请给每个单位补填基数，或不分给没有基数的单位。")
    wanted = goal + above
    total = level_of_growth(sum(bases), wanted)
    lines = split(total, parts, method=method)
    growths = printed_growths([line.value for line in lines], bases, target=wanted)
    return _of_growths(goal, total, lines, growths, bases)


def replan_amounts(
    goal: int, old: Mapping[int, int], moved: Mapping[int, int], *, bounds: Mapping[int, tuple[int, int]], step: int = 1
) -> Plan:
    """Amounts shared out anew in mid-year (总量目标重新分解): what was moved stands, the others change least.

    Args: goal: the whole's target now. old: each unit's target so far. moved: new ones that are set.
    Raises: CannotSplit: the others cannot make up for it.
    """
    numbers = [*old.values(), *moved.values(), *(bound for pair in bounds.values() for bound in pair)]
    unit = step if all(number % step == 0 or number == UNBOUNDED for number in (goal, *numbers)) else 1
    with _in_smallest(unit):
        coarse = resplit(
            {pk: value // unit for pk, value in old.items()},
            {pk: value // unit for pk, value in moved.items()},
            total=goal // unit,
            bounds={
                pk: (low // unit, high if high == UNBOUNDED else high // unit) for pk, (low, high) in bounds.items()
            },
        )
    lines = tuple(
        SplitLine(pk, value * unit, _moved_word(pk, value * unit, old, moved)) for pk, value in coarse.items()
    )
    return _of_amounts(goal, goal, lines)


def replan_growth(
    goal: Decimal,
    bases: Mapping[int, int],
    old: Mapping[int, Decimal],
    moved: Mapping[int, Decimal],
    *,
    bounds: Mapping[int, tuple[Decimal, Decimal]],
) -> Plan:
    """Growth targets shared out anew in mid-year (增速目标重新分解): together they imply the whole's growth now.

    Args: as `replan_amounts`, in percent; bases: comparable base of each unit.
    Raises: CannotSplit: the others cannot make up for it.
    """
    order = list(old)
    levels = {pk: level_of_growth(bases[pk], rate) for pk, rate in old.items()}
    fixed = {pk: level_of_growth(bases[pk], rate) for pk, rate in moved.items()}
    limits = {pk: tuple(level_of_growth(bases[pk], rate) for rate in pair) for pk, pair in bounds.items()}
    total = level_of_growth(sum(bases.values()), goal)
    made = resplit(levels, fixed, total=total, bounds={pk: (low, high) for pk, (low, high) in limits.items()})
    kept = {place: moved[pk] for place, pk in enumerate(order) if pk in moved}
    ordered = [bases[pk] for pk in order]
    growths = printed_growths([made[pk] for pk in order], ordered, target=goal, fixed=kept)
    lines = tuple(SplitLine(pk, made[pk], _moved_word(pk, made[pk], levels, fixed)) for pk in order)
    return _of_growths(goal, total, lines, growths, ordered)


@contextmanager
def _in_smallest(step: int) -> Iterator[None]:
    """What fails is told in smallest units, though steps were shared out."""
    try:
        yield
    except CannotSplit as cannot:
        raise CannotSplit(cannot.sentence, short=cannot.short * step) from cannot


def _of_amounts(goal: int, total: int, lines: tuple[SplitLine, ...]) -> Plan:
    values = [line.value for line in lines]
    return Plan(total, lines, coverage=coverage(goal, values), reached=sum(values))


def _of_growths(
    goal: Decimal, total: int, lines: tuple[SplitLine, ...], growths: list[Decimal], bases: list[int]
) -> Plan:
    covered, implied = growth_coverage(goal, bases, growths), implied_growth(bases, growths)
    whole = sum(bases)
    reached = whole if implied is None else round(whole * (1 + implied / 100))
    return Plan(total, lines, tuple(growths), implied, covered, reached, whole)


def _handed_down(goal: int, above: Decimal, step: int) -> int:
    """The goal and what is put on top, rounded up to a whole step where anything is."""
    if not above:
        return goal
    exact = goal * (1 + Fraction(above) / 100)
    return -((-exact / step).__floor__()) * step


def _common_step(step: int, total: int, parts: Sequence[Part]) -> int:
    bounds = [bound for part in parts for bound in (part.floor, part.ceiling, part.proposal or 0)]
    return step if all(number % step == 0 or number == UNBOUNDED for number in (total, *bounds)) else 1


def _coarser(part: Part, step: int) -> Part:
    """A part in steps; what it is weighed by is rounded, what it is bounded by is exact."""
    return replace(
        part,
        base=round(part.base / Fraction(step)),
        increment=round(part.increment / Fraction(step)),
        capacity=round(part.capacity / Fraction(step)),
        proposal=None if part.proposal is None else part.proposal // step,
        floor=part.floor // step,
        ceiling=part.ceiling if part.ceiling == UNBOUNDED else part.ceiling // step,
    )


def _moved_word(unit: int, value: int, old: Mapping[int, int], moved: Mapping[int, int]) -> str:
    if unit in moved:
        return "本次调整。"
    return "不变。" if value == old[unit] else "为凑齐总目标作最小调整。"
