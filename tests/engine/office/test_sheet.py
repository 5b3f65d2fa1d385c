"""A table as an xlsx file."""

from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from bihuan.engine.office import SheetColumn, sheet

COLUMNS = (SheetColumn("名称"), SheetColumn("数", "number"), SheetColumn("日", "day"), SheetColumn("时", "moment"))


def written(*rows):
    return sheet("台账", note="单位：项", columns=COLUMNS, rows=rows)


def read(content):
    return CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()


def test_text_numbers_and_days_keep_their_kind():
    content = written(["甲", Decimal("-3.5"), date(2026, 3, 4), datetime(2026, 3, 4, 9, 30)])

    assert read(content)[3] == ["甲", -3.5, date(2026, 3, 4), datetime(2026, 3, 4, 9, 30)]


def test_title_note_and_headings_stand_above():
    rows = read(written(["甲", 1, None, None]))

    assert rows[0][0] == "台账"
    assert rows[1][0] == "单位：项"
    assert rows[2] == ["名称", "数", "日", "时"]


@pytest.mark.parametrize("text", ["=1+1", "+8613", "-2", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x")'])
def test_what_looks_like_a_formula_stays_quoted_text(text):
    content = written([text, 1, None, None])

    page = ZipFile(BytesIO(content)).read("xl/worksheets/sheet1.xml").decode()
    styles = ZipFile(BytesIO(content)).read("xl/styles.xml").decode()
    assert "<f>" not in page
    assert 'quotePrefix="1"' in styles
    assert read(content)[3][0].strip() == text.strip()


def test_unknown_is_an_empty_cell():
    assert read(written(["甲", None, None, None]))[3][1] in ("", None)


def test_no_rows_still_make_a_file():
    assert len(read(written())) == 3
