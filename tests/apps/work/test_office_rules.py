"""The office's own calendar and rules count in every deed, list and past day (本单位规则)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bihuan.apps.work import actions, queries
from bihuan.base.scope import Viewer
from tests.support.builders import NOW, viewer
from tests.support.items import make_item, move
from tests.support.rules import change_rule, shipped

pytestmark = pytest.mark.django_db
TUESDAY = date(2026, 3, 3)


@pytest.fixture
def day_off(cast):
    """The office closes on Tuesday 3 March."""
    body = shipped("holidays", "2026")
    body["holidays"].append({"name": "本区放假", "from": "2026-03-03", "to": "2026-03-03"})
    return change_rule(cast, "holidays", "2026", body)


def with_look(kind="key_task"):
    """The key task with a look at the place between feedback and review."""
    body = shipped("ledger_kinds", kind)
    body["states"] = {"on_site": {"word": "现场查看", "stage": "reviewing", "waits_on": "registrar"}}
    body["moves_off"] = ["open_review"]
    body["moves"]["go_there"] = {
        "word": "现场去看",
        "from": ["feedback_submitted"],
        "to": "on_site",
        "by": ["registrar:supervision"],
    }
    body["moves"]["seen"] = {"word": "看过", "from": ["on_site"], "to": "under_review", "by": ["registrar:supervision"]}
    return body


def test_the_time_to_object_runs_over_the_offices_day_off(cast, day_off):
    item = make_item(cast, "dispatched")

    item = move(item, "object", cast, who="lead_head", at=NOW + timedelta(days=2), reason="不归我局。")

    assert item.state == "reassigning"


def test_without_the_day_off_the_time_to_object_is_over(cast):
    item = make_item(cast, "dispatched")

    with pytest.raises(actions.NotAllowed, match="期限内"):
        move(item, "object", cast, who="lead_head", at=NOW + timedelta(days=2), reason="不归我局。")


def test_the_limits_of_a_page_run_over_the_day_off(cast, day_off):
    item = make_item(cast, "dispatched")

    page = queries.item_page(item.pk, viewer(cast.lead_head), now=NOW + timedelta(hours=2))

    assert {limit.word: limit.due.on for limit in page.limits}["签收"] == date(2026, 3, 4)


def test_a_paused_item_is_due_later_by_the_offices_days(cast, day_off):
    item = make_item(cast, "in_progress", due_on=date(2026, 3, 6))
    item = move(item, "suspend", cast, who="supervisor", at=NOW + timedelta(hours=5), reason="等", review_on=TUESDAY)

    item = move(item, "resume", cast, who="supervisor", at=NOW + timedelta(days=2))

    assert item.due_on == date(2026, 3, 9)


def test_a_rule_that_was_entered_later_does_not_reach_back_into_a_past_day(cast):
    make_item(cast, "in_progress", due_on=date(2026, 3, 31))
    body = shipped("lamps", "ouhai") | {"missed": {"colour": "yellow", "word": "拖延", "rule": "未完成亮黄灯"}}
    change_rule(cast, "lamps", "ouhai", body, from_on=date(2026, 4, 1), at=NOW.replace(month=4, day=20))
    day = date(2026, 4, 10)

    colours = {
        known_on: lamp_words(queries.rulebook(day, known_on=known_on), day) for known_on in (day, date(2026, 4, 20))
    }

    assert colours == {day: ["逾期未完成"], date(2026, 4, 20): ["拖延"]}


def lamp_words(book, day):
    eyes = Viewer.worker(on=day)
    known = queries.known_on(day, viewer=eyes, book=book)
    return [row.lamp.word for row in queries.lamps_on(known, viewer=eyes, book=book, shown=known.ids > 0)]


def test_an_item_keeps_its_kind_when_the_rule_changes_on_the_day_it_was_drafted(cast):
    item = make_item(cast, "feedback_submitted")
    change_rule(cast, "ledger_kinds", "key_task", with_look(), at=NOW + timedelta(hours=6))

    assert "open_review" in queries.kind_of(item).move_by_code
    item = move(item, "open_review", cast, at=NOW + timedelta(hours=7))
    assert item.state == "under_review"


def test_an_item_in_a_node_that_the_kind_gave_up_still_waits_on_the_desk(cast):
    change_rule(cast, "ledger_kinds", "key_task", with_look(), from_on=date(2026, 3, 1))
    item = make_item(cast, "feedback_submitted")
    item = move(item, "go_there", cast, who="supervisor", at=NOW + timedelta(hours=5))
    change_rule(cast, "ledger_kinds", "key_task", shipped("ledger_kinds", "key_task"), from_on=TUESDAY)
    later = NOW + timedelta(days=1)

    (row,) = queries.todo(viewer(cast.supervisor, on=TUESDAY), later)
    page = queries.item_page(item.pk, viewer(cast.supervisor, on=TUESDAY), now=later)

    assert (row.item_id, row.state, row.kind) == (item.pk, "现场查看", "本区规则")
    assert "seen" in [each.code for each in page.moves]


def test_an_item_of_a_kind_that_ended_keeps_its_name_lamp_and_turn(cast):
    ended = {"name": "专项任务", "ends_on": "2026-03-02"}
    change_rule(cast, "ledger_kinds", "special", shipped("ledger_kinds", "key_task"), from_on=date(2026, 3, 1), **ended)
    make_item(cast, "dispatched", kind="special", due_on=date(2026, 3, 31))
    later = NOW + timedelta(days=1)

    (row,) = queries.todo(viewer(cast.lead_clerk, on=TUESDAY), later)

    assert (row.kind, row.lamp.word) == ("专项任务", "正常推进")
    assert row.first_move == ("sign", "签收")
