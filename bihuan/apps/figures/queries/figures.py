"""Figures as they stand, and each with its versions (数据)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.db.models import F, Max, Q, QuerySet

from bihuan.apps.figures.models import FigureState, Observation
from bihuan.base.scope import Viewer
from bihuan.engine.calendar import SHANGHAI
from bihuan.engine.values import Month

Key = tuple[int, str, Month]
"""Unit, indicator, month."""
ORDER = {state: place for place, state in enumerate(FigureState.values)}


def end_of_day(day: date) -> datetime:
    """The moment at which a day is over (日终)."""
    return datetime.combine(day + timedelta(days=1), time(), tzinfo=SHANGHAI)


def observations(viewer: Viewer, *, known_on: date | None = None) -> QuerySet[Observation]:
    """Every version in reach, oldest first; as it was known at the end of a day where asked (当日所知)."""
    rows = Observation.objects.visible_to(viewer).annotate(sheet_state=F("sheet__state")).order_by("pk")
    return rows if known_on is None else rows.filter(at__lt=end_of_day(known_on))


def standing(
    viewer: Viewer,
    *,
    months: Iterable[Month],
    unit_ids: Iterable[int] | None = None,
    indicators: Iterable[str] | None = None,
    known_on: date | None = None,
    forecasts: bool = False,
) -> dict[Key, Observation]:
    """The figure that stands in each cell, in one query: of one state the last version, of several the later state."""
    rows = observations(viewer, known_on=known_on).filter(is_forecast(forecasts), month__in=list(months))
    if unit_ids is not None:
        rows = rows.filter(unit_id__in=list(unit_ids))
    if indicators is not None:
        rows = rows.filter(indicator__in=list(indicators))
    found: dict[Key, Observation] = {}
    for row in rows:
        key = (row.unit_id, row.indicator, row.month)
        if key not in found or ORDER[row.state] >= ORDER[found[key].state]:
            found[key] = row
    return found


def is_forecast(wanted: bool) -> Q:
    """Forecasts are a series of their own, never mixed with what was measured (预计数单列)."""
    return Q(state=FigureState.FORECAST) if wanted else ~Q(state=FigureState.FORECAST)


def versions(viewer: Viewer, *, unit_id: int, indicator: str, month: Month) -> list[Observation]:
    """All versions of one cell, newest first, each with who and why (各版本)."""
    rows = Observation.objects.visible_to(viewer).filter(unit_id=unit_id, indicator=indicator, month=month)
    return list(rows.select_related("correction").order_by("-pk"))


def waiting_for_release(
    viewer: Viewer, *, months: Iterable[Month], unit_ids: Iterable[int] | None = None
) -> dict[Key, date]:
    """Cells whose figure is kept but not to be read by this viewer before its release day (未到发布日).

    Only cells that the viewer will be able to read on that day; no number is read here.
    """
    rows = Observation.objects.visible_to(_system(viewer.on)).filter(
        month__in=list(months), unit__depth=1, released_on__gt=viewer.on
    )
    if unit_ids is not None:
        rows = rows.filter(unit_id__in=list(unit_ids))
    own = Observation.objects.visible_to(viewer).order_by().values("pk")
    cells = rows.exclude(pk__in=own).order_by("pk").values_list("unit_id", "indicator", "month", "released_on")
    return {(unit_id, code, month): day for unit_id, code, month, day in cells}


def last_versions(
    *, on: date, months: Iterable[Month], unit_ids: Iterable[int], indicators: Iterable[str]
) -> dict[tuple[int, str, Month, str], int]:
    """The last version of each figure by unit, indicator, month and state, whoever wrote it (末版)."""
    rows = Observation.objects.visible_to(_system(on)).filter(
        month__in=set(months), unit_id__in=set(unit_ids), indicator__in=set(indicators)
    )
    counted = rows.order_by().values_list("unit_id", "indicator", "month", "state").annotate(last=Max("version"))
    return {(unit_id, code, month, state): last for unit_id, code, month, state, last in counted}


def last_rows(
    *, on: date, months: Iterable[Month], unit_ids: Iterable[int], indicators: Iterable[str]
) -> dict[tuple[int, str, Month, str], Observation]:
    """The last version of each figure by unit, indicator, month and state, whoever wrote it (末版数据)."""
    rows = Observation.objects.visible_to(_system(on)).filter(
        month__in=set(months), unit_id__in=set(unit_ids), indicator__in=set(indicators)
    )
    return {(row.unit_id, row.indicator, row.month, row.state): row for row in rows.order_by("version")}


def replaced(observation_id: int, *, on: date) -> Observation:
    """The figure that a correction replaces, which was scoped when the correction was read (原数据)."""
    found: Observation = Observation.objects.visible_to(_system(on)).get(pk=observation_id)
    return found


def _system(day: date) -> Viewer:
    return Viewer.worker(on=day)
