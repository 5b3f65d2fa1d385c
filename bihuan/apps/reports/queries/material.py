"""All that the report of a month is made from, read once (报告素材)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bihuan.apps.figures import queries as figures
from bihuan.apps.reports import mapping
from bihuan.apps.reports.queries.rules import Rules
from bihuan.apps.units import queries as units
from bihuan.base.scope import Viewer
from bihuan.engine import analysis
from bihuan.engine.analysis import Aim, Figure, Known, Material
from bihuan.engine.indicators import MonthSpan
from bihuan.engine.values import Month

YEARS = 5
"""Whole years that forecasts look back on, the report's own among them."""
Figures = dict[tuple[str, Month], Figure]


@dataclass(frozen=True)
class Gathered:
    """The material of a report. released_on: the day from which all may read every figure in it; None: no figure."""

    material: Material
    released_on: date | None


def gathered(viewer: Viewer, month: Month, *, rules: Rules, known_on: date | None = None) -> Gathered:
    """Figures, targets, paces and measures of the district around a month, as this viewer may read them."""
    book = figures.book(known_on or viewer.on)
    unit_id = figures.district_id(viewer.on)
    codes = [code for code in rules.plan.indicators if code in book.indicators]
    found, released_on = _figures(viewer, unit_id, month, codes, book=book, known_on=known_on)
    aims: dict[str, Aim] = {}
    made = figures.cube(
        viewer, book=book, span=MonthSpan(month.year - YEARS + 1, YEARS), codes=codes, known_on=known_on
    )
    known = Known(
        month,
        found,
        aims=aims,
        paces=analysis.paces_of(made, unit_id, month, aims),
        outlooks=analysis.outlooks_of(made, unit_id, month, aims),
        rules=rules.lamps,
    )
    lines = {code: analysis.line(book.indicators[code], known) for code in codes}
    name = units.unit_name_on(unit_id, month.end_on)
    return Gathered(Material(name, month, lines), released_on)


def _figures(
    viewer: Viewer, unit_id: int, month: Month, codes: list[str], *, book: figures.Book, known_on: date | None
) -> tuple[Figures, date | None]:
    """Figures of a year back and their last day of release."""
    months = [month.shifted(-back) for back in range(13)]
    read = figures.around(viewer, months=months, unit_ids=[unit_id], book=book, indicators=codes, known_on=known_on)
    found: Figures = {}
    days = []
    for code in codes:
        for each in months:
            cell = read.cell((unit_id, code, each))
            lack = cell.why or cell.word
            found[code, each] = mapping.to_figure(unit_id, code, each, cell.row, lack=lack)
            if cell.row is not None:
                days.append(cell.row.released_on)
    return found, max(days, default=None)
