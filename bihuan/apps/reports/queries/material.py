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
from bihuan.engine.analysis import Aim, Figure, Known, Material, Outlook, Pace, Taken, UnitFigure
from bihuan.engine.indicators import MonthSpan
from bihuan.engine.values import Indicator, Month

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
    aims = _aims(viewer, unit_id, month, book=book, known_on=known_on)
    known = Known(
        month,
        found,
        aims=aims,
        outlooks=_outlooks(viewer, unit_id, month, aims, book=book, known_on=known_on),
    )
    lines = {code: analysis.line(book.indicators[code], known) for code in codes}
    told = [code for code in (*rules.plan.by_units, *rules.plan.ranked) if code in lines]
    material = Material(
        units.unit_name_on(unit_id, month.end_on),
        month,
        lines,
        _taken(viewer, unit_id, month, codes) if known_on is None else (),
        history={code: _year(found, book.indicators[code], month) for code in rules.plan.lines if code in lines},
        units={code: _units(viewer, code, month, book=book, known_on=known_on) for code in dict.fromkeys(told)},
    )
    return Gathered(material, released_on)


def _taken(viewer: Viewer, unit_id: int, month: Month, codes: list[str]) -> tuple[Taken, ...]:
    """Measures taken for the month's figures; of a matter out of this viewer's reach no day and no state is told."""
    found = figures.taken_for(viewer, unit_id=unit_id, month=month, indicators=codes)
    return tuple(
        Taken(
            indicator=each.row.indicator,
            cause=each.row.cause,
            words=each.row.measure.words,
            unit=each.lead_name,
            due_on=each.due_on,
            state=each.status,
            whence=f"措施库（{each.row.measure.source}），事项{each.number}",
        )
        for each in found
    )


def _year(found: Figures, indicator: Indicator, month: Month) -> list[Figure]:
    """An indicator's figures of the year up to a month."""
    return [found[indicator.code, Month(month.year, each)] for each in indicator.months if each <= month.month]


def _units(viewer: Viewer, code: str, month: Month, *, book: figures.Book, known_on: date | None) -> list[UnitFigure]:
    """Figures of the units below the district with their places, for an outline that tells them apart."""
    page = figures.indicator_page(viewer, code=code, month=month, book=book, known_on=known_on)
    made = []
    for row in page.rows[1:]:
        at, cell = row.cells[-1]
        figure = mapping.to_figure(row.unit_id, code, at, cell.row, lack=cell.word)
        before = row.place + row.change if row.place is not None and row.change is not None else None
        made.append(UnitFigure(row.name, figure, row.place, before))
    return made


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


def _aims(viewer: Viewer, unit_id: int, month: Month, *, book: figures.Book, known_on: date | None) -> dict[str, Aim]:
    """The unit's targets of the year by indicator; one that is judged by an earlier month's figure is not judged.

    Of several targets of one indicator the first stands: an amount before a growth.
    """
    lines = figures.targets_of_year(viewer, month.year, unit=unit_id, on=known_on, month=month, rules=book)
    progress = figures.progress_of(viewer, lines, month=month, book=book, known_on=known_on)
    return {code: _aim(each[0], month) for code, each in progress.items()}


def _outlooks(
    viewer: Viewer, unit_id: int, month: Month, aims: dict[str, Aim], *, book: figures.Book, known_on: date | None
) -> dict[str, Outlook]:
    if not aims:
        return {}
    span = MonthSpan(month.year - YEARS + 1, YEARS)
    made = figures.cube(viewer, book=book, span=span, codes=list(aims), unit_ids=[unit_id], known_on=known_on)
    return analysis.outlooks_of(made, unit_id, month, aims)


def _aim(progress: figures.Progress, month: Month) -> Aim:
    line, needed = progress.line, progress.needed
    told = line.row.source + (f"（第{line.row.version}版）" if line.is_changed else "")
    if line.month != month:
        return Aim(line.asked, told)
    pace = Pace(12 - month.month, needed.month, needed.best, needed.best_rest, needed.growth) if needed else None
    return Aim(line.asked, told, line.time_progress, line.judged, progress.lamp, pace)
