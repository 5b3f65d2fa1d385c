"""Tables of an uploaded xlsx as plain rows of text; runs in the upload child (读表)."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any

from python_calamine import CalamineWorkbook

from bihuan.base.filetypes import check_upload
from bihuan.base.refusals import Refusal
from bihuan.engine.office.archive import BadOffice
from bihuan.engine.office.sheets import marked
from bihuan.engine.office.workbook import as_plain, open_workbook
from bihuan.engine.values import Finding

ROWS, COLUMNS = 5_000, 30


class TooManyRows(Refusal):
    """A sheet is longer than is read at once; it is not cut short in silence."""

    def __init__(self, name: str) -> None:
        super().__init__(f"“{name}”表超过{ROWS}行。请拆成几个文件分次导入。")


def read_sheets(content: bytes, *, names: list[str]) -> dict[str, list[list[str]]]:
    """Rows of the named sheets as text, as far as they are there; days as 2026-05-08, whole numbers without a point."""
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    found = [name for name in names if name in book.sheet_names]
    return {name: _rows(book.get_sheet_by_name(name)) for name in found}


def open_book(content: bytes, *, name: str) -> dict[str, Any]:
    """Check an uploaded workbook and open it whole, as JSON (打开工作簿)."""
    shown = check_upload(content, name=name, allowed=["xlsx"])["name"]
    return {"name": shown, "book": as_plain(open_workbook(content))}


class BadTable(Refusal):
    """The file is no workbook that can be read."""


def open_table(content: bytes) -> dict[str, Any]:
    """A checked workbook as plain values (打开表格)."""
    try:
        return as_plain(open_workbook(content))
    except BadOffice as bad:
        raise BadTable(str(bad)) from bad


def mark_table(content: bytes, *, findings: Sequence[Sequence[str]], headings: Mapping[str, int]) -> str:
    """The person's own file with its wrong cells marked, in base64 (标出错误)."""
    wrong = [Finding(*finding) for finding in findings]
    return base64.b64encode(marked(content, open_workbook(content), wrong, headings=headings)).decode()


def _rows(sheet: Any) -> list[list[str]]:
    rows = sheet.to_python(skip_empty_area=False, nrows=ROWS + 2)
    if len(rows) > ROWS + 1:
        raise TooManyRows(sheet.name)
    return [[_text(cell) for cell in row[:COLUMNS]] for row in rows]


def _text(cell: Any) -> str:
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
