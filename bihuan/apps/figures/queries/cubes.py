"""From the database to a cube, by one query over the figures (取数成立方体)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain
from typing import Any

import numpy as np
from django.db import connection

from bihuan.apps.figures.models import FigureState
from bihuan.apps.figures.queries.book import Book
from bihuan.apps.figures.queries.figures import is_forecast, observations, waiting_for_release
from bihuan.apps.figures.queries.sheets import assignments
from bihuan.apps.units import queries as units
from bihuan.base.scope import Viewer
from bihuan.engine import indicators as engine
from bihuan.engine.indicators import Asked, Catalogue, Cube, MonthSpan, State, UnitTree
from bihuan.engine.values import Month

_STATES = {state: State[state.upper()] for state in FigureState.values}
_COLUMNS = ("unit_id", "indicator", "month", "level_smallest", "growth_mantissa", "growth_decimals", "state")
_GROWTH = " ".join(f"WHEN {places} THEN growth_mantissa / {10.0**places}" for places in range(1, 7))
_STEP = 4
"""Characters of a step in a unit's path."""
Row = tuple[int, int, int, int, float, int]
Rows = Iterator[Row]


def cube(  # noqa: PLR0913 - whose eyes, rules, years, which indicators, months and units, as of when, which series
    viewer: Viewer,
    *,
    book: Book,
    span: MonthSpan,
    codes: Iterable[str] | None = None,
    months: Iterable[Month] | None = None,
    unit_ids: Iterable[int] | None = None,
    known_on: date | None = None,
    forecasts: bool = False,
    typed: Iterable[Row] = (),
) -> Cube:
    """Every figure in this viewer's reach over some years, as it stands (立方体); of some indicators where asked.

    Args: months, unit_ids: read the figures of these alone. known_on: as it was known at the end of a day.
        forecasts: the forecasts alone, a series of their own.
        typed: figures that are not sent yet, put in last.
    """
    wanted = None if codes is None else set(codes)
    known = book.catalogue.indicators
    catalogue = engine.catalogue(each for each in known if wanted is None or each.code in wanted)
    tree = unit_tree(book.day)
    ends = [span.month(0), span.month(len(span) - 1)]
    found = observations(viewer, known_on=known_on).filter(is_forecast(forecasts), month__range=ends)
    if wanted is not None:
        found = found.filter(indicator__in=wanted)
    if months is not None:
        found = found.filter(month__in=list(months))
    if unit_ids is not None:
        found = found.filter(unit_id__in=list(unit_ids))
    rows = _read(found, catalogue)
    if known_on is None:
        every = [span.month(place) for place in range(len(span))]
        rows = _with_waiting(rows, waiting_for_release(viewer, months=every), catalogue)
    asked = _asked(viewer, tree, catalogue, book)
    return engine.build(
        tree=tree,
        catalogue=catalogue,
        span=span,
        asked=asked,
        observed=engine.observations(chain(rows, typed)),
        forecasts=forecasts,
    )


def unit_tree(day: date) -> UnitTree:
    """The units of a day in their tree (单位树)."""
    rows = list(units.units_on(day).values_list("pk", "path"))
    by_path = {path: pk for pk, path in rows}
    return engine.unit_tree((pk, _parent(path, by_path)) for pk, path in rows)


def _parent(path: str, by_path: dict[str, int]) -> int | None:
    """The nearest unit above that exists on the day."""
    for end in range(len(path) - _STEP, 0, -_STEP):
        if path[:end] in by_path:
            return by_path[path[:end]]
    return None


def _read(found: Any, catalogue: Catalogue) -> Rows:
    """The database turns codes into places and decimals into rates; rows come as the cube takes them, oldest first."""
    inner, parameters = found.order_by().values_list("pk", *_COLUMNS).query.sql_with_params()
    places = ", ".join(f"('{code}', {place})" for code, place in catalogue.places.items())
    states = " ".join(f"WHEN '{code}' THEN {int(state)}" for code, state in _STATES.items())
    names = ", ".join(("pk", *_COLUMNS))
    statement = (
        f"WITH places (code, place) AS (VALUES {places}), figures ({names}) AS ({inner}) "  # noqa: S608 - our own codes
        f"SELECT unit_id, place, month, COALESCE(level_smallest, {engine.NO_LEVEL}), "
        f"CASE growth_decimals {_GROWTH} ELSE growth_mantissa * 1.0 END, CASE state {states} END "
        "FROM figures JOIN places ON code = indicator ORDER BY pk"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        for unit_id, place, month, level, growth, state in cursor.fetchall():
            yield unit_id, place, month, level, np.nan if growth is None else growth, state


def _with_waiting(rows: Rows, waiting: Iterable[tuple[int, str, Month]], catalogue: Catalogue) -> Rows:
    yield from rows
    for unit_id, code, month in waiting:
        if code in catalogue.places:
            number = engine.month_number(month)
            yield unit_id, catalogue.places[code], number, engine.NO_LEVEL, np.nan, int(State.EMBARGOED)


def _asked(viewer: Viewer, tree: UnitTree, catalogue: Catalogue, book: Book) -> Asked:
    """Who reports what now, and the last month whose day of reporting has passed."""
    last = book.month_due()
    if book.form.due_on(last) >= book.day:
        last = last.shifted(-1)
    cells = np.zeros((len(tree), len(catalogue)), bool)
    pairs = assignments(viewer, month=last).order_by().values_list("unit_id", "indicator")
    for unit_id, code in pairs:
        if unit_id in tree.places and code in catalogue.places:
            cells[tree.places[unit_id], catalogue.places[code]] = True
    return Asked(cells, engine.due_until(last, catalogue))
