"""The weekly lists of the supervision office."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bihuan.apps.work import queries
from tests.support.builders import NOW, viewer
from tests.support.items import kept, make_item, move
from tests.support.rules import change_rule

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=40)
ON = LATER.date()
FAR = date(2026, 12, 31)


def eyes(cast):
    return viewer(cast.supervisor, on=ON)


def book():
    return queries.rulebook(ON)


def titles(rows):
    return [row.item.title for row in rows]


def test_a_lead_unit_that_never_touched_its_item_is_a_phantom_owner(cast):
    make_item(cast, "dispatched", title="没动过", due_on=FAR)
    make_item(cast, "accepted", title="签收了", due_on=FAR)

    rows = queries.phantom_owners(eyes(cast), book=book(), now=LATER)

    assert titles(rows) == ["没动过"]
    assert rows[0].because == "交办39天，没有签收，也没有报过"


def test_an_item_dispatched_this_week_is_no_phantoms_yet(cast):
    make_item(cast, "dispatched", due_on=FAR)

    assert queries.phantom_owners(eyes(cast), book=book(), now=NOW + timedelta(days=6)) == []


def test_the_days_of_the_lists_are_a_rule_of_the_office(cast):
    make_item(cast, "dispatched", title="没动过", due_on=FAR)
    days = {"absent_days": 60, "untouched_days": 30, "slips_ahead_days": 7, "agenda_days": 7}
    change_rule(cast, "watch_days", "standard", days)

    assert queries.phantom_owners(eyes(cast), book=book(), now=LATER) == []
    assert titles(queries.quiet_items(eyes(cast), book=book(), now=LATER)) == ["没动过"]


def test_an_urge_of_the_office_is_no_touch_and_a_report_is_one(cast):
    urged = make_item(cast, "in_progress", title="只催过", due_on=FAR)
    told = make_item(cast, "in_progress", title="报过", due_on=FAR)
    move(urged, "urge", cast, who="supervisor", at=LATER - timedelta(days=2), text="请抓紧")
    move(told, "report_progress", cast, who="lead_clerk", at=LATER - timedelta(days=2), text="已完成一半")

    assert titles(queries.quiet_items(eyes(cast), book=book(), now=LATER)) == ["只催过"]


def test_the_same_file_on_two_items_is_listed_once_with_both(cast):
    def with_evidence(title, content):
        item = make_item(cast, "in_progress", title=title, due_on=FAR)
        said = {"text": "完成", "consent": True, "evidence": [kept("照片.jpg", content)]}
        return move(item, "submit_feedback", cast, **said)

    with_evidence("甲", b"same")
    with_evidence("乙", b"same")
    with_evidence("丙", b"other")

    (found,) = queries.same_evidence(eyes(cast))

    assert [item.title for item in found.items] == ["甲", "乙"]


def test_a_file_twice_on_one_item_is_not_listed(cast):
    item = make_item(cast, "in_progress", due_on=FAR)
    said = {"text": "完成", "consent": True, "evidence": [kept(), kept()]}
    move(item, "submit_feedback", cast, **said)

    assert queries.same_evidence(eyes(cast)) == []


def test_returns_are_told_by_unit_as_a_share_of_what_was_handed_in(cast):
    make_item(cast, "feedback_submitted", due_on=FAR)
    again = make_item(cast, "under_review", due_on=FAR)
    move(again, "return_item", cast, who="second_supervisor", reason="材料不全")

    (row,) = queries.return_rates(eyes(cast), year=2026)

    assert (row.name, row.handed_in, row.returned, row.rate) == (cast.units.lead.name, 2, 1, "50%")


def test_who_would_get_a_slip_next_week_is_told_with_the_day(cast):
    make_item(cast, "in_progress", title="下周到期", due_on=ON + timedelta(days=8))
    make_item(cast, "in_progress", title="早着", due_on=FAR)
    make_item(cast, "in_progress", title="今天就发", due_on=ON - timedelta(days=1))

    rows = queries.slips_ahead(eyes(cast), book=book())

    assert [(row.item.title, row.on > ON) for row in rows][:1] == [("下周到期", True)]
    assert "今天就发" not in titles(rows)


def test_only_the_office_sees_the_lists_and_nothing_is_sent(cast, client_of, django_assert_max_num_queries):
    make_item(cast, "dispatched", due_on=FAR)

    with django_assert_max_num_queries(60):
        answer = client_of(cast.supervisor).get("/slips/week/")

    assert answer.status_code == 200
    assert client_of(cast.lead_head).get("/slips/week/").status_code == 403
    assert "排行" not in answer.content.decode()
