"""A table as an xlsx file (导出表格): text stays text, numbers stay numbers, days stay days."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any, Literal

import xlsxwriter

Cell = str | int | Decimal | date | datetime | None
CellKind = Literal["text", "number", "day", "moment"]
LONGEST = 32_000
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
FORMATS: dict[str, dict[str, Any]] = {
    "text": {"text_wrap": True},
    "quoted": {"text_wrap": True, "quote_prefix": True},
    "number": {"num_format": "#,##0.####", "align": "right"},
    "day": {"num_format": "yyyy-mm-dd", "align": "left"},
    "moment": {"num_format": "yyyy-mm-dd hh:mm", "align": "left"},
}


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """One column: its heading, what it holds and how wide it is, in characters (一栏)."""

    word: str
    kind: CellKind = "text"
    width: int = 14


def sheet(title: str, *, note: str, columns: Sequence[SheetColumn], rows: Iterable[Sequence[Cell]]) -> bytes:
    """An xlsx file with one table, its title and a note of unit and time above it (生成表格).

    A text that a spreadsheet could take for a formula (= + - @) is kept as quoted text. Unknown is an empty cell.
    """
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    page = book.add_worksheet(_sheet_name(title))
    formats = {name: book.add_format({"valign": "top", "border": 1, **form}) for name, form in FORMATS.items()}
    head = book.add_format({"bold": True, "bg_color": "#E8EEF2", "border": 1, "text_wrap": True, "valign": "vcenter"})
    page.write_string(0, 0, title, book.add_format({"bold": True, "font_size": 16}))
    page.write_string(1, 0, note, book.add_format({"font_color": "#53616D"}))
    for at, column in enumerate(columns):
        page.set_column(at, at, column.width)
        page.write_string(2, at, column.word, head)
    last = 2
    for last, row in enumerate(rows, start=3):
        for at, (column, value) in enumerate(zip(columns, row, strict=True)):
            _write(page, last, at, value, column.kind, formats)
    page.freeze_panes(3, min(2, len(columns)))
    page.autofilter(2, 0, last, max(len(columns) - 1, 0))
    _print_set_up(page)
    book.close()
    return out.getvalue()


def _write(page: Any, row: int, at: int, value: Cell, kind: CellKind, formats: dict[str, Any]) -> None:
    if value is None or value == "":
        page.write_blank(row, at, None, formats["text"])
    elif isinstance(value, str):
        form = "quoted" if value.startswith(FORMULA_STARTS) else "text"
        page.write_string(row, at, value[:LONGEST], formats[form])
    elif isinstance(value, datetime | date):
        moment = value.replace(tzinfo=None) if isinstance(value, datetime) else value
        page.write_datetime(row, at, moment, formats["moment" if isinstance(value, datetime) else "day"])
    else:
        page.write_number(row, at, value, formats["number"])


def _print_set_up(page: Any) -> None:
    """A3 across, the heading on every page, as wide as the paper, page x of y."""
    page.set_landscape()
    page.set_paper(8)
    page.repeat_rows(2)
    page.fit_to_pages(1, 0)
    page.set_footer("&C第 &P 页，共 &N 页")


def _sheet_name(title: str) -> str:
    return "".join(each for each in title if each not in "[]:*?/\\'")[:31] or "表"
