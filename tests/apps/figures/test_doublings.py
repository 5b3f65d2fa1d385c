"""Plans over several years: milestones, the growth they imply, and the figures beside them."""

from dataclasses import replace
from decimal import Decimal

import pytest

from bihuan.apps.figures import queries
from bihuan.base.refusals import Forbidden, Refusal
from bihuan.engine.values import Month, Quantity, Unit
from tests.support.builders import DAY, viewer
from tests.support.observations import push
from tests.support.targets import planned

pytestmark = pytest.mark.django_db
BILLION = Unit.HUNDRED_MILLION_YUAN


def page_of(cast, row):
    return queries.doubling_page(viewer(cast.supervisor), row.pk, rules=queries.book(DAY))


def test_each_year_has_its_milestone_and_the_growth_it_implies(cast):
    page = page_of(cast, planned(cast, cast.units.district))

    assert [str(each.milestone.goal) for each in page.years] == [
        "114.87亿元",
        "131.95亿元",
        "151.57亿元",
        "174.11亿元",
        "200亿元",
    ]
    assert [round(each.milestone.growth, 1) for each in page.years] == [Decimal("14.9")] * 5


def test_a_milestone_that_is_given_stands_and_the_others_grow_alike(cast):
    given = {2027: Quantity(Decimal(120), BILLION)}

    page = page_of(cast, planned(cast, cast.units.district, given=given))

    assert [str(each.milestone.goal) for each in page.years[:2]] == ["109.54亿元", "120亿元"]
    assert page.years[-1].milestone.goal == Quantity(Decimal(200), BILLION)


def test_a_year_is_judged_by_its_newest_figure(cast):
    row = planned(cast, cast.units.district)
    level = Quantity(Decimal("57.435"), BILLION)
    push(cast.units.district, "exports", Month(2026, 6), level=level, by=cast.statistician)

    first, second = page_of(cast, row).years[:2]

    assert (first.month, first.judged.completion) == (Month(2026, 6), 50)
    assert second.judged.reached is None


def test_a_change_is_a_new_version_with_its_reason(cast):
    planned(cast, cast.units.district)
    with pytest.raises(Refusal, match="理由"):
        planned(cast, cast.units.district, version=1, goal="180")

    new = planned(cast, cast.units.district, version=1, goal="180", reason="形势变化")

    assert [str(each.goal) for each in page_of(cast, new).versions] == ["180亿元", "200亿元"]
    assert [str(row.goal) for row, _ in queries.doublings(viewer(cast.supervisor))] == ["180亿元"]


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"kind": "enterprises"}, "企业数量要选按家数公布的指标"),
        ({"kind": "zone"}, "要选园区"),
        ({"goal_year": 2025}, "基期年之后"),
        ({"start": "0"}, "大于0"),
        ({"source": " "}, "依据"),
    ],
)
def test_a_plan_that_makes_no_sense_is_refused_in_words(cast, said, why):
    with pytest.raises(Refusal, match=why):
        planned(cast, cast.units.lead, **said)


def test_enterprises_are_counted_and_none_is_named(cast):
    row = planned(
        cast, cast.units.district, kind="enterprises", indicator="high_tech_enterprises", start="160", goal="320"
    )

    assert [str(each.milestone.goal) for each in page_of(cast, row).years] == [
        "184家",
        "211家",
        "243家",
        "279家",
        "320家",
    ]


def test_a_plan_goes_through_its_pages(cast, client_of):
    client = client_of(cast.supervisor)
    said = {"name": "工业倍增", "kind": "total", "unit": cast.units.district.pk, "indicator": "exports"}
    years = {"start_year": 2025, "goal_year": 2030, "start": "100", "goal": "200亿元", "given": "2027年 120"}

    url = client.post("/figures/targets/doublings/new/", {**said, **years, "source": "倍增方案"}).url

    text = client.get(url).content.decode()
    assert "120亿元" in text
    assert "14.87" in text
    again = client.get(f"/figures/targets/doublings/new/?of={url.split('/')[-2]}").content.decode()
    assert "2027 120" in again
    wrong = client.post("/figures/targets/doublings/new/", {**said, **years, "given": "明年 1", "source": "方案"})
    assert wrong.status_code == 422
    assert "看不出是哪一年" in wrong.content.decode()


def test_who_sees_a_plan_and_who_sets_it(cast, client_of):
    row = planned(cast, cast.units.lead)

    assert client_of(cast.lead_clerk).get(f"/figures/targets/doublings/{row.pk}/").status_code == 200
    assert client_of(cast.stranger_clerk).get(f"/figures/targets/doublings/{row.pk}/").status_code == 404
    with pytest.raises(Forbidden):
        planned(replace(cast, supervisor=cast.statistician), cast.units.lead)
