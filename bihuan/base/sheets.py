"""Tables of an uploaded xlsx as plain rows of text; runs in the upload child (读表)."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO
from typing import Any

from python_calamine import CalamineWorkbook

from bihuan.base.filetypes import check_upload
from bihuan.base.refusals import Refusal
from bihuan.engine.office.workbook import as_plain, open_workbook

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
