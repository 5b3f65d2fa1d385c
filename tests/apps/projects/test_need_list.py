"""All needs in reach: filtered, summed by factor and unit, by commissioner, as a file."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from bihuan.apps.projects import queries
from bihuan.apps.projects.models import FactorNeed
from bihuan.apps.projects.queries import WantedNeeds
from bihuan.apps.units.models import Event
from bihuan.engine.values import Quantity, Unit
from tests.support.builders import DAY, viewer
from tests.support.needs import TEXT, answer, confirm, put_commissioner, raise_need
from tests.support.projects import NAME, make_project, strange_project


def html(response):
    return response.content.decode()


@pytest.fixture
def several(cast):
    """Land asked twice, granted once in part; water once; one of another unit's project; one withdrawn."""
    project = make_project(cast)
    confirm(cast, answer(cast, raise_need(cast, project), "部分落实", granted=Decimal(12)))
    raise_need(cast, project, text="三期用地", amount=Decimal(30))
    raise_need(cast, project, factor="utilities", text="接入110千伏", amount=None, unit_id=cast.units.stranger.pk)
    raise_need(cast, strange_project(cast), by=cast.stranger_head, text="粮库用地", amount=Decimal(5))
    return project


def of(cast, person, **wanted):
    return queries.need_list(WantedNeeds(**wanted), viewer(person))


def test_sums_by_factor_stand_in_its_unit_with_what_lacks(cast, several):
    land, water = of(cast, cast.lead_clerk).sums

    assert (land.factor, land.number, land.open, land.decided) == ("land", 2, 1, 1)
    assert (land.asked, land.granted, land.gap) == (
        Quantity(Decimal(50), Unit.MU),
        Quantity(Decimal(12), Unit.MU),
        Quantity(Decimal(38), Unit.MU),
    )
    assert (water.factor, water.asked, water.untold) == ("utilities", None, 1)


def test_each_sees_the_needs_of_its_projects_and_those_it_owes(cast, several):
    texts = {
        person: [row.text for row in of(cast, getattr(cast, person)).rows]
        for person in ("lead_clerk", "support_clerk", "stranger_clerk", "supervisor", "nobody")
    }

    assert len(texts["lead_clerk"]) == 3
    assert "粮库用地" in texts["support_clerk"]
    assert set(texts["stranger_clerk"]) >= {"粮库用地", "接入110千伏"}
    assert len(texts["supervisor"]) == 4
    assert texts["nobody"] == []


def test_needs_are_found_by_unit_state_factor_and_words(cast, several):
    def count(**wanted):
        return len(of(cast, cast.supervisor, **wanted).rows)

    assert count(unit=cast.units.stranger.pk) == 1
    assert count(state="decided") == 1
    assert count(state="open") == 3
    assert count(factor="land") == 3
    assert count(words="三期") == 1
    assert count(words=NAME) == 3
    assert count(state="late") == count(state="answered") == count(state="withdrawn") == 0


def test_an_overdue_answer_is_late_by_the_day_of_its_matter(cast, several):
    later = viewer(cast.supervisor, on=DAY + timedelta(days=30))

    listed = queries.need_list(WantedNeeds(state="late"), later)

    assert {row.text for row in listed.rows} == {"三期用地", "接入110千伏", "粮库用地"}
    assert [(each.name, each.late) for each in listed.units] == [("区财政局", 2), ("区农业农村局", 1)]


def test_commissioners_are_listed_with_their_projects_and_open_needs(cast, several):
    put_commissioner(several)
    put_commissioner(make_project(cast, name="园区道路项目"))

    one = queries.commissioners(viewer(cast.lead_clerk))[0]

    assert (one.name, len(one.projects), one.open, one.late) == ("林予安", 2, 2, 0)
    assert len(of(cast, cast.lead_clerk, member="林予安").rows) == 3
    assert of(cast, cast.lead_clerk, member="无此人").rows == []


def test_the_page_shows_sums_lines_and_filters(cast, several, client_of):
    client = client_of(cast.lead_clerk)

    page = html(client.get("/projects/needs/"))

    assert "50亩" in page
    assert "38亩" in page
    assert "三期用地" in page
    assert "粮库用地" not in page
    assert TEXT not in html(client.get("/projects/needs/?state=open"))
    assert "没有符合条件的需求" in html(client.get("/projects/needs/?q=不存在"))


def test_an_empty_page_says_what_to_do_and_the_methods_are_held(cast, client_of):
    client = client_of(cast.lead_clerk)

    assert "没有要素需求" in html(client.get("/projects/needs/"))
    assert "还没有定项目专员" in html(client.get("/projects/commissioners/"))
    assert client.post("/projects/needs/").status_code == 405
    assert client.get("/projects/needs/export/").status_code == 405
    assert client_of(cast.nobody).get("/projects/needs/").status_code == 403


def test_the_list_leaves_the_house_as_a_file_and_that_is_kept(cast, several, client_of):
    answered = client_of(cast.lead_clerk).post("/projects/needs/export/?factor=land")

    rows = CalamineWorkbook.from_filelike(BytesIO(answered.content)).get_sheet_by_index(0).to_python()
    assert [row[2] for row in rows[3:]] == ["三期用地", TEXT]
    assert [row[8] for row in rows[3:]] == ["", 12]
    events = Event.objects.visible_to(viewer(cast.audit_admin))
    assert events.filter(kind="project.needs_exported").count() == 1


def test_the_list_reads_no_more_for_more_needs(cast, several, client_of, django_assert_max_num_queries):
    client = client_of(cast.supervisor)
    client.get("/projects/needs/")
    with django_assert_max_num_queries(20):
        client.get("/projects/needs/")
    for number in range(5):
        raise_need(cast, several, text=f"用地{number}", due_on=date(2026, 7, 1))

    with django_assert_max_num_queries(20):
        client.get("/projects/needs/")
    assert FactorNeed.objects.visible_to(viewer(cast.supervisor)).count() == 9
