"""Plans over several years (倍增计划): the growth that a goal implies, and the milestones on the way."""

from __future__ import annotations

from decimal import Context, Decimal

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
