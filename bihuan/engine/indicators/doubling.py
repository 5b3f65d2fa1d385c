"""Plans over several years (倍增计划): the growth that a goal implies, and the milestones on the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal

from bihuan.engine.values import Quantity

_CONTEXT = Context(prec=34)


def yearly_growth(start: Quantity, goal: Quantity, *, years: int) -> Decimal | None:
    """Growth a year in percent that leads from a start to a goal (年均增速), unrounded; None where there is none.

    >>> from bihuan.engine.values import Unit
    >>> start, goal = (Quantity(Decimal(each), Unit.HUNDRED_MILLION_YUAN) for each in (500, 1000))
    >>> f"{yearly_growth(start, goal, years=5):.2f}"
    '14.87'
    """
    first, last = start.amount, goal.to(start.unit).amount
    if years < 1 or first <= 0 or last <= 0:
        return None
    times = _CONTEXT.divide(last, first)
    return (_CONTEXT.power(times, _CONTEXT.divide(Decimal(1), Decimal(years))) - 1) * 100


def milestones(start: Quantity, goal: Quantity, *, years: int) -> tuple[Quantity, ...]:
    """Where each year ends if all grow alike (年度里程碑), unrounded; the last is the goal itself."""
    growth = yearly_growth(start, goal, years=years)
    if growth is None:
        return ()
    factor = 1 + growth / 100
    steps = (_CONTEXT.multiply(start.amount, _CONTEXT.power(factor, Decimal(year))) for year in range(1, years))
    return (*(Quantity(amount, start.unit) for amount in steps), goal.to(start.unit))


def implied_by(previous: Quantity, milestone: Quantity) -> Decimal | None:
    """Growth in percent from one milestone to the next (当年需增长); None from nothing."""
    first, last = previous.amount, milestone.to(previous.unit).amount
    return None if first <= 0 else (_CONTEXT.divide(last, first) - 1) * 100


@dataclass(frozen=True, slots=True)
class Milestone:
    """Where one year of a plan ends (年度里程碑), and what it must grow for that, in percent."""

    goal: Quantity
    growth: Decimal | None


def path(
    start: Quantity, goal: Quantity, *, years: int, given: Mapping[int, Quantity] | None = None, places: int = 2
) -> tuple[Milestone, ...]:
    """The years of a plan as they are printed (里程碑路径): those given stand, the others grow alike between them.

    Args: given: by the number of the year, 1 for the first; the last year is the goal. places: decimals of the others.

    >>> from bihuan.engine.values import Unit
    >>> start, goal = (Quantity(Decimal(each), Unit.FIRM) for each in (100, 200))
    >>> [str(each.goal) for each in path(start, goal, years=4, places=0)]
    ['119家', '141家', '168家', '200家']
    """
    stands = {**(given or {}), years: goal.to(start.unit)}
    reached: list[Quantity] = []
    before, last = start, 0
    for year in sorted(stands):
        steps = milestones(before, stands[year].to(start.unit), years=year - last)
        reached += [_rounded(each, places) for each in steps[:-1]] if steps else [before] * (year - last - 1)
        reached.append(stands[year].to(start.unit))
        before, last = reached[-1], year
    return tuple(
        Milestone(each, implied_by(previous, each)) for previous, each in zip((start, *reached), reached, strict=False)
    )


def _rounded(number: Quantity, places: int) -> Quantity:
    return Quantity(number.amount.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP), number.unit)
