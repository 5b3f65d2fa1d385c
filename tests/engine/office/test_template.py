"""A template holds a unit's rows; what comes back is read, and nothing of it is lost."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bihuan.engine.office.sheets import (
    NotATemplate,
    Template,
    TemplateColumn,
    TemplateRow,
    TextTooLong,
    read_returned,
    slip_of,
    template_file,
)
from bihuan.engine.office.workbook import open_workbook
from bihuan.engine.values import Quantity, Unit
from tests.support.sheets import known, workbook_of

YUAN = Unit.TEN_THOUSAND_YUAN
COLUMNS = (
    TemplateColumn("title", "任务内容", is_locked=True, width=36),
    TemplateColumn("report", "本月进展", is_required=True, note="写做成了什么。", example="已封顶。"),
    TemplateColumn("done", "累计完成", "number", unit=YUAN, example=Decimal(12)),
    TemplateColumn("day", "预计完成", "day"),
    TemplateColumn("state", "状态", "choice", choices=("正常", "滞后")),
)
ROWS = (
    TemplateRow("i7", {"title": "建设产业园", "report": "已开工", "done": Quantity(Decimal("1.50"), YUAN)}),
    TemplateRow("i8", {"title": "=升规入统", "day": date(2026, 6, 30), "state": "滞后", "report": "已申报"}),
)


def template(*rows, **more):
    return template_file(Template("m5", "五月填报表", "带*的必须填写。", COLUMNS, rows or ROWS, seal="印", **more))


def back(content):
    return read_returned(open_workbook(content), COLUMNS, words=known().words)


def edited(content, **cells):
    """The file as a person saves it after typing into some cells."""
    book = openpyxl.load_workbook(BytesIO(content))
    for at, value in cells.items():
        book["五月填报表"][at] = value
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def test_an_untouched_template_comes_back_as_it_was():
    returned = back(template())

    assert (returned.code, returned.seal, returned.findings) == ("m5", "印", [])
    for key, values in returned.rows.items():
        assert values == {code: returned.given[key][code] for code in values}
    assert returned.given["i7"]["done"] == Quantity(Decimal("1.50"), YUAN)


def test_a_cell_of_a_row_can_be_named():
    returned = back(template())

    assert (returned.at("i8", "day"), returned.at("i7"), returned.head) == ("五月填报表!E5", "五月填报表!B4", 2)


def test_what_was_typed_comes_back_typed():
    returned = back(edited(template(), C4="已封顶", D4="1.2亿", E4="2026.7.1", F4="正常"))

    assert returned.rows["i7"] == {
        "report": "已封顶",
        "done": Quantity(Decimal(12000), YUAN),
        "day": date(2026, 7, 1),
        "state": "正常",
    }


def test_wrong_cells_are_named_and_left_out():
    returned = back(edited(template(), D4="若干", E4="2月30日", F4="还行", C5=None))

    assert [(each.at, each.code) for each in returned.findings] == [
        ("五月填报表!D4", "not_a_number"),
        ("五月填报表!E4", "no_year"),
        ("五月填报表!F4", "not_a_choice"),
        ("五月填报表!C5", "empty"),
    ]
    assert returned.rows["i7"] == {"report": "已开工"}


def test_a_change_of_a_locked_cell_is_not_taken_and_said():
    returned = back(edited(template(), B4="别的任务"))

    assert returned.findings[0].code == "locked"
    assert "title" not in returned.rows["i7"]


def test_new_rows_come_back_with_their_numbers():
    returned = back(edited(template(new_rows=2), B6="新任务", C6="已立项"))

    assert [(row.number, row.values["title"]) for row in returned.new] == [(6, "新任务")]


def test_a_copied_row_is_named_not_taken_twice():
    returned = back(edited(template(new_rows=1), A6="i7", C6="抄来的"))

    assert returned.findings[0].code == "row_twice"
    assert returned.rows["i7"]["report"] == "已开工"


def test_sorted_rows_and_moved_columns_come_back_under_their_keys():
    book = openpyxl.load_workbook(BytesIO(template()))
    page = book["五月填报表"]
    page.move_range("A5:F5", rows=5)
    page.insert_cols(3)
    out = BytesIO()
    book.save(out)

    assert back(out.getvalue()).rows["i8"]["report"] == "已申报"


def test_keys_are_hidden_and_locked_and_the_rest_is_open():
    page = openpyxl.load_workbook(BytesIO(template()))["五月填报表"]

    assert page.column_dimensions["A"].hidden
    assert page.protection.sheet
    assert (page["B4"].protection.locked, page["C4"].protection.locked) == (True, False)
    assert page["C3"].value == "* 本月进展"
    assert page["D3"].value == "累计完成（万元）"


def test_choices_are_pull_downs_however_many():
    many = tuple(f"第{number}个名称很长的单位" for number in range(60))
    columns = (
        TemplateColumn("a", "甲", "choice", choices=("是", "否")),
        TemplateColumn("b", "乙", "choice", choices=many),
    )

    book = openpyxl.load_workbook(BytesIO(template_file(Template("x", "表", "", columns, ()))))

    lists = [each.formula1 for each in book["表"].data_validations.dataValidation]
    assert lists == ['"是,否"', "'_可选项'!$A$1:$A$60"]
    assert book["_可选项"].sheet_state == "veryHidden"
    assert book["_可选项"]["A60"].value == many[-1]


def test_how_to_fill_it_in_stands_in_the_file_with_an_example():
    page = openpyxl.load_workbook(BytesIO(template()))["填写说明"]

    assert [cell.value for cell in page[3]] == ["* 本月进展", "必须填写。写做成了什么。", "已封顶。"]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (workbook_of(["任务"]), "不是从本系统下载的模板"),
        (edited(template(), B3="甲", C3="乙", D3="丙"), "表头被改动"),
    ],
)
def test_what_is_no_template_is_refused_with_a_sentence(content, why):
    with pytest.raises(NotATemplate, match=why):
        back(content)


def test_a_template_says_of_itself_which_it_is():
    assert slip_of(open_workbook(template())).code == "m5"


def test_a_text_that_does_not_fit_a_cell_is_refused_when_the_template_is_made():
    with pytest.raises(TextTooLong, match="“i9”的“本月进展”"):
        template(TemplateRow("i9", {"report": "长" * 32_001}))


TEXTS = st.text(st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\ufffe\uffff"), max_size=20)
AMOUNTS = st.decimals(min_value=-(10**9), max_value=10**9, places=4)
DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))
VALUES = st.fixed_dictionaries(
    {
        "title": TEXTS,
        "report": st.one_of(TEXTS, st.sampled_from(["=1+1", "+8", "-", "@x", "007", "2026-03-05", "_x0041_", "a\nb"])),
        "done": st.none() | AMOUNTS.map(lambda amount: Quantity(amount, YUAN)),
        "day": st.none() | DAYS,
        "state": st.sampled_from(["正常", "滞后"]),
    }
)


@given(st.lists(VALUES, min_size=1, max_size=4))
def test_export_and_import_are_inverse(rows):
    returned = back(template(*(TemplateRow(f"k{number}", values) for number, values in enumerate(rows))))

    assert list(returned.rows) == [f"k{number}" for number in range(len(rows))]
    assert {each.code for each in returned.findings} <= {"empty"}
    for number, values in enumerate(rows):
        given_values = returned.given[f"k{number}"]
        assert returned.rows[f"k{number}"] == {code: given_values[code] for code in values if code != "title"}
        assert given_values["done"] == values["done"]
        assert given_values["day"] == values["day"]
