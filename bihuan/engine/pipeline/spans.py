"""Months between days (月数), and numbers as sentences tell them."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from decimal import ROUND_HALF_UP, Decimal


def months_after(day: date, months: int) -> date:
    """The same day so many months later (满几个月之日); the last of the month where it has no such day.

    >>> months_after(date(2026, 1, 31), 1)
    datetime.date(2026, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def months_running(planned_on: date, on: date) -> int:
    """How many months in a row something was due and did not come (连续几个月), the planned one being the first.

    A month counts once it is over, the planned month and the present one from their last day on.

    >>> months_running(date(2026, 3, 15), date(2026, 5, 31)), months_running(date(2026, 3, 15), date(2026, 3, 20))
    (3, 0)
    """
    whole = (on.year - planned_on.year) * 12 + on.month - planned_on.month
    return max(0, whole + (1 if on.day == monthrange(on.year, on.month)[1] else 0))


def shown(number: Decimal, places: int = 2) -> str:
    """A number as a sentence tells it (显示): at most so many decimals, none that were not there."""
    exponent = number.as_tuple().exponent
    fine = isinstance(exponent, int) and -exponent > places
    rounded = number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP) if fine else number
    return f"{rounded:f}"
