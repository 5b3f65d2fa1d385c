"""The wall chart: one row a project in reach, told against its promise; grouped, cut, on paper."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from bihuan.apps.projects import queries
from bihuan.apps.projects.models import KeptBaseline, Programme, ProgrammeKind, ProgrammeProject, Role, TeamMember
from bihuan.apps.projects.queries import Wanted
from bihuan.apps.projects.queries import wall as walls
from bihuan.engine import schedule
from tests.support.builders import DAY, NOW, viewer
from tests.support.plans import known, promised
from tests.support.project_money import begun, plan, send
from tests.support.projects import flag, make_project, strange_project

SIGNED = {"at": NOW, "by": None, "by_name": "系统"}


def html(response):
    return response.content.decode()


def rows(cast, **asked):
    return walls.wall(Wanted(**asked), viewer(cast.supervisor))


@pytest.fixture
def three(cast):
    """One that keeps its promise, one that cannot, one without a promise."""
    found = [make_project(cast, name=name, procedure="filing") for name in ("甲项目", "乙项目", "丙项目")]
    promised(found[0], DAY + timedelta(1500))
    promised(found[1], DAY + timedelta(60))
    return found


def test_each_project_is_told_against_its_promise(cast, three):
    told = {row.project.name: (row.told[:2], row.is_late) for row in rows(cast)}

    assert told == {"甲项目": ("可机", False), "乙项目": ("晚2", True), "丙项目": ("未承", False)}


def test_only_those_late_are_shown_when_asked(cast, three):
    assert [row.project.name for row in walls.wall(Wanted(), viewer(cast.supervisor), only_late=True)] == ["乙项目"]


def test_a_row_lists_the_nodes_of_this_and_the_next_month(cast, three):
    row = next(each for each in rows(cast) if each.project.name == "甲项目")

    assert walls.near_window(DAY) == (DAY.replace(day=1), DAY.replace(month=DAY.month + 1, day=30))
    assert row.next_node.name == "项目备案"
    assert all(node.finish <= walls.near_window(DAY)[1] for node in row.nodes)


def test_a_node_done_is_not_the_next_one(cast, three):
    known(three[0], "filing", started_on=DAY, finished_on=DAY)

    row = next(each for each in rows(cast) if each.project.name == "甲项目")

    assert row.next_node.name != "项目备案"
    assert row.nodes[0].is_done


def test_a_project_without_a_plan_stands_with_its_stages(cast):
    make_project(cast, name="没有网络图的", procedure="")
    row = rows(cast)[0]
    drawn = schedule.history_row(row.project.name, row.history, today=DAY)

    assert [span.word for span in drawn.spans] == ["谋划"]


def test_projects_are_put_together_each_once(cast, three, client_of):
    lead = cast.units.lead
    same = {"lead_unit": lead, "lead_name": lead.name, "source": "例", "from_year": 2026, **SIGNED}
    chain = Programme.objects.create(code="chain", name="装备链", kind=ProgrammeKind.CHAIN, **same)
    area = Programme.objects.create(code="area", name="起步区", kind=ProgrammeKind.START_AREA, **same)
    for programme in (chain, area):
        ProgrammeProject.objects.create(programme=programme, project=three[0], **SIGNED)
    TeamMember.objects.create(project=three[1], role=Role.LEADER, name="顾明远", from_on=DAY, **SIGNED)
    found = rows(cast)

    def names(way):
        return [(name, [row.project.name for row in many]) for name, many in walls.grouped(found, way)]

    page = html(client_of(cast.supervisor).get(f"/projects/wall/?by=chain&programme={area.pk}"))
    assert "甲项目" in page
    assert "乙项目" not in page
    rest = ["丙项目", "乙项目"]
    assert names("chain")[0] == ("装备链", ["甲项目"])
    assert [(name, sorted(many)) for name, many in names("programme")] == [
        ("起步区", ["甲项目"]),
        ("未列入专项片区", sorted(rest)),
    ]
    assert names("leader")[0] == ("顾明远", ["乙项目"])
    assert names("stage") == [("谋划", [row.project.name for row in found])]


def test_what_was_agreed_is_drawn_below(cast, three):
    plan = queries.plan_of(three[0], viewer(cast.supervisor)).plan
    agreed = {
        code: (str(day), str(schedule.baseline(plan).finishes[code]))
        for code, day in schedule.baseline(plan).starts.items()
    }
    KeptBaseline.objects.create(project=three[0], name="开工会", on=DAY, body=agreed, event_seq=0, **SIGNED)

    row = next(each for each in rows(cast) if each.project.name == "甲项目")

    spans = row.drawn(walls.near_window(DAY)).spans
    assert [bool(span.agreed) for span in spans] == [False] * (len(spans) - 1) + [True]


def test_stopped_projects_and_those_out_of_reach_are_not_on_the_wall(cast, three, client_of):
    flag(cast, three[2], "suspended")
    strange_project(cast, name="别处的项目")

    page = html(client_of(cast.lead_clerk).get("/projects/wall/"))

    assert "甲项目" in page
    assert "丙项目" not in page
    assert "别处的项目" not in page


@pytest.mark.parametrize("zoom", ["month", "quarter", "year"])
def test_zoom_keeps_the_day_that_is_looked_at_and_all_conditions(cast, three, client_of, zoom):
    page = html(client_of(cast.supervisor).get(f"/projects/wall/?q=项目&zoom={zoom}&at=2027-05-10"))

    assert "at=2027-05-10" in page
    assert page.count("q=%E9%A1%B9%E7%9B%AE") >= 5


@pytest.mark.parametrize(
    "address", ["?zoom=week", "?at=yesterday", "?at=0001-01-01", "?at=9999-12-31", "?by=points", "?unit=x"]
)
def test_what_cannot_be_read_asks_nothing(cast, three, client_of, address):
    answer = client_of(cast.supervisor).get(f"/projects/wall/{address}")

    assert answer.status_code == 200
    assert "甲项目" in html(answer)


def test_the_wall_says_how_many_are_late_and_how_many_promised_nothing(cast, three, client_of):
    page = html(client_of(cast.supervisor).get("/projects/wall/"))

    assert '共<b>3</b>个项目，<b class="late">1</b>个预计晚于承诺，1个还没有承诺日期。' in page


def test_an_empty_wall_says_what_to_do(cast, client_of):
    assert "还没有在推的项目" in html(client_of(cast.supervisor).get("/projects/wall/"))
    assert "没有可打印的项目" in html(client_of(cast.supervisor).get("/projects/wall/print/?fit=one"))


def test_the_wall_reads_no_row_by_itself(cast, client_of, django_assert_max_num_queries):
    for number in range(8):
        promised(make_project(cast, name=f"第{number}个", procedure="filing"), DAY + timedelta(900))
    client = client_of(cast.supervisor)
    client.get("/projects/wall/")

    with django_assert_max_num_queries(28):
        page = html(client.get("/projects/wall/"))
    assert page.count("drawing-strip") == 8 + 2


@pytest.mark.parametrize(
    ("asked", "sheets"), [("paper=a4", 2), ("paper=a3", 2), ("paper=a4&fit=one", 1), ("paper=b5", 2)]
)
def test_paper_holds_every_project_once_under_repeated_heads(cast, client_of, asked, sheets):
    for number in range(30):
        make_project(cast, name=f"第{number}号项目", procedure="filing")

    page = html(client_of(cast.supervisor).get(f"/projects/wall/print/?{asked}"))

    assert page.count('class="wall-sheet ') == sheets
    assert page.count("对照承诺</text>") == sheets
    assert all(page.count(f">第{number}号项目</text>") == 1 for number in range(30))


def test_the_page_of_a_project_draws_its_plan_its_nodes_and_its_events(cast, three, client_of):
    promised(three[2], timezone.localdate() + timedelta(900))

    page = html(client_of(cast.supervisor).get(f"/projects/{three[2].pk}/"))

    assert "横道图" in page
    assert "节点图" in page
    assert "建设工程规划许可" in page
    assert "登记项目" in page


def test_a_hostile_name_is_told_and_not_run(cast, client_of):
    make_project(cast, name='<script>alert("x")</script>"\'&', procedure="filing")
    client = client_of(cast.supervisor)

    for address in ("/projects/wall/", "/projects/wall/print/"):
        assert "<script>alert" not in html(client.get(address))


def test_the_lamps_of_the_month_that_was_due_stand_on_the_wall(cast, three, client_of):
    lit = begun(cast, name="亮灯项目")
    plan(cast, lit)
    send(cast, lit, ytd="100", paid="10")

    row = next(each for each in rows(cast) if each.project.name == "亮灯项目")
    page = html(client_of(cast.supervisor).get("/projects/wall/"))

    assert "进度黄灯" in row.lamp_words
    assert ">四灯</th>" in page
    assert next(each for each in rows(cast) if each.project.name == "甲项目").lamp_words == "暂无"


def test_only_projects_with_a_lamp_of_a_colour_are_shown_when_asked(cast, three):
    lit = begun(cast, name="亮灯项目")
    plan(cast, lit)
    send(cast, lit, ytd="100", paid="10")

    shown = walls.wall(Wanted(), viewer(cast.supervisor), lamp="yellow")

    assert [row.project.name for row in shown] == ["亮灯项目"]
