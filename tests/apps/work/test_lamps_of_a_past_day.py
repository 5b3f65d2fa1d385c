"""The lamps of a past day use what was known on that day."""

import json
from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command

from bihuan.apps.work import queries
from bihuan.base.scope import Viewer
from bihuan.engine.lamps import COLOURS, NodeMark, lamp
from tests.support.builders import NOW
from tests.support.items import make_item, move

MID, LATE = NOW.replace(day=20), NOW.replace(month=6, day=1)


def lamp_on(day, item):
    viewer, book = Viewer.worker(on=day), queries.rulebook(day)
    known = queries.known_on(day, viewer=viewer, book=book)
    rows = queries.lamps_on(known, viewer=viewer, book=book, shown=known.ids == item.pk)
    return rows[0].lamp if rows else None


@pytest.fixture
def extended(cast):
    """Due on 10 March, an extension asked for in time and granted on the 20th."""
    item = make_item(cast, "accepted", due_on=date(2026, 3, 10))
    asked = {"reason": "设备晚到。", "new_due_on": date(2026, 4, 30), "text": "完成一半。", "consent": True}
    item = move(item, "request_extension", cast, who="lead_head", at=NOW.replace(day=5), **asked)
    return move(item, "grant_extension", cast, who="supervisor", at=MID, new_due_on=date(2026, 4, 30))


def test_an_extension_granted_on_the_20th_leaves_the_lamp_of_the_15th(extended):
    assert lamp_on(date(2026, 3, 15), extended).colour == "red"
    assert lamp_on(date(2026, 3, 19), extended).colour == "red"
    assert lamp_on(date(2026, 3, 20), extended).colour == "green"


def test_what_was_handed_in_later_was_not_handed_in_yet(cast):
    item = make_item(cast, "in_progress", due_on=date(2026, 3, 31))
    item = move(item, "submit_feedback", cast, at=LATE)

    assert lamp_on(date(2026, 4, 10), item).colour == "red"
    assert lamp_on(date(2026, 6, 2), item).colour == "yellow"


def test_an_item_that_was_not_dispatched_yet_has_no_lamp(cast):
    item = make_item(cast, "registered", due_on=date(2026, 3, 3))

    assert lamp_on(date(2026, 5, 1), item).word == "不亮灯"


def test_an_item_did_not_exist_before_it_was_drafted(cast):
    item = make_item(cast, "dispatched")

    assert lamp_on(NOW.date() - timedelta(days=1), item) is None


def test_a_suspended_item_was_suspended_from_that_day_on(cast):
    item = make_item(cast, "in_progress", due_on=date(2026, 3, 31))
    move(item, "suspend", cast, who="supervisor", at=LATE, reason="等批复。", review_on=date(2026, 9, 1))

    assert lamp_on(date(2026, 5, 31), item).colour == "red"
    assert lamp_on(date(2026, 6, 1), item).word == "挂账"


def test_all_at_once_equal_one_by_one(cast):
    for number, state in enumerate(("registered", "dispatched", "in_progress", "feedback_submitted", "written_off")):
        make_item(cast, state, due_on=date(2026, 3, 4 + number))
    day = date(2026, 3, 6)
    viewer, book = Viewer.worker(on=day), queries.rulebook(day)
    known = queries.known_on(day, viewer=viewer, book=book)

    codes = queries.colours_of(known, book=book)

    rows = queries.lamps_on(known, viewer=viewer, book=book, shown=codes > -1)
    assert len(rows) == 5
    assert [COLOURS[code] for code in codes] == [row.lamp.colour for row in rows]


def test_the_lamp_of_today_is_that_of_the_list(cast):
    item = make_item(cast, "in_progress", due_on=date(2026, 3, 31))
    day = date(2026, 4, 3)
    book = queries.rulebook(day)

    assert lamp_on(day, item) == queries.signs_of([item], book=book)[item.pk].lamp


def test_the_command_prints_counts_and_reasons(cast, capsys):
    make_item(cast, "in_progress", due_on=date(2026, 3, 31), title="甲")

    call_command("lamps", "--on", "2026-04-02")

    printed = capsys.readouterr().out
    assert "2026-04-02 共1项：红灯1" in printed
    assert "应于2026-03-31完成，至2026-04-02尚未完成" in printed


def test_the_command_speaks_json(cast, capsys):
    make_item(cast, "in_progress", due_on=date(2026, 4, 30), title="甲")

    call_command("lamps", "--on", "2026-03-05", "--kind", "key_task", "--json")

    (row,) = json.loads(capsys.readouterr().out)["lamps"]
    assert (row["title"], row["colour"], row["due_on"]) == ("甲", "green", "2026-04-30")


def test_a_wrong_day_or_kind_is_answered_with_a_sentence(db):
    with pytest.raises(CommandError, match="不是日期"):
        call_command("lamps", "--on", "昨天")
    with pytest.raises(CommandError, match="没有“x”这类台账"):
        call_command("lamps", "--on", "2026-03-05", "--kind", "x")


def test_a_node_that_was_met_late_stays_yellow(cast):
    rule = queries.rulebook(date(2026, 5, 1)).lamp_rule("key_task")
    nodes = [NodeMark("一季度", date(2026, 3, 31), date(2026, 4, 3))]

    assert lamp(rule, day=date(2026, 5, 1), due_on=date(2026, 12, 31), nodes=nodes).colour == "yellow"
