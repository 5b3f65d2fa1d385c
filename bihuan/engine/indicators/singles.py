"""Single months out of what is cumulative (当月数): v(m) = V(m) - V of the month with a figure before it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bihuan.engine.indicators.cells import HAS_LEVEL
from bihuan.engine.indicators.cube import BoolArray, Cube, IntArray, in_memory_order

_ALL = slice(None)


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
    shape = len(cube.span), len(cube.tree), len(cube.catalogue)
    values, known = np.empty(shape, np.int64), np.empty(shape, bool)
    for place in range(len(cube.span)):
        write_singles(cube, place, values[place], known[place])
    return Singles(values.transpose(1, 2, 0), known.transpose(1, 2, 0))


def single_values_of(cube: Cube, place: int) -> tuple[IntArray, BoolArray]:
    """Values of single periods of one month (某月当月数), (units, indicators), and where they are known."""
    values, known = np.empty(cube.shape[:2], np.int64), np.empty(cube.shape[:2], bool)
    write_singles(cube, place, values, known)
    return values, known


def write_singles(
    cube: Cube, place: int, values: IntArray, known: BoolArray, units: slice = _ALL, indicators: slice = _ALL
) -> None:
    """Values of single periods of one month of a block, written into arrays (写入当月数).

    Nearly all are counted from the month before; only the columns of the others are looked at again.
    """
    levels, states = in_memory_order(cube.levels), in_memory_order(cube.states)
    now, has = levels[place, units, indicators], (states[place, units, indicators] & HAS_LEVEL) != 0
    if place % 12 == 0:
        values[:], known[:] = now, has
        return
    turn = cube.catalogue.turns[place % 12]
    np.bitwise_and(levels[place - 1, units, indicators], turn.masks[indicators], out=values)
    np.subtract(now, values, out=values)
    np.logical_or((states[place - 1, units, indicators] & HAS_LEVEL) != 0, ~turn.follows[indicators], out=known)
    known &= has
    for month, masks in turn.counted:
        before = place - place % 12 + month
        own = masks[indicators]
        values -= levels[before, units, indicators] & own
        known &= ((states[before, units, indicators] & HAS_LEVEL) != 0) | (own == 0)
    np.copyto(values, 0, where=~known)
