"""Figures counted cell by cell, as one would with a pencil (指标逐格推算)."""

from __future__ import annotations

from collections.abc import Sequence
from math import isnan, sqrt

from bihuan.engine.indicators import Cube, Row, State
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


def chosen(rows: Sequence[Row], *, forecasts: bool) -> dict[tuple[int, int, int], Row]:
    """The row that stands for each cell: of the latest state, and among equals the last."""
    found: dict[tuple[int, int, int], Row] = {}
    for row in rows:
        known = found.get(row[:3])
        if row[5] == State.FORECAST and not forecasts:
            continue
        if known is None or row[5] >= known[5]:
            found[row[:3]] = row
    return found


def best_month(cube: Cube, unit: int, indicator: int, place: int) -> float | None:
    """The best single period up to a month, by the months it covers."""
    known = cube.catalogue.indicators[indicator]
    found = []
    for each in range(place + 1):
        value = single(cube, unit, indicator, each)
        if value is not None and known.accumulates and each % 12 + 1 in known.months:
            earlier = [month for month in known.months if month < each % 12 + 1]
            found.append(value / (each % 12 + 1 - (earlier[-1] if earlier else 0)))
    return max(found, default=None)


def best_rest(cube: Cube, unit: int, indicator: int, place: int) -> float | None:
    """The most that the same months of an earlier year brought, a month."""
    left, found = 11 - place % 12, []
    for year in range(place // 12):
        part, whole = (level_at(cube, unit, indicator, year * 12 + month) for month in (place % 12, 11))
        if part is not None and whole is not None and left and cube.catalogue.accumulates[indicator]:
            found.append((whole - part) / left)
    return max(found, default=None)


def needed_growth(cube: Cube, unit: int, indicator: int, place: int, target: int) -> float | None:
    """Growth of the rest of the year that a target of an amount asks for, on this year's basis."""
    if place < 12:
        return None
    december = place - 12 - place % 12 + 11
    now, before, whole = (level_at(cube, unit, indicator, each) for each in (place, place - 12, december))
    growth = growth_at(cube, unit, indicator, place)
    if now is None or before is None or whole is None or before <= 0:
        return None
    restated = before if growth is None or growth <= -100 else now / (1 + growth / 100)
    rest = whole * restated / before - restated
    return ((target - now) / rest - 1) * 100 if rest > 0 else None
