"""Money of a project and its time (项目投资与时序): completion is of the year's plan, never of the total."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal

from bihuan.engine.values import Month, Quantity

_CONTEXT = Context(prec=34, rounding=ROUND_HALF_UP)
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Money:
    """What is known of a project's money at the end of a month (项目投资); what is not known is None.

    total: planned for the whole project. annual_plan: for this year. ytd: done since January. month: in the month.
    since_start: since works began. in_place: money that has arrived. paid: money paid out.
    """

    total: Quantity | None = None
    annual_plan: Quantity | None = None
    ytd: Quantity | None = None
    month: Quantity | None = None
    since_start: Quantity | None = None
    in_place: Quantity | None = None
    paid: Quantity | None = None


def share(part: Quantity | None, whole: Quantity | None) -> Decimal | None:
    """A part of a whole in percent, unrounded (占比); None where either is unknown, or there is no whole."""
    if part is None or whole is None or whole.amount <= 0:
        return None
    return _CONTEXT.divide(_CONTEXT.multiply(part.to(whole.unit).amount, _HUNDRED), whole.amount)


def completion(money: Money) -> Decimal | None:
    """What was done this year of the year's plan in percent, unrounded (年度计划完成率).

    >>> from bihuan.engine.values import Unit
    >>> yuan = Unit.HUNDRED_MILLION_YUAN
    >>> done = completion(Money(annual_plan=Quantity(Decimal("195.82"), yuan), ytd=Quantity(Decimal("119.73"), yuan)))
    >>> round(done, 2)
    Decimal('61.14')
    """
    return share(money.ytd, money.annual_plan)


def time_progress(month: Month, planned_by_month: Mapping[int, Quantity] | None = None) -> Decimal | None:
    """Share of the year's plan that should be done by the end of a month, in percent (时序进度).

    Args: planned_by_month: what should be done from January to each month, where the plan says so; December is the
        whole plan. Without it, months of the year count.
    Returns: None where the plan tells months but not this one, or no whole.
    """
    if not planned_by_month:
        return _CONTEXT.divide(Decimal(month.month * 100), Decimal(12))
    return share(planned_by_month.get(month.month), planned_by_month.get(12))


def month_amount(ytd: Quantity | None, *, before: Quantity | None, month: Month) -> Quantity | None:
    """What was done in a month alone (本月完成): January to it, less January to the month before.

    Args: before: January to the month before; not asked in January.
    Returns: None where either is unknown: a month left out is not a month without work.
    """
    if ytd is None or month.month == 1:
        return ytd
    return None if before is None else ytd - before


def since_start(ytd: Quantity | None, *, carried: Quantity | None) -> Quantity | None:
    """What was done since works began (累计完成): what the years before brought, and this year."""
    return None if ytd is None or carried is None else carried + ytd


def gap(done: Decimal | None, time: Decimal | None) -> Decimal | None:
    """Completion less time progress in percentage points (超欠序时); None where either is unknown."""
    return None if done is None or time is None else done - time


def carried_over(before: Quantity | None, decembers: Iterable[Quantity | None]) -> Quantity | None:
    """What the years before brought (往年累计): before the register, and each December since; None where one lacks."""
    found = before
    for amount in decembers:
        if found is None or amount is None:
            return None
        found = found + amount
    return found
