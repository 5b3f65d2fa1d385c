"""What waits for a person, what they did, what they started, what was copied to them."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bihuan.apps.work import actions, queries
from tests.support.builders import NOW, actor, viewer
from tests.support.items import make_item, move

LATER = NOW + timedelta(days=1)


def titles(rows):
    return [row.title for row in rows]


def test_a_dispatched_item_waits_for_the_lead_unit_and_for_nobody_else(cast):
    make_item(cast, "dispatched", title="甲")

    assert titles(queries.todo(viewer(cast.lead_clerk), LATER)) == ["甲"]
    for person in (cast.support_clerk, cast.stranger_clerk, cast.supervisor, cast.leader, cast.audit_admin):
        assert queries.todo(viewer(person), LATER) == []


def test_what_was_handed_in_waits_for_the_supervision_office(cast):
    make_item(cast, "feedback_submitted", title="甲")

    assert titles(queries.todo(viewer(cast.second_supervisor), LATER)) == ["甲"]
    assert queries.todo(viewer(cast.lead_clerk), LATER) == []


def test_the_oldest_deadline_comes_first_and_no_deadline_last(cast):
    for title, due_on in (("晚", date(2026, 6, 30)), ("早", date(2026, 3, 10)), ("中", date(2026, 4, 30))):
        make_item(cast, "registered", title=title, due_on=due_on)
    make_item(cast, "registered", title="无", due_on=None)

    assert titles(queries.todo(viewer(cast.supervisor), LATER)) == ["早", "中", "晚", "无"]


def test_an_objection_is_decided_by_the_office_and_leaves_the_units_list(cast):
    item = make_item(cast, "dispatched", title="甲")
    move(item, "object", cast, who="lead_head", reason="不属我局职责。")

    assert queries.todo(viewer(cast.lead_head), LATER) == []
    assert titles(queries.todo(viewer(cast.supervisor), LATER)) == ["甲"]


def test_a_suspended_item_waits_again_on_its_review_day(cast):
    item = make_item(cast, "in_progress", title="甲")
    move(item, "suspend", cast, who="supervisor", reason="等上级批复。", review_on=date(2026, 5, 6))

    assert queries.todo(viewer(cast.supervisor), LATER) == []
    assert titles(queries.todo(viewer(cast.supervisor), NOW.replace(month=5, day=6))) == ["甲"]


def test_what_a_person_did_leaves_the_list_of_what_waits(cast):
    make_item(cast, "in_progress", title="甲")

    assert titles(queries.todo(viewer(cast.lead_clerk), LATER)) == ["甲"]
    assert queries.done(viewer(cast.lead_clerk), LATER) == []
    assert titles(queries.done(viewer(cast.supervisor), LATER)) == ["甲"]


def test_what_a_person_started_is_theirs_until_it_ends(cast):
    make_item(cast, "written_off", title="已销号")
    make_item(cast, "dispatched", title="在办")

    assert titles(queries.started(viewer(cast.supervisor), LATER)) == ["在办"]
    assert queries.started(viewer(cast.second_supervisor), LATER) == []


def test_a_copy_reaches_the_unit_it_was_sent_to(cast):
    item = make_item(cast, "dispatched", title="甲")
    actions.copy_to(item.pk, unit_ids=[cast.units.stranger.pk], by=actor(cast.supervisor), now=LATER)

    assert titles(queries.copied(viewer(cast.stranger_clerk), LATER)) == ["甲"]
    assert queries.copied(viewer(cast.town_clerk), LATER) == []


def test_a_row_says_lamp_status_and_slip_of_the_day(cast):
    make_item(cast, "in_progress", due_on=date(2026, 3, 31))

    row = queries.todo(viewer(cast.lead_clerk), NOW.replace(month=6))[0]

    assert (row.lamp.colour, row.status.word) == ("red", "逾期")
    assert row.slip is not None
    assert row.slip.word == "红色督办单"


@pytest.mark.parametrize("name", ["todo", "done", "started", "copied"])
def test_a_list_takes_three_queries_whatever_its_length(cast, name):
    for number in range(4):
        make_item(cast, "dispatched", title=str(number))
    looking = viewer(cast.supervisor)

    with CaptureQueriesContext(
        connection,
    ) as seen:
        getattr(queries, name)(looking, LATER)

    assert len(seen) <= 3


def test_what_waits_stands_in_one_group_each(cast):
    today = (NOW + timedelta(days=1)).date()
    for title, days in (("逾期", -1), ("今天", 0), ("以后", 60)):
        make_item(cast, "dispatched", title=title, due_on=today + timedelta(days=days))
    handed_in = make_item(cast, "feedback_submitted", title="退回", due_on=today + timedelta(days=60))
    move(handed_in, "return_item", cast, who="supervisor", reason="佐证不清")
    looking = viewer(cast.lead_clerk, on=today)

    found = {
        group: titles(queries.todo(looking, LATER, group=group)) for group in ("overdue", "returned", "soon", "rest")
    }

    assert found == {"overdue": ["逾期"], "returned": ["退回"], "soon": ["今天"], "rest": ["以后"]}


def test_the_counts_of_the_desk_are_those_of_its_lists(cast):
    for state in ("registered", "dispatched", "in_progress", "feedback_submitted", "closed", "written_off"):
        make_item(cast, state, title=state, due_on=date(2026, 3, 20))

    for person in (cast.supervisor, cast.second_supervisor, cast.lead_clerk, cast.leader, cast.stranger_clerk):
        looking = viewer(person)
        counts = queries.desk_counts(looking, LATER, book=queries.rulebook(LATER.date()))
        for tab in ("todo", "done", "started", "copied", "late"):
            listed = getattr(queries, tab)(looking, LATER)
            assert sum(n for (of, _), n in counts.items() if of == tab) == len(listed), (person, tab)
