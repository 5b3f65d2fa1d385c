"""Whom a deed concerns finds it in the inbox, who has nothing to do with it does not."""

from __future__ import annotations

import pytest

from bihuan.apps.desk import actions as desk
from bihuan.apps.desk.models import Notice
from bihuan.apps.work import actions
from tests.apps.work import test_amending, test_collections, test_inspections, test_meetings
from tests.support.builders import NOW, actor
from tests.support.items import make_item


def told(rule):
    """Logins of those who were told by a rule."""
    return set(Notice.objects.unscoped("a test reads").filter(rule=rule).values_list("person__login", flat=True))


@pytest.fixture
def lead(cast):
    return {cast.lead_clerk.login, cast.lead_head.login}


@pytest.fixture
def support(cast):
    return {cast.support_clerk.login}


def test_objects_of_an_inspection_hear_of_its_conclusion(cast, client_of, lead, support):
    row, _ = test_inspections.fed_back(cast)

    assert lead | support <= told("inspection.fed_back")
    assert not {cast.stranger_clerk.login, cast.supervisor.login} & told("inspection.fed_back")
    notice = Notice.objects.unscoped("a test reads").filter(person=cast.lead_clerk).get()
    assert notice.title == f"督查反馈：{row}"
    assert client_of(cast.lead_clerk).get(notice.url).status_code == 200


def test_units_with_a_sheet_hear_of_the_meeting_and_doers_of_its_decision(cast, lead, support):
    make_item(cast, "in_progress", due_on=NOW.date())
    meeting = test_meetings.called(cast)
    (row,) = test_meetings.note(meeting, cast, "请区工信局三月底前完成摸底。")
    test_meetings.settle(row, cast, support_unit_ids=(cast.units.support.pk,))

    assert lead <= told("meeting.called")
    assert lead | support <= told("meeting.decided")
    actions.issue_minutes(meeting.pk, by=actor(cast.supervisor), now=NOW)
    assert lead | support <= told("meeting.minutes")


def test_units_hear_of_a_form_and_of_its_end(cast, support):
    row = test_collections.sent(cast)
    actions.stop_collection(row.pk, "已由数据共享取得", by=actor(cast.lead_head), now=NOW)

    assert support <= told("collection.sent")
    assert support <= told("collection.stopped")
    assert cast.lead_head.login not in told("collection.sent")


def test_the_lead_unit_hears_what_the_office_put_right_and_the_office_what_the_unit_did(cast, lead):
    item = make_item(cast, "in_progress")
    test_amending.amend(item, cast.supervisor, title="新增规上工业企业25家")
    assert lead <= told("item.amended")
    assert cast.supervisor.login not in told("item.amended")

    item.refresh_from_db()
    test_amending.amend(item, cast.lead_head, liaison="新联络员")
    assert cast.supervisor.login in told("item.amended")


def test_who_gets_a_copy_hears_of_it(cast):
    item = make_item(cast, "in_progress")
    actions.copy_to(item.pk, unit_ids=[cast.units.stranger.pk], by=actor(cast.supervisor), now=NOW)

    assert cast.stranger_clerk.login in told("item.copied")


def test_who_made_a_suggestion_hears_its_answer_and_nobody_an_anonymous_one(cast):
    for anonymous in (False, True):
        row = desk.send_suggestion("页面慢", page="/", by=actor(cast.lead_clerk), now=NOW, anonymous=anonymous)
        desk.answer_suggestion(row.pk, answer="已改", by=actor(cast.supervisor), now=NOW)

    assert told("suggestion.answered") == {cast.lead_clerk.login}
    assert Notice.objects.unscoped("a test reads").filter(rule="suggestion.answered").count() == 1
