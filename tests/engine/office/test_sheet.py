"""A table as an xlsx file."""

from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from bihuan.engine.office import SheetColumn, sheet
from bihuan.engine.office.tables import find_tables, read_rows
from bihuan.engine.office.workbook import open_workbook
from bihuan.engine.values import Quantity, Unit
from tests.support.sheets import known

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


def page_of(content):
    return openpyxl.load_workbook(BytesIO(content)).active


def test_numbers_show_their_own_decimals_and_whole_ones_none():
    page = page_of(
        written(["甲", 12, None, None], ["乙", Decimal("3.20"), None, None], ["丙", Decimal(-5), None, None])
    )

    assert [page[f"B{row}"].number_format for row in (4, 5, 6)] == ["#,##0", "#,##0.00", "#,##0"]
    assert [page[f"B{row}"].value for row in (4, 5, 6)] == [12, 3.2, -5]


def test_amounts_stand_in_the_columns_unit_and_the_unit_in_the_heading():
    columns = (
        SheetColumn("投资", "number", unit=Unit.TEN_THOUSAND_YUAN),
        SheetColumn("面积", "number", unit=Unit.HECTARE),
    )
    rows = [[Quantity(Decimal("1.2"), Unit.HUNDRED_MILLION_YUAN), Quantity(Decimal(10), Unit.MU)]]

    page = page_of(sheet("表", note="", columns=columns, rows=rows))

    assert [page["A3"].value, page["B3"].value] == ["投资（万元）", "面积（公顷）"]
    assert [page["A4"].value, page["B4"].value] == [12000, "10亩"]


@pytest.mark.parametrize("number", [10**16 + 1, Decimal("123456789012345.67"), Decimal("0.1234567890123456")])
def test_a_number_that_a_spreadsheet_would_round_is_text(number):
    page = page_of(written(["甲", number, None, None]))

    assert page["B4"].value == f"{Decimal(number):f}"


def test_a_text_too_long_for_a_cell_says_so_at_its_end():
    page = page_of(written(["长" * 40_000, None, None, None]))

    assert len(page["A4"].value) <= 32_767
    assert page["A4"].value.endswith("全文请在系统中查看）")


def test_a_day_before_spreadsheets_begin_is_text():
    assert page_of(written(["甲", None, date(1898, 5, 1), None]))["C4"].value == "1898-05-01"


def test_it_prints_across_with_its_heading_on_every_page():
    page = page_of(sheet("台账", note="", columns=COLUMNS, rows=[], paper="A4"))

    assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
    assert page.print_title_rows == "$3:$3"
    assert (page.sheet_properties.pageSetUpPr.fitToPage, page.page_setup.fitToHeight) == (True, 0)
    assert page.oddFooter.center.text == "第 &P 页，共 &N 页"
    assert page.freeze_panes == "C4"


TITLES = st.text(st.characters(categories=("L", "N", "P", "S"), blacklist_characters="￾￿"), min_size=1, max_size=20)
ROWS = st.lists(
    st.tuples(
        TITLES.filter(lambda text: any(each.isalnum() for each in text)).map(lambda text: f"事{text}"),
        st.none() | st.decimals(min_value=-(10**9), max_value=10**9, places=3),
        st.none() | st.dates(date(1990, 1, 1), date(2099, 12, 31)),
    ),
    min_size=1,
    max_size=5,
)


@given(ROWS)
def test_what_was_exported_is_imported_alike(rows):
    columns = (
        SheetColumn("事项"),
        SheetColumn("总投资", "number", unit=Unit.TEN_THOUSAND_YUAN),
        SheetColumn("完成时限", "day"),
    )
    content = sheet("重点任务", note="导出", columns=columns, rows=rows)

    (table,) = find_tables(open_workbook(content), known=known()).tables
    read = read_rows(table, words=known().words, resolve=lambda name: [])

    assert read.findings == ()
    assert [
        (
            row.values["title"],
            row.values["investment"].amount if "investment" in row.values else None,
            row.values["due_on"].due_on if "due_on" in row.values else None,
        )
        for row in read.rows
    ] == [(title, amount, day) for title, amount, day in rows]
