"""Figures counted cell by cell, as one would with a pencil (指标逐格推算)."""

from __future__ import annotations

from bihuan.engine.indicators import Cube, State
from bihuan.engine.indicators.cells import CODE_MASK, HAS_LEVEL


def level_at(cube: Cube, unit: int, indicator: int, place: int) -> int | None:
    """Level of a cell by places, None where there is none."""
    return int(cube.levels[unit, indicator, place]) if cube.states[unit, indicator, place] & HAS_LEVEL else None


def single(cube: Cube, unit: int, indicator: int, place: int) -> int | None:
    """Level less that of the last month of the year, before this one, in which the indicator has a figure."""
    known = cube.catalogue.indicators[indicator]
    level = level_at(cube, unit, indicator, place)
    before = [month for month in known.months if month < place % 12 + 1]
    if level is None or not known.accumulates or not before or place % 12 + 1 not in known.months:
        return level
    earlier = level_at(cube, unit, indicator, place - place % 12 + before[-1] - 1)
    return None if earlier is None else level - earlier


def summed(cube: Cube, unit: int, indicator: int, place: int) -> tuple[int, int, int]:
    """Sum of the parts, how many figures it holds, how many are owed; by going down to each part."""
    total = counted = lacking = 0
    for part in cube.tree.children(unit):
        level = level_at(cube, int(part), indicator, place)
        below = summed(cube, int(part), indicator, place)
        state = int(cube.states[part, indicator, place]) & CODE_MASK
        if level is not None:
            total, counted = total + level, counted + 1
        elif below[1] > 0:
            total, counted, lacking = total + below[0], counted + below[1], lacking + below[2]
        elif state in (State.MISSING, State.EMBARGOED):
            lacking += 1
    return total, counted, lacking
