"""Suggestions get a receipt number and an answer that all may read."""

from __future__ import annotations

import pytest

from bihuan.apps.desk import actions, queries
from bihuan.apps.units.models import Event
from bihuan.base.refusals import Forbidden
from tests.support.builders import NOW, actor, viewer


@pytest.fixture
def suggestion(cast):
    return actions.send_suggestion("台账能否按镇街筛选？", page="/", by=actor(cast.lead_clerk), now=NOW)


def test_a_suggestion_gets_a_receipt_number(suggestion):
    assert suggestion.receipt == f"20260302-{suggestion.pk:04d}"


def test_a_suggestion_is_its_senders_until_it_is_answered(cast, suggestion):
    assert not queries.suggestions(viewer(cast.stranger_clerk)).exists()

    actions.answer_suggestion(suggestion.pk, answer="下月改进。", by=actor(cast.supervisor), now=NOW)

    assert queries.suggestions(viewer(cast.stranger_clerk)).get().answer == "下月改进。"


def test_only_the_office_answers(cast, suggestion):
    with pytest.raises(Forbidden):
        actions.answer_suggestion(suggestion.pk, answer="不", by=actor(cast.lead_clerk), now=NOW)


def test_a_second_answer_is_refused(cast, suggestion):
    actions.answer_suggestion(suggestion.pk, answer="下月改进。", by=actor(cast.supervisor), now=NOW)

    with pytest.raises(actions.AlreadyAnswered):
        actions.answer_suggestion(suggestion.pk, answer="不改。", by=actor(cast.second_supervisor), now=NOW)


def test_sending_and_answering_leave_events(cast, suggestion):
    actions.answer_suggestion(suggestion.pk, answer="下月改进。", by=actor(cast.supervisor), now=NOW)

    kinds = Event.objects.unscoped("a test reads the log").filter(object_kind="desk.suggestion").values_list("kind")
    assert [kind for (kind,) in kinds] == ["desk.suggested", "desk.answered"]


def test_an_empty_suggestion_keeps_its_page_and_says_what_is_missing(cast, client_of):
    answer = client_of(cast.lead_clerk).post("/suggestions/new/", {"text": "", "page": "/help/"})

    assert answer.status_code == 422
    assert "请写下您的意见或建议。" in answer.content.decode()
    assert 'value="/help/"' in answer.content.decode()


def test_an_anonymous_one_keeps_nobody_anywhere(cast, client_of):
    by = actor(cast.lead_clerk)

    row = actions.send_suggestion("太慢了。", page="/items/", by=by, now=NOW, anonymous=True)

    event = Event.objects.unscoped("a test reads the log").get(object_kind="desk.suggestion")
    said = (event.person_id, event.unit_id, event.unit_name, event.address, event.request_id, event.acted_for)
    assert (row.person_id, row.person_name, row.unit_name) == (None, "", "")
    assert said == (None, None, "", "", "", "")
    assert cast.lead_clerk.name not in repr([event.person_name, event.after, event.before, event.why])
    assert (row.at.hour, row.at.minute) == (0, 0)


def test_who_holds_the_receipt_of_an_anonymous_one_sees_it_and_nobody_else(cast, client_of):
    client = client_of(cast.lead_clerk)
    page = client.post("/suggestions/new/", {"text": "太慢了。", "page": "/", "anonymous": "on"}, follow=True)
    (row,) = queries.suggestions(viewer(cast.supervisor))

    with_receipt = client.get("/suggestions/", {"receipt": row.receipt}).content.decode()
    without = client_of(cast.stranger_clerk).get("/suggestions/").content.decode()
    guessed = client_of(cast.stranger_clerk).get("/suggestions/", {"receipt": row.receipt[:-1] + "I"}).content.decode()

    assert row.receipt in page.content.decode()
    assert "太慢了。" in with_receipt
    assert "太慢了。" not in without + guessed


def test_the_office_sees_from_which_page_and_version_it_came(cast, client_of, suggestion):
    import bihuan

    page = client_of(cast.supervisor).get("/suggestions/").content.decode()

    assert suggestion.product == bihuan.__version__
    assert f"程序 {bihuan.__version__}" in page


def test_every_page_leads_to_the_form_and_says_where_one_came_from(cast, client_of):
    for person, address in ((cast.lead_clerk, "/items/"), (cast.system_admin, "/people/"), (cast.leader, "/late/")):
        assert f"/suggestions/new/?page={address}" in client_of(person).get(address).content.decode()


def test_an_answer_is_open_to_all_without_a_name(cast, client_of):
    row = actions.send_suggestion("太慢了。", page="/", by=actor(cast.lead_clerk), now=NOW)
    actions.answer_suggestion(row.pk, answer="已经改快。", by=actor(cast.supervisor), now=NOW)

    page = client_of(cast.stranger_clerk).get("/suggestions/").content.decode()

    assert "已经改快。" in page
    assert cast.lead_clerk.name not in page
