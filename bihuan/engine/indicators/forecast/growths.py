"""Where a published growth is heading (增速走势), of indicators of which no level is published (只公布增速)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from bihuan.engine.indicators.cells import HAS_GROWTH
from bihuan.engine.indicators.cube import Cube, FloatArray
from bihuan.engine.indicators.forecast.theta import FEWEST, forecast
from bihuan.engine.indicators.forecast.years import Z80, chance_of

_YEARS_TRIED = 3


@dataclass(frozen=True, slots=True, eq=False)
class GrowthHistory:
    """Published growth of one unit and indicator up to a month (增速历史), in percent, without a gap, the oldest first.

    January is left out where there is a February: the two are published together, whenever the Spring Festival falls.
    """

    rates: FloatArray
    per_year: int
    passed: int


@dataclass(frozen=True, slots=True)
class GrowthForecast:
    """Forecast of the growth of the whole year (全年增速预测), in percent; never a figure.

    low, high: the 80 % interval. chance: of reaching the target, 0 to 1, None without one. error: mean miss of the
    same forecast at the same month of earlier years in points, None where there were too few. tried: in how many.
    """

    growth: float
    low: float
    high: float
    chance: float | None
    error: float | None
    tried: int


def growth_history(cube: Cube, at: tuple[int, int, int]) -> GrowthHistory | None:
    """Growth of a cell's unit and indicator up to its month (增速历史); None where the cell has none."""
    unit, indicator, place = at
    known = cube.catalogue.indicators[indicator]
    months = [month - 1 for month in known.months if not (month == 1 and 2 in known.months)]
    if place % 12 not in months:
        return None
    rates = list(_backward(cube, unit, indicator, months, place))
    passed = months.index(place % 12) + 1
    return GrowthHistory(np.array(rates[::-1]), len(months), passed) if len(rates) >= passed else None


def forecast_growth(known: GrowthHistory, *, target: float | None = None) -> GrowthForecast | None:
    """Growth of the whole year (全年增速预测) with interval, chance of a target, and how far it missed before.

    The theta method without a season: growth to a month is a mean of the year so far, and has none. None where there
    is less than a whole year before.
    """
    if len(known.rates) - known.passed < max(known.per_year, FEWEST):
        return None
    growth, spread = _year_end(known)
    misses = [abs(_year_end(_as_of(known, back))[0] - _actual(known, back)) for back in _tried(known)]
    return GrowthForecast(
        growth=growth,
        low=growth - Z80 * spread,
        high=growth + Z80 * spread,
        chance=None if target is None else chance_of(target, total=growth, spread=spread),
        error=float(np.mean(misses)) if misses else None,
        tried=len(misses),
    )


def _year_end(known: GrowthHistory) -> tuple[float, float]:
    """Growth at the end of the year and its standard error; a year that is over is certain."""
    ahead = known.per_year - known.passed
    made = forecast(known.rates, ahead=ahead, season=1) if ahead else None
    return (float(known.rates[-1]), 0.0) if made is None else (float(made.values[-1]), float(made.spreads[-1]))


def _as_of(known: GrowthHistory, back: int) -> GrowthHistory:
    """What was known at the same month so many years ago."""
    return GrowthHistory(known.rates[: len(known.rates) - back * known.per_year], known.per_year, known.passed)


def _actual(known: GrowthHistory, back: int) -> float:
    """With which growth a year so long ago ended."""
    return float(known.rates[len(known.rates) - known.passed - (back - 1) * known.per_year - 1])


def _tried(known: GrowthHistory) -> Iterator[int]:
    """Years back in which the same forecast could have been made."""
    for back in range(1, _YEARS_TRIED + 1):
        if len(known.rates) - known.passed - back * known.per_year >= max(known.per_year, FEWEST):
            yield back


def _backward(cube: Cube, unit: int, indicator: int, months: list[int], place: int) -> Iterator[float]:
    """Rates of the months that exist, the newest first, up to the first gap."""
    growth, states = cube.growth[unit, indicator], cube.states[unit, indicator]
    for year in range(place // 12, -1, -1):
        for month in reversed(months):
            at = year * 12 + month
            if at > place:
                continue
            if not states[at] & HAS_GROWTH:
                return
            yield float(growth[at])
