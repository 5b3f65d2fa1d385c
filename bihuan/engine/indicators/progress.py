"""How far a target is reached (完成进度): completion, time progress, gap, what is still needed; exact, unrounded."""

from __future__ import annotations

from calendar import isleap
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import Enum
from math import isnan

from bihuan.engine.values import Month, Quantity

_CONTEXT = Context(prec=34, rounding=ROUND_HALF_UP)
_HUNDRED = Decimal(100)


class TimeProgress(Enum):
    """How the share of the year that has passed is told (时序进度口径); each target names its own."""

    MONTHS = ("months", "按月份")
    HALF_MONTHS = ("half_months", "按半月")
    DAYS = ("days", "按天数")
    PLAN = ("plan", "按季度节点")
    LAST_YEAR = ("last_year", "按上年同期进度")
    NONE = ("none", "不讲时序")

    code: str
    word: str

    def __init__(self, code: str, word: str) -> None:
        self.code = code
        self.word = word


def rate(part: Decimal, whole: Decimal) -> Decimal | None:
    """Part of a whole in percent (百分比), unrounded; None where there is no whole."""
    return None if whole == 0 else _CONTEXT.multiply(_CONTEXT.divide(part, whole), _HUNDRED)


def shown(number: Decimal | float | None, places: int = 2, *, signed: bool = False) -> str:
    """A number as it is printed (显示), half away from zero; 暂无 where there is none.

    >>> shown(Decimal("15.2249"), signed=True), shown(None)
    ('+15.22', '暂无')
    """
    if number is None or isnan(number):
        return "暂无"
    exact = number if isinstance(number, Decimal) else Decimal(repr(float(number)))
    return f"{exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP):{'+' if signed else ''}f}"


def completion(done: Quantity, target: Quantity) -> Decimal | None:
    """What was done of a target in percent (完成率); None where the target is zero or below.

    For what is better the lower, see `reverse_completion`.
    """
    wanted = target.amount
    return rate(done.to(target.unit).amount, wanted) if wanted > 0 else None


def reverse_completion(now: Quantity, target: Quantity, *, base: Quantity) -> Decimal | None:
    """How much of a wanted decrease was reached in percent (逆向指标完成率): from the base down to the target.

    None where the target does not lie below the base.
    """
    unit = target.unit
    start, goal = base.to(unit).amount, target.amount
    return rate(start - now.to(unit).amount, start - goal) if goal < start else None


def by_months(month: Month) -> Decimal:
    """Share of the year to the end of a month (按月时序): June 50, February 16.66…."""
    return _CONTEXT.divide(Decimal(month.month * 100), Decimal(12))


def by_half_months(day: date) -> Decimal:
    """Share of the year in half months that have ended (按半月时序): on 15 August 62.5."""
    halves = (day.month - 1) * 2 + (day.day >= 15) + (_is_last(day))
    return _CONTEXT.divide(Decimal(halves * 100), Decimal(24))


def by_days(day: date) -> Decimal:
    """Share of the year in days (按天时序), the day itself counted."""
    return _CONTEXT.divide(Decimal(day.timetuple().tm_yday * 100), Decimal(366 if isleap(day.year) else 365))


def by_last_year(to_month: Quantity, whole_year: Quantity) -> Decimal | None:
    """Share of last year's whole that stood by the same month (按上年同期进度); None where last year had none."""
    return completion(to_month, whole_year)


def schedule_gap(completed: Decimal | None, time_progress: Decimal | None) -> Decimal | None:
    """Completion less time progress in percentage points (超欠序时); None where either is not known."""
    return None if completed is None or time_progress is None else completed - time_progress


def growth_gap(growth: Decimal | None, target: Decimal | None) -> Decimal | None:
    """Growth less its target in percentage points (与目标增速之差): growth knows no time progress."""
    return None if growth is None or target is None else growth - target


def implied_target(done: Quantity, completed: Decimal) -> Quantity | None:
    """The target that a published completion implies (反推目标), unrounded; None where nothing was completed."""
    if completed == 0:
        return None
    return Quantity(_CONTEXT.divide(_CONTEXT.multiply(done.amount, _HUNDRED), completed), done.unit)


def comparable_base(level: Quantity, growth: Decimal) -> Quantity | None:
    """The same period of last year on this year's basis that level and growth imply (可比同期数); unrounded."""
    factor = 1 + growth / 100
    return Quantity(_CONTEXT.divide(level.amount, factor), level.unit) if factor > 0 else None


def two_year_average(growth: Decimal, growth_before: Decimal) -> Decimal | None:
    """Average growth of two years in percent (两年平均增速); None where a year lost everything."""
    both = (1 + growth / 100) * (1 + growth_before / 100)
    return (_CONTEXT.sqrt(both) - 1) * 100 if both >= 0 and growth > -100 else None


def required_growth(
    *, target_growth: Decimal, done: Quantity, base_to_month: Quantity, base_year: Quantity
) -> Decimal | None:
    """Growth needed in the rest of the year in percent (倒算增速); None where last year had no rest.

    Args: done: January to the month. base_to_month, base_year: last year on the comparable basis.
    """
    unit = done.unit
    whole, part = base_year.to(unit).amount, base_to_month.to(unit).amount
    if whole <= part:
        return None
    needed = (1 + target_growth / 100) * whole - done.amount
    return (_CONTEXT.divide(needed, whole - part) - 1) * 100


def required_pace(*, target: Quantity, done: Quantity, months_left: int) -> Quantity | None:
    """What each month that is left must bring (后期月均需完成); None where no month is left, 0 where it is reached."""
    if months_left <= 0:
        return None
    left = max(target.amount - done.to(target.unit).amount, Decimal(0))
    return Quantity(_CONTEXT.divide(left, Decimal(months_left)), target.unit)


def _is_last(day: date) -> int:
    return int(date.fromordinal(day.toordinal() + 1).month != day.month)
