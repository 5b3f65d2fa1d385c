"""Entries are read as typed values; what is wrong names its cell and the remedy."""

from datetime import date
from decimal import Decimal

import pytest

from bihuan.engine.office.tables import UnitName, find_tables, read_rows
from bihuan.engine.office.workbook import open_workbook
from bihuan.engine.values import Quantity, Unit
from tests.support.sheets import known, raw_workbook, workbook_of

HEAD = ["序号", "任务内容", "牵头单位", "完成时限"]
UNITS = {"区发改局": ["fg"], "发改局": ["fg"], "区工信局": ["gx"], "开发区": ["kf1", "kf2"]}


def read(*rows, answers=None, required=(), **shape):
    return read_content(workbook_of(*rows, **shape), answers=answers, required=required)


def read_content(content, *, answers=None, required=()):
    (table,) = find_tables(open_workbook(content), known=known(), answers=answers, year=2026).tables
    resolve = lambda name: UNITS.get(name, [])  # noqa: E731
    return read_rows(table, words=known().words, resolve=resolve, answers=answers, required=required)


def one(*cells, head=HEAD, **said):
    (row,) = read(head, cells, **said).rows
    return row


def test_an_entry_is_typed_values_with_its_row():
    row = one(1, " 建设产业园 ", "发改局（牵头）、区工信局", "6月底前")

    assert row.number == 2
    assert row.values["requirement"] == "建设产业园"
    assert row.values["lead"] == (UnitName("发改局", "fg"),)
    assert row.values["responsible"] == (UnitName("区工信局", "gx"),)
    assert row.values["due_on"].due_on == date(2026, 6, 30)


def test_a_merged_cell_holds_for_all_rows_it_covers():
    rows = read(HEAD, [1, "甲", "区发改局", "年底"], [2, "乙"], merges=["C2:C3", "D2:D3"]).rows

    assert [row.values["lead"][0].code for row in rows] == ["fg", "fg"]


def test_a_wrong_cell_is_named_with_its_heading_and_costs_no_other_cell():
    row = one(1, "甲", "区发改局", "2月30日")

    assert [(each.at, each.sentence) for each in row.findings] == [
        ("台账!D2", "“完成时限”：日历上没有“2月30日”这一天，请核对。")
    ]
    assert row.values["requirement"] == "甲"


def test_a_wrong_merged_cell_is_named_by_the_cell_it_was_written_in():
    rows = read(HEAD, [1, "甲", "区发改局", "2月30日"], [2, "乙", "区发改局"], merges=["D2:D3"]).rows

    assert [row.findings[0].at for row in rows] == ["台账!D2", "台账!D2"]


def test_unknown_and_doubtful_units_are_collected_once():
    table = read(
        HEAD, *([number, "甲", "丁局、开发区", "年底"] for number in range(8)), answers={"leads:several": "support"}
    )

    assert [(each.name, each.candidates, each.count) for each in table.unknown_units] == [
        ("丁局", (), 8),
        ("开发区", ("kf1", "kf2"), 8),
    ]
    assert table.unknown_units[0].places == [f"台账!C{row}" for row in range(2, 7)]
    assert table.rows[0].unknown_units == ("丁局", "开发区")


def test_an_answered_unit_is_not_asked_about_again():
    answers = {"unit:丁局": "gx", "unit:等部门": "", "leads:several": "support"}

    table = read(HEAD, [1, "甲", "丁局、等部门", "年底"], answers=answers)

    assert table.unknown_units == ()
    assert table.rows[0].values["lead"] == (UnitName("丁局", "gx"),)


@pytest.mark.parametrize(("answer", "role"), [("responsible", "responsible"), ("support", "support")])
def test_of_several_lead_units_the_first_leads_as_answered(answer, role):
    row = one(1, "甲", "区发改局、区工信局", "年底", answers={"leads:several": answer})

    assert [unit.code for unit in row.values["lead"]] == ["fg"]
    assert [unit.code for unit in row.values[role]] == ["gx"]


def test_the_first_of_responsible_units_leads_where_the_office_said_so():
    head = ["任务", "责任单位", "完成时限"]

    row = one("甲", "区发改局、区工信局", "年底", head=head, answers={"leads:none": "first"})

    assert [unit.code for unit in row.values["lead"]] == ["fg"]
    assert [unit.code for unit in row.values["responsible"]] == ["gx"]
    assert "lead" not in one("甲", "区发改局", "年底", head=head, answers={"leads:none": "as_written"}).values


def test_what_no_known_column_holds_is_kept_under_its_heading():
    row = one(1, "甲", "区发改局", "年底", "第一组", head=[*HEAD, "督办组别"])

    assert row.extra == {"督办组别": "第一组"}
    assert one(1, "甲", "区发改局", "年底", "一", head=[*HEAD, "组"], answers={"column:组": "drop"}).extra == {}


def test_percentages_are_read_by_format_or_as_answered():
    head = ["任务", "牵头单位", "完成率"]

    fraction = one("甲", "区发改局", 0.35, head=head, answers={"scale:完成率": "fraction"})
    percent = one("甲", "区发改局", 0.35, head=head, answers={"scale:完成率": "percent"})

    assert fraction.values["progress"] == Quantity(Decimal(35), Unit.PERCENT)
    assert percent.values["progress"] == Quantity(Decimal("0.35"), Unit.PERCENT)


def cells(*stored):
    heads = "".join(
        f'<c r="{letter}1" t="inlineStr"><is><t>{word}</t></is></c>'
        for letter, word in zip("ABCD", ["任务", "牵头单位", "完成率", "编号"], strict=True)
    )
    return raw_workbook(f'<row r="1">{heads}</row><row r="2">{"".join(stored)}</row>')


TITLE = '<c r="A2" t="inlineStr"><is><t>甲</t></is></c>'


def test_formats_of_percent_and_leading_zeros_are_read():
    (row,) = read_content(cells(TITLE, '<c r="C2" s="2"><v>0.032</v></c><c r="D2" s="3"><v>1234</v></c>')).rows

    assert row.values["progress"] == Quantity(Decimal("3.2"), Unit.PERCENT)
    assert row.values["number"] == "001234"


def test_a_computed_cell_is_read_and_named():
    (row,) = read_content(cells(TITLE, '<c r="C2"><f>30+5</f><v>35</v></c>')).rows

    assert row.values["progress"] == Quantity(Decimal(35), Unit.PERCENT)
    assert row.computed == ("台账!C2",)


@pytest.mark.parametrize(
    ("stored", "code"),
    [
        ('<c r="C2"><f>30+5</f></c>', "formula_without_result"),
        ('<c r="C2"><f>[1]表!A1</f><v>35</v></c>', "outside_link"),
        ('<c r="C2" t="e"><v>#REF!</v></c>', "error"),
    ],
)
def test_a_cell_whose_value_cannot_be_trusted_is_wrong_and_never_empty(stored, code):
    (row,) = read_content(cells(TITLE, stored)).rows

    assert [(each.code, each.at) for each in row.findings] == [(code, "台账!C2")]
    assert "progress" not in row.values


def test_a_required_cell_that_is_empty_is_wrong_once():
    row = one(1, None, "区发改局", "2月30日", required=["requirement", "due_on"])

    assert [(each.code, each.at) for each in row.findings] == [("no_such_day", "台账!D2"), ("empty", "台账!B2")]


def test_a_hidden_row_says_so():
    rows = read(HEAD, [1, "甲", "区发改局", "年底"], [2, "乙", "区发改局", "年底"], hidden=[3]).rows

    assert [row.is_hidden for row in rows] == [False, True]
