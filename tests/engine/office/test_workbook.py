"""Workbooks are opened within limits, each cell with what the file says about it."""

from datetime import date, datetime
from time import process_time

import pytest

from bihuan.engine.office import BadOffice
from bihuan.engine.office.tables import find_tables
from bihuan.engine.office.workbook import Merge, as_plain, of_plain, open_workbook
from tests.support.files import docx, packed
from tests.support.sheets import book_of, known, raw_workbook, workbook_of


def grid_of(content: bytes):
    return open_workbook(content).grids[0]


def cell(xml: str, *, from_1904: bool = False):
    return grid_of(raw_workbook(f'<row r="1">{xml}</row>', from_1904=from_1904))


def test_cells_keep_their_kind_and_place():
    grid = grid_of(workbook_of([], [None, "甲", 1.5, date(2026, 3, 5), True]))

    assert [list(row) for row in grid.rows] == [[], [None, "甲", 1.5, date(2026, 3, 5), True]]


def test_days_of_a_file_that_counts_from_1904_are_right():
    stored = '<c r="A1" s="1"><v>44624</v></c>'

    assert cell(stored, from_1904=True).cell(0, 0) == date(2026, 3, 5)
    assert cell(stored).cell(0, 0) == date(2022, 3, 4)


def test_a_formula_gives_its_stored_result_and_is_marked():
    grid = cell('<c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>""</f><v></v></c>')

    assert grid.cell(0, 0) == 2
    assert grid.marks.cells == {(0, 0): "formula", (0, 1): "formula"}


@pytest.mark.parametrize("stored", ["<c r='A1'><f>1+1</f></c>", "<c r='A1'><f>1+1</f><v/></c><c r='B1'><v>1</v></c>"])
def test_a_formula_without_a_stored_result_is_marked_so(stored):
    assert cell(stored).marks.cells == {(0, 0): "formula_without_result"}


@pytest.mark.parametrize("formula", ["[1]Sheet1!A1", "'[2]表 一'!B2*2", "SUM([1]表!A1:A9)", "cmd|'/c calc'!A0"])
def test_a_formula_on_another_file_is_marked_so(formula):
    assert cell(f'<c r="A1"><f>{formula}</f><v>2</v></c>').marks.cells == {(0, 0): "outside_link"}


def test_a_column_of_the_files_own_table_is_no_other_file():
    assert cell('<c r="A1"><f>SUM(表1[2026])</f><v>2</v></c>').marks.cells == {(0, 0): "formula"}


def test_those_who_share_a_formula_share_its_mark():
    first = '<c r="A1"><f t="shared" ref="A1:A2" si="0">[1]表!A1</f><v>1</v></c>'

    grid = grid_of(
        raw_workbook(f'<row r="1">{first}</row><row r="2"><c r="A2"><f t="shared" si="0"/><v>2</v></c></row>')
    )

    assert set(grid.marks.cells.values()) == {"outside_link"}
    assert len(grid.marks.cells) == 2


def test_an_error_is_marked_and_not_read_as_empty():
    assert cell('<c r="A1" t="e"><v>#REF!</v></c>').marks.cells == {(0, 0): "error"}


def test_percentages_and_leading_zeros_are_known_by_their_format():
    marks = cell('<c r="A1" s="2"><v>0.032</v></c><c r="B1" s="3"><v>1234</v></c>').marks

    assert marks.percents == {(0, 0)}
    assert marks.padded == {(0, 1): 6}


def test_hidden_rows_sheets_and_merges_are_known():
    book = open_workbook(book_of({"一": [["甲", "乙"], ["丙"]], "二": [["丁"]]}, merges=["A1:B1"], hidden=[2]))

    assert book.grids[0].merges == (Merge(0, 0, 0, 1),)
    assert book.grids[0].marks.hidden_rows == {1}
    assert [grid.name for grid in book.grids] == ["一", "二"]


def test_ten_thousand_empty_rows_cost_nothing():
    empty = "".join(f'<row r="{row}"><c r="A{row}" s="1"/></row>' for row in range(2, 10_002))

    grid = grid_of(raw_workbook(f'<row r="1"><c r="A1"><v>1</v></c></row>{empty}'))

    assert len(grid.rows) == 1


FAR = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
TALL = "".join(f'<row r="{row}"><c r="A{row}"><v>1</v></c></row>' for row in range(1, 1_000_001))
EMPTY = "".join(f'<row r="{row}" s="1"/>' for row in range(1, 1_000_001))
LYING = '<row r="1"><c r="A1048576"><v>1</v></c></row>'
THIN = '<row r="1"><c r="A1"><v>1</v></c></row><row r="50000"><c r="KN50000"><v>1</v></c></row>'
WIDE = f'<row r="1">{"<c/>" * 3_000_000}</row>'


@pytest.mark.parametrize("rows", [FAR, TALL, EMPTY, LYING, THIN, WIDE], ids=["远", "高", "空", "谎", "疏", "宽"])
def test_a_shape_bomb_is_refused_within_two_seconds_of_work(rows):
    content = raw_workbook(rows)

    began = process_time()
    with pytest.raises(BadOffice, match=r"工作表“台账”|压缩炸弹"):
        open_workbook(content)

    assert process_time() - began < 2


def test_merges_beyond_number_or_over_one_another_are_refused():
    cells = '<row r="1"><c r="A1"><v>1</v></c></row><row r="50000"><c r="Z50000"><v>1</v></c></row>'
    many = "<mergeCells>" + "".join(f'<mergeCell ref="B{row}:C{row}"/>' for row in range(1, 200_003)) + "</mergeCells>"
    over = "<mergeCells>" + '<mergeCell ref="A1:Z50000"/>' * 50 + "</mergeCells>"

    with pytest.raises(BadOffice, match="合并单元格过多"):
        open_workbook(raw_workbook(cells, rest=many))
    with pytest.raises(BadOffice, match="重叠或过大"):
        find_tables(open_workbook(raw_workbook(cells, rest=over)), known=known())


def test_fifty_thousand_rows_are_not_too_many():
    rows = "".join(f'<row r="{row}"><c r="A{row}"><v>1</v></c></row>' for row in range(1, 50_004))

    assert len(grid_of(raw_workbook(rows)).rows) == 50_003


def test_a_document_type_is_refused_in_any_part():
    dtd = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'

    for content in (raw_workbook("", prolog=dtd), raw_workbook("", more={"xl/styles.xml": f"{dtd}<styleSheet/>"})):
        with pytest.raises(BadOffice, match="文档类型定义"):
            open_workbook(content)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"\xd0\xcf\x11\xe0" + b"0" * 600, "旧版表格"),
        (b"hello", "不是.xlsx表格"),
        (b"PK\x03\x04 broken", "已损坏"),
        (packed({"xl/workbook.xml": "<workbook"}), "已损坏"),
        (docx("甲"), "缺少“xl/workbook.xml”"),
        (raw_workbook("", more={"xl/vbaProject.bin": "x"}), "含有宏"),
    ],
)
def test_what_is_no_workbook_is_refused_with_a_sentence(content, why):
    with pytest.raises(BadOffice, match=why):
        open_workbook(content)


def test_a_part_that_unpacks_beyond_its_size_is_refused():
    with pytest.raises(BadOffice, match="压缩炸弹"):
        open_workbook(raw_workbook(f'<row r="1"><c r="A1" t="inlineStr"><is><t>{" " * 30_000_000}</t></is></c></row>'))


def test_an_opened_workbook_survives_being_plain_data():
    book = open_workbook(
        workbook_of(["甲", 1.5, date(2026, 3, 5), datetime(2026, 3, 5, 9, 30), True], merges=["A2:B3"])
    )

    assert of_plain(as_plain(book)) == book
