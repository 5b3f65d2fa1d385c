"""The text of an Excel file (xlsx文字): its sheets row by row, each cell with its address."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO

from python_calamine import CalamineError, CalamineWorkbook

from bihuan.engine.office.archive import Archive, BadOffice, without_dtd
from bihuan.engine.office.lines import TextCell, TextLine

ROWS, COLUMNS = 50_000, 300
_PART = "xl/workbook.xml"
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_CELL = re.compile(rb'<c\b[^<>]{0,200}?\br="([A-Z]{1,3})(\d{1,7})"')
_ROW = re.compile(rb"<row\b")


def is_xlsx(raw: bytes) -> bool:
    """Whether bytes are an Excel file (是否xlsx): a zip whose directory names the workbook part."""
    return raw.startswith(b"PK\x03\x04") and _PART.encode() in raw


def xlsx_lines(raw: bytes) -> list[TextLine]:
    """The text of an Excel file, a row a line (xlsx文字); rows without words are left out.

    Raises: BadOffice: damaged, locked, beyond the limits, or its XML declares a DTD.
    """
    _check(Archive(raw))
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(raw))
        return [line for number, name in enumerate(book.sheet_names, start=1) for line in _lines(book, name, number)]
    except (CalamineError, ValueError, OSError) as damage:
        raise BadOffice("文件已损坏或加了密码") from damage


def _check(archive: Archive) -> None:
    """Unpack everything once under the limits; no sheet wider or longer than is read."""
    if _PART not in archive.names:
        raise BadOffice("里面没有工作簿")
    for name in sorted(archive.names):
        sheet = _SHEET.fullmatch(name) is not None
        tail, rows = b"", 0
        for piece in without_dtd(archive.pieces(name)):
            if sheet:
                whole = tail + piece
                cut = whole.rfind(b"<") if whole.rfind(b"<") > whole.rfind(b">") else len(whole)
                rows += len(_ROW.findall(whole[:cut]))
                _check_shape(whole[:cut], rows)
                tail = whole[cut:][:1000]


def _check_shape(piece: bytes, rows: int) -> None:
    """Refuse a cell far out: a reader would make room for all cells before it."""
    far = max((int(row) for _, row in _CELL.findall(piece)), default=0)
    wide = max((_column(letters) for letters in {found[0] for found in _CELL.findall(piece)}), default=0)
    if max(far, rows) > ROWS or wide > COLUMNS:
        raise BadOffice(f"表格有{max(far, rows)}行、{wide}列，超过{ROWS}行、{COLUMNS}列的上限")


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _lines(book: CalamineWorkbook, name: str, number: int) -> Iterator[TextLine]:
    rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    for place, row in enumerate(rows, start=1):
        texts = [cell_text(cell) for cell in row]
        while texts and not texts[-1]:
            texts.pop()
        if any(texts):
            cells = (TextCell(text, f"{name}!{letters(at)}{place}") for at, text in enumerate(texts, start=1))
            yield TextLine(tuple(cells), table=number)


def cell_text(cell: object) -> str:
    """A cell as a person reads it (单元格文字): days as 2026-05-08, whole numbers without a point, one line."""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ", "minutes")
    if isinstance(cell, date | time | timedelta):
        return str(cell)
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else format(cell, ".12g")
    return " ".join(str(cell).split())


def letters(column: int) -> str:
    """The letters of a column (列标): 1 is A, 27 is AA."""
    found = ""
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found
