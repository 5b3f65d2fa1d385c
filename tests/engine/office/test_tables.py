"""Tables are found and their columns matched; what is in doubt is asked, never guessed."""

import pytest

from bihuan.definitions import check
from bihuan.engine.office.tables import KEEP, BadColumns, KnownColumn, KnownColumns, find_tables
from bihuan.engine.office.workbook import open_workbook
from tests.support.sheets import book_of, known, workbook_of

HEAD = ["序号", "任务内容", "牵头单位", "完成时限"]
ENTRY = [1, "建设产业园", "区发改局", "2026-06-30"]


def tables_of(content, **said):
    return find_tables(open_workbook(content), known=known(), **said).tables


def table_of(*rows, answers=None, year=2026, **shape):
    (table,) = tables_of(workbook_of(*rows, **shape), answers=answers, year=year)
    return table


def codes(table):
    return [column.code for column in table.columns]


def keys(table):
    return [question.key for question in table.questions]


def test_a_heading_is_found_under_titles_notes_and_empty_rows():
    table = table_of(["某区2026年重点工作台账"], ["填报单位：督查室", None, None, "单位：项"], [], HEAD, ENTRY)

    assert table.heading.top == 3
    assert codes(table) == ["row_number", "requirement", "lead", "due_on"]
    assert table.above[0] == "某区2026年重点工作台账"


def test_a_heading_may_begin_in_any_column():
    table = table_of([], [None, None, *HEAD], [None, None, *ENTRY])

    assert [column.place for column in table.columns] == [2, 3, 4, 5]


TWO_LINES = ["序号", "工作任务", "季度节点", None, None, None, "责任单位", "牵头单位"]
PARTS = [None, None, "一季度", "二季度", "三季度", "四季度"]
NODES = [1, "建设", "立项", "开工", None, "投产", "甲局", "乙局"]


@pytest.mark.parametrize("merges", [["A1:A2", "B1:B2", "C1:F1", "G1:G2", "H1:H2"], ["C1:F1"], []])
def test_a_head_of_two_lines_is_read_merged_or_not(merges):
    table = table_of(TWO_LINES, PARTS, NODES, merges=merges)

    assert (table.heading.top, table.heading.bottom) == (0, 1)
    assert codes(table)[2:6] == ["node_q1", "node_q2", "node_q3", "node_q4"]
    assert table.entries == [2]


def test_a_quarter_under_another_heading_is_asked_about():
    table = table_of(["任务", "牵头单位", "投资额", None], [None, None, "一季度", "二季度"], ["建设", "甲局", 3, 4])

    assert codes(table) == ["title", "lead", None, None]
    assert keys(table) == ["column:投资额/一季度", "column:投资额/二季度"]


def test_totals_parts_signatures_and_repeated_heads_are_no_entries():
    rows = [HEAD, ["一、工业经济"], ENTRY, HEAD, [2, "升规入统", "区工信局", "6月底前"], [None, "合计", 2]]
    below = [[], ["填表人：甲", None, "审核人：乙"], ["备注：本表一式两份。"]]

    table = table_of(*rows, *below)

    assert table.entries == [2, 4]
    assert [each.why for each in table.left_out] == ["分类行", "重复的表头", "合计行", "落款或说明", "落款或说明"]
    assert table.parts == {2: "一、工业经济", 4: "一、工业经济"}


def test_a_numbered_part_in_two_cells_is_no_entry():
    table = table_of(HEAD, ["一", "工业经济"], ENTRY, ["（二）", "民生实事"], [2, *ENTRY[1:]])

    assert table.entries == [2, 4]
    assert table.parts == {2: "一　工业经济", 4: "（二）　民生实事"}


def test_several_sheets_and_several_tables_of_a_sheet_are_found():
    other = ["编号", "督办事项", "承办单位", "办理时限"]
    content = book_of(
        {"一": [HEAD, ENTRY, [], ["附表"], other, ["3", "整改", "甲局", "长期"]], "二": [HEAD, ENTRY], "空": []}
    )

    found = tables_of(content)

    assert [(table.name, table.entries) for table in found] == [("一", [1]), ("一", [5]), ("二", [1])]
    assert codes(found[1]) == ["number", "title", "responsible", "due_on"]


def test_a_sheet_without_known_names_asks_for_its_heading():
    content = workbook_of(["某表"], ["甲", "乙", "丙"], [1, 2, 3])

    found = find_tables(open_workbook(content), known=known())

    assert found.tables == ()
    assert [choice.answer for choice in found.questions[0].choices] == ["2"]
    assert tables_of(content, answers={"heading:台账": "2"})[0].heading.top == 1


def test_an_unknown_column_is_kept_unless_answered_otherwise():
    rows = [[*HEAD, "督办组别"], [*ENTRY, "第一组"]]

    table = table_of(*rows)

    assert keys(table) == ["column:督办组别"]
    assert table.is_ready
    assert codes(table_of(*rows, answers={"column:督办组别": "category"}))[-1] == "category"
    assert keys(table_of(*rows, answers={"column:督办组别": KEEP})) == []


def test_a_name_that_contains_a_known_one_is_suggested_not_taken():
    table = table_of([*HEAD[:3], "区定完成时限要求"], ENTRY)

    assert codes(table)[-1] is None
    assert table.questions[0].suggestion == "due_on"


def test_contents_suggest_what_a_column_without_a_heading_is():
    table = table_of([*HEAD, None], *([*ENTRY, f"1380000123{number}"] for number in range(5)))

    assert table.questions[0].key == "column:#5"
    assert table.questions[0].suggestion == "phone"


def test_contents_that_deny_a_name_are_asked_about():
    table = table_of(HEAD, *([number, "建设", "区发改局", "区工信局"] for number in range(5)))

    assert table.questions[0].suggestion == "due_on"
    assert "大多不像“完成时限”" in table.questions[0].sentence
    assert not table.is_ready


def test_two_columns_of_one_name_are_asked_about():
    table = table_of([*HEAD, "完成时间"], [*ENTRY, "2026-07-01"])

    assert codes(table)[3:] == ["due_on", None]
    assert table.questions[0].sentence.startswith("“完成时间”和“完成时限”都像“完成时限”")


def test_an_answer_for_a_later_column_goes_before_a_name():
    table = table_of([*HEAD, "区定时限"], [*ENTRY, "2026-07-01"], answers={"column:区定时限": "due_on"})

    assert codes(table)[3:] == [None, "due_on"]


def test_without_a_column_of_lead_units_the_office_says_who_leads():
    table = table_of(["任务", "责任单位", "完成时限"], ["建设", "甲局、乙局", "年底"])

    assert keys(table) == ["leads:none"]
    assert not table.is_ready


def test_several_lead_units_in_a_cell_are_asked_about_once():
    table = table_of(HEAD, *([number, "建设", "甲局、乙局", "年底"] for number in range(3)))

    assert keys(table) == ["leads:several"]


def test_bare_fractions_among_percentages_are_asked_about_once():
    table = table_of(["任务", "牵头单位", "完成率（%）"], ["甲", "乙局", 0.35], ["丙", "乙局", 0.5])

    assert keys(table) == ["scale:完成率"]
    assert "有2个不大于1的数" in table.questions[0].sentence


def test_the_year_of_dates_is_the_titles_or_asked_for():
    rows = [HEAD, [1, "建设", "甲局", "6月底前"]]

    assert keys(table_of(*rows, year=None)) == ["year:台账"]
    assert table_of(["某区2027年任务分解表"], *rows).days.year == 2027
    assert table_of(*rows, year=None, answers={"year:台账": "2028"}).days.year == 2028


def test_the_unit_of_money_stands_in_the_heading_or_above_the_table():
    rows = [["项目名称", "牵头单位", "总投资"], ["甲", "乙局", 3]]

    assert table_of(["单位：亿元"], *rows).columns[-1].unit.label == "亿元"
    assert table_of([*rows[0][:2], "总投资（亿元）"], rows[1]).columns[-1].unit.label == "亿元"
    assert table_of(*rows).columns[-1].unit.label == "万元"


def test_hidden_rows_are_read_and_named():
    table = table_of(HEAD, ENTRY, [2, *ENTRY[1:]], hidden=[3])

    assert table.entries == [1, 2]
    assert table.hidden_rows == (2,)


def test_a_ledgers_own_columns_come_before_the_common_ones():
    own = known().with_columns([KnownColumn("own_level", "完成时限", names=frozenset({"级别"}))])

    (table,) = find_tables(
        open_workbook(workbook_of(["任务", "牵头单位", "级别"], ["甲", "乙", "一"])), known=own
    ).tables

    assert codes(table)[-1] == "own_level"
    assert "due_on" not in own.by_code


def test_a_name_of_two_columns_is_refused():
    columns = [KnownColumn("a", "甲"), KnownColumn("b", "乙", names=frozenset({"甲"}))]

    with pytest.raises(BadColumns, match="“甲”既是“甲”又是“乙”"):
        KnownColumns(columns, known().words)


def test_an_offices_own_columns_are_checked_like_the_shipped_ones():
    wrong = {"columns": [{"code": "a", "word": "甲", "reads": "amount", "unit": "大洋"}], "cells": {}}

    assert {finding.code for finding in check("ledger_columns", wrong)} == {"schema_required"}


@pytest.mark.parametrize("merges", [["A1:D1"], []])
@pytest.mark.parametrize("title", ["台账", "重点工作", "督办台账"])
def test_a_title_is_no_heading_even_where_its_word_is_that_of_a_column(title, merges):
    content = workbook_of(
        [title],
        ["序号", "重点任务", "责任单位", "完成时限"],
        [1, "建成厂房", "甲局", "2026-06-30"],
        [2, "修通道路", "乙局", "2026-06-30"],
        merges=merges,
    )

    (table,) = tables_of(content)

    assert [column.heading for column in table.columns] == ["序号", "重点任务", "责任单位", "完成时限"]
