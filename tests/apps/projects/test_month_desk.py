"""What waits on the desk, what the form costs, what is counted for figures (待办、负担、自动计数)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from bihuan.apps.figures.models import Observation
from bihuan.apps.projects import actions, queries
from bihuan.base import registries
from bihuan.base.scope import Viewer
from tests.support.builders import DAY, NOW, actor, viewer
from tests.support.project_money import DUE, approved, begun, enter, plan, send
from tests.support.projects import make_project


def lines(person, tab="todo"):
    return [(line.title, line.step) for line in queries.ProjectMonthLines(viewer(person)).find(tab, 50)]


def counted(cast):
    rows = Observation.objects.visible_to(Viewer.worker(on=DAY)).filter(indicator__startswith="library_")
    return {(row.indicator, row.unit.name): row.level.amount for row in rows.order_by("version")}


def test_a_month_to_fill_in_waits_for_the_unit_and_for_nobody_else(cast):
    begun(cast)

    assert lines(cast.lead_clerk) == [(f"{DUE.label}项目月报", "待填报")]
    assert lines(cast.town_clerk) == lines(cast.stranger_clerk) == []


def test_a_sent_month_waits_for_the_office(cast):
    send(cast, begun(cast))

    assert lines(cast.lead_clerk) == []
    assert [step for _, step in lines(cast.supervisor)] == ["待审核"]


def test_a_checked_month_waits_for_nobody(cast):
    approved(cast, begun(cast))

    assert lines(cast.lead_clerk) == lines(cast.supervisor) == []


def test_a_returned_month_waits_again(cast):
    row = send(cast, begun(cast))
    actions.return_month(row.pk, "请核实", version=row.version, by=actor(cast.supervisor), now=NOW)

    assert [step for _, step in lines(cast.lead_clerk)] == ["已退回"]


def test_the_form_counts_in_the_burden_of_the_unit(cast):
    begun(cast)
    plan(cast, make_project(cast, name="没开工的项目"))
    due_on = queries.month_book(DAY).form.due_on(DUE)

    found = [
        each for each in registries.forms_asked(viewer(cast.supervisor), due_on, due_on) if each.title == "项目月报"
    ]

    assert [(each.unit_id, each.fields, each.due_on) for each in found] == [(cast.units.lead.pk, 9, due_on)]


def test_a_form_due_outside_the_days_is_not_counted(cast):
    begun(cast)
    due_on = queries.month_book(DAY).form.due_on(DUE)

    assert queries.month_forms_asked(viewer(cast.supervisor), date(due_on.year, due_on.month, 20), due_on) == []


def test_the_library_is_counted_by_lead_unit_and_for_the_district(cast):
    approved(cast, begun(cast), ytd="3000.50")
    enter(begun(cast, name="投产的项目", started_on=date(DAY.year - 1, 3, 1)), "in_production", date(DAY.year, 2, 1))

    actions.push_counts(on=DAY, now=NOW)

    lead, district = cast.units.lead.name, cast.units.district.name
    assert counted(cast) == {
        ("library_projects_started", lead): 1,
        ("library_projects_started", district): 1,
        ("library_projects_in_production", lead): 1,
        ("library_projects_in_production", district): 1,
        ("library_investment", lead): Decimal("3000.50"),
        ("library_investment", district): Decimal("3000.50"),
    }


def test_what_is_not_checked_is_not_counted_as_investment(cast):
    send(cast, begun(cast))

    actions.push_counts(on=DAY, now=NOW)

    assert not any(code == "library_investment" for code, _ in counted(cast))


def test_counting_again_writes_nothing_new(cast):
    approved(cast, begun(cast))
    actions.push_counts(on=DAY, now=NOW)

    assert actions.push_counts(on=DAY, now=NOW) == ""
