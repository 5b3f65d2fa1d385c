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
