"""Plans of projects: the network of their procedure or their own, what is known, and many at once in few queries."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from bihuan import definitions
from bihuan.apps.projects import queries
from bihuan.engine.calendar import SHANGHAI
from tests.support.builders import DAY, viewer
from tests.support.plans import known, planned_on, promised
from tests.support.projects import make_project

LATER = date(2028, 6, 30)


def plan(cast, project):
    return queries.plans_of([project], viewer(cast.lead_clerk))[0]


@pytest.mark.parametrize(
    ("procedure", "code"),
    [("filing", "record_filing"), ("approval", "approval"), ("verification", "verification")],
)
def test_a_project_is_planned_on_the_network_of_its_procedure(cast, procedure, code):
    found = plan(cast, make_project(cast, procedure=procedure))

    assert found.choice.code == code
    assert found.plan.dates
    assert found.notes == ()


def test_without_a_procedure_the_plan_says_what_it_takes(cast):
    found = plan(cast, make_project(cast))

    assert found.choice.code == "record_filing"
    assert "办理方式没有登记" in found.notes[0]


def test_the_network_that_was_chosen_last_stands(cast):
    project = make_project(cast, procedure="filing")
    planned_on(project, "approval")
    planned_on(project, "start_on_land_handover", version=2)

    assert plan(cast, project).chosen.name == "拿地即开工工业项目"


def test_a_project_is_planned_on_its_own_copy(cast):
    project = make_project(cast, procedure="filing")
    activities = [{"code": "building", "name": "工程施工", "days": 10, "source": "合同"}]
    planned_on(project, "record_filing", body={"activities": activities, "links": []})

    found = plan(cast, project)

    assert found.choice.is_own
    assert found.expected_on == date(2026, 3, 16)


def test_a_network_that_is_not_there_is_told(cast):
    project = make_project(cast)
    planned_on(project, "nowhere")

    found = plan(cast, project)

    assert found.plan is None
    assert "请另选一份网络图" in found.problems[0]


def test_what_has_happened_and_what_is_fixed_binds(cast):
    project = make_project(cast, procedure="filing")
    known(project, "filing", started_on=date(2026, 2, 2))
    known(project, "filing", version=2, started_on=date(2026, 2, 2), finished_on=date(2026, 2, 3))
    known(project, "land_prereview", constraint="SNET", constraint_on=date(2026, 4, 1))

    dates = plan(cast, project).plan.dates

    assert dates["filing"].state == "done"
    assert dates["land_prereview"].earliest_start == date(2026, 4, 1)


def test_facts_of_the_project_answer_the_conditions(cast):
    found = plan(cast, make_project(cast, procedure="filing", environment_class="报告书", energy_review=False))

    assert "environment_report" in found.plan.dates
    assert {"environment_form", "energy_review"} <= set(found.plan.fitted.left_out)


def test_the_last_promise_counts(cast):
    project = make_project(cast, procedure="filing")
    promised(project, date(2026, 12, 31))
    promised(project, LATER, version=2)

    found = plan(cast, project)

    assert (found.promised_on, found.days_short) == (LATER, 0)
    assert found.days_spare > 0


def test_a_promise_that_was_not_kept_still_counts(cast):
    project = make_project(cast, procedure="filing")
    promised(project, date(2026, 2, 27), at=datetime(2025, 3, 1, tzinfo=SHANGHAI))

    found = plan(cast, project)

    assert found.days_short > 200
    assert found.days_spare == 0


def test_without_a_promise_nothing_is_short(cast):
    found = plan(cast, make_project(cast, procedure="filing"))

    assert (found.days_short, found.days_spare) == (None, None)


def test_what_is_kept_of_a_node_that_is_gone_is_said(cast):
    project = make_project(cast, procedure="filing")
    known(project, "gone", started_on=date(2026, 2, 2))

    found = plan(cast, project)

    assert found.plan is not None
    assert "gone" in found.notes[0]


def test_what_contradicts_itself_is_told_instead_of_planned(cast):
    project = make_project(cast, procedure="filing")
    known(project, "filing", started_on=date(2026, 2, 9), finished_on=date(2026, 2, 2))

    found = plan(cast, project)

    assert found.plan is None
    assert "早于开始日期" in found.problems[0]


def test_many_projects_are_planned_in_five_queries(cast, django_assert_num_queries):
    projects = [make_project(cast, procedure=each) for each in ("filing", "approval", "verification")]
    eyes = viewer(cast.lead_clerk)

    with django_assert_num_queries(5):
        found = queries.plans_of(projects, eyes)

    assert [each.project for each in found] == projects


def test_the_plan_of_a_row_is_made_once(cast, django_assert_num_queries):
    project = make_project(cast)
    eyes = viewer(cast.lead_clerk)
    first = queries.plan_of(project, eyes)

    with django_assert_num_queries(0):
        assert queries.plan_of(project, eyes) is first


def test_projects_that_stand_still_are_not_planned_with_the_others(cast):
    running = make_project(cast)
    stopped = make_project(cast)
    stopped.suspended_on, stopped.flag_words = DAY, "等土地"
    stopped.save()

    assert [each.project for each in queries.running_plans(viewer(cast.lead_clerk))] == [running]


@pytest.mark.parametrize("rule", definitions.load("networks"), ids=lambda rule: rule.code)
def test_a_shipped_network_says_where_each_length_is_from(rule):
    assert all(each["source"] for each in rule.body["activities"])


def enters(project, *stages):
    """The project goes through stages, each on a day; one it goes back to says why."""
    for version, (stage, day, words) in enumerate(stages, start=2):
        facts = {"at": datetime.combine(day, datetime.min.time(), SHANGHAI), "by_name": "林向晚", "event_seq": 1}
        project.entries.create(version=version, stage=stage, entered_on=day, words=words, **facts)


def test_the_day_of_starting_is_not_asked_again(cast):
    project = make_project(cast, procedure="filing")
    enters(project, ("started", date(2026, 2, 2), ""))

    found = plan(cast, project)

    assert found.plan.dates["building"].start == date(2026, 2, 2)
    assert "开始2026-02-02，不用再填" in queries.from_stage(found, "building")


def test_what_was_said_of_a_node_stands_before_its_stage(cast):
    project = make_project(cast, procedure="filing")
    enters(project, ("started", date(2026, 2, 2), ""))
    known(project, "building", started_on=date(2026, 1, 12))

    assert plan(cast, project).plan.dates["building"].start == date(2026, 1, 12)


def test_a_stage_that_was_gone_back_from_tells_nothing(cast):
    project = make_project(cast, procedure="filing")
    enters(project, ("signed", date(2026, 1, 5), ""), ("started", date(2026, 2, 2), ""), ("signed", DAY, "没有打桩"))

    assert plan(cast, project).plan.dates["building"].state == "ahead"


def test_a_project_in_production_is_done(cast):
    project = make_project(cast, procedure="filing")
    enters(project, ("started", date(2025, 2, 3), ""), ("in_production", date(2026, 2, 2), ""))

    found = plan(cast, project)

    assert found.is_done
    assert found.expected_on == date(2026, 2, 2)


def test_a_plan_of_a_past_day_knows_no_stage_entered_since(cast):
    project = make_project(cast, procedure="filing")
    enters(project, ("started", date(2026, 2, 2), ""))
    clerk = viewer(cast.lead_clerk)

    found = queries.plans_of([project], replace(clerk, on=date(2026, 1, 5)))[0]

    assert found.plan.dates["building"].state == "ahead"
