"""A user's own file with what is wrong marked in it (标出错误的原表); all else in the file stays byte for byte."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lxml import etree

from bihuan.engine.office.archive import Archive, parsed, repacked
from bihuan.engine.office.sheets.looks import fitting
from bihuan.engine.office.sheets.marked_styles import MarkedStyles
from bihuan.engine.office.tables.known import heading_key
from bihuan.engine.office.workbook.addresses import address, letters, place, split
from bihuan.engine.office.workbook.grid import Grid, Workbook
from bihuan.engine.office.workbook.opening import sheet_parts
from bihuan.engine.values import Finding

REASON = "问题说明"
"""Heading of the column of reasons (问题说明); a file that is sent again with it gets it filled anew."""

_ROW = re.compile(rb"<((?:\w+:)?)row\b([^>]*?)(?:/>|>.*?</\1row\s*>)", re.DOTALL)
_ROOT = re.compile(rb"<((?:\w+:)?)worksheet\b[^>]*>", re.DOTALL)
_DIMENSION = re.compile(rb"<((?:\w+:)?)dimension\b[^>]*?(?:/>|></\1dimension>)")
_WIDTHS = re.compile(rb"<((?:\w+:)?)cols\b[^>]*>(.*?)</\1cols\s*>", re.DOTALL)
_LAST = re.compile(rb"\bmax\s*=\s*[\"'](\d+)[\"']")
_WIDTH = 50
_NUMBER = re.compile(rb"\br\s*=\s*[\"'](\d+)[\"']")
_ODD = (b"<!--", b"<![CDATA[")


@dataclass(frozen=True, slots=True)
class _Marks:
    """What is marked on one sheet: cells to colour, and the reasons of each row (from 0)."""

    cells: Mapping[int, frozenset[int]]
    reasons: Mapping[int, str]
    heading: int | None
    column: int
    is_new_column: bool


def marked(content: bytes, workbook: Workbook, findings: Iterable[Finding], *, headings: Mapping[str, int]) -> bytes:
    """The file with its wrong cells coloured and a column of reasons (标出错误).

    Args: workbook: the same file, opened. findings: each at a cell with its sheet, as the readers give them.
        headings: the row of the heading on each sheet, from 0.
    """
    by_sheet: dict[str, list[Finding]] = {}
    for finding in findings:
        by_sheet.setdefault(split(finding.at)[0], []).append(finding)
    members = Archive(content)
    styles = MarkedStyles(members)
    changed: dict[str, bytes] = {}
    for name, part in sheet_parts(members).items():
        grid = workbook.grid(name)
        if grid is not None and name in by_sheet:
            marks = _marks(grid, by_sheet[name], headings.get(name))
            changed[part] = _marked_sheet(members.read(part), marks, styles)
    return repacked(content, changed | styles.changed())


def _marks(grid: Grid, findings: Iterable[Finding], heading: int | None) -> _Marks:
    cells: dict[int, set[int]] = {}
    reasons: dict[int, list[str]] = {}
    for finding in findings:
        _, row, column = split(finding.at)
        cells.setdefault(row, set()).add(column)
        reasons.setdefault(row, []).append(finding.sentence)
    column, is_new = _reason_column(grid, heading)
    texts = {row: fitting("；".join(dict.fromkeys(said))) for row, said in reasons.items()}
    return _Marks({row: frozenset(said) for row, said in cells.items()}, texts, heading, column, is_new)


def _reason_column(grid: Grid, heading: int | None) -> tuple[int, bool]:
    """The column of reasons that the file has already, else the first free one."""
    if heading is not None:
        for column, raw in enumerate(grid.rows[heading]):
            if isinstance(raw, str) and heading_key(raw) == REASON:
                return column, False
    computed = max((column + 1 for _, column in grid.marks.cells), default=0)
    return max(grid.width, computed), True


def _marked_sheet(xml: bytes, marks: _Marks, styles: MarkedStyles) -> bytes:
    """The sheet's XML with only those rows written anew that are marked, or that hold an earlier reason."""
    if not xml.lstrip().startswith((b"<?xml", b"<")) or any(odd in xml for odd in _ODD):
        xml = _without_comments(xml)
    found = _ROOT.search(xml)
    if found is None:
        return xml
    editor = _RowEditor(found[0], found[1], marks, styles)
    number = -1

    def row(match: re.Match[bytes]) -> bytes:
        nonlocal number
        said = _NUMBER.search(match[2])
        number = int(said[1]) - 1 if said else number + 1
        return editor.edited(match[0], number) if editor.concerns(number) else match[0]

    return _widened(_DIMENSION.sub(b"", _ROW.sub(row, xml), count=1), found[1], marks.column + 1)


def _without_comments(xml: bytes) -> bytes:
    """The same XML without what a search for rows could stumble over."""
    tree = parsed(xml)
    etree.strip_tags(tree, etree.Comment)
    return etree.tostring(tree, encoding="UTF-8", xml_declaration=True)


def _widened(xml: bytes, prefix: bytes, column: int) -> bytes:
    """The sheet with a wide column for the reasons, unless the file itself sets widths from there on."""
    wide = b'<%scol min="%d" max="%d" width="%d" customWidth="1"/>' % (prefix, column, column, _WIDTH)
    widths = _WIDTHS.search(xml)
    if widths is None:
        sheet_data = xml.index(b"<%ssheetData" % prefix)
        return xml[:sheet_data] + b"<%scols>%s</%scols>" % (prefix, wide, prefix) + xml[sheet_data:]
    if any(int(last) >= column for last in _LAST.findall(widths[2])):
        return xml
    return xml[: widths.end(2)] + wide + xml[widths.end(2) :]


class _RowEditor:
    """Writes single rows of a sheet anew."""

    def __init__(self, root: bytes, prefix: bytes, marks: _Marks, styles: MarkedStyles) -> None:
        self._root, self._end = root, b"</" + prefix + b"worksheet>"
        self._marks, self._styles = marks, styles

    def concerns(self, row: int) -> bool:
        """Whether anything in a row is marked, or an earlier reason may stand there."""
        marks = self._marks
        is_below = marks.heading is not None and row > marks.heading
        return row in marks.reasons or row == marks.heading or (is_below and not marks.is_new_column)

    def edited(self, fragment: bytes, number: int) -> bytes:
        """A row with its marks."""
        root = parsed(self._root + fragment + self._end)
        row = root[0]
        row.attrib.pop("spans", None)
        for column in sorted(self._marks.cells.get(number, ())):
            cell = _cell(row, number, column)
            cell.set("s", str(self._styles.wrong(int(cell.get("s", "0")))))
        self._put_reason(row, number)
        whole = etree.tostring(root, encoding="UTF-8")
        return whole[whole.index(b">") + 1 : whole.rindex(b"<")]

    def _put_reason(self, row: etree._Element, number: int) -> None:
        text = REASON if number == self._marks.heading else self._marks.reasons.get(number)
        if text is None and self._find(row, number) is None:
            return
        cell = _cell(row, number, self._marks.column)
        for child in list(cell):
            cell.remove(child)
        cell.attrib.pop("t", None)
        if text is not None:
            space = f"{{{row.nsmap[row.prefix]}}}" if row.nsmap.get(row.prefix) else ""
            cell.set("t", "inlineStr")
            cell.set("s", str(self._styles.head if number == self._marks.heading else self._styles.reason))
            words = etree.SubElement(etree.SubElement(cell, f"{space}is"), f"{space}t")
            words.text = text
            words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")

    def _find(self, row: etree._Element, number: int) -> etree._Element | None:
        at = address(number, self._marks.column)
        return next((cell for cell in row if cell.get("r") == at), None)


def _cell(row: etree._Element, number: int, column: int) -> etree._Element:
    """The row's cell in a column, made in its place where there is none."""
    before = 0
    for at, cell in enumerate(row):
        said = cell.get("r")
        here = place(said)[1] if said else at
        if here == column:
            return cell
        if here < column:
            before = at + 1
    space = f"{{{row.nsmap[row.prefix]}}}" if row.nsmap.get(row.prefix) else ""
    made = etree.Element(f"{space}c", {"r": f"{letters(column)}{number + 1}"})
    row.insert(before, made)
    return made
