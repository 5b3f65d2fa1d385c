"""What the checks note of a unit's month, typed or sent, with what was answered (核对提示); nothing is blocked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from bihuan.apps.figures.mapping import read_entry
from bihuan.apps.figures.models import Remark
from bihuan.apps.figures.queries.book import Book
from bihuan.apps.figures.queries.cubes import Row, cube
from bihuan.apps.figures.queries.sheets import SheetLine, SheetPage
from bihuan.base.scope import Viewer
from bihuan.definitions import check_limits
from bihuan.engine.indicators import NO_LEVEL, MonthSpan, State, catalogue, checks, month_number, to_level
from bihuan.engine.values import Finding


@dataclass(frozen=True)
class NoteLine:
    """One note on a figure of a sheet, and the answer to it if there is one."""

    line: SheetLine
    note: checks.Note
    remark: Remark | None


def sheet_notes(viewer: Viewer, page: SheetPage, *, book: Book) -> list[NoteLine]:
    """Notes on the figures of a sheet, what is typed included, those of one figure together (核对提示)."""
    limits = check_limits(book.day)
    codes = {line.indicator.code for line in page.lines}
    if limits is None or not codes:
        return []
    span = MonthSpan(page.sheet.month.year - 1, 2)
    made = cube(viewer, book=book, span=span, codes=codes, typed=list(_typed(page, book, codes)))
    lines = {(line.unit_id, line.indicator.code): line for line in page.lines}
    answers = _answers(viewer, page)
    order = {key: place for place, key in enumerate(lines)}
    found = sorted(
        checks.notes(made, span.place(page.sheet.month), limits=limits),
        key=lambda note: order.get((note.unit, note.indicator), len(order)),
    )
    return [
        NoteLine(lines[note.unit, note.indicator], note, answers.get((note.unit, note.indicator, note.code)))
        for note in found
        if (note.unit, note.indicator) in lines
    ]


def _typed(page: SheetPage, book: Book, codes: set[str]) -> Iterator[Row]:
    """What is in the fields, as rows of the cube; what cannot be read is left out."""
    places = catalogue(each for each in book.catalogue.indicators if each.code in codes).places
    state = State[page.form.state.upper()]
    for line in page.lines:
        entered, _ = read_entry(line.typed, line.indicator, words=book.words)
        if line.asked and not entered.is_empty:
            level = NO_LEVEL if entered.level is None else to_level(entered.level, line.indicator.unit)
            growth = np.nan if entered.growth is None else float(entered.growth)
            if not isinstance(level, Finding):
                at = month_number(page.sheet.month)
                yield line.unit_id, places[line.indicator.code], at, level, growth, int(state)


def _answers(viewer: Viewer, page: SheetPage) -> dict[tuple[int, str, str], Remark]:
    rows = Remark.objects.visible_to(viewer).filter(reporter_id=page.sheet.unit_id, month=page.sheet.month)
    return {(row.unit_id, row.indicator, row.code): row for row in rows}
