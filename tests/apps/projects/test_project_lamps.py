"""Four lamps, bulletin, stuck projects: pages tell the reason with the numbers (四灯、通报、问题项目)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from bihuan import definitions
from bihuan.apps.projects import actions, queries
from bihuan.apps.projects.views.plans_of_year import money_part
from bihuan.apps.units.actions import change_rule
from bihuan.engine.lamps import COLOURS
from bihuan.engine.values import Month
from tests.support.builders import DAY, NOW, actor, viewer
from tests.support.project_money import DUE, approved, begun, enter, plan, send, strange_begun
from tests.support.projects import make_project

FRONT = (Decimal(3000), Decimal(5400), *[None] * 9, Decimal(6000))
"""A plan of 6,000 of which nine tenths are due by February."""
CODE = f"{DUE.year}-{DUE.month:02}"


def html(response):
    return response.content.decode()


def table(cast, month=DUE, person=None):
    return queries.month_table(viewer(person or cast.supervisor), month, queries.month_book(DAY))


def lamps(cast, project, month=DUE):
    found = table(cast, month)
    (row,) = found.rows([year for year in found.years if year.project.pk == project.pk])
    return {code: lamp.colour for code, lamp in row.lamps.items()}


def stuck(cast, on=DAY):
    found, _ = queries.stuck_projects(viewer(cast.supervisor), queries.month_book(DAY), on=on)
    return {each.year.project.name: [reason.code for reason in each.holds] for each in found}


def test_each_lamp_is_lit_for_itself(cast):
    project = begun(cast, started_on=DUE.start_on)
    plan(cast, project, 6000, start_month=DUE, by_month=FRONT)
    send(cast, project, ytd="100", paid="20")

    assert lamps(cast, project) == {"start": "green", "progress": "red", "payment": "red", "statistics": "green"}


def test_a_red_made_good_stays_yellow(cast):
    project = begun(cast)
    plan(cast, project, 6000, by_month=FRONT)
    send(cast, project, DUE.shifted(-1), ytd="1", paid="1")
    send(cast, project, ytd="5900", paid="5900", in_place="5900")

    assert lamps(cast, project)["progress"] == "yellow"


def test_all_rows_at_once_show_what_one_row_shows(cast):
    for number, ytd in enumerate(("1", "2000", "2600", "3000", "5900")):
        project = begun(cast, name=f"项目{number}")
        plan(cast, project, 6000, by_month=FRONT if number % 2 else ())
        send(cast, project, DUE.shifted(-1), ytd=str(Decimal(ytd) / 2))
        send(cast, project, ytd=ytd, paid="1500")
    plan(cast, make_project(cast, name="没开工"), start_month=Month(DUE.year, 1))

    found = table(cast)

    for place, row in enumerate(found.rows(found.years)):
        assert {code: COLOURS[shown[place]] for code, shown in found.colours.items()} == {
            code: lamp.colour for code, lamp in row.lamps.items()
        }


def test_a_returned_report_is_not_counted(cast):
    project = begun(cast)
    plan(cast, project)
    row = send(cast, project)
    actions.return_month(row.pk, "请核实", version=row.version, by=actor(cast.supervisor), now=NOW)

    assert lamps(cast, project)["progress"] == "grey"


def test_the_bulletin_begins_with_the_lowest(cast):
    slow, fast = begun(cast), strange_begun(cast)
    plan(cast, slow, 6000)
    plan(cast, fast, 6000, by=cast.supervisor)
    send(cast, slow, ytd="600")
    send(cast, fast, by=cast.stranger_clerk, ytd="3000")

    rows = table(cast).bulletin("lead")

    assert [(row.name, row.completion) for row in rows] == [(slow.lead_name, 10), (fast.lead_name, 50)]


def test_only_checked_months_are_told_where_asked(cast):
    one, other = begun(cast), begun(cast, name="另一个项目")
    for project in (one, other):
        plan(cast, project, 6000)
    approved(cast, one, ytd="600")
    send(cast, other, ytd="3000")

    found = queries.month_table(viewer(cast.supervisor), DUE, queries.month_book(DAY), checked_only=True)

    assert (found.whole.ytd.amount, found.whole.unknown) == (600, 1)


def test_a_signed_project_that_does_not_begin_is_stuck(cast):
    row = enter(make_project(cast), "signed", date(DAY.year - 2, 1, 1))

    assert stuck(cast) == {row.name: ["not_started"]}


def test_a_begun_project_without_new_money_is_stuck(cast):
    project = begun(cast, started_on=date(DAY.year - 1, 1, 5), total=Decimal(3000))
    for back in range(4):
        send(cast, project, DUE.shifted(-back), in_place="1000", paid="900")

    assert stuck(cast) == {project.name: ["no_money"]}


def test_a_producing_project_is_not_tested(cast):
    enter(enter(make_project(cast), "signed", date(DAY.year - 2, 1, 1)), "in_production", DAY)

    assert stuck(cast) == {}


def test_pages_tell_reasons(cast, client_of):
    project = begun(cast)
    plan(cast, project, 6000, by_month=FRONT)
    send(cast, project, ytd="600")
    enter(make_project(cast, name="签了不动的项目"), "signed", date(DAY.year - 2, 1, 1))
    office = client_of(cast.supervisor)

    assert "10.00" in html(office.get(f"/projects/months/?month={CODE}"))
    assert project.name in html(office.get(f"/projects/months/?month={CODE}&lamp=progress&colour=red"))
    assert "10.00" in html(office.get(f"/projects/months/bulletin/?month={CODE}&by=town"))
    assert "没有开工，已超过12个月" in html(office.get("/projects/months/stuck/"))


def test_a_colour_that_no_one_shows_gives_an_empty_list(cast, client_of):
    project = begun(cast)
    page = html(client_of(cast.supervisor).get(f"/projects/months/?month={CODE}&lamp=start&colour=blue"))

    assert project.name not in page
    assert "没有这样的项目" in page


def test_a_month_that_is_none_is_not_found(cast, client_of):
    assert client_of(cast.supervisor).get("/projects/months/?month=2026-13").status_code == 404


def test_the_table_asks_no_row_by_itself(cast, client_of, django_assert_max_num_queries):
    for number in range(8):
        project = begun(cast, name=f"项目{number}")
        plan(cast, project)
        send(cast, project)
    office = client_of(cast.supervisor)
    office.get(f"/projects/months/?month={CODE}")

    with django_assert_max_num_queries(12):
        office.get(f"/projects/months/?month={CODE}")


def test_the_part_of_money_costs_three_queries(cast, django_assert_max_num_queries):
    project = begun(cast)
    plan(cast, project)
    send(cast, project)

    eyes = viewer(cast.lead_clerk)

    with django_assert_max_num_queries(3):
        facts = money_part(eyes, project)
    assert [word for word, _ in facts["lamps"]] == ["开工", "进度", "资金支付", "入库纳统"]


def test_the_page_of_a_project_shows_its_money(cast, client_of):
    project = begun(cast)
    plan(cast, project)
    send(cast, project)

    page = html(client_of(cast.lead_clerk).get(f"/projects/{project.pk}/"))

    assert "资金和四灯" in page
    assert "主体完成，总体60%" in page


def test_an_offices_own_rule_lights_the_lamps(cast):
    body = {**queries_body(), "lamps": "ouhai"}
    entry = {
        "name": "本区项目月报",
        "source": {"document": "本区办法", "number": "1号"},
        "effective_on": f"{DAY.year}-01-01",
        "body": body,
    }
    change_rule("project_forms", "monthly", entry=entry, by=actor(cast.supervisor), now=NOW)
    project = begun(cast)
    plan(cast, project)
    send(cast, project, ytd="900")

    assert lamps(cast, project) == {"start": "green", "progress": "red"}


def queries_body():
    return definitions.on("project_forms", "monthly", DAY).body
