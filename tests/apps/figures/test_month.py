"""A month's page tells completion, time, lamp with its reason, what is still needed, and the place among peers."""

from decimal import Decimal

import pytest

from bihuan.apps.figures import queries
from bihuan.apps.units.models import Unit
from bihuan.engine.values import Month, Quantity
from bihuan.engine.values import Unit as Measure
from tests.support.builders import DAY, make_unit, viewer
from tests.support.observations import FEBRUARY, LATER, ask, push
from tests.support.rules import change_rule, shipped
from tests.support.targets import set_one

pytestmark = pytest.mark.django_db
BILLION = Measure.HUNDRED_MILLION_YUAN


def amount(number):
    return Quantity(Decimal(number), BILLION)


def row_of(cast, unit, code="exports", *, month=FEBRUARY, person=None, **how):
    book = queries.book(DAY)
    eyes = viewer(person or cast.supervisor)
    table = queries.month_table(eyes, unit_id=unit.pk, month=month, book=book, **how)
    return next(row for row in table.rows if row.indicator.code == code)


@pytest.fixture
def year(cast):
    """Last year's exports by month: 10 a month, 30 in December; this year 12 and 25."""
    town = cast.units.town
    for number in range(1, 13):
        level = amount(10 * number + (20 if number == 12 else 0))
        push(town, "exports", Month(2025, number), level=level, growth=Decimal(5), by=cast.statistician, now=LATER)
    push(town, "exports", Month(2026, 1), level=amount(12), growth=Decimal(20), by=cast.statistician)
    push(town, "exports", FEBRUARY, level=amount(25), growth=Decimal(25), by=cast.statistician)
    return cast


def test_a_level_target_shows_completion_time_lamp_and_pace(year):
    set_one(year, year.units.town, kind="level", goal="175")

    (one,) = row_of(year, year.units.town).progress

    assert (round(one.line.judged.completion, 2), round(one.line.time_progress, 2)) == (
        Decimal("14.29"),
        Decimal("16.67"),
    )
    assert one.lamp.colour == "green"
    assert one.lamp.because.startswith("完成率14.29%，时序进度16.67%（按月份），相差")
    assert (str(one.needed.month), str(one.needed.best), str(one.needed.best_rest)) == ("15亿元", "30亿元", "12亿元")
    assert not one.needed.is_beyond


def test_a_growth_target_asks_for_the_growth_of_the_rest_on_the_comparable_base(year):
    set_one(year, year.units.town, kind="growth", goal="10")

    (one,) = row_of(year, year.units.town).progress

    assert round(one.needed.growth, 2) == Decimal("7.5")
    assert one.lamp.because.startswith("增速25%，目标10%，相差")


def test_the_time_of_a_target_is_told_as_its_indicator_says(year):
    set_one(year, year.units.town, kind="level", goal="175")
    body = shipped("indicators", "exports") | {"time_progress": "last_year"}
    change_rule(year, "indicators", "exports", body)
    set_one(year, year.units.lead, kind="level", goal="175")
    for number, level in ((2, 20), (12, 100)):
        push(year.units.lead, "exports", Month(2025, number), level=amount(level), by=year.statistician)
    push(year.units.lead, "exports", FEBRUARY, level=amount(25), by=year.statistician)

    told = [row_of(year, unit).progress[0].line.time_progress for unit in (year.units.town, year.units.lead)]

    assert [round(each, 2) for each in told] == [Decimal("16.67"), Decimal("20")]


def test_the_rule_of_the_lamp_is_a_definition(year):
    body = shipped("figure_forms", "monthly") | {"lamps": {"amount": "growth_gap", "growth": "growth_gap"}}
    change_rule(year, "figure_forms", "monthly", body)
    set_one(year, year.units.town, kind="level", goal="175")

    assert row_of(year, year.units.town).progress[0].lamp.colour == "red"


@pytest.fixture
def towns(cast):
    """Three towns with equal growth in two of them, another order the month before."""
    rows = [cast.units.town]
    for name in ("清河镇", "白沙镇"):
        rows.append(make_unit(name, under=cast.units.district, kind="town"))
    for unit, (january, february) in zip(rows, (("3", "5"), ("4", "5"), ("2", "6")), strict=True):
        ask(cast, unit, codes=("exports",))
        push(unit, "exports", Month(2026, 1), growth=Decimal(january), by=cast.statistician)
        push(unit, "exports", FEBRUARY, growth=Decimal(february), by=cast.statistician)
    return cast


def test_equal_towns_share_a_place_and_the_change_is_told(towns):
    towns_ = Unit.objects.filter(kind="town").order_by("path")

    places = [row_of(towns, unit).place for unit in towns_]

    assert [(each.place, each.of, each.gained) for each in places] == [(2, 3, 0), (2, 3, -1), (1, 3, 2)]


def test_places_are_not_for_a_clerk_and_the_district_has_none(towns):
    assert row_of(towns, towns.units.town, person=towns.town_clerk).place is None
    ask(towns, towns.units.support, of=towns.units.district, codes=("exports",))
    assert row_of(towns, towns.units.district).place is None


def test_the_page_shows_it_all_and_leads_to_the_parts_and_back(year, client_of):
    set_one(year, year.units.town, kind="level", goal="175")
    client = client_of(year.supervisor)

    text = client.get(f"/figures/?month=2026-02&unit={year.units.town.pk}").content.decode()

    for said in ("完成 14.29%", "欠序时 2.38 点", "15.00", "最高 30.00", "lamp-green", 'id="i-exports"'):
        assert said in text, said
    cell = client.get(f"/figures/cell/{year.units.town.pk}/exports/2026-02/").content.decode()
    assert f"/figures/?month=2026-02&amp;unit={year.units.town.pk}#i-exports" in cell


def test_what_has_no_figure_this_month_stands_in_one_line(cast, client_of):
    ask(cast, codes=("grp", "exports"))

    page = client_of(cast.supervisor).get(f"/figures/?month=2026-02&unit={cast.units.lead.pk}")

    table = page.context["table"]
    assert [row.indicator.code for row in table.resting] == ["grp"]
    assert "季度指标，季末月才有数" in page.content.decode()


def test_a_month_with_targets_asks_no_query_a_line(year, client_of, django_assert_max_num_queries):
    for code in ("exports", "imports", "deposits", "tax_revenue"):
        set_one(year, year.units.town, code=code, kind="level", goal="175")
        push(year.units.town, code, Month(2026, 3), level=amount(25), by=year.statistician)
    client = client_of(year.supervisor)

    with django_assert_max_num_queries(36):
        assert client.get(f"/figures/?month=2026-03&unit={year.units.town.pk}").status_code == 200


def test_a_figure_shows_where_the_year_is_heading_with_the_error_of_the_forecast(year, client_of):
    set_one(year, year.units.town, kind="level", goal="175")
    town = year.units.town
    for back in (2, 3, 4):
        for number in range(1, 13):
            level = amount(10 * number + (20 if number == 12 else 0))
            push(town, "exports", Month(2026 - back, number), level=level, by=year.statistician)

    page = client_of(year.supervisor).get(f"/figures/cell/{town.pk}/exports/2026-02/")

    found = page.context["outlook"]
    assert (str(found.linear), str(found.by_profile)) == ("150亿元", "175亿元")
    assert found.foreseen.low < found.foreseen.value < found.foreseen.high
    assert (str(found.foreseen.goal), found.foreseen.tried) == ("175亿元", 2)
    text = page.content.decode()
    for said in ("按上年进度推算", "八成可能在", "达到目标 175亿元 的可能性", "同样的预测在前 2 年平均差"):
        assert said in text, said


def test_what_is_published_as_growth_alone_is_foreseen_as_growth(cast):
    town, code = cast.units.town, "value_added_industry_ads"
    for number in range(2, 13):
        push(town, code, Month(2025, number), growth=Decimal("6.0"), by=cast.statistician)
    push(town, code, FEBRUARY, growth=Decimal("6.4"), by=cast.statistician)
    set_one(cast, town, code=code, kind="growth", goal="7")

    found = queries.outlook(viewer(cast.supervisor), unit_id=town.pk, code=code, month=FEBRUARY, book=queries.book(DAY))

    assert found.linear is None
    assert found.foreseen.is_growth
    assert found.foreseen.chance < 50
    assert (found.foreseen.error, found.foreseen.tried) == (None, 0)
