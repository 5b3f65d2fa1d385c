"""The library of projects: registered once with a number, seen by those whose project it is."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from bihuan.apps.projects import actions, queries
from bihuan.apps.projects.models import Project, StageEntry
from bihuan.apps.units.models import Event
from bihuan.base.refusals import Forbidden
from bihuan.base.scope import Viewer
from tests.support.builders import DAY, NOW, actor, viewer
from tests.support.projects import NAME, make_project, strange_project

EYES = Viewer.worker(on=DAY)


def html(response):
    return response.content.decode()


def test_projects_of_a_year_are_numbered_without_a_gap(cast):
    first, second = make_project(cast), strange_project(cast)

    assert (first.number, second.number) == (f"项{DAY.year}-0001", f"项{DAY.year}-0002")


def test_a_registered_project_begins_as_an_idea_and_leaves_an_event(cast):
    row = make_project(cast)

    entry = row.entries.get()
    event = Event.objects.visible_to(viewer(cast.audit_admin)).get(kind="project.registered")
    assert (row.stage, entry.stage, entry.event_seq) == ("idea", "idea", event.seq)


def test_the_same_form_sent_twice_gives_one_project(cast):
    new = actions.NewProject(name=NAME, lead_unit_id=cast.units.lead.pk)
    by = actor(cast.lead_clerk)

    first = actions.register_project(new, by=by, now=NOW, key="k")
    again = actions.register_project(new, by=by, now=NOW, key="k")

    assert first == again
    assert Project.objects.visible_to(EYES).count() == 1


def test_one_national_code_stands_at_one_project(cast):
    code = "2609-370100-04-01-123456"
    make_project(cast, national_code=code)

    with pytest.raises(actions.BadProject, match=code):
        make_project(cast, national_code=code)


def test_a_unit_registers_no_project_of_others(cast):
    with pytest.raises(Forbidden):
        make_project(cast, by=cast.stranger_clerk)


def test_those_whose_project_it_is_see_it_and_no_others(cast):
    row = make_project(cast)

    for person in (cast.lead_clerk, cast.town_clerk, cast.supervisor, cast.statistician):
        assert list(queries.projects(viewer(person))) == [row]
    for person in (cast.stranger_clerk, cast.nobody):
        assert not queries.projects(viewer(person)).exists()


def test_money_keeps_its_two_places_and_sums_exactly(cast):
    make_project(cast, total=Decimal("0.10"))
    row = make_project(cast, total=Decimal("99999999999.99"))
    row.refresh_from_db()

    assert row.total == Decimal("99999999999.99")


def test_the_database_itself_keeps_how_a_project_went(cast):
    entry = make_project(cast).entries.get()

    with pytest.raises(DatabaseError), transaction.atomic():
        StageEntry.objects.unscoped("a test of the database").filter(pk=entry.pk).update(stage="started")


def test_the_page_of_a_project_is_closed_to_strangers(cast, client_of):
    row = make_project(cast)
    url = f"/projects/{row.pk}/"

    assert NAME in html(client_of(cast.lead_clerk).get(url))
    assert client_of(cast.stranger_clerk).get(url).status_code == 404
    assert client_of(cast.lead_clerk).post(url).status_code == 405


def test_the_library_reads_no_row_by_itself(cast, client_of, django_assert_max_num_queries):
    for _ in range(5):
        make_project(cast)
    client = client_of(cast.lead_clerk)
    client.get("/projects/")

    with django_assert_max_num_queries(12):
        page = html(client.get("/projects/"))
    assert page.count(NAME) == 5
