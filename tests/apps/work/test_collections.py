"""The register of forms: what may be sent, what it costs, who was told too late."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.http import Http404
from django.utils import timezone

from bihuan.apps.units.queries import timeline
from bihuan.apps.work import actions, queries
from bihuan.base.refusals import Forbidden
from tests.support.builders import DAY, NOW, actor, viewer
from tests.support.rules import change_rule

pytestmark = pytest.mark.django_db
SAID = {
    "title": "用工情况",
    "purpose": "组织招聘会",
    "ground": "会议纪要第9号",
    "owner": "企业科",
    "every": "month",
    "columns": ["企业名称", "在岗人数", "缺工人数", "工种"],
    "first_due_on": date(2026, 3, 10),
    "expires_on": date(2026, 5, 31),
}


def drafted(cast, *, who="lead_head", to=None, key="", **said):
    ids = [unit.pk for unit in (to if to is not None else (cast.units.town, cast.units.support))]
    by = actor(getattr(cast, who))
    return actions.draft_collection({**SAID, **said}, unit_ids=ids, by=by, now=NOW, key=key)


def sent(cast, **said):
    row = drafted(cast, **said)
    return actions.send_collection(row.pk, by=actor(cast.lead_head), now=NOW)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"purpose": ""}, "缺“用途”"),
        ({"owner": ""}, "缺“负责人”"),
        ({"expires_on": None}, "缺“停用日期”"),
        ({"ground": "", "columns": []}, "缺“依据”、“栏目”"),
        ({"to": ()}, "缺“填报单位”"),
        ({"first_due_on": date(2026, 3, 1)}, "首次报送日期已经过去"),
        ({"expires_on": date(2026, 3, 9)}, "停用日期早于首次报送日期"),
    ],
)
def test_a_form_that_does_not_say_all_is_not_sent(cast, said, sentence):
    with pytest.raises(actions.BadCollection, match=sentence):
        sent(cast, **said)


def test_a_form_costs_columns_times_units_times_occasions(cast):
    line = queries.line_of(sent(cast), day=DAY)

    assert (line.cost.columns, line.cost.units, line.cost.times, line.cost.minutes) == (4, 2, 3, 3)
    assert line.cost.hours == 1.2


def test_the_minutes_of_a_column_are_a_rule_of_the_office(cast):
    change_rule(cast, "form_burden", "standard", {"minutes_per_field": 10, "notice_working_days": 3})

    assert queries.line_of(sent(cast), day=DAY).cost.hours == 4


@pytest.mark.parametrize(("first", "is_short"), [(date(2026, 3, 4), True), (date(2026, 3, 5), False)])
def test_short_notice_is_marked_on_the_asker(cast, first, is_short):
    row = sent(cast, first_due_on=first)

    assert row.is_short_notice is is_short
    assert queries.short_notices(viewer(cast.supervisor), year=2026) == [(cast.units.lead.name, 1, int(is_short))]


def test_the_burden_of_a_unit_is_told_by_month(cast):
    sent(cast)

    (own,) = queries.burden(viewer(cast.town_clerk), year=2026)

    assert (own.name, own.total) == (cast.units.town.name, 0.6)
    assert {month: round(hours, 1) for month, hours in own.months.items()} == {3: 0.2, 4: 0.2, 5: 0.2}


def test_a_unit_sees_on_its_desk_what_it_is_asked_this_month(cast, client):
    today = timezone.localdate()
    sent(cast, first_due_on=today, expires_on=today)
    client.force_login(cast.town_clerk)

    assert "1张报表，约0.2小时" in client.get("/").content.decode()


def test_a_form_that_is_not_sent_reaches_nobody(cast):
    row = drafted(cast)

    with pytest.raises(Http404):
        queries.collection(row.pk, viewer(cast.town_clerk))
    assert queries.own_burden(viewer(cast.town_clerk))["forms"] == []


def test_a_stranger_sees_no_form(cast):
    sent(cast)

    assert not queries.collections(viewer(cast.stranger_head)).exists()


def test_a_stopped_form_asks_no_more(cast):
    row = sent(cast)

    row = actions.stop_collection(row.pk, "数据已共享", by=actor(cast.lead_head), now=NOW)

    assert queries.days_of(row) == ()
    assert timeline("work.collection", [row.pk]).last().kind == "work.collection_stopped"


def test_a_unit_that_is_asked_cannot_stop_the_form(cast):
    row = sent(cast)

    with pytest.raises(actions.BadCollection, match="只有该单位和督查室可以办理"):
        actions.stop_collection(row.pk, "太多了", by=actor(cast.town_head), now=NOW)


def test_what_another_form_asks_already_is_named(cast):
    sent(cast)
    other = drafted(cast, title="就业情况", columns=["缺工人数", "岗位"])

    assert queries.asked_elsewhere(other, viewer(cast.supervisor), day=DAY) == [("缺工人数", "用工情况")]


def test_a_clerk_asks_nothing(cast):
    with pytest.raises(Forbidden):
        drafted(cast, who="lead_clerk")


def test_the_same_form_sent_twice_is_one(cast):
    assert drafted(cast, key="a") == drafted(cast, key="a")


def test_the_whole_way_through_the_pages(cast, client):
    client.force_login(cast.lead_head)
    today = timezone.localdate()
    days = {"first_due_on": today + timedelta(days=20), "expires_on": today + timedelta(days=90)}
    asked = {"columns": "企业名称\n缺工人数\n企业名称", "units": [cast.units.town.pk], "form_key": "k"}
    said = {**SAID, **days, **asked}
    client.post("/collections/new/", said)
    row = queries.collections(viewer(cast.lead_head)).get()
    assert row.columns == ["企业名称", "缺工人数"]

    client.post(f"/collections/{row.pk}/send/")
    client.force_login(cast.town_clerk)

    assert "用工情况" in client.get("/collections/").content.decode()
    assert "组织招聘会" in client.get(f"/collections/{row.pk}/").content.decode()


def test_the_register_asks_a_fixed_number_of_times(cast, client, django_assert_max_num_queries):
    for _ in range(6):
        sent(cast)
    client.force_login(cast.supervisor)

    with django_assert_max_num_queries(30):
        client.get("/collections/")
