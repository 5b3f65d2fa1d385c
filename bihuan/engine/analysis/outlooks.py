"""What the rest of a year must bring and where it is heading (后期要求、走势), read from the cube for one unit."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import numpy as np

from bihuan.engine.analysis.lines import Aim, Outlook, Pace
from bihuan.engine.indicators import (
    Cube,
    TargetKind,
    Targets,
    forecast,
    from_level,
    no_targets,
    paces,
    shown,
    single_values,
    time_progress_table,
    to_level,
)
from bihuan.engine.values import Finding, Month, Quantity, Unit

_PLACES = 2
_OF_AMOUNTS = (TargetKind.LEVEL, TargetKind.COUNT)


def paces_of(cube: Cube, unit: int, month: Month, aims: Mapping[str, Aim]) -> dict[str, Pace]:
    """Required paces of a unit's targets at a month (后期要求), by code; amounts are rounded to two decimals."""
    row, place = cube.tree.places[unit], cube.span.place(month)
    found = paces(cube, place, targets=_targets(cube, row, place, aims), singles=single_values(cube))
    made = {}
    for code in aims:
        column = cube.catalogue.places.get(code)
        if column is None or not cube.catalogue.indicators[column].accumulates:
            continue
        at, measure = (row, column), cube.catalogue.indicators[column].unit
        required = amount(found.required[at], measure)
        if required is not None:
            best, best_rest = amount(found.best[at], measure), amount(found.best_rest[at], measure)
            growth = found.growth[at]
            needed = None if np.isnan(growth) else Decimal(repr(float(growth)))
            made[code] = Pace(12 - month.month, required, best, best_rest, needed)
    return made


def outlooks_of(cube: Cube, unit: int, month: Month, aims: Mapping[str, Aim]) -> dict[str, Outlook]:
    """Where the year of each indicator with a target is heading (走势), by code."""
    made = {}
    for code, aim in aims.items():
        if code not in cube.catalogue.places:
            continue
        at = cube.at(unit, code, month)
        known = forecast.history(cube, at)
        if known is not None:
            measure = cube.catalogue.indicators[at[1]].unit
            goal = _goal(aim, measure)
            made[code] = Outlook(
                measure,
                forecast.trajectory(known, month=month.month),
                forecast.forecast_year(known, target=None if goal is None else float(goal)),
            )
    return made


def amount(level: float, unit: Unit) -> Quantity | None:
    """Smallest units as an amount with two decimals at most (折算), None for NaN."""
    if np.isnan(level):
        return None
    exact = from_level(round(level), unit)
    places = min(_PLACES, max(0, -int(exact.amount.as_tuple().exponent)))
    return Quantity(Decimal(shown(exact.amount, places)), unit)


def _targets(cube: Cube, row: int, place: int, aims: Mapping[str, Aim]) -> Targets:
    """The unit's targets of the year as arrays."""
    targets = no_targets(cube, time_progress_table(cube.catalogue))
    for code, aim in aims.items():
        column = cube.catalogue.places.get(code)
        if column is None:
            continue
        goal = _goal(aim, cube.catalogue.indicators[column].unit)
        if goal is not None:
            targets.levels[row, column, place // 12] = goal
        elif aim.target.kind is TargetKind.GROWTH:
            targets.growth[row, column, place // 12] = float(aim.target.goal.amount)
    return targets


def _goal(aim: Aim, unit: Unit) -> int | None:
    """The goal of an amount in smallest units; None for targets of another kind."""
    if aim.target.kind not in _OF_AMOUNTS:
        return None
    level = to_level(aim.target.goal, unit)
    return None if isinstance(level, Finding) else level
