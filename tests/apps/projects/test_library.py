"""The library as it is asked for: conditions, order, totals that count each project once."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bihuan.apps.projects import queries
from bihuan.apps.projects.models import Role, TeamMember
from bihuan.apps.projects.queries import Wanted
from bihuan.apps.work.models import SavedView
from tests.support.builders import DAY, NOW, viewer
from tests.support.projects import flag, make_project, strange_project


def html(response):
    return response.content.decode()


def names(wanted, person):
    return [row.name for row in queries.library(wanted, viewer(person))]


@pytest.fixture
def three(cast):
    """Two projects of the leading unit, one without a total; one of the stranger's."""
    make_project(cast, name="甲项目", total=Decimal(12000), nature="new")
    make_project(cast, name="乙项目", total=None, nature="renovation", town_id=None)
    strange_project(cast, name="丙项目", total=Decimal("0.5"))


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"words": "乙"}, ["乙项目"]),
        ({"words": "项2026-0001"}, ["甲项目"]),
        ({"nature": "new"}, ["甲项目"]),
        ({"total_from": Decimal(1)}, ["甲项目"]),
        ({"total_to": Decimal(1)}, ["丙项目"]),
        ({"stages": ("started",)}, []),
        ({"flags": ("no_total",)}, ["乙项目"]),
        ({"flags": ("terminated",)}, []),
        ({"sort": "total"}, ["丙项目", "甲项目", "乙项目"]),
        ({"sort": "-total"}, ["甲项目", "丙项目", "乙项目"]),
        ({"sort": "stage"}, ["丙项目", "乙项目", "甲项目"]),
    ],
)
def test_the_library_gives_what_is_asked_for(cast, three, asked, found):
    assert names(Wanted(**asked), cast.supervisor) == found


def test_units_towns_and_leaders_are_asked_for_by_themselves(cast, three):
    row = queries.library(Wanted(words="甲"), viewer(cast.supervisor)).get()
    TeamMember.objects.create(
        project=row, role=Role.LEADER, name="顾明远", from_on=DAY, at=NOW, by=cast.supervisor, by_name="沈砚秋"
    )

    assert names(Wanted(unit=cast.units.stranger.pk), cast.supervisor) == ["丙项目"]
    assert names(Wanted(town=cast.units.town.pk), cast.supervisor) == ["甲项目"]
    assert names(Wanted(leader="顾明远"), cast.supervisor) == ["甲项目"]
    assert names(Wanted(flags=("no_leader",)), cast.supervisor) == ["丙项目", "乙项目"]


def test_the_sums_count_each_once_and_tell_how_many_are_unknown(cast, three):
    whole = queries.summary(Wanted(), viewer(cast.supervisor)).whole

    assert (whole.count, whole.total, whole.unknown, whole.ended) == (3, Decimal("12000.5"), 1, 0)


def test_a_stage_asked_for_narrows_the_sum_and_not_the_row_of_stages(cast, three):
    told = queries.summary(Wanted(stages=("started",)), viewer(cast.supervisor))

    assert (told.whole.count, told.whole.total) == (0, None)
    assert told.stages[0].count == 3


def test_a_terminated_project_stays_in_the_list_and_leaves_the_sum(cast, three):
    row = queries.library(Wanted(words="甲"), viewer(cast.supervisor)).get()
    flag(cast, row, "terminated")

    whole = queries.summary(Wanted(), viewer(cast.supervisor)).whole
    ended = queries.summary(Wanted(flags=("terminated",)), viewer(cast.supervisor)).whole

    assert len(names(Wanted(), cast.supervisor)) == 3
    assert (whole.count, whole.total, whole.ended) == (2, Decimal("0.5"), 1)
    assert (ended.count, ended.total) == (1, Decimal(12000))


def test_a_unit_chooses_only_from_what_its_own_projects_have(cast, three):
    offered = queries.choices(viewer(cast.lead_clerk))

    assert offered.units == [(cast.units.lead.pk, "区工业和信息化局")]
    assert offered.towns == [(cast.units.town.pk, "石桥镇")]


def test_the_page_says_the_sum_in_words_and_each_stage_leads_to_its_projects(cast, three, client_of):
    page = html(client_of(cast.supervisor).get("/projects/"))

    assert "共<b>3</b>个项目" in page
    assert 'title="12,000.5万元">1.2亿元</b>，另有1个项目总投资暂无。' in page
    assert 'href="?stage=idea"' in page
    assert ">idea<" not in page


def test_conditions_stand_in_the_address_and_as_chips(cast, three, client_of):
    page = html(client_of(cast.supervisor).get("/projects/?total_from=1亿&stage=idea"))

    assert "甲项目" in page
    assert "丙项目" not in page
    assert "阶段：谋划" in page


def test_a_view_is_kept_used_and_forgotten_by_its_person(cast, three, client_of):
    client = client_of(cast.supervisor)

    client.post("/projects/views/?stage=idea&page=2", {"name": "谋划的"})
    page = html(client.get("/projects/"))
    view = SavedView.objects.visible_to(viewer(cast.supervisor)).get()

    assert 'href="/projects/?stage=idea"' in page
    assert "谋划的" not in html(client_of(cast.second_supervisor).get("/projects/"))
    assert client.post("/projects/views/", {"name": ""}).status_code == 422
    assert client_of(cast.second_supervisor).post(f"/projects/views/{view.pk}/drop/").status_code == 404
    assert client.post(f"/projects/views/{view.pk}/drop/").status_code == 302
    assert "谋划的" not in html(client_of(cast.supervisor).get("/items/"))


def test_what_cannot_be_read_is_said_and_asks_nothing(cast, three, client_of):
    page = html(client_of(cast.supervisor).get("/projects/?total_from=三千"))

    assert "“三千”不是数字" in page
    assert "丙项目" in page


def test_the_library_reads_no_row_by_itself(cast, client_of, django_assert_max_num_queries):
    for _ in range(5):
        make_project(cast)
    client = client_of(cast.lead_clerk)
    client.get("/projects/")

    with django_assert_max_num_queries(20):
        page = html(client.get("/projects/"))
    assert page.count("项2026-") == 5
