"""Forecasts of short seasonal series (短序列预测) by the theta method, with how far they may be off."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bihuan.engine.indicators.cube import FloatArray

_WEIGHTS = np.linspace(0.02, 0.99, 30)
"""Smoothing weights that are tried."""

_TEST = 1.645
"""A season is taken out where its autocorrelation is sure at 90 %."""

_WIDENING = 1.15
"""Errors ahead are wider than those within a series: with this an 80 % interval holds 80 % of the time on every other
M3 monthly series, and 78 % on the rest."""

FEWEST = 4
"""A series shorter than this says nothing."""


@dataclass(frozen=True, slots=True, eq=False)
class Forecast:
    """Values ahead (预测), and what is needed to say how far a sum of them may be off.

    spread: standard error one step ahead, without season. weight: share of an error that stays. season: factor of
    each value ahead.
    """

    values: FloatArray
    spread: float
    weight: float
    season: FloatArray

    @property
    def spread_of_sum(self) -> float:
        """Standard error of the sum of all values ahead (合计的标准误差)."""
        return float(self.spread * np.sqrt((self._shares().sum(axis=1) ** 2).sum()) * _WIDENING)

    @property
    def spreads(self) -> FloatArray:
        """Standard error of each value ahead (各期的标准误差)."""
        return self.spread * np.sqrt((self._shares() ** 2).sum(axis=0)) * _WIDENING

    def _shares(self) -> FloatArray:
        """(error, value): how much of an error one step ahead enters each later value."""
        ahead = len(self.values)
        shares = np.triu(np.full((ahead, ahead), self.weight), 1) + np.eye(ahead)
        return np.asarray(shares * self.season)


def forecast(series: FloatArray, *, ahead: int, season: int = 12) -> Forecast | None:
    """Values so many steps ahead of a series (预测); None where it is too short.

    Args: series: without gaps, the oldest first. season: steps of a year, 1 for none. Taken out as factors where
        the series is positive, longer than two years, and the season is sure.
    Source: Assimakopoulos and Nikolopoulos 2000, the theta model; season by ratios to the moving average.
    """
    if len(series) < FEWEST:
        return None
    factors = season_factors(series, season)
    place = np.arange(len(series) + ahead) % season
    level, line = _smooth_and_line(series / factors[place[: len(series)]], ahead)
    values = (level.value / 2 + line / 2) * factors[place[len(series) :]]
    return Forecast(values, level.spread / 2, level.weight, factors[place[len(series) :]])


def season_factors(series: FloatArray, season: int) -> FloatArray:
    """Factor of each step of the year (季节因子), all 1 where no season is sure."""
    none = np.ones(season)
    if season < 2 or len(series) < 2 * season + 1 or not (series > 0).all() or not _is_seasonal(series, season):
        return none
    weights = np.ones(season + 1) / season
    weights[[0, -1]] /= 2
    if season % 2:
        weights = np.ones(season) / season
    mean = np.convolve(series, weights, "valid")
    start = (len(weights) - 1) // 2
    ratios = series[start : start + len(mean)] / mean
    place = (np.arange(len(mean)) + start) % season
    factors = np.bincount(place, ratios, season) / np.bincount(place, minlength=season)
    return np.asarray(factors / factors.mean())


def _is_seasonal(series: FloatArray, season: int) -> bool:
    centred = series - series.mean()
    whole = float(centred @ centred)
    if whole == 0:
        return False
    lags = np.array([centred[lag:] @ centred[: len(centred) - lag] for lag in range(1, season + 1)]) / whole
    limit = _TEST * np.sqrt((1 + 2 * (lags[:-1] ** 2).sum()) / len(series))
    return bool(abs(lags[-1]) > limit)


@dataclass(frozen=True, slots=True)
class _Level:
    value: float
    weight: float
    spread: float


def _smooth_and_line(series: FloatArray, ahead: int) -> tuple[_Level, FloatArray]:
    """The two lines of the theta model: one bent twice as much, smoothed to its last level, and the straight one."""
    steps = np.arange(len(series) + ahead, dtype=np.float64)
    centred = steps[: len(series)] - (len(series) - 1) / 2
    slope = float(centred @ series) / float(centred @ centred)
    line = series.mean() + slope * (steps - (len(series) - 1) / 2)
    return _smoothed(2 * series - line[: len(series)]), line[len(series) :]


def _smoothed(series: FloatArray) -> _Level:
    """Exponential smoothing with the weight that errs least one step ahead."""
    levels, errors = np.full(len(_WEIGHTS), series[0]), np.zeros(len(_WEIGHTS))
    for value in series[1:]:
        error = value - levels
        errors += error * error
        levels += _WEIGHTS * error
    best = int(np.argmin(errors))
    return _Level(float(levels[best]), float(_WEIGHTS[best]), float(np.sqrt(errors[best] / (len(series) - 1))))
