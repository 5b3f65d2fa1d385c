"""Dispatch meetings: the agenda, decisions as they are spoken, the minutes."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest

from bihuan.apps.units.queries import timeline
from bihuan.apps.work import actions, queries
from bihuan.apps.work.models import Item, MeetingDecision
from bihuan.base import files
from bihuan.base.refusals import Forbidden, Stale
from tests.support.builders import DAY, NOW, actor, viewer
from tests.support.items import make_item, move

pytestmark = pytest.mark.django_db


def called(cast, *, days=1, key=""):
    said = {"name": "重点项目调度会", "held_at": NOW + timedelta(days=days), "place": "二楼会议室", "chair": "区长"}
    return actions.call_meeting(said, by=actor(cast.supervisor), now=NOW, key=key)


def page_of(row, person, *, on=DAY):
    return queries.meeting_page(row.pk, viewer(person), book=queries.rulebook(on))


def settle(row, cast, **said):
    values = {"title": row.title, "lead_unit_id": cast.units.lead.pk, "due_on": date(2026, 3, 20), **said}
    return actions.settle_decision(row.pk, actions.Settled(**values), by=actor(cast.supervisor), now=NOW)


def note(meeting, cast, *lines, key=""):
    return actions.note_decisions(meeting.pk, lines, by=actor(cast.supervisor), now=NOW, key=key)


def test_the_agenda_holds_what_is_late_near_or_waits_and_nothing_else(cast):
    late = make_item(cast, "in_progress", title="逾期的", due_on=DAY - timedelta(days=3))
    near = make_item(cast, "in_progress", title="临期的", due_on=DAY + timedelta(days=5))
    make_item(cast, "in_progress", title="还早的", due_on=DAY + timedelta(days=60))
    make_item(cast, "closed", title="办结的", due_on=DAY)

    sheets = called(cast).agenda

    assert [(sheet["unit"], [item["id"] for item in sheet["items"]]) for sheet in sheets] == [
        (cast.units.lead.name, [late.pk, near.pk])
    ]
    assert [item["why"] for item in sheets[0]["items"]] == [["逾期3天"], ["会后4天到期"]]


def test_what_falls_due_before_the_meeting_is_not_yet_late(cast):
    make_item(cast, "in_progress", due_on=DAY + timedelta(days=2))

    (item,) = called(cast, days=4).agenda[0]["items"]

    assert (item["why"], item["is_late"]) == (["会前到期"], False)


def test_an_item_whose_unit_asks_for_time_is_on_the_table_however_far_its_day(cast):
    item = make_item(cast, "in_progress", due_on=DAY + timedelta(days=60))
    asked = {"reason": "批复未到", "new_due_on": DAY + timedelta(days=90), "text": "已报送", "consent": True}
    move(item, "request_extension", cast, who="lead_head", **asked)

    assert "申请延期，待审批" in called(cast).agenda[0]["items"][0]["why"]


def test_a_unit_sees_its_own_sheet_and_a_stranger_sees_no_meeting(cast):
    make_item(cast, "in_progress", due_on=DAY)
    meeting = called(cast)

    assert [sheet["unit"] for sheet in page_of(meeting, cast.lead_clerk).sheets] == [cast.units.lead.name]
    assert not queries.meetings(viewer(cast.stranger_clerk)).exists()


def test_only_what_is_ticked_stays_on_the_agenda(cast):
    kept = make_item(cast, "in_progress", due_on=DAY)
    make_item(cast, "in_progress", due_on=DAY)
    meeting = called(cast)

    meeting = actions.make_agenda(meeting.pk, keep=[kept.pk], by=actor(cast.supervisor), now=NOW)

    assert [item["id"] for sheet in meeting.agenda for item in sheet["items"]] == [kept.pk]
    assert timeline("work.meeting", [meeting.pk]).last().kind == "work.meeting_agenda"


def test_a_spoken_line_is_proposed_and_becomes_an_item_of_the_leading_unit(cast):
    meeting = called(cast)
    (row,) = note(meeting, cast, f"由{cast.units.lead.name}3月20日前拿出用地指标解决办法。")
    assert (row.lead_unit_id, row.due_on, row.doubts) == (cast.units.lead.pk, date(2026, 3, 20), [])

    item = settle(row, cast)

    assert (item.ledger_kind, item.state, item.source_kind) == ("meeting_decision", "dispatched", "meeting")
    assert item.extra["decision"] == row.spoken
    assert timeline("work.meeting", [meeting.pk]).last().kind == "work.meeting_dispatched"


def test_a_decision_becomes_one_item_only(cast):
    (row,) = note(called(cast), cast, "抓紧推进。")
    settle(row, cast)

    with pytest.raises(Stale):
        settle(row, cast)
    assert Item.objects.visible_to(viewer(cast.supervisor)).count() == 1


def test_the_same_form_sent_twice_is_one_meeting_and_one_set_of_decisions(cast):
    first, again = called(cast, key="a"), called(cast, key="a")
    assert first == again

    note(first, cast, "抓紧推进。", key="b")
    note(first, cast, "抓紧推进。", key="b")

    assert MeetingDecision.objects.visible_to(viewer(cast.supervisor)).count() == 1


def test_a_decision_may_join_an_item_that_there_is(cast):
    item = make_item(cast, "in_progress")
    (row,) = note(called(cast), cast, "抓紧推进。")

    joined = actions.join_decision(row.pk, f"2026-{item.number}", by=actor(cast.supervisor), now=NOW)

    assert joined == item
    with pytest.raises(actions.BadMeeting, match="没有编号为“2026-999”的已交办事项"):
        actions.join_decision(row.pk, "2026-999", by=actor(cast.supervisor), now=NOW)


def test_the_next_meeting_begins_with_what_the_last_one_decided(cast):
    first = called(cast)
    (row,) = note(first, cast, "抓紧推进。")
    item = settle(row, cast)

    second = called(cast, days=30)

    page = page_of(second, cast.supervisor, on=date(2026, 4, 1))
    assert (second.previous, second.issue) == (first, 2)
    assert [(each.item, each.is_done, each.is_late) for each in page.last] == [(item, False, True)]


def test_minutes_tell_the_last_decisions_then_the_new_ones(cast):
    first = called(cast)
    settle(note(first, cast, "上次定的事。")[0], cast)
    second = called(cast, days=8)
    settle(note(second, cast, "这次定的事。")[0], cast)

    paper = actions.issue_minutes(second.pk, by=actor(cast.supervisor), now=NOW)

    text = ZipFile(BytesIO(files.read_kept(paper.path))).read("word/document.xml").decode()
    assert text.index("上次定的事") < text.index("这次定的事")
    assert paper.kind == "minutes"


def test_minutes_wait_until_each_decision_is_handed_out(cast):
    meeting = called(cast)
    note(meeting, cast, "抓紧推进。")

    with pytest.raises(actions.BadMeeting, match="还有1件议定事项没有交办"):
        actions.issue_minutes(meeting.pk, by=actor(cast.supervisor), now=NOW)


def test_a_unit_calls_no_meeting(cast):
    with pytest.raises(Forbidden):
        actions.call_meeting({}, by=actor(cast.lead_head), now=NOW)


def test_the_whole_way_through_the_pages(cast, client):
    make_item(cast, "in_progress", due_on=DAY)
    client.force_login(cast.supervisor)
    said = {"name": "项目调度会", "held_on": "2026-03-05", "held_time": "15:00", "place": "二楼", "chair": "区长"}
    client.post("/meetings/new/", {**said, "form_key": "k1"})
    meeting = queries.meetings(viewer(cast.supervisor)).get()
    client.post(f"/meetings/{meeting.pk}/decisions/", {"form_key": "k2", "lines": "财政局3月底前还清账款\n"})
    row = meeting.decisions.get()
    sent = {"title": "还清账款", "lead": cast.units.lead.pk, "due_on": "2026-03-31", "number": ""}

    client.post(f"/meetings/decisions/{row.pk}/", sent)
    answer = client.post(f"/meetings/{meeting.pk}/minutes/", {"form_key": "k3"}, follow=True)

    assert "项目调度会纪要" in answer.content.decode()
