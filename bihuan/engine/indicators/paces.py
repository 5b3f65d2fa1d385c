"""What the rest of the year must bring (后期要求), beside the best that was ever reached."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bihuan.engine.indicators.cube import BoolArray, Cube, FloatArray
from bihuan.engine.indicators.singles import Singles
from bihuan.engine.indicators.targets import Targets


@dataclass(frozen=True, slots=True, eq=False)
class Paces:
    """Paces of one month (后期步子), (units, indicators), in smallest units a month; NaN where not known.

    required: what each month left must bring. best: the best month ever, a longer period by its months. best_rest:
    the most that the same months of an earlier year brought, a month. growth: percent by which the rest of the year
    must pass last year's rest (倒算增速, 测算).
    """

    required: FloatArray
    best: FloatArray
    best_rest: FloatArray
    growth: FloatArray


def paces(cube: Cube, place: int, *, targets: Targets, singles: Singles) -> Paces:
    """What the rest of the year must bring at a month (后期要求) for each target.

    A growth target becomes a level through last year's whole on the comparable basis.
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        now = np.where(cube.known[:, :, place], cube.levels[:, :, place], np.nan)
        to_month, whole_year = _comparable(cube, place, now)
        wanted = _wanted(targets, place // 12, whole_year)
        left, months_left = np.maximum(wanted - now, 0), 11 - place % 12
        rest = whole_year - to_month
        growth = np.where(rest > 0, ((wanted - now) / rest - 1) * 100, np.nan)
        required = left / months_left if months_left else np.full(left.shape, np.nan)
        return Paces(required, _best(cube, place, singles), _best_rest(cube, place), growth)


def _comparable(cube: Cube, place: int, now: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Last year to the month and whole, both on this year's basis: the whole moves as the part was restated."""
    if place < 12:
        nothing = np.full(now.shape, np.nan)
        return nothing, nothing
    december = place - 12 - place % 12 + 11
    before = np.where(cube.known[:, :, place - 12], cube.levels[:, :, place - 12], np.nan)
    whole = np.where(cube.known[:, :, december], cube.levels[:, :, december], np.nan)
    growth = cube.growth[:, :, place]
    to_month = np.where(np.isnan(growth) | (growth <= -100), before, now / (1 + growth / 100))
    return to_month, np.where(before > 0, whole * to_month / before, np.nan)


def _wanted(targets: Targets, year: int, whole_year: FloatArray) -> FloatArray:
    level, growth = targets.levels[:, :, year], targets.growth[:, :, year]
    return np.where(level > 0, level, whole_year * (1 + growth / 100))


def _best(cube: Cube, place: int, singles: Singles) -> FloatArray:
    """The best single period up to the month, by the months it covers; of what accumulates only."""
    best = np.full(cube.shape[:2], -np.inf)
    for month in range(place + 1):
        spans = cube.catalogue.spans[:, month % 12]
        counts: BoolArray = singles.known[:, :, month] & (cube.catalogue.accumulates & (spans > 0))
        pace = singles.values[:, :, month] / np.maximum(spans, 1)
        np.maximum(best, np.where(counts, pace, -np.inf), out=best)
    return np.where(np.isinf(best), np.nan, best)


def _best_rest(cube: Cube, place: int) -> FloatArray:
    best, months_left = np.full(cube.shape[:2], -np.inf), 11 - place % 12
    for month in range(place % 12, place - place % 12, 12) if months_left else ():
        december = month - month % 12 + 11
        counts = cube.known[:, :, month] & cube.known[:, :, december] & cube.catalogue.accumulates
        rest = (cube.levels[:, :, december] - cube.levels[:, :, month]) / months_left
        np.maximum(best, np.where(counts, rest, -np.inf), out=best)
    return np.where(np.isinf(best), np.nan, best)
