"""An xlsx file opened (打开表格): looked through within limits, then read; nothing in it is computed or fetched."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO

from lxml import etree
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from bihuan.engine.office.archive import Archive, BadOffice, refuse_dtd
from bihuan.engine.office.cells.words import Raw
from bihuan.engine.office.workbook.grid import Grid, Marks, Merge, Workbook
from bihuan.engine.office.workbook.scan import Look, SheetScan

_OLD, _ZIP = b"\xd0\xcf\x11\xe0", b"PK\x03\x04"
_BOOK, _BOOK_RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_PERCENT_FORMATS = {9, 10}
_PADDED = re.compile(r"0{2,30}")
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_SHEETS = 200
_FORBIDDEN_PARTS = ("vbaproject.bin",)


@dataclass(frozen=True, slots=True)
class _Sheet:
    name: str
    part: str
    is_hidden: bool


def is_workbook(content: bytes) -> bool:
    """Whether bytes are an xlsx file (是否xlsx): a zip whose directory names the workbook."""
    return content.startswith(_ZIP) and _BOOK.encode() in content


def open_workbook(content: bytes) -> Workbook:
    """All sheets of an xlsx file (打开表格), hidden ones marked; formulas give the result stored with them.

    Raises: BadOffice: another format, damaged, locked, or beyond the limits (50,000 rows, 300 columns).
    """
    if content.startswith(_OLD):
        raise BadOffice("这是旧版表格（.xls）或加了密码的表格", "请在表格软件里取消密码、另存为.xlsx后再试。")
    if not content.startswith(_ZIP):
        raise BadOffice("这不是.xlsx表格", "请在表格软件里另存为.xlsx后再试。")
    members = Archive(content)
    if any(name.lower().endswith(_FORBIDDEN_PARTS) for name in members.names):
        raise BadOffice("表格含有宏", "请另存为不含宏的.xlsx后再试。")
    return _opened(members)


def sheet_parts(members: Archive) -> dict[str, str]:
    """The part of each worksheet by its name (工作表部件)."""
    sheets = _sheets(members.xml(_BOOK), _targets(members.xml(_BOOK_RELATIONS)))
    return {sheet.name: sheet.part for sheet in sheets}


def styles_part(members: Archive) -> str | None:
    """The part that holds the styles (样式部件); None where there is none."""
    parts = _targets(members.xml(_BOOK_RELATIONS)).values()
    return next((part for kind, part in parts if kind == "styles" and part in members.names), None)


def _opened(members: Archive) -> Workbook:
    """Parts are copied, as counted, into an archive of our own; only that is given to the reader of values."""
    book = members.xml(_BOOK)
    targets = _targets(members.xml(_BOOK_RELATIONS))
    sheets = _sheets(book, targets)
    copy = BytesIO()
    with zipfile.ZipFile(copy, "w", zipfile.ZIP_STORED) as archive:
        for name in _shared_parts(members, targets):
            archive.writestr(name, _shared(members.read(name)))
        looks = _looks(members)
        scans = [_scan(sheet, members, archive, looks) for sheet in sheets]
    return Workbook(tuple(_grids(copy, sheets, scans)), from_1904=_from_1904(book))


def _targets(relations: etree._Element) -> dict[str, tuple[str, str]]:
    """Kind and part of each relation of the workbook."""
    found = {}
    for relation in relations:
        target = relation.get("Target", "")
        part = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))
        if relation.get("TargetMode") != "External":
            found[relation.get("Id", "")] = (relation.get("Type", "").rpartition("/")[2], part)
    return found


def _sheets(book: etree._Element, targets: Mapping[str, tuple[str, str]]) -> list[_Sheet]:
    """Worksheets in order; charts and macro sheets are left out."""
    found = []
    for element in book.iter("{*}sheet"):
        relation = next((said for name, said in element.attrib.items() if str(name).endswith("}id")), "")
        kind, part = targets.get(str(relation), ("", ""))
        if kind == "worksheet":
            found.append(_Sheet(element.get("name", ""), part, element.get("state", "visible") != "visible"))
    if not found:
        raise BadOffice("文件里没有工作表", "请核对是不是选错了文件。")
    if len(found) > _SHEETS:
        raise BadOffice(f"文件里的工作表超过{_SHEETS}个", "请删去无关的工作表后再试。")
    return found


def _shared_parts(members: Archive, targets: Mapping[str, tuple[str, str]]) -> Iterator[str]:
    """What the reader of values needs besides the sheets."""
    yield from (
        name for name in ("[Content_Types].xml", "_rels/.rels", _BOOK, _BOOK_RELATIONS) if name in members.names
    )
    yield from (
        part for kind, part in targets.values() if kind in {"sharedStrings", "styles"} and part in members.names
    )


def _shared(content: bytes) -> bytes:
    refuse_dtd(content)
    return content


def _scan(
    sheet: _Sheet, members: Archive, archive: zipfile.ZipFile, looks: Mapping[str, Look]
) -> tuple[Marks, tuple[Merge, ...]]:
    scan = SheetScan(sheet.name, looks=looks)
    with archive.open(sheet.part, "w") as copy:

        def copied() -> Iterator[bytes]:
            for piece in members.pieces(sheet.part):
                copy.write(piece)
                yield piece

        scan.feed(copied())
    return scan.marks, scan.merges


def _looks(members: Archive) -> dict[str, Look]:
    """Which styles show a percentage or leading zeros, by number as cells name them."""
    part = styles_part(members)
    if part is None:
        return {}
    styles = members.xml(part)
    codes = {int(each.get("numFmtId", 0)): each.get("formatCode", "") for each in styles.iter("{*}numFmt")}
    found: dict[str, Look] = {}
    for number, form in enumerate(styles.iterfind("{*}cellXfs/{*}xf")):
        if (look := _look(int(form.get("numFmtId", 0)), codes)) is not None:
            found[str(number)] = look
    return found


def _look(form: int, codes: Mapping[int, str]) -> Look | None:
    code = _QUOTED.sub("", codes.get(form, ""))
    if form in _PERCENT_FORMATS or "%" in code:
        return "percent"
    return len(code) if _PADDED.fullmatch(code) else None


def _from_1904(book: etree._Element) -> bool:
    return any(each.get("date1904") in {"1", "true"} for each in book.iter("{*}workbookPr"))


def _grids(copy: BytesIO, sheets: Sequence[_Sheet], scans: Sequence[tuple[Marks, tuple[Merge, ...]]]) -> Iterator[Grid]:
    try:
        copy.seek(0)
        book = CalamineWorkbook.from_filelike(copy)
        for sheet, (marks, merges) in zip(sheets, scans, strict=True):
            rows = _rows(book.get_sheet_by_name(sheet.name))
            yield Grid(sheet.name, rows, merges, marks, sheet.is_hidden)
    except CalamineError as damage:
        raise BadOffice("文件已损坏，有的内容读不出来") from damage


def _rows(sheet: CalamineSheet) -> list[list[Raw]]:
    """Rows without what is empty at their ends, and without empty rows at the end."""
    if sheet.start is None:
        return []
    above, before = sheet.start
    rows: list[list[Raw]] = [[] for _ in range(above)]
    for row in sheet.to_python():
        cells: list[Raw] = [None if cell == "" else cell for cell in row]
        while cells and cells[-1] is None:
            cells.pop()
        rows.append([None] * before + cells if cells else [])
    while rows and not rows[-1]:
        rows.pop()
    return rows
