"""Messages leave once, within the limits of their gateway, and none is lost (A72, A73)."""

from __future__ import annotations

import logging
from datetime import time, timedelta

import pytest
from django.db import transaction

from bihuan.apps.desk import actions, queries
from bihuan.apps.desk.models import Delivery, Notice
from bihuan.apps.units.models import Event
from bihuan.base.messaging import WeCom
from tests.support.builders import actor, make_holder
from tests.support.items import make_item
from tests.support.sink import BYTES, NOBODY, SECRET, TOKEN


def urge(clock, *people, item: int = 7, title: str = "建成厂房", text: str = "请即办。") -> None:
    to = [person.pk for person in people]
    about = {"rule": "urge", "object_kind": "work.item", "object_id": item, "title": title, "url": f"/items/{item}/"}
    actions.tell(**about, text=text, person_ids=to, now=clock(), urgent=True)


def deliver(sink, clock, **more):
    return actions.deliver(clock=clock, reach=sink.reach, seconds=0.4, **more)


def run(sink, clock, *, hours: float, step: float = 1) -> None:
    """Let the worker look every so many minutes."""
    end = clock() + timedelta(hours=hours)
    while clock() < end:
        deliver(sink, clock)
        clock.wait(minutes=step)


def states(**of) -> dict[str, int]:
    rows = Delivery.objects.unscoped("a test counts").filter(**of).values_list("state", flat=True)
    return {state: list(rows).count(state) for state in set(rows)}


def everyone(cast, count: int):
    return [make_holder(f"甲{number}", cast.units.lead, "clerk", login=f"many{number}") for number in range(count)]


def test_without_a_gateway_nothing_is_put_into_the_outbox(cast, clock):
    urge(clock, cast.lead_clerk)

    assert states() == {}


def test_an_urge_leaves_by_each_channel_on_which_its_person_is_known(cast, clock, gateway, account, sink):
    gateway("wecom")
    gateway("dingtalk")
    account(cast.lead_clerk)
    account(cast.lead_clerk, cast.lead_head, channel="dingtalk", name="ding-{}")

    urge(clock, cast.lead_clerk, cast.lead_head)
    deliver(sink, clock)

    assert sink.per_person == {"lead_clerk": 1, "ding-lead_clerk": 1, "ding-lead_head": 1}
    assert states() == {"sent": 3}


def test_the_outbox_is_written_in_the_transaction_of_the_deed(cast, clock, gateway, account):
    gateway()
    account(cast.lead_clerk)

    with transaction.atomic():
        urge(clock, cast.lead_clerk)
        assert states() == {"waiting": 1}
        transaction.set_rollback(True)

    assert states() == {}
    assert not Notice.objects.unscoped("a test counts").exists()


def test_the_urge_of_an_item_reaches_the_clerk_outside(cast, clock, gateway, account, sink):
    gateway(with_titles=True, site="https://bihuan.test")
    account(cast.lead_clerk)
    item = make_item(cast, "in_progress")
    by = actor(cast.supervisor)
    from bihuan.apps.work import actions as work

    work.move_item(item.pk, "urge", version=item.version, answers={"text": "请加快。"}, by=by, now=clock())
    deliver(sink, clock)

    ((to, text),) = sink.delivered
    assert to == cast.lead_clerk.login
    assert f"https://bihuan.test/items/{item.pk}/" in text
    assert "新增规上工业企业20家" in text


def test_a_message_names_no_item_unless_it_is_allowed_to(cast, clock, gateway, account, sink):
    gateway()
    account(cast.lead_clerk)
    make_item(cast, "dispatched", title="机密项目", due_on=clock().date())

    urge(clock, cast.lead_clerk, title="机密项目")
    actions.send_digests(on=clock().date(), now=clock())
    deliver(sink, clock)

    assert len(sink.delivered) == 2
    assert not [text for _, text in sink.delivered if "机密项目" in text]


def test_the_same_deed_five_times_leaves_once(cast, clock, gateway, account, sink):
    gateway()
    account(cast.lead_clerk)
    make_item(cast, "dispatched", due_on=clock().date())

    for _ in range(5):
        urge(clock, cast.lead_clerk)
        actions.send_digests(on=clock().date(), now=clock())
        deliver(sink, clock)

    assert len(sink.delivered) == 2
    assert sink.doubles == 0


@pytest.mark.parametrize("mode", ["hangs", "drops", "garbage", "broken", "huge", "leads on"])
def test_what_an_ill_gateway_does_not_take_goes_out_once_when_it_is_well(cast, clock, gateway, account, sink, mode):
    gateway()
    account(*(people := everyone(cast, 5)))
    urge(clock, *people)
    sink.mode = mode
    deliver(sink, clock)
    assert states() == {"waiting": 5}

    sink.mode = "well"
    run(sink, clock, hours=0.5)

    assert sink.per_person == {person.login: 1 for person in people}
    assert states() == {"sent": 5}


def test_an_ill_gateway_is_not_asked_again_at_once(cast, clock, gateway, account, sink):
    gateway()
    account(*(people := everyone(cast, 30)))
    urge(clock, *people)
    sink.mode = "garbage"

    run(sink, clock, hours=2)

    tried = sum(Delivery.objects.unscoped("a test counts").values_list("failed", flat=True))
    assert 4 <= tried <= 8
    assert "格式" in queries.gateways()["wecom"].closed_why


@pytest.mark.parametrize("channel", ["wecom", "dingtalk"])
def test_an_answer_that_is_lost_brings_no_double(cast, clock, gateway, account, sink, channel):
    gateway(channel)
    account(cast.lead_clerk, channel=channel)
    urge(clock, cast.lead_clerk)
    sink.mode = "drops_after"
    deliver(sink, clock)

    sink.mode = "well"
    run(sink, clock, hours=0.2)

    assert len(sink.delivered) == 1
    assert sink.doubles == 1  # it came twice and was known again
    assert states() == {"sent": 1}


class Killed(BaseException):
    """The worker dies."""


def test_a_worker_that_dies_between_sending_and_marking_loses_nothing(cast, clock, gateway, account, sink, monkeypatch):
    gateway()
    account(*(people := everyone(cast, 3)))
    urge(clock, *people)
    whole = WeCom.send

    def dies(self, letter):
        whole(self, letter)
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(WeCom, "send", dies)
        with pytest.raises(Killed):
            deliver(sink, clock)
    assert states() == {"sending": 1, "waiting": 2}

    run(sink, clock, hours=0.5)

    assert sink.per_person == {person.login: 1 for person in people}
    assert sink.doubles == 1
    assert states() == {"sent": 3}


@pytest.mark.parametrize("count", [50, pytest.param(500, marks=pytest.mark.drill)])
def test_many_go_out_within_the_limits(cast, clock, gateway, account, sink, count):
    gateway("dingtalk")
    account(*(people := everyone(cast, count)), channel="dingtalk")
    urge(clock, *people)

    run(sink, clock, hours=(count / 20 + 5) / 60)

    assert len(sink.delivered) == count
    assert sink.refused == []
    assert set(sink.per_person.values()) == {1}


def test_a_gateway_that_is_used_by_others_too_shuts_and_is_waited_for(cast, clock, gateway, account, sink):
    gateway("dingtalk")
    account(*(people := everyone(cast, 5)), channel="dingtalk")
    sink.tried = [clock()] * 18
    urge(clock, *people)

    deliver(sink, clock)
    assert (len(sink.delivered), states()) == (2, {"sent": 2, "waiting": 3})
    run(sink, clock, hours=0.3)

    assert len(sink.delivered) == 5
    assert sink.refused == ["too many"]


def test_a_long_text_is_cut_between_characters_and_keeps_its_link(cast, clock, gateway, account, sink):
    gateway(with_titles=True, site="https://bihuan.test")
    account(cast.lead_clerk)

    urge(clock, cast.lead_clerk, text="请按期完成并说明理由𠮷" * 200)
    deliver(sink, clock)

    ((_, text),) = sink.delivered
    assert len(text.encode()) <= BYTES
    assert "�" not in text
    assert "https://bihuan.test/items/7/" in text


def test_an_account_that_does_not_exist_fails_with_its_reason_and_holds_up_nobody(cast, clock, gateway, account, sink):
    gateway()
    account(cast.lead_clerk, name=NOBODY)
    account(cast.lead_head)

    urge(clock, cast.lead_clerk, cast.lead_head)
    deliver(sink, clock)

    failed = Delivery.objects.unscoped("a test reads").get(state="failed")
    assert (failed.person_id, "没有这个账号" in failed.why) == (cast.lead_clerk.pk, True)
    assert sink.per_person == {cast.lead_head.login: 1}


def test_what_failed_is_sent_again_when_the_administrator_says_so(cast, clock, gateway, account, sink):
    gateway()
    account(cast.lead_clerk, name=NOBODY)
    urge(clock, cast.lead_clerk)
    deliver(sink, clock)
    failed = Delivery.objects.unscoped("a test reads").get()

    account(cast.lead_clerk)
    actions.resend([failed.pk], by=actor(cast.system_admin), now=clock())
    deliver(sink, clock)

    assert sink.per_person == {cast.lead_clerk.login: 1}


def test_a_pass_that_has_run_out_is_fetched_anew(cast, clock, gateway, account, sink):
    gateway()
    account(*(people := everyone(cast, 7)))
    sink.tokens_end = 3
    urge(clock, *people)

    deliver(sink, clock)

    assert len(sink.delivered) == 7
    assert sink.fetched == 3


def test_rest_days_and_nights_pass_without_a_message(cast, clock, gateway, account, sink):
    gateway()
    account(cast.lead_clerk)
    clock.wait(hours=12)  # Friday, nine in the evening
    urge(clock, cast.lead_clerk)

    run(sink, clock, hours=58, step=30)
    assert sink.delivered == []
    run(sink, clock, hours=2, step=30)

    assert len(sink.delivered) == 1


def test_a_persons_own_switches_and_hours_hold(cast, clock, gateway, account, sink):
    gateway()
    account(cast.lead_clerk, cast.lead_head)
    by = actor(cast.lead_head)
    actions.set_switches(["wecom:urgent"], quiet=(None, None), by=by, now=clock())
    actions.set_switches([], quiet=(time(8), time(11)), by=actor(cast.lead_clerk), now=clock())

    urge(clock, cast.lead_clerk, cast.lead_head)
    run(sink, clock, hours=1.9, step=10)
    assert sink.delivered == []
    run(sink, clock, hours=0.5, step=10)

    assert sink.per_person == {cast.lead_clerk.login: 1}
    assert Notice.objects.unscoped("a test counts").filter(person=cast.lead_head).count() == 1


@pytest.mark.parametrize("days", [4, pytest.param(30, marks=pytest.mark.drill)])
def test_many_days_bring_one_digest_a_working_day_and_no_more(cast, clock, gateway, account, sink, days):
    gateway()
    account(cast.lead_clerk)
    make_item(cast, "dispatched", due_on=clock().date())
    clock.wait(minutes=-30)

    for _ in range(days):
        actions.send_digests(on=clock().date(), now=clock())
        run(sink, clock, hours=24, step=180)

    from bihuan import definitions

    calendar = definitions.calendar()
    first = clock().date() - timedelta(days)
    worked = sum(calendar.is_working(first + timedelta(day)) for day in range(days))
    assert len(sink.delivered) == worked
    assert sink.doubles == 0


def test_a_digest_of_yesterday_is_not_sent_late(cast, clock, gateway, account, sink):
    gateway()
    account(cast.lead_clerk)
    make_item(cast, "dispatched", due_on=clock().date())
    clock.wait(days=-1)
    actions.send_digests(on=clock().date(), now=clock())
    clock.wait(days=1)

    deliver(sink, clock)

    assert sink.delivered == []
    assert states() == {"dropped": 1}


def test_who_has_left_gets_nothing(cast, clock, gateway, account, sink):
    gateway()
    account(cast.lead_clerk)
    urge(clock, cast.lead_clerk)
    cast.lead_clerk.is_active = False
    cast.lead_clerk.save()

    deliver(sink, clock)

    assert (sink.delivered, states()) == ([], {"dropped": 1})


def test_secrets_and_passes_stand_in_no_log_event_or_row(cast, clock, gateway, account, sink, caplog):
    caplog.set_level(logging.DEBUG)
    gateway()
    account(cast.lead_clerk, name=NOBODY)
    account(cast.lead_head)
    urge(clock, cast.lead_clerk, cast.lead_head)
    deliver(sink, clock)

    events = Event.objects.unscoped("a test reads the log").values_list("after", "before", "why")
    kept = [*map(repr, events), *map(repr, Delivery.objects.unscoped("a test reads").values_list())]
    kept += [repr(vars(row)) for row in queries.gateways().values()]
    said = "\n".join([*kept, caplog.text])
    assert SECRET not in said
    assert TOKEN not in said


def test_mail_leaves_with_a_number_by_which_it_is_known_again(cast, clock, gateway, account, mail_sink):
    gateway("mail")
    account(cast.lead_clerk, channel="mail", name="{}@example.gov.cn")
    account(cast.lead_head, channel="mail", name=NOBODY + "@example.gov.cn")
    urge(clock, cast.lead_clerk, cast.lead_head)
    mail_sink.mode = "drops_after"
    deliver(mail_sink, clock)

    mail_sink.mode = "well"
    run(mail_sink, clock, hours=0.3)

    assert mail_sink.per_person == {f"{cast.lead_clerk.login}@example.gov.cn": 1}
    assert mail_sink.doubles == 1
    assert states() == {"sent": 1, "failed": 1}
