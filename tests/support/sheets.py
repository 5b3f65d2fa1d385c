"""Workbooks for tests: of rows as a person types them, or of a sheet's own XML."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from io import BytesIO
from typing import Any

import xlsxwriter

from bihuan.definitions import ledger_columns
from bihuan.engine.office.tables import KnownColumns
from tests.support.files import packed

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
STYLES = f"""<styleSheet xmlns="{MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="000000"/></numFmts>
<fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders>
<cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="10"/><xf numFmtId="164"/></cellXfs>
</styleSheet>"""
DAY, PERCENT, PADDED = 1, 2, 3


def known() -> KnownColumns:
    """The columns as they ship."""
    found = ledger_columns(date(2026, 12, 1))
    assert found is not None
    return found


def workbook_of(
    *rows: Sequence[Any], name: str = "台账", merges: Iterable[str] = (), hidden: Iterable[int] = ()
) -> bytes:
    """A workbook of one sheet with these rows from A1 on; merges as A1:B2, hidden rows counted from 1."""
    return book_of({name: rows}, merges=merges, hidden=hidden)


def book_of(
    sheets: Mapping[str, Sequence[Sequence[Any]]], *, merges: Iterable[str] = (), hidden: Iterable[int] = ()
) -> bytes:
    """A workbook of several sheets; merges and hidden rows are those of the first."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    pages = [book.add_worksheet(name) for name in sheets]
    for page, rows in zip(pages, sheets.values(), strict=True):
        for at, row in enumerate(rows):
            for place, value in enumerate(row):
                if value is not None:
                    page.write(at, place, value, day if isinstance(value, date) else None)
    for each in merges:
        top = pages[0].table.get(_place(each)[0], {}).get(_place(each)[1])
        pages[0].merge_range(each, "")
        if top is not None:
            pages[0].table[_place(each)[0]][_place(each)[1]] = top
    for row in hidden:
        pages[0].set_row(row - 1, None, None, {"hidden": True})
    book.close()
    return out.getvalue()


def _place(merge: str) -> tuple[int, int]:
    row, column = xlsxwriter.utility.xl_cell_to_rowcol(merge.partition(":")[0])
    return row, column


def raw_workbook(
    cells: str, *, from_1904: bool = False, prolog: str = "", more: Mapping[str, str] | None = None, rest: str = ""
) -> bytes:
    """A workbook whose only sheet has this XML as its rows, in styles 0 plain, 1 day, 2 percent, 3 with zeros."""
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData>{rest}</worksheet>'
    types = f"""<Types xmlns="{TYPES}"><Default Extension="xml" ContentType="application/xml"/>
    <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
    <Override PartName="/xl/workbook.xml"
    ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"""
    root = f'<Relationship Id="r1" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/>'
    own = "".join(
        f'<Relationship Id="r{number}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate([("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml")], 1)
    )
    epoch = '<workbookPr date1904="1"/>' if from_1904 else ""
    sheets = '<sheets><sheet name="台账" sheetId="1" r:id="r1"/></sheets>'
    return packed(
        {
            "[Content_Types].xml": types,
            "_rels/.rels": f'<Relationships xmlns="{PACKAGE}">{root}</Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">{epoch}{sheets}</workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">{own}</Relationships>',
            "xl/styles.xml": STYLES,
            "xl/worksheets/sheet1.xml": prolog + sheet,
            **(more or {}),
        }
    )
