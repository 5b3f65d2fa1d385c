"""Key projects of a year and programmes: put on, taken off, counted once, told beside counted."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bihuan.apps.projects import actions, queries
from bihuan.apps.projects.models import KeyProject, Programme
from bihuan.apps.units.models import Event
from bihuan.base.refusals import Forbidden
from tests.support.builders import DAY, NOW, actor, viewer
from tests.support.projects import flag, go, list_project, make_programme, make_project, strange_project

YEAR = DAY.year
ADD = {"year": YEAR, "level": "district", "batch": "starting", "source": "区重点项目清单"}


def html(response):
    return response.content.decode()


def kinds(cast):
    return set(Event.objects.visible_to(viewer(cast.audit_admin)).values_list("kind", flat=True))


def test_ticked_projects_are_put_on_a_list_and_what_does_not_go_is_told(cast, client_of):
    row, other = make_project(cast), strange_project(cast)
    ended = flag(cast, make_project(cast, name="旧项目"), "terminated")
    list_project(cast, other)
    client = client_of(cast.supervisor)
    ticked = {"projects": [row.pk, other.pk, ended.pk]}

    asked = html(client.post("/projects/lists/add/", ticked))
    answer = client.post("/projects/lists/add/", ADD | ticked)

    assert "所选项目" in asked
    assert "已终止，不能列入" in html(answer)
    assert "不用重复列入" in html(answer)
    listed = KeyProject.objects.visible_to(viewer(cast.supervisor)).values_list("project_id", flat=True)
    assert sorted(listed) == sorted([row.pk, other.pk])
    assert "project.listed" in kinds(cast)


@pytest.mark.parametrize(("said", "match"), [({"source": " "}, "依据"), ({"level": "world"}, "级别")])
def test_a_list_without_its_paper_is_refused(cast, said, match):
    with pytest.raises(actions.BadList, match=match):
        list_project(cast, make_project(cast), **said)


def test_a_form_without_a_tick_says_so(cast, client_of):
    answer = client_of(cast.supervisor).post("/projects/lists/add/", ADD)

    assert answer.status_code == 422
    assert "请先勾选项目" in html(answer)


def test_the_list_tells_its_sums_by_batch_with_each_project_once(cast, client_of):
    list_project(cast, make_project(cast, total=Decimal(12000)))
    list_project(cast, make_project(cast, name="乙", total=None), batch="continuing")

    told = queries.key_list(viewer(cast.supervisor), YEAR, "district")
    page = html(client_of(cast.supervisor).get(f"/projects/lists/?year={YEAR}&level=district"))

    assert [(batch.code, batch.total.number, batch.total.unknown) for batch in told.batches] == [
        ("continuing", 1, 1),
        ("starting", 1, 0),
    ]
    assert (told.whole.number, told.whole.unknown) == (2, 1)
    assert "另有1个总投资暂无" in page


def test_a_project_is_taken_off_with_words_and_may_come_back(cast, client_of):
    row = make_project(cast)
    place = list_project(cast, row)
    url, client = f"/projects/lists/{place.pk}/off/", client_of(cast.supervisor)

    assert client.post(url, {"words": ""}).status_code == 422
    assert client.post(url, {"words": "调整到下一年度"}).status_code == 302
    assert client.post(url, {"words": "再移"}).status_code == 422
    assert list_project(cast, row).pk != place.pk
    assert "project.unlisted" in kinds(cast)


def test_what_was_not_finished_last_year_is_proposed_as_continuing(cast, client_of):
    row = go(make_project(cast), "signed", "started", by=cast.lead_clerk)
    done = go(make_project(cast, name="建成的"), "signed", "started", "in_production", by=cast.lead_clerk)
    for each in (row, done):
        list_project(cast, each, year=YEAR - 1)

    assert [each.project for each in queries.continuing(viewer(cast.supervisor), YEAR, "district")] == [row]
    page = html(client_of(cast.supervisor).get(f"/projects/lists/next/?year={YEAR}&level=district"))
    assert (row.name in page, "建成的" in page) == (True, False)

    list_project(cast, row, batch="continuing")
    assert queries.continuing(viewer(cast.supervisor), YEAR, "district") == []


def test_only_the_office_keeps_lists_and_programmes(cast, client_of):
    row = make_project(cast)
    with pytest.raises(Forbidden):
        actions.put_on_list([row.pk], actions.ListPlace(**ADD), by=actor(cast.lead_clerk), now=NOW)
    for url in ("/projects/lists/add/", "/projects/lists/next/", "/projects/programmes/new/"):
        assert client_of(cast.lead_clerk).get(url).status_code == 403


def test_a_unit_sees_its_own_projects_on_the_list(cast, client_of):
    list_project(cast, make_project(cast))
    list_project(cast, strange_project(cast))

    page = html(client_of(cast.lead_clerk).get("/projects/lists/"))

    assert "智能传感器生产线项目" in page
    assert "粮食仓储项目" not in page


def test_told_and_counted_stand_side_by_side_with_the_difference(cast, client_of):
    make_programme(cast, [make_project(cast, total=Decimal(12000))])

    (line,) = queries.programmes(viewer(cast.supervisor)).lines
    page = html(client_of(cast.supervisor).get("/projects/programmes/"))

    assert (line.counted.number, line.more_count, line.more_money) == (1, -1, Decimal(-8000))
    assert "少1个" in page
    assert "少8000万元" in page.replace(",", "")


def test_a_project_in_two_programmes_counts_once_in_the_whole(cast, client_of):
    row = make_project(cast, total=Decimal(12000))
    make_programme(cast, [row])
    make_programme(cast, [row], name="高端装备产业链", kind="chain", code="zb")

    told = queries.programmes(viewer(cast.supervisor))
    page = html(client_of(cast.supervisor).get("/projects/programmes/zb/"))

    assert (told.whole.number, told.whole.money.amount, told.twice) == (1, Decimal(12000), 1)
    assert "老城片区城市更新" in page


def test_a_terminated_project_is_counted_in_no_programme(cast):
    row = make_project(cast)
    make_programme(cast, [row])
    flag(cast, row, "terminated")

    (line,) = queries.programmes(viewer(cast.supervisor)).lines
    assert line.counted.number == 0


def test_a_programme_is_kept_changed_filled_and_emptied_through_its_pages(cast, client_of):
    row, client = make_project(cast), client_of(cast.supervisor)
    said = {"name": "起步区", "kind": "start_area", "lead_unit_id": cast.units.lead.pk, "from_year": 2026}
    said |= {"told_count": 54, "told_total": "741亿元", "source": "起步区规划", "form_key": "k"}

    made = client.post("/projects/programmes/new/", said)
    client.post("/projects/programmes/new/", said)
    programme = Programme.objects.visible_to(viewer(cast.supervisor)).get()
    url = f"/projects/programmes/{programme.code}/"
    assert (made.url, programme.told_total) == (url, Decimal(7410000))

    put, ticks = "/projects/programmes/put/", {"projects": [row.pk], "programme": programme.code}
    assert client.post(put, ticks).status_code == 200
    assert "不用重复列入" in html(client.post(put, ticks))
    assert client.post(put).status_code == 422
    assert "54个项目、741亿元" in html(client.get(url))

    assert client.post(f"{url}change/", said | {"told_count": 56, "why": "规划调整"}).status_code == 302
    assert client.post(f"{url}change/", said | {"told_count": 57, "why": ""}).status_code == 422
    programme.refresh_from_db()
    assert programme.told_count == 56

    out = f"{url}projects/{programme.members.get().pk}/out/"
    assert client.post(out, {"words": ""}).status_code == 422
    assert client.post(out, {"words": "不在范围内"}).status_code == 302
    assert kinds(cast) >= {
        "project.programme_added",
        "project.programme_changed",
        "project.programme_joined",
        "project.programme_left",
    }


def test_a_programme_of_the_same_name_is_refused(cast):
    make_programme(cast)

    with pytest.raises(actions.BadProgramme, match="已有"):
        make_programme(cast)


def test_lists_and_programmes_read_no_row_by_themselves(cast, client_of, django_assert_max_num_queries):
    rows = [make_project(cast, name=f"项目{number}") for number in range(5)]
    for row in rows:
        list_project(cast, row)
    make_programme(cast, rows, code="gx")
    client = client_of(cast.supervisor)
    client.get("/projects/lists/")

    for url in ("/projects/lists/", "/projects/programmes/", "/projects/programmes/gx/"):
        with django_assert_max_num_queries(14):
            client.get(url)
