"""Plans of a project's year: versions with reasons, nothing lost (年度计划)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bihuan.apps.projects import actions, queries
from bihuan.apps.units.models import Event
from bihuan.base.refusals import Forbidden, Stale
from bihuan.engine.values import Month
from tests.support.builders import NOW, actor, viewer
from tests.support.project_money import DUE, begun, plan
from tests.support.projects import make_project


def versions(cast, project):
    return queries.plans_of_year(project, DUE.year, viewer(cast.lead_clerk))


def test_a_plan_is_set_and_leaves_an_event(cast):
    row = plan(cast, begun(cast))

    event = Event.objects.visible_to(viewer(cast.audit_admin)).get(kind="project.plan_set")
    assert (row.version, row.amount, row.event_seq) == (1, Decimal(6000), event.seq)


def test_a_change_is_a_new_version_with_its_reason(cast):
    project = begun(cast)
    plan(cast, project)

    plan(cast, project, 5000, version=1, reason="设备交付推迟")

    assert [(row.version, row.amount) for row in versions(cast, project)] == [(2, 5000), (1, 6000)]


def test_a_change_without_a_reason_is_refused(cast):
    project = begun(cast)
    plan(cast, project)

    with pytest.raises(actions.BadYearPlan, match="理由"):
        plan(cast, project, 5000, version=1)


def test_the_same_form_sent_twice_gives_one_version(cast):
    project = begun(cast)

    assert plan(cast, project) == plan(cast, project)
    assert len(versions(cast, project)) == 1


def test_a_plan_changed_meanwhile_is_stale(cast):
    project = begun(cast)
    plan(cast, project)

    with pytest.raises(Stale):
        plan(cast, project, 7000)


@pytest.mark.parametrize(
    ("by_month", "words"),
    [
        ((1000, 900, *[None] * 9, 6000), "累计数只增不减"),
        ((1000, *[None] * 10, 5000), "应等于年度计划"),
        ((1000, *[None] * 11), "应等于年度计划"),
    ],
)
def test_months_that_contradict_the_plan_are_refused(cast, by_month, words):
    told = tuple(None if each is None else Decimal(each) for each in by_month)

    with pytest.raises(actions.BadYearPlan, match=words):
        plan(cast, begun(cast), by_month=told)


def test_a_plan_that_ends_before_it_starts_is_refused(cast):
    with pytest.raises(actions.BadYearPlan, match="早于"):
        plan(cast, begun(cast), start_month=Month(DUE.year, 6), finish_month=Month(DUE.year, 3))


def test_a_town_sets_no_plan_for_another_units_project(cast):
    with pytest.raises(Forbidden, match="牵头单位"):
        plan(cast, begun(cast), by=cast.town_clerk)


def test_a_plan_is_set_on_its_page(cast, client_of):
    project = make_project(cast)
    url = f"/projects/{project.pk}/year/{DUE.year}/"
    months = {f"m{number}": str(number * 100) for number in range(1, 13)}

    done = client_of(cast.lead_clerk).post(
        url, {"version": 0, "amount": "1200", "source": "投资计划", "start_month": "3", **months}
    )

    (row,) = versions(cast, project)
    assert done.status_code == 302
    assert (row.amount, row.by_month[2], row.start_month) == (1200, "300", Month(DUE.year, 3))


def test_what_is_wrong_with_a_plan_is_said_on_its_page(cast, client_of):
    project = make_project(cast)

    answer = client_of(cast.lead_clerk).post(
        f"/projects/{project.pk}/year/{DUE.year}/", {"version": 0, "amount": "1200", "source": "计划", "m1": "5"}
    )

    assert answer.status_code == 422
    assert "应等于年度计划" in answer.content.decode()


def test_the_plan_of_a_strange_project_is_not_found(cast, client_of):
    project = make_project(cast)

    assert client_of(cast.stranger_clerk).get(f"/projects/{project.pk}/year/{DUE.year}/").status_code == 404
    assert client_of(cast.lead_clerk).get(f"/projects/{project.pk}/year/1890/").status_code == 404


def test_readers_without_the_right_see_versions_and_no_form(cast, client_of):
    project = begun(cast)
    plan(cast, project, by=cast.supervisor)

    page = client_of(cast.town_clerk).get(f"/projects/{project.pk}/year/{DUE.year}/").content.decode()

    assert "第1版" in page
    assert "保存" not in page


def test_the_change_is_actors_own(cast):
    row = plan(cast, begun(cast))

    assert row.by_name == actor(cast.lead_clerk).viewer.name
    assert row.at == NOW
