"""Where a year is heading (全年走势): straight on, by last year's profile, and a forecast with its interval."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import erf, sqrt

import numpy as np

from bihuan.engine.indicators.cells import HAS_LEVEL
from bihuan.engine.indicators.cube import Cube, FloatArray
from bihuan.engine.indicators.forecast.theta import forecast

Z80 = 1.2815515655446004
_YEARS_TRIED = 3


@dataclass(frozen=True, slots=True, eq=False)
class History:
    """Periods of one unit and indicator up to a month (历史), without a gap, the oldest first.

    January and February are one period, so that it does not matter in which of them the Spring Festival falls.
    """

    periods: FloatArray
    per_year: int
    passed: int

    @property
    def done(self) -> float:
        """What this year has brought so far (本年累计)."""
        return float(self.periods[len(self.periods) - self.passed :].sum())


@dataclass(frozen=True, slots=True)
class Trajectory:
    """Where the year ends (全年推算) if it goes on evenly, and if it goes on as last year did; None: cannot be said."""

    linear: float
    by_profile: float | None


@dataclass(frozen=True, slots=True)
class YearForecast:
    """Forecast of a year's total (全年预测), a series of its own and never a figure.

    low, high: the 80 % interval. chance: of reaching the target, 0 to 1, None without one. error: mean miss of the
    same forecast in earlier years in percent, None where there were too few. tried: how many years that was.
    """

    total: float
    low: float
    high: float
    chance: float | None
    error: float | None
    tried: int


def history(cube: Cube, at: tuple[int, int, int]) -> History | None:
    """Periods of a cell's unit and indicator up to its month (历史), in smallest units.

    None where the cell has no level, or the indicator does not accumulate.
    """
    unit, indicator, place = at
    known = cube.catalogue.indicators[indicator]
    months = [month - 1 for month in known.months if not (month == 1 and 2 in known.months)]
    if not known.accumulates or place % 12 not in months:
        return None
    periods = list(_backward(cube, unit, indicator, list(_places(months, place))))
    if not periods:
        return None
    passed = months.index(place % 12) + 1
    return History(np.array(periods[::-1], np.float64), len(months), passed) if len(periods) >= passed else None


def trajectory(known: History, *, month: int) -> Trajectory:
    """Where the year ends, straight on and by last year's profile (走势推算)."""
    before = known.periods[: len(known.periods) - known.passed][-known.per_year :]
    so_far = before[: known.passed].sum()
    by_profile = known.done / so_far * before.sum() if len(before) == known.per_year and so_far > 0 else None
    return Trajectory(known.done * 12 / month, None if by_profile is None else float(by_profile))


def forecast_year(known: History, *, target: float | None = None) -> YearForecast | None:
    """The year's total (全年预测) with interval, chance of reaching a target, and how far it missed in earlier years.

    None where there are less than two whole years before, on which a season could be seen.
    """
    if len(known.periods) - known.passed < 2 * known.per_year:
        return None
    total, spread = _total(known)
    misses = [abs(_total(_as_of(known, back))[0] / _actual(known, back) - 1) * 100 for back in _tried(known)]
    return YearForecast(
        total=total,
        low=total - Z80 * spread,
        high=total + Z80 * spread,
        chance=None if target is None else chance_of(target, total=total, spread=spread),
        error=float(np.mean(misses)) if misses else None,
        tried=len(misses),
    )


def chance_of(target: float, *, total: float, spread: float) -> float:
    """Chance that a total reaches a target (完成目标的可能性), 0 to 1."""
    if spread <= 0:
        return float(total >= target)
    return (1 + erf((total - target) / spread / sqrt(2))) / 2


def _total(known: History) -> tuple[float, float]:
    """The year's total and its standard error: what is done is certain, only the rest may be off."""
    ahead = known.per_year - known.passed
    made = forecast(known.periods, ahead=ahead, season=known.per_year) if ahead else None
    if made is None:
        return known.done, 0.0
    return known.done + float(made.values.sum()), made.spread_of_sum


def _as_of(known: History, back: int) -> History:
    """What was known at the same time so many years ago."""
    return History(known.periods[: len(known.periods) - back * known.per_year], known.per_year, known.passed)


def _actual(known: History, back: int) -> float:
    """How a year so long ago ended."""
    start = len(known.periods) - known.passed - back * known.per_year
    return float(known.periods[start : start + known.per_year].sum())


def _tried(known: History) -> Iterator[int]:
    """Years back in which the same forecast could have been made."""
    for back in range(1, _YEARS_TRIED + 1):
        enough = len(known.periods) - known.passed - back * known.per_year >= 2 * known.per_year
        if enough and _actual(known, back) > 0:
            yield back


def _places(months: list[int], place: int) -> Iterator[int]:
    """Places of the months with a figure, from a month backward."""
    for year in range(place // 12, -1, -1):
        for month in reversed(months):
            if year * 12 + month <= place:
                yield year * 12 + month


def _backward(cube: Cube, unit: int, indicator: int, places: list[int]) -> Iterator[int]:
    """Values of single periods, the newest first, up to the first gap."""
    levels, states = cube.levels[unit, indicator], cube.states[unit, indicator]
    for place, earlier in zip(places, [*places[1:], -1], strict=True):
        begins = earlier < place - place % 12
        if not states[place] & HAS_LEVEL or (not begins and not states[earlier] & HAS_LEVEL):
            return
        yield int(levels[place]) - (0 if begins else int(levels[earlier]))
