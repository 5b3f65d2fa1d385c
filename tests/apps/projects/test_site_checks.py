"""The site of a project: parcels ranked for it, checks kept with each line's document, told when lines changed."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction

from bihuan.apps.projects import actions, queries
from bihuan.apps.projects.models import SiteCheck, SupportUnit
from bihuan.apps.projects.views.site_checks import site_part
from bihuan.apps.units.models import Event
from bihuan.base.refusals import Forbidden, Stale
from bihuan.base.scope import Viewer
from tests.support import land
from tests.support.builders import DAY, NOW, actor, viewer
from tests.support.land import square
from tests.support.parcels import put_line, put_parcel
from tests.support.projects import make_project, strange_project

EYES = Viewer.worker(on=DAY)


def html(response):
    return response.content.decode()


def check(cast, project, parcel=None, by=None):
    pk = parcel.pk if parcel else None
    return actions.check_site(project.pk, parcel_id=pk, by=actor(by or cast.lead_clerk), now=NOW)


def rows():
    return SiteCheck.objects.visible_to(EYES).count()


def test_a_check_keeps_each_lines_answer_area_and_document(cast):
    put_line(cast, "permanent_basic_farmland", shape=square(50, 0, 500).body())

    kept = check(cast, make_project(cast), put_parcel(cast))

    farmland = next(each for each in kept.found if each["kind"] == "permanent_basic_farmland")
    assert (farmland["outcome"], farmland["area"], farmland["percent"]) == ("breach", "7.50", "50.0")
    assert farmland["documents"] == ["permanent_basic_farmland划定方案"]
    event = Event.objects.visible_to(viewer(cast.audit_admin)).get(kind="site.checked")
    assert (event.seq, "不符合1项" in event.after) == (kept.event_seq, True)


def test_the_same_check_on_the_same_day_is_kept_once(cast):
    project, parcel = make_project(cast), put_parcel(cast)

    assert check(cast, project, parcel) == check(cast, project, parcel)
    assert rows() == 1


def test_an_older_check_stays_and_says_that_lines_changed_since(cast):
    project, parcel = make_project(cast), put_parcel(cast)
    river = put_line(cast, "river_range", shape=square(500, 0, 100).body())
    check(cast, project, parcel)
    put_line(cast, "relic_range", shape=square(0, 0, 500).body())
    actions.end_line(river.pk, to_on=DAY - timedelta(days=1), why="新方案", by=actor(cast.lead_clerk), now=NOW)

    (shown,) = queries.shown_checks(project, viewer(cast.lead_clerk))
    assert shown.changed == "核对以后管控线有变化：新增relic_range一号；失效river_range一号。请重新核对。"

    check(cast, project, parcel)
    newest, oldest = queries.shown_checks(project, viewer(cast.lead_clerk))
    assert (newest.changed, oldest.row.found == shown.row.found) == ("", True)


def test_a_kept_check_cannot_be_changed(cast):
    kept = check(cast, make_project(cast), put_parcel(cast))

    with pytest.raises(DatabaseError), transaction.atomic():
        SiteCheck.objects.visible_to(EYES).filter(pk=kept.pk).update(found=[])


def test_a_drawn_site_is_checked_where_no_parcel_is_chosen(cast, client_of):
    project = make_project(cast)
    put_line(cast, "river_range", shape=square(0, 0, 50).body())
    file = SimpleUploadedFile("红线.geojson", land.collection(land.feature([land.ring(0, 0, 100)])))
    client = client_of(cast.lead_clerk)

    client.post(f"/projects/{project.pk}/site/shape/", {"version": project.version, "shape": file})
    client.post(f"/projects/{project.pk}/site/check/", {})

    page = html(client.get(f"/projects/{project.pk}/site/"))
    assert "占用river_range一号3.75亩（占地块25.0%）" in page
    assert "图形面积15.00亩" in page


def test_a_project_without_a_drawn_site_is_told_what_to_do(cast):
    with pytest.raises(actions.BadSite, match="请先上传用地范围，或选一个地块"):
        check(cast, make_project(cast))


def test_a_site_drawn_by_two_at_once_is_told(cast):
    project = make_project(cast)
    sides = {"version": project.version, "by": actor(cast.lead_clerk), "now": NOW}
    actions.draw_site(project.pk, square(0, 0, 100).body(), **sides)

    with pytest.raises(Stale):
        actions.draw_site(project.pk, square(0, 0, 200).body(), **sides)


def test_a_unit_that_only_supports_does_not_check(cast):
    project = strange_project(cast)
    support = {"unit": cast.units.lead, "unit_name": "配合", "from_on": DAY, "at": NOW, "by_name": "某"}
    SupportUnit.objects.create(project=project, **support)

    with pytest.raises(Forbidden, match="选址由"):
        check(cast, project, put_parcel(cast))


def test_parcels_are_ranked_with_reasons(cast, client_of):
    project = make_project(cast)
    put_parcel(cast, "SMALL", area=Decimal(5))
    put_parcel(cast, "GOOD", area=Decimal(12))
    put_parcel(cast, "SOLD", area=Decimal(12), status="supplied")

    page = html(client_of(cast.lead_clerk).get(f"/projects/{project.pk}/site/?least=10&use=工业用地"))

    assert page.index("GOOD号地") < page.index("SOLD号地")
    assert "面积5亩，比所需10亩少5亩" in page.replace("5.00", "5").replace("10.00", "10")
    assert "已供出，不能再供" in page


def test_the_projects_page_shows_the_last_check(cast, client_of):
    project = make_project(cast)
    put_line(cast, "permanent_basic_farmland", shape=square(50, 0, 500).body())
    check(cast, project, put_parcel(cast))

    page = html(client_of(cast.lead_clerk).get(f"/projects/{project.pk}/"))

    assert "占用permanent_basic_farmland一号7.50亩" in page
    assert f'href="/projects/{project.pk}/site/"' in page


def test_the_part_of_a_projects_page_costs_three_queries(cast, django_assert_max_num_queries):
    project = make_project(cast)
    check(cast, project, put_parcel(cast))

    eyes = viewer(cast.lead_clerk)

    with django_assert_max_num_queries(3):
        site_part(eyes, project)
