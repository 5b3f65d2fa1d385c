"""A user's own file comes back with what is wrong marked; all else in it stays."""

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.styles import Font

from bihuan.engine.office.sheets import REASON, marked
from bihuan.engine.office.tables import find_tables, read_rows
from bihuan.engine.office.workbook import open_workbook
from bihuan.engine.values import Finding
from tests.support.sheets import known

RED = "FFFFC7CE"


def own_file(rows=6):
    """A file as another program writes it, with a bold cell, a formula and a second sheet."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = "台账"
    for row in (["某区台账"], ["序号", "任务内容", "牵头单位", "完成时限"]):
        page.append(row)
    for number in range(1, rows + 1):
        page.append([number, f"任务{number}", "甲局", "2月30日" if number % 3 == 1 else "6月底"])
    page["B3"].font = Font(bold=True)
    page["F1"] = "=SUM(A3:A8)"
    book.create_sheet("附表").append(["别的"])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def mark(content, *findings, heading=1):
    return marked(content, open_workbook(content), findings, headings={"台账": heading})


def page_of(content):
    return openpyxl.load_workbook(BytesIO(content))["台账"]


def ground(cell):
    return cell.fill.fgColor.rgb if cell.fill.fill_type else None


WRONG = Finding("no_such_day", "台账!D3", "“完成时限”：日历上没有“2月30日”<这一天>，请核对。")


def test_a_wrong_cell_is_red_and_its_reason_stands_in_the_row():
    page = page_of(mark(own_file(), WRONG, Finding("x", "台账!B3", "太短。")))

    assert (ground(page["D3"]), ground(page["B3"]), ground(page["D4"])) == (RED, RED, None)
    assert page["G2"].value == REASON
    assert page["G3"].value == f"{WRONG.sentence}；太短。"
    assert page["G4"].value is None


def test_a_marked_cell_keeps_its_value_and_its_own_look():
    page = page_of(mark(own_file(), Finding("x", "台账!B3", "太短。")))

    assert page["B3"].value == "任务1"
    assert page["B3"].font.b
    assert page["F1"].value == "=SUM(A3:A8)"


def test_a_cell_that_the_file_does_not_hold_is_made_and_marked():
    page = page_of(mark(own_file(), Finding("empty", "台账!E4", "必须填写。")))

    assert ground(page["E4"]) == RED
    assert page["D4"].value == "6月底"


def test_all_other_parts_and_rows_stay_byte_for_byte():
    content = own_file()

    old, new = ZipFile(BytesIO(content)), ZipFile(BytesIO(mark(content, WRONG)))

    changed = [name for name in old.namelist() if old.read(name) != new.read(name)]
    assert sorted(changed) == ["xl/styles.xml", "xl/worksheets/sheet1.xml"]
    fourth = old.read("xl/worksheets/sheet1.xml").split(b'<row r="4"')[1].split(b"</row>")[0]
    assert fourth in new.read("xl/worksheets/sheet1.xml")


def test_a_file_sent_again_gets_its_reasons_anew_in_the_same_column():
    again = mark(mark(own_file(), WRONG), Finding("x", "台账!B5", "仍错。"))

    page = page_of(again)

    assert [page[f"G{row}"].value for row in (2, 3, 5)] == [REASON, None, "仍错。"]
    assert page["H2"].value is None


def test_the_column_of_reasons_is_no_column_of_the_ledger():
    (table,) = find_tables(open_workbook(mark(own_file(), WRONG)), known=known(), year=2026).tables

    rows = read_rows(table, words=known().words, resolve=lambda name: [name]).rows

    assert table.questions == ()
    assert all(row.extra == {} for row in rows)


def test_what_reading_finds_is_marked_cell_by_cell():
    content = own_file(rows=7)
    (table,) = find_tables(open_workbook(content), known=known(), year=2026).tables
    findings = read_rows(table, words=known().words, resolve=lambda name: [name]).findings

    page = page_of(mark(content, *findings, heading=table.heading.bottom))

    red = [cell.coordinate for row in page.iter_rows(min_row=3) for cell in row if ground(cell) == RED]
    assert red == ["D3", "D6", "D9"]


ODD = [(b"<sheetData>", b"<sheetData><!-- a <row r='3'> -->"), (b"</row>", b"</row\n>"), (b'<row r="', b'<row r = "')]


@pytest.mark.parametrize(("usual", "odd"), ODD)
def test_a_file_whose_xml_is_written_oddly_is_marked_too(usual, odd):
    content = own_file()
    out = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(usual, odd))

    page = page_of(mark(out.getvalue(), WRONG))

    assert (ground(page["D3"]), page["G3"].value) == (RED, WRONG.sentence)


def test_days_stay_days():
    book = openpyxl.Workbook()
    book.active.title = "台账"
    book.active.append(["任务", "时限"])
    book.active.append(["甲", date(2026, 3, 5)])
    out = BytesIO()
    book.save(out)

    page = page_of(mark(out.getvalue(), Finding("x", "台账!B2", "太早。"), heading=0))

    assert page["B2"].value.date() == date(2026, 3, 5)
