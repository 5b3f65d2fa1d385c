"""A table as an xlsx file (导出表格), as it is seen: columns, order, units; text stays text, numbers numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Literal

import xlsxwriter

from bihuan.engine.office.sheets.looks import Cell, CellKind, Looks, fitting, headed, sheet_name
from bihuan.engine.values import Unit

Paper = Literal["A4", "A3"]
_PAPERS = {"A4": 9, "A3": 8}
FONT = {"font_name": "宋体", "font_size": 11}
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "default_format_properties": FONT,
}
HEAD_ROW = 2


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """One column: its heading, what it holds, how wide it is in characters, and the unit of its amounts (一栏)."""

    word: str
    kind: CellKind = "text"
    width: int = 14
    unit: Unit | None = None


def sheet(
    title: str,
    *,
    note: str,
    columns: Sequence[SheetColumn],
    rows: Iterable[Sequence[Cell]],
    paper: Paper = "A3",
    frozen: int = 2,
) -> bytes:
    """An xlsx file with one table, its title and a note of unit and time above it (生成表格).

    A text that a spreadsheet could take for a formula (= + - @) is kept as quoted text. Unknown is an empty cell.
    A number that a spreadsheet would round is kept as text. frozen: so many columns stay in sight.
    """
    out = BytesIO()
    book = xlsxwriter.Workbook(out, OPTIONS)
    page, looks = book.add_worksheet(sheet_name(title)), Looks(book)
    write_title(page, looks, title, note=note)
    for place, column in enumerate(columns):
        page.set_column(place, place, column.width)
        page.write_string(HEAD_ROW, place, headed(column.word, column.unit), looks.look("head"))
    last = HEAD_ROW
    for last, row in enumerate(rows, start=HEAD_ROW + 1):
        for place, (column, value) in enumerate(zip(columns, row, strict=True)):
            looks.write(page, last, place, value, unit=column.unit)
    page.freeze_panes(HEAD_ROW + 1, min(frozen, len(columns)))
    page.autofilter(HEAD_ROW, 0, last, max(len(columns) - 1, 0))
    print_set_up(page, paper=paper)
    book.close()
    return out.getvalue()


def write_title(page: Any, looks: Looks, title: str, *, note: str, place: int = 0) -> None:
    """The title and the note under it (标题和说明)."""
    page.set_row(0, 30)
    page.set_row(1, 18)
    page.write_string(0, place, fitting(title), looks.look("title"))
    page.write_string(1, place, fitting(note), looks.look("note"))


def print_set_up(page: Any, *, paper: Paper) -> None:
    """Across the paper (打印设置): the heading on every page, as wide as the paper, page x of y."""
    page.set_landscape()
    page.set_paper(_PAPERS[paper])
    page.repeat_rows(HEAD_ROW)
    page.fit_to_pages(1, 0)
    page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    page.center_horizontally()
    page.set_footer("&C第 &P 页，共 &N 页")
