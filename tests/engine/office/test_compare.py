"""Rows of a file are compared with what is known; a returned sheet is merged with what stands now."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from bihuan.engine.office.tables import Change, Conflict, Incoming, compare, find_tables, merge, read_rows
from bihuan.engine.office.workbook import open_workbook
from bihuan.engine.values import Finding, Quantity, Unit
from tests.support.sheets import known, workbook_of

KEYS = (("number",), ("title", "lead"))
CODES = ("title", "lead", "due_on", "note")
KNOWN = {
    7: {"number": "〔2026〕1号", "title": "建设产业园", "lead": "fg", "due_on": "2026-06-30", "note": "一"},
    8: {"number": "〔2026〕2号", "title": "升规入统。", "lead": "gx", "due_on": None, "note": None},
}


def compared(*rows, **said):
    incoming = [Incoming(f"A{place}", row) for place, row in enumerate(rows, start=2)]
    return compare(incoming, KNOWN, keys=KEYS, codes=CODES, **said)


def test_a_row_is_new_changed_or_the_same():
    found = compared({"title": "新事", "lead": "fg"}, {**KNOWN[7], "due_on": "2026-07-31"}, KNOWN[8])

    assert found.counts == {"new": 1, "changed": 1, "same": 1, "wrong": 0}
    assert found.rows[1].changes == (Change("due_on", "2026-06-30", "2026-07-31"),)
    assert found.rows[2].known == 8
    assert found.absent == ()


def test_a_row_without_a_number_is_known_by_its_other_key():
    found = compared({"title": "升规 入统", "lead": "gx", "note": "二"})

    assert found.rows[0].known == 8
    assert found.rows[0].changes == (Change("note", None, "二"),)
    assert found.absent == (7,)


def test_an_empty_cell_takes_nothing_away_unless_asked():
    row = {**KNOWN[7], "note": None}

    assert compared(row).rows[0].sort == "same"
    assert compared(row, blank_clears=True).rows[0].changes == (Change("note", "一", None),)


def test_a_row_that_stands_twice_is_wrong_in_both_places():
    found = compared({"title": "甲", "lead": "fg"}, {"title": "甲。", "lead": "fg"})

    assert [row.findings[0].code for row in found.rows] == ["twice_in_file", "twice_in_file"]
    assert "与A3是同一事项" in found.rows[0].findings[0].sentence


def test_a_row_that_fits_several_entries_or_none_by_key_is_wrong():
    twins = {1: {"title": "甲", "lead": "fg"}, 2: {"title": "甲", "lead": "fg"}}

    several = compare([Incoming("A2", twins[1])], twins, keys=KEYS, codes=CODES)

    assert several.rows[0].findings[0].code == "several_entries"
    assert compared({"note": "三"}).rows[0].findings[0].code == "no_key"


def test_a_row_with_a_wrong_cell_is_wrong_and_keeps_its_finding():
    wrong = Finding("no_such_day", "D2", "日历上没有这一天，请核对。")

    found = compare([Incoming("A2", KNOWN[7], (wrong,))], KNOWN, keys=KEYS, codes=CODES)

    assert (found.rows[0].sort, found.rows[0].findings) == ("wrong", (wrong,))


def test_equal_amounts_in_other_units_are_the_same():
    known = {1: {"number": "1", "note": Quantity(Decimal("1.2"), Unit.HUNDRED_MILLION_YUAN)}}
    row = {"number": "1", "note": Quantity(Decimal(12000), Unit.TEN_THOUSAND_YUAN)}

    assert compare([Incoming("A2", row)], known, keys=KEYS, codes=CODES).rows[0].sort == "same"


def merged(returned, now, given={"note": "一", "due_on": "甲"}):  # noqa: B006 - read only
    (row,) = merge({"k": returned}, given={"k": given}, now={"k": now}, codes=("note", "due_on"))
    return row


def test_what_only_the_sheet_changed_is_taken():
    row = merged({"note": "二", "due_on": "甲"}, {"note": "一", "due_on": "乙"})

    assert (row.outcome, dict(row.taken)) == ("taken", {"note": "二"})


def test_what_both_changed_is_shown_with_both_values_and_the_rest_is_taken():
    row = merged({"note": "二", "due_on": "丙"}, {"note": "三", "due_on": "甲"})

    assert row.outcome == "conflict"
    assert row.conflicts == (Conflict("note", "一", "二", "三"),)
    assert dict(row.taken) == {"due_on": "丙"}


def test_what_both_changed_alike_is_no_conflict():
    assert merged({"note": "二"}, {"note": "二"}).outcome == "unchanged"


def test_rows_that_are_deleted_gone_or_strange_are_named_and_not_lost():
    rows = merge({"a": {"note": "二"}, "x": {"note": "三"}}, given={"a": {}, "b": {}}, now={"b": {}}, codes=("note",))

    assert [(row.key, row.outcome, row.written) for row in rows] == [
        ("a", "gone", {"note": "二"}),
        ("x", "strange", {"note": "三"}),
        ("b", "missing", None),
    ]


VALUES = st.fixed_dictionaries({"note": st.sampled_from(["一", "二", None]), "due_on": st.sampled_from(["甲", "乙"])})


@given(VALUES, VALUES, VALUES)
def test_every_change_is_taken_shown_or_already_there(given, returned, now):
    row = merged(returned, now, given)

    after = {**now, **row.taken}
    shown = {conflict.code for conflict in row.conflicts}
    assert all(after[code] == returned[code] or code in shown for code in returned if returned[code] != given[code])
    assert all(after[code] == now[code] for code in now if now[code] != given[code])


def test_the_same_file_twice_changes_nothing():
    head = ["任务", "牵头单位", "完成时限", "总投资（万元）"]
    rows = [[f"第{number}项", "甲局", "6月底前", number] for number in range(20)]
    (table,) = find_tables(open_workbook(workbook_of(head, *rows)), known=known(), year=2026).tables
    read = read_rows(table, words=known().words, resolve=lambda name: [name]).rows
    incoming = [Incoming(str(row.number), row.values, row.findings) for row in read]
    codes = ("title", "lead", "due_on", "investment")

    first = compare(incoming, {}, keys=KEYS, codes=codes)
    second = compare(incoming, {row.number: row.values for row in read}, keys=KEYS, codes=codes)

    assert first.counts == {"new": 20, "changed": 0, "same": 0, "wrong": 0}
    assert second.counts == {"new": 0, "changed": 0, "same": 20, "wrong": 0}
