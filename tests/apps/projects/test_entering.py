"""Entry to the statistics: what is missing is named, the mark needs its papers (入库纳统)."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from bihuan.apps.projects import actions, queries
from bihuan.apps.projects.models import Evidence
from bihuan.apps.units.models import Event
from bihuan.base.refusals import Forbidden, Stale
from tests.support.builders import DAY, NOW, actor, viewer
from tests.support.project_money import begun, strange_begun
from tests.support.projects import make_project

PAPERS = ("filing", "construction_contract", "piling", "site_photo", "platform_passed")


def prove(project, *codes):
    for code in codes or PAPERS:
        Evidence.objects.create(project=project, code=code, text=code, at=NOW, by_name="测试")
    return project


def enter(cast, project, *, by=None, on=DAY, version=None):
    seen = project.version if version is None else version
    return actions.enter_statistics(project.pk, on=on, version=seen, by=actor(by or cast.lead_clerk), now=NOW)


def test_a_begun_project_with_its_papers_is_marked_and_leaves_an_event(cast):
    row = enter(cast, prove(begun(cast)))

    assert row.entered_statistics_on == DAY
    assert Event.objects.visible_to(viewer(cast.audit_admin)).filter(kind="project.entered_statistics").count() == 1


def test_what_is_missing_is_named_with_what_to_do(cast):
    project = prove(begun(cast), "filing", "site_photo")

    with pytest.raises(actions.NotReady, match="还缺施工合同、永久工程首桩、在线平台截图"):
        enter(cast, project)


def test_a_withdrawn_paper_does_not_count(cast):
    project = prove(begun(cast))
    Evidence.objects.create(project=project, code="x", text="x", at=NOW, by_name="测试")
    rows = Evidence.objects.visible_to(viewer(cast.lead_clerk)).filter(code="piling")
    rows.update(withdrawn_at=NOW, withdrawn_words="拿错了")

    with pytest.raises(actions.NotReady, match="永久工程首桩"):
        enter(cast, project)


def test_a_project_that_has_not_begun_is_not_marked(cast):
    with pytest.raises(actions.NotReady, match="还没有开工"):
        enter(cast, prove(make_project(cast)))


def test_below_the_floor_nothing_enters(cast):
    with pytest.raises(actions.NotReady, match="500万元"):
        enter(cast, prove(begun(cast, total=Decimal(499))))


def test_a_day_to_come_is_refused(cast):
    with pytest.raises(actions.NotReady, match="不能晚于今天"):
        enter(cast, prove(begun(cast)), on=DAY + timedelta(days=1))


def test_the_mark_is_set_once(cast):
    project = prove(begun(cast))
    enter(cast, project)
    project.refresh_from_db()

    again = enter(cast, project, on=DAY - timedelta(days=9))

    assert again.entered_statistics_on == DAY


def test_a_project_changed_meanwhile_is_stale(cast):
    with pytest.raises(Stale):
        enter(cast, prove(begun(cast)), version=99)


def test_a_town_marks_no_project_of_others(cast):
    with pytest.raises(Forbidden):
        enter(cast, prove(begun(cast)), by=cast.town_clerk)


def test_the_list_names_what_is_missing_and_leaves_out_who_is_in(cast):
    waiting, done = prove(begun(cast), "filing"), prove(begun(cast, name="已入库的项目"))
    enter(cast, done)

    (found,) = queries.entering(viewer(cast.supervisor), queries.month_book(DAY))

    assert found.project.pk == waiting.pk
    assert [each.code for each in found.entry.missing] == list(PAPERS[1:])


def test_pages_show_and_take_the_mark(cast, client_of):
    project = prove(begun(cast))
    client = client_of(cast.lead_clerk)

    listed = client.get("/projects/months/entry/").content.decode()
    done = client.post(f"/projects/{project.pk}/entry/", {"version": project.version, "on": DAY.isoformat()})

    project.refresh_from_db()
    assert project.name in listed
    assert (done.status_code, project.entered_statistics_on) == (302, DAY)


def test_what_is_missing_is_said_on_the_page(cast, client_of):
    project = prove(begun(cast), "filing")
    client = client_of(cast.lead_clerk)

    answer = client.post(f"/projects/{project.pk}/entry/", {"version": project.version, "on": DAY.isoformat()})

    assert answer.status_code == 422
    assert "请上传施工合同。" in answer.content.decode()


def test_a_strange_project_is_not_found(cast, client_of):
    assert client_of(cast.lead_clerk).get(f"/projects/{strange_begun(cast).pk}/entry/").status_code == 404
