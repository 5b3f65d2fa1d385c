"""Targets shared out among units: exact, consistent, with the rationale, and anew in mid-year."""

from dataclasses import replace
from decimal import Decimal

import pytest

from bihuan.apps.figures import actions, mapping, queries
from bihuan.apps.figures.models import Breakdown, TargetVersion
from bihuan.apps.units.models import Duty
from bihuan.base.refusals import Forbidden, Refusal
from bihuan.engine.indicators.decomposition import Method
from bihuan.engine.values import Month, Quantity, Unit
from tests.support.builders import DAY, NOW, actor, make_unit, viewer
from tests.support.observations import push
from tests.support.targets import YEAR, set_one

pytestmark = pytest.mark.django_db
BILLION, PERCENT = Unit.HUNDRED_MILLION_YUAN, Unit.PERCENT
LAST = Month(YEAR - 1, 12)


@pytest.fixture
def towns(cast):
    """Two towns with last year's exports: 30 and 10."""
    second = make_unit("望川镇", kind="town", under=cast.units.district)
    for unit, amount in ((cast.units.town, "30"), (second, "10")):
        push(unit, "exports", LAST, level=Quantity(Decimal(amount), BILLION), by=cast.statistician, state="final")
    return cast.units.town, second


def page_of(cast, row, who="towns"):
    return queries.breakdown_page(viewer(cast.supervisor), row.target_id, who=who, rules=queries.book(DAY))


def said(page, unit, **numbers):
    known = {row.unit_id: row.base for row in page.rows}
    typed = {
        name: Quantity(Decimal(text), page.line.asked.goal.unit if name in mapping.RATES else BILLION)
        for name, text in numbers.items()
    }
    return mapping.UnitSaid(unit.pk, {"base": known[unit.pk], **typed})


def give(cast, page, units, method=Method.BASE_SHARE, **how):
    sharing = actions.Sharing(units, None if page.is_anew else method, **how)
    return actions.break_down(page, sharing, words="与各镇协商", by=actor(cast.supervisor), now=NOW)


def goals(cast, row):
    page = page_of(cast, row)
    return {each.name: str(each.old.asked.goal) for each in page.rows if each.old}


def test_an_amount_is_shared_out_exactly_and_becomes_the_towns_targets(cast, towns):
    whole = set_one(cast, cast.units.district, kind="level", goal="44")
    page = page_of(cast, whole)

    kept = give(cast, page, [said(page, unit) for unit in towns])

    assert goals(cast, whole) == {"石桥镇": "33亿元", "望川镇": "11亿元"}
    assert (kept.verdict, kept.words) == ("分解合计覆盖总目标", "与各镇协商")
    part = TargetVersion.objects.visible_to(viewer(cast.town_clerk)).get(target__unit=cast.units.town)
    assert (part.target.parent_id, part.source) == (whole.target_id, whole.source)


def test_growth_is_shared_out_so_that_the_towns_imply_it(cast, towns):
    whole = set_one(cast, cast.units.district, goal="6")
    page = page_of(cast, whole)
    units = [said(page, towns[0], proposal="5"), said(page, towns[1], proposal="9")]

    give(cast, page, units, Method.NEGOTIATED)

    assert goals(cast, whole) == {"石桥镇": "5.0%", "望川镇": "9.0%"}, "30 at 5 and 10 at 9 make 40 at 6"


def test_what_is_put_on_top_is_called_so(cast, towns):
    whole = set_one(cast, cast.units.district, kind="level", goal="40")
    page = page_of(cast, whole)

    kept = give(cast, page, [said(page, unit) for unit in towns], above=Decimal(6))

    assert goals(cast, whole) == {"石桥镇": "31.8亿元", "望川镇": "10.6亿元"}
    assert "层层加码" in kept.verdict


def test_in_mid_year_what_is_moved_stands_and_the_others_change_least(cast, towns):
    whole = set_one(cast, cast.units.district, kind="level", goal="44")
    page = page_of(cast, whole)
    give(cast, page, [said(page, unit) for unit in towns])
    page = page_of(cast, whole)
    assert page.is_anew

    give(cast, page, [said(page, towns[0], moved="30"), said(page, towns[1])])

    assert goals(cast, whole) == {"石桥镇": "30亿元", "望川镇": "14亿元"}
    versions = TargetVersion.objects.visible_to(viewer(cast.supervisor)).filter(target__unit=cast.units.town)
    assert [str(each.goal) for each in versions] == ["33亿元", "30亿元"], "the old one stays"
    assert [each.version for each in queries.breakdowns_of(viewer(cast.supervisor), whole.target_id)] == [2, 1]


@pytest.mark.parametrize(
    ("numbers", "why"),
    [({"floor": "30"}, "下限合计比总数多16亿元"), ({"ceiling": "1"}, "上限合计比总数少42亿元")],
)
def test_bounds_that_do_not_let_it_are_said(cast, towns, numbers, why):
    whole = set_one(cast, cast.units.district, kind="level", goal="44")
    page = page_of(cast, whole)

    with pytest.raises(Refusal, match=why):
        give(cast, page, [said(page, unit, **numbers) for unit in towns])


def test_without_a_rationale_or_a_right_nothing_is_given(cast, towns):
    whole = set_one(cast, cast.units.district, kind="level", goal="44")
    page = page_of(cast, whole)
    sharing = actions.Sharing([said(page, unit) for unit in towns], Method.BASE_SHARE)

    with pytest.raises(Refusal, match="分解的理由"):
        actions.break_down(page, sharing, words=" ", by=actor(cast.supervisor), now=NOW)
    with pytest.raises(Forbidden):
        actions.break_down(page, sharing, words="试", by=actor(cast.statistician), now=NOW)
    assert not Breakdown.objects.visible_to(viewer(cast.supervisor)).exists()


def test_a_sum_that_cannot_be_is_not_shared_out(cast, towns):
    whole = set_one(cast, cast.units.district, code="value_added_industry_ads", kind="level", goal="44")
    page = replace(page_of(cast, whole))

    with pytest.raises(Refusal, match="不能相加"):
        give(cast, page, [mapping.UnitSaid(unit.pk, {}) for unit in towns])


def test_a_duty_that_was_taken_back_is_pointed_out(cast, towns):
    Duty.objects.create(unit=cast.units.town, text="出口总额指标", kind="taken_back")
    whole = set_one(cast, cast.units.district, kind="level", goal="44")

    notes = {row.name: row.note for row in page_of(cast, whole).rows}

    assert notes == {"石桥镇": "履职事项清单已上收“出口总额指标”", "望川镇": ""}


def test_the_page_tries_then_gives(cast, towns, client_of):
    whole = set_one(cast, cast.units.district, goal="6")
    url, client = f"/figures/targets/{whole.target_id}/break-down/", client_of(cast.supervisor)
    typed = {"method": "negotiated", "words": "协商"}
    for unit, base, rate in ((towns[0], "30", "5"), (towns[1], "10", "8.9")):
        typed |= {f"base_{unit.pk}": base, f"proposal_{unit.pk}": rate}

    tried = client.post(url, {**typed, "act": "try"})
    text = tried.content.decode()
    assert tried.status_code == 200
    assert "各单位基数合计" in text
    assert goals(cast, whole) == {}
    assert client.post(url, {**typed, "act": "give"}).status_code == 302

    assert goals(cast, whole) == {"石桥镇": "5.0%", "望川镇": "9.0%"}
    assert "重新分解" in client.get(f"/figures/targets/{whole.target_id}/").content.decode()
    bad = client.post(url, {f"moved_{towns[0].pk}": "十", "act": "try"})
    assert bad.status_code == 422
    assert "“十”不是数字" in bad.content.decode()
