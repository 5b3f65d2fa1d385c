"""Where the year is heading (走势), read from the cube for one unit."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import numpy as np

from bihuan.engine.analysis.lines import Aim, Outlook
from bihuan.engine.indicators import Cube, TargetKind, forecast, from_level, shown, to_level
from bihuan.engine.values import Finding, Month, Quantity, Unit

_PLACES = 2
_OF_AMOUNTS = (TargetKind.LEVEL, TargetKind.COUNT)


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
    return rounded(from_level(round(level), unit))


def rounded(quantity: Quantity) -> Quantity:
    """An amount that was reckoned, with two decimals at most (取位)."""
    places = min(_PLACES, max(0, -int(quantity.amount.as_tuple().exponent)))
    return Quantity(Decimal(shown(quantity.amount, places)), quantity.unit)


def _goal(aim: Aim, unit: Unit) -> int | None:
    """The goal of an amount in smallest units; None for targets of another kind."""
    if aim.target.kind not in _OF_AMOUNTS:
        return None
    level = to_level(aim.target.goal, unit)
    return None if isinstance(level, Finding) else level
