"""Which targets an indicator can have (目标与指标): in which unit, told by what, set against which of its numbers."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from bihuan.engine.indicators.judging import Standing, TargetKind
from bihuan.engine.indicators.progress import (
    TimeProgress,
    by_days,
    by_half_months,
    by_last_year,
    by_months,
)
from bihuan.engine.values import Indicator, Month, Quantity, Unit

_MEASURED_BY = {
    TargetKind.LEVEL: "level",
    TargetKind.GROWTH: "growth",
    TargetKind.COUNT: "count",
    TargetKind.RATIO: "share",
    TargetKind.RELATIVE: "growth",
}
_UNITS = {
    TargetKind.GROWTH: Unit.PERCENT,
    TargetKind.RATIO: Unit.PERCENT,
    TargetKind.QUALITATIVE: Unit.PERCENT,
    TargetKind.RANK: Unit.PLACE_IN_RANK,
    TargetKind.RELATIVE: Unit.PERCENTAGE_POINT,
}
_TIMELESS = frozenset({TargetKind.GROWTH, TargetKind.RATIO, TargetKind.RANK, TargetKind.RELATIVE})
_QUARTERS = 4


def kinds_of(indicator: Indicator | None) -> tuple[TargetKind, ...]:
    """The kinds of target that an indicator can have (可设目标类型); without an indicator only the qualitative one."""
    if indicator is None:
        return (TargetKind.QUALITATIVE,)
    return tuple(kind for kind in TargetKind if _fits(kind, indicator))


def unit_of_target(kind: TargetKind, indicator: Indicator | None) -> Unit:
    """The unit in which a target of a kind is said (目标计量单位)."""
    if kind in _UNITS or indicator is None:
        return _UNITS.get(kind, Unit.PERCENT)
    return indicator.unit


def told_by(kind: TargetKind, indicator: Indicator | None) -> TimeProgress:
    """How time is told for a target unless it says otherwise (默认时序口径): growth, ratio and rank know no time."""
    if kind in _TIMELESS:
        return TimeProgress.NONE
    return TimeProgress.MONTHS if indicator is None else _BY_CODE[indicator.time_progress]


def time_passed(
    by: TimeProgress,
    month: Month,
    *,
    nodes: Sequence[Decimal] = (),
    last_year: tuple[Quantity, Quantity] | None = None,
) -> Decimal | None:
    """Time progress in percent at the end of a month (时序进度), as a target tells it; None where it tells none.

    Args: nodes: percent of the year that is to stand at the end of each quarter. last_year: what stood by the same
        month of last year, and its whole.
    """
    if by is TimeProgress.MONTHS:
        return by_months(month)
    if by is TimeProgress.HALF_MONTHS:
        return by_half_months(month.end_on)
    if by is TimeProgress.DAYS:
        return by_days(month.end_on)
    if by is TimeProgress.PLAN:
        return by_nodes(month, nodes)
    return by_last_year(*last_year) if by is TimeProgress.LAST_YEAR and last_year else None


def by_nodes(month: Month, nodes: Sequence[Decimal]) -> Decimal | None:
    """Share of the year by its own nodes (按季度节点): straight from one quarter's end to the next; None without four.

    >>> by_nodes(Month(2026, 4), [Decimal(20), Decimal(50), Decimal(75), Decimal(100)])
    Decimal('30')
    """
    if len(nodes) != _QUARTERS:
        return None
    quarter, step = divmod(month.month - 1, 3)
    before = nodes[quarter - 1] if quarter else Decimal(0)
    return before + (nodes[quarter] - before) * (step + 1) / 3


def standing_of(
    kind: TargetKind,
    *,
    level: Quantity | None = None,
    growth: Decimal | None = None,
    place: int | None = None,
    city: Decimal | None = None,
    progress: Decimal | None = None,
) -> Standing:
    """The one of an indicator's numbers that a target of a kind is set against (对照数).

    Args: place: among its peers. city: growth of the city in percent. progress: of the matter, in percent.
    """
    if kind in (TargetKind.GROWTH, TargetKind.RELATIVE):
        return Standing(_quantity(growth, Unit.PERCENT), city if kind is TargetKind.RELATIVE else None)
    if kind is TargetKind.RANK:
        return Standing(_quantity(None if place is None else Decimal(place), Unit.PLACE_IN_RANK))
    if kind is TargetKind.QUALITATIVE:
        return Standing(_quantity(progress, Unit.PERCENT))
    return Standing(level)


def _fits(kind: TargetKind, indicator: Indicator) -> bool:
    if kind is TargetKind.QUALITATIVE:
        return False
    if kind is TargetKind.REVERSE:
        return indicator.direction == "less" and bool({"level", "count", "share"} & set(indicator.measures))
    return kind is TargetKind.RANK or _MEASURED_BY[kind] in indicator.measures


def _quantity(amount: Decimal | None, unit: Unit) -> Quantity | None:
    return None if amount is None else Quantity(amount, unit)


_BY_CODE = {each.code: each for each in TimeProgress}
