"""Places among peers (位次): those who are equal share a place, and the next place is left out (1-2-2-4)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from bihuan.engine.indicators.catalogue import Catalogue
from bihuan.engine.indicators.cube import Cube, FloatArray, IntArray

RankArray = NDArray[np.int16]

_ROWS = 64
"""Rows ranked at a time, so that they stay in the processor's memory."""


def ranks(values: FloatArray) -> RankArray:
    """Places along the last axis, the greatest first (位次); 0 where a value is not known.

    Values are equal where twelve digits are: what differs beyond is noise of the computation.

    >>> ranks(np.array([8.0, 9.0, 9.0, float("nan"), 7.0])).tolist()
    [3, 1, 1, 0, 4]
    """
    if not values.size:
        return np.zeros(values.shape, np.int16)
    rows = values.reshape(-1, values.shape[-1])
    found = np.empty(rows.shape, np.int16)
    for start in range(0, len(rows), _ROWS):
        _rank(rows[start : start + _ROWS], found[start : start + _ROWS])
    return found.reshape(values.shape)


def ranks_among(
    values: FloatArray, groups: Iterable[IntArray], signs: IntArray, *, columns: slice = slice(None)
) -> RankArray:
    """Places of units among their peers by indicator (同组位次), (units, indicators).

    Args: values: (units, indicators). groups: places of peers. signs: of the indicators; where less is better the
        least comes first, where neither is better the greatest.
    """
    found = np.zeros(values.shape, np.int16)
    direction = np.where(signs[columns] < 0, -1.0, 1.0)
    for group in groups:
        found[group] = ranks(np.ascontiguousarray((values[group] * direction).T)).T
    return found


def rank_change(before: RankArray, now: RankArray) -> tuple[RankArray, NDArray[np.bool_]]:
    """Places gained, positive upward (位次变化), and where both are known."""
    known = (before > 0) & (now > 0)
    return np.where(known, before - now, 0).astype(np.int16), known


def headline(cube: Cube, place: int) -> FloatArray:
    """What units are ranked by in one month (排名口径): growth where one is published, else level or share."""
    by_growth = headline_is_growth(cube.catalogue)
    levels = np.where(cube.known[:, :, place], cube.levels[:, :, place], np.nan)
    return np.where(by_growth, cube.growth[:, :, place], levels)


def headline_is_growth(catalogue: Catalogue) -> NDArray[np.bool_]:
    """Which indicators are ranked by their growth (按增速排名)."""
    return np.array(["growth" in each.measures for each in catalogue.indicators], bool)


def against(values: FloatArray, reference: int) -> FloatArray:
    """Each unit's rate less that of the reference unit, as the city (与全市之差), in points."""
    return values - values[reference]


def places_of(values: Sequence[float | None]) -> list[int | None]:
    """Places of a few values (位次), None where a value is not known.

    >>> places_of([94.2, 88.0, 88.0, None])
    [1, 2, 2, None]
    """
    found = ranks(np.array([np.nan if each is None else each for each in values], np.float64))
    return [int(each) or None for each in found]


def _rank(rows: FloatArray, out: RankArray) -> None:
    """Each value as an ordered whole number whose last bits give way to its place: one plain sort then tells both."""
    width = max((rows.shape[-1] - 1).bit_length(), 1)
    keys = _ordered(rows)
    keys >>= width
    keys <<= width
    keys |= np.arange(rows.shape[-1])
    keys.sort(axis=-1)
    order = keys & ((1 << width) - 1)
    keys >>= width
    first = np.zeros(rows.shape, np.int16)
    np.multiply(keys[:, 1:] != keys[:, :-1], np.arange(1, rows.shape[-1], dtype=np.int16), out=first[:, 1:])
    np.maximum.accumulate(first, axis=-1, out=first)
    first += 1
    order += np.arange(len(rows))[:, None] * rows.shape[-1]
    out.reshape(-1)[order.reshape(-1)] = first.reshape(-1)
    np.copyto(out, 0, where=np.isnan(rows))


def _ordered(rows: FloatArray) -> IntArray:
    """Whole numbers in the order of the values, the greatest first; what is not known comes last."""
    falling = 0.0 - rows
    np.copyto(falling, np.inf, where=np.isnan(rows))
    bits = falling.view(np.int64)
    return bits ^ ((bits >> 63) & np.iinfo(np.int64).max)
