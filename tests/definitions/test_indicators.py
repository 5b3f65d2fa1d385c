"""The indicators that ship are whole: names that mean one thing, parents that exist, units and months that fit."""

from collections import Counter
from datetime import date

from bihuan.definitions import check, indicators, load
from bihuan.engine.indicators import findings_among

DAY = date(2026, 11, 25)
BODY = next(each.body for each in load("indicators") if each.code == "grp")


def test_the_usual_set_of_a_county_ships():
    codes = {each.code for each in indicators(DAY)}

    assert {"grp", "value_added_industry_ads", "fixed_asset_investment", "total_retail_sales_consumer_goods"} <= codes
    assert len(codes) >= 80


def test_no_name_means_two_indicators():
    names = Counter(name for each in indicators(DAY) for name in each.names)

    assert [name for name, times in names.items() if times > 1] == []


def test_each_parent_is_an_indicator():
    known = {each.code for each in indicators(DAY)}

    assert {each.parent for each in indicators(DAY) if each.parent} <= known


def test_industry_and_investment_have_no_january():
    assert [each.code for each in indicators(DAY) if each.code == "fixed_asset_investment" and 1 in each.months] == []


def test_a_unit_that_is_none_is_refused_with_the_remedy():
    findings = check("indicators", BODY | {"unit": "坛"})

    assert [(each.at, each.sentence) for each in findings] == [("unit", "不认识计量单位“坛”，请写成亿元、%、家这样。")]


def test_a_quarterly_indicator_has_no_other_months():
    findings = check("indicators", BODY | {"months": [3, 4]})

    assert [each.sentence for each in findings] == ["季度指标没有4月，请删去或改写频率。"]


def test_parents_and_formulas_fit_together():
    assert findings_among(indicators(DAY)) == ()


def test_a_formula_that_cannot_be_read_is_refused_with_an_example():
    findings = check("indicators", BODY | {"formula": "exports * 2"})

    assert [(each.code, each.at) for each in findings] == [("bad_formula", "formula")]


def test_every_growth_says_what_it_is_measured_on():
    assert [each.code for each in indicators(DAY) if "growth" in each.measures and each.growth is None] == []
