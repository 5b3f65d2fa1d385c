"""A leader's few taps: an instruction becomes an item, and what is late is shown with its reason (B32)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from bihuan.apps.desk.models import Notice
from bihuan.apps.units.models import Event, Portfolio
from bihuan.apps.work.models import Item
from tests.support.builders import LONG_AGO
from tests.support.items import make_item

TEXT = "请区工信局一周内拿出方案，报我阅。"


@pytest.fixture
def near(cast):
    Portfolio.objects.create(leader=cast.leader, unit=cast.units.lead, from_on=LONG_AGO)


def said(cast, **more):
    return {"form_key": "k1", "text": TEXT, "unit": cast.units.lead.pk, "span": "3", **more}


def instructions():
    return Item.objects.unscoped("a test reads").filter(ledger_kind="instruction")


def test_a_text_becomes_an_item_with_its_leader_unit_and_day(cast, client_of, near):
    answer = client_of(cast.leader).post("/instruct/", said(cast))

    item = instructions().get()
    assert answer.url == f"/items/{item.pk}/"
    assert (item.sponsor_leader_id, item.lead_unit_id) == (cast.leader.pk, cast.units.lead.pk)
    assert (item.state, item.number) == ("registered", 1), "one matter, one number, at once"
    assert item.due_on == timezone.localdate() + timedelta(days=3)
    assert (item.requirement, item.extra["instruction_text"], item.grade) == (TEXT, TEXT, "urgent")


def test_the_supervision_office_is_told_at_once_and_can_give_it_out(cast, client_of, near):
    client_of(cast.leader).post("/instruct/", said(cast))

    notices = Notice.objects.unscoped("a test reads").filter(rule="instruction")
    item = instructions().get()
    page = client_of(cast.supervisor).get(f"/items/{item.pk}/").content.decode()
    assert {notice.person_id for notice in notices} == {cast.supervisor.pk, cast.second_supervisor.pk}
    assert "交办" in page
    assert TEXT in page


def test_the_same_form_twice_is_one_item(cast, client_of, near):
    client = client_of(cast.leader)

    for _ in range(2):
        client.post("/instruct/", said(cast))

    assert instructions().count() == 1


def test_an_instruction_on_an_item_names_it_and_offers_its_unit(cast, client_of, near):
    item = make_item(cast, "in_progress", sponsor_leader_id=cast.leader.pk)
    client = client_of(cast.leader)

    page = client.get(f"/instruct/?item={item.pk}").content.decode()
    client.post(f"/instruct/?item={item.pk}", said(cast))

    assert item.title in page
    assert item.numbered in instructions().get().source_text


def test_a_proxy_writes_down_what_the_leader_said_and_both_names_stand(cast, client_of, near):
    client_of(cast.proxy).post("/instruct/", said(cast))

    item = instructions().get()
    event = Event.objects.unscoped("a test reads the log").get(kind="work.drafted", object_id=item.pk)
    assert item.sponsor_leader_id == cast.leader.pk
    assert (event.person_name, event.acted_for) == (cast.proxy.name, cast.leader.name)


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"text": " "}, "请写下批示"),
        ({"unit": ""}, "请选择交给哪个单位"),
        ({"span": "", "due_on": ""}, "请填写办结日期"),
        ({"span": "", "due_on": "2020-01-01"}, "不能早于今天"),
        ({"unit": "999999"}, "999999"),
    ],
)
def test_what_is_missing_is_said_and_the_text_kept(cast, client_of, near, wrong, why):
    answer = client_of(cast.leader).post("/instruct/", said(cast, **wrong))

    assert answer.status_code == 422
    assert why in answer.content.decode()
    assert not instructions().exists()


def test_nobody_else_instructs(cast, client_of):
    for person in (cast.lead_head, cast.supervisor, cast.statistician):
        assert client_of(person).post("/instruct/", said(cast)).status_code == 403


def test_an_item_of_another_reach_is_not_there(cast, client_of, near):
    hidden = make_item(cast, lead_unit_id=cast.units.stranger.pk, support_unit_ids=())

    assert client_of(cast.leader).get(f"/instruct/?item={hidden.pk}").status_code == 404


def test_what_is_late_stands_under_its_unit_with_the_reason(cast, client_of):
    make_item(cast, "in_progress", due_on=date(2026, 3, 20))
    make_item(cast, "in_progress", title="按时的事", due_on=date(2078, 3, 20))

    page = client_of(cast.supervisor).get("/late/").content.decode()

    assert "区工业和信息化局" in page
    assert "新增规上工业企业20家" in page
    assert "单位还没有报过进展" in page
    assert "按时的事" not in page


def test_late_shows_nothing_of_another_unit(cast, client_of):
    make_item(cast, "in_progress", due_on=date(2026, 3, 20))

    assert "新增规上" not in client_of(cast.stranger_clerk).get("/late/").content.decode()


def test_the_pages_of_a_leader_ask_few_queries(cast, client_of, near, django_assert_max_num_queries):
    for number in range(12):
        make_item(cast, "in_progress", title=f"第{number}件", due_on=date(2026, 3, 20))
    client, leader = client_of(cast.supervisor), client_of(cast.leader)

    with django_assert_max_num_queries(15):
        client.get("/late/")
    with django_assert_max_num_queries(15):
        leader.get("/instruct/")
