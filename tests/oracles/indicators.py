"""Figures counted cell by cell, as one would with a pencil (指标逐格推算)."""

from __future__ import annotations

from math import isnan, sqrt

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


def growth_at(cube: Cube, unit: int, indicator: int, place: int) -> float | None:
    """Growth of a cell by places, None where there is none."""
    value = float(cube.growth[unit, indicator, place])
    return None if isnan(value) else value


def base(cube: Cube, unit: int, indicator: int, place: int) -> int:
    """Level over one plus growth, to the smallest unit; 0 where either is not known."""
    level, growth = level_at(cube, unit, indicator, place), growth_at(cube, unit, indicator, place)
    return 0 if level is None or growth is None or growth <= -100 else round(level / (1 + growth / 100))


def two_year(cube: Cube, unit: int, indicator: int, place: int) -> float | None:
    """Mean growth of this year and the last."""
    if place < 12:
        return None
    now, before = (growth_at(cube, unit, indicator, each) for each in (place, place - 12))
    if now is None or before is None or now <= -100 or before < -100:
        return None
    return (sqrt((1 + now / 100) * (1 + before / 100)) - 1) * 100


def change(cube: Cube, unit: int, indicator: int, place: int) -> float | None:
    """Growth less that of the last month before that has a figure."""
    months = cube.catalogue.indicators[indicator].months
    earlier = [each for each in range(max(place - 12, 0), place) if each % 12 + 1 in months]
    now = growth_at(cube, unit, indicator, place)
    before = growth_at(cube, unit, indicator, earlier[-1]) if earlier else None
    return None if now is None or before is None else now - before


def places(values: list[float | None]) -> list[int]:
    """One more than how many are better; 0 where not known."""
    known = [each for each in values if each is not None]
    return [0 if each is None else 1 + sum(other > each for other in known) for each in values]
