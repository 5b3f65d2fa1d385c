"""Pages of figures: each does its work, shows the same number, and asks the database a set number of times (A22)."""

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from bihuan.apps.figures.models import Correction, Observation, Sheet
from bihuan.engine.values import Month, Quantity, Unit
from tests.support.builders import viewer
from tests.support.observations import CODES, FEBRUARY, GOOD, approve, ask, push, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(cast):
    ask(cast)
    return cast


def fill(cast, **more):
    pk = cast.units.lead.pk
    values = {f"level_{pk}-{code}": "12.50" for code in CODES} | {f"growth_{pk}-{code}": "5.6" for code in CODES}
    values[f"level_{pk}-new_above_designated_size"] = "3"
    return values | more


def url(cast):
    return f"/figures/fill/{cast.units.lead.pk}/2026-02/"


def sheet_of(cast):
    return Sheet.objects.visible_to(viewer(cast.statistician)).get()


def test_a_clerk_saves_then_sends_a_statistician_returns_and_approves(asked, client_of):
    clerk, office = client_of(asked.lead_clerk), client_of(asked.statistician)

    assert clerk.post(url(asked), fill(asked, act="save")).status_code == 302
    assert 'value="12.50"' in clerk.get(url(asked)).content.decode()
    clerk.post(url(asked), fill(asked, act="submit"))
    office.post(f"/figures/sheet/{sheet_of(asked).pk}/review/", {"act": "return", "version": 1, "words": "请核实出口"})
    assert "请核实出口" in clerk.get(url(asked)).content.decode()
    clerk.post(url(asked), fill(asked, act="submit"))
    office.post(f"/figures/sheet/{sheet_of(asked).pk}/review/", {"act": "approve", "version": 3})

    assert sheet_of(asked).state == "approved"


def test_a_wrong_cell_is_marked_and_everything_typed_stays(asked, client_of):
    key = f"level_{asked.units.lead.pk}-exports"

    page = client_of(asked.lead_clerk).post(url(asked), fill(asked, act="submit", **{key: "十二"}))

    text = page.content.decode()
    assert page.status_code == 422
    assert "“十二”不是数字" in text
    assert 'value="十二"' in text
    assert 'value="12.50"' in text


def test_a_correction_goes_from_the_figures_page_to_a_new_version(asked, client_of):
    approve(asked, send(asked))
    row = Observation.objects.visible_to(viewer(asked.statistician)).get(indicator="exports")
    page = f"/figures/cell/{row.unit_id}/exports/2026-02/"
    clerk = client_of(asked.lead_clerk)
    assert f"/figures/correct/{row.pk}/" in clerk.get(page).content.decode()

    paper = SimpleUploadedFile("海关函.txt", "更正函".encode())
    said = {"level": "12.9", "growth": "6.1", "reason": "海关更正", "file": paper}
    assert clerk.post(f"/figures/correct/{row.pk}/", said).status_code == 302
    pk = Correction.objects.visible_to(viewer(asked.statistician)).get().pk
    client_of(asked.statistician).post(f"/figures/correction/{pk}/", {"allow": "yes"})

    text = clerk.get(page).content.decode()
    assert "12.9" in text
    assert "12.50" in text
    assert "海关更正" in text


def test_the_same_number_stands_on_every_page(asked, client_of):
    level = Quantity(Decimal("1234.50"), Unit.HUNDRED_MILLION_YUAN)
    district = asked.units.district
    push(district, "exports", FEBRUARY, level=level, growth=Decimal("-5.60"), by=asked.statistician)
    client = client_of(asked.supervisor)

    for page in (
        "/figures/?month=2026-02",
        f"/figures/cell/{district.pk}/exports/2026-02/",
        "/figures/indicator/exports/?month=2026-02",
    ):
        text = client.get(page).content.decode()
        assert "1,234.50" in text, page
        assert "-5.60" in text, page


def test_a_page_as_of_a_past_day_does_not_know_what_came_later(asked, client_of):
    push(
        asked.units.lead,
        "exports",
        FEBRUARY,
        level=Quantity(Decimal("777"), Unit.HUNDRED_MILLION_YUAN),
        by=asked.supervisor,
    )
    client = client_of(asked.supervisor)
    page = f"/figures/?month=2026-02&unit={asked.units.lead.pk}"

    assert "777" in client.get(page).content.decode()
    assert "777" not in client.get(f"{page}&on=2026-03-19").content.decode()


@pytest.mark.parametrize("many", [1, 12])
def test_a_sheet_asks_no_query_a_line(cast, client_of, many, django_assert_max_num_queries):
    ask(cast, codes=(*CODES, "imports", "tax_revenue", "deposits", "loans", "funds_in_place", "visitors")[:many])
    client = client_of(cast.lead_clerk)

    with django_assert_max_num_queries(25):
        assert client.get(url(cast)).status_code == 200


def test_the_month_of_a_hundred_figures_asks_no_query_a_line(asked, client_of, django_assert_max_num_queries):
    for month in (Month(2025, 2), Month(2025, 12), FEBRUARY):
        for code in ("exports", "imports", "deposits", "loans"):
            push(
                asked.units.district,
                code,
                month,
                level=Quantity(Decimal(3), Unit.HUNDRED_MILLION_YUAN),
                by=asked.supervisor,
            )
    client = client_of(asked.supervisor)

    with django_assert_max_num_queries(24):
        assert client.get("/figures/?month=2026-02").status_code == 200


def test_a_units_page_shows_its_figures_to_those_who_may_read_them(asked, client_of):
    page = f"/units/{asked.units.lead.pk}/"

    assert "工业用电量" in client_of(asked.supervisor).get(page).content.decode()
    assert "工业用电量" not in client_of(asked.stranger_clerk).get(page).content.decode()


def test_places_are_for_those_whose_work_needs_them(asked, client_of):
    for unit, growth in ((asked.units.town, "7.1"), (asked.units.lead, "5.2")):
        push(unit, "imports", FEBRUARY, growth=Decimal(growth), by=asked.statistician)
        ask(asked, unit, codes=("imports",), month=Month(2025, 3))

    def places(person):
        answer = client_of(person).get("/figures/indicator/imports/?month=2026-02")
        return {row.unit_id: row.place for row in answer.context["page"].rows if row.place}

    assert places(asked.statistician) == {asked.units.town.pk: 1, asked.units.lead.pk: 2}
    assert places(asked.lead_clerk) == {}


def test_what_was_typed_by_keyboard_is_read_as_written(asked, client_of):
    pk = asked.units.lead.pk
    values = fill(asked, act="submit", **{f"level_{pk}-exports": "1,234.50", f"growth_{pk}-exports": "-3.20%"})

    client_of(asked.lead_clerk).post(url(asked), values)

    row = Observation.objects.visible_to(viewer(asked.statistician)).get(indicator="exports")
    assert (str(row.level), str(row.growth)) == ("1234.50亿元", "-3.20")
    assert GOOD["level"] == "12.50"
