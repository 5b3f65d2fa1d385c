"""Single months out of what is cumulative (当月数): v(m) = V(m) - V of the month with a figure before it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bihuan.engine.indicators.cells import HAS_LEVEL
from bihuan.engine.indicators.cube import BoolArray, Cube, IntArray, in_memory_order


@dataclass(frozen=True, slots=True, eq=False)
class Singles:
    """Values of single periods (单期数), derived: they absorb what was revised of earlier months.

    values: as the cube's levels, 0 where not known. What one covers says `Catalogue.spans`: January and February of
    industry are one value of two months, a quarter is one of three.
    """

    values: IntArray
    known: BoolArray


def single_values(cube: Cube) -> Singles:
    """Values of single periods of all months (当月数), (units, indicators, months)."""
    levels, states = in_memory_order(cube.levels), in_memory_order(cube.states)
    values, known = np.empty_like(levels), np.empty(levels.shape, bool)
    begun, certain = np.zeros(levels.shape[1:], np.int64), np.ones(levels.shape[1:], bool)
    carried = (cube.catalogue.exists & cube.catalogue.accumulates[:, None]).T
    for place in range(len(cube.span)):
        if place % 12 == 0:
            begun[:], certain[:] = 0, True
        has = (states[place] & HAS_LEVEL) != 0
        np.logical_and(has, certain, out=known[place])
        np.subtract(levels[place], begun, out=values[place])
        values[place] *= known[place]
        np.copyto(begun, levels[place], where=carried[place % 12])
        np.copyto(certain, has, where=carried[place % 12])
    return Singles(values.transpose(1, 2, 0), known.transpose(1, 2, 0))


def single_values_of(cube: Cube, place: int) -> tuple[IntArray, BoolArray]:
    """Values of single periods of one month (某月当月数), (units, indicators)."""
    earlier = cube.catalogue.earlier[:, place % 12]
    counted = np.flatnonzero(earlier >= 0)
    months = place - place % 12 + earlier[counted]
    values, known = cube.levels[:, :, place].copy(), cube.known[:, :, place]
    values[:, counted] -= cube.levels[:, counted, months]
    known[:, counted] &= (cube.states[:, counted, months] & HAS_LEVEL) != 0
    return values * known, known
