"""Formulas are read, their units checked, and what they give stands beside what was reported."""

from decimal import Decimal

import pytest

from bihuan.engine.indicators import (
    BadFormula,
    Formula,
    computed,
    define,
    findings_among,
    formula,
    formula_in_codes,
    formula_in_names,
    from_level,
    month_number,
    to_level,
)
from bihuan.engine.values import BadIndicator, Month, Quantity, Unit
from tests.support.figures import BODY, cube_of

MONEY = define(BODY | {"names": ["money"]} | {"unit": "亿元"}, "money")
SMALL = define(BODY | {"names": ["small"]} | {"unit": "万元"}, "small")
DOLLARS = define(BODY | {"names": ["dollars"]} | {"unit": "万美元"}, "dollars")
PEOPLE = define(BODY | {"names": ["people"]} | {"unit": "万人"}, "people")
SHARE = {"unit": "%", "measures": ["share"], "additive": False, "time_progress": "none"}
RATE = define(BODY | {"names": ["rate"]} | SHARE, "rate")
JUNE = month_number(Month(2026, 6))


def made(text, code="made", **more):
    return define(BODY | {"names": [code], "formula": text} | more, code)


def test_a_formula_is_a_sum_or_one_sum_over_another():
    assert formula("(a + b - c) / d") == Formula(((1, "a"), (1, "b"), (-1, "c")), ((1, "d"),))


@pytest.mark.parametrize("text", ["a +", "a * b", "a / b / c", "(a", "a b", "3,5", "", "a + (b)"])
def test_what_is_no_formula_is_refused_with_an_example(text):
    with pytest.raises(BadFormula, match="读不懂"):
        formula(text)


@pytest.mark.parametrize(
    ("indicator", "code"),
    [
        (made("rate + rate", **SHARE), "adds_rates"),
        (made("money + dollars"), "mixed_units"),
        (made("money / people"), "wrong_result"),
        (made("money / small"), "wrong_result"),
        (made("money + nowhere"), "unknown_part"),
        (made("made + money"), "own_part"),
    ],
)
def test_what_may_not_be_added_is_told(indicator, code):
    found = findings_among([indicator, MONEY, SMALL, DOLLARS, PEOPLE, RATE])

    assert code in {each.code for each in found}
    assert found[0].at == "made formula"


@pytest.mark.parametrize(
    "indicator",
    [
        made("money + small"),
        made("money / small", **SHARE),
        made("money / people", unit="元", additive=False),
        made("money - small"),
    ],
)
def test_what_may_be_computed_passes(indicator):
    assert findings_among([indicator, MONEY, SMALL, DOLLARS, PEOPLE, RATE]) == ()


def test_two_formulas_may_not_stand_on_each_other():
    found = findings_among([made("b + money", "a"), made("a + money", "b"), MONEY])

    assert {each.code for each in found} == {"ring"}


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (BODY | SHARE | {"additive": True}, "additive_rate"),
        (BODY | {"growth": None}, "growth_of_what"),
        (BODY | SHARE | {"time_progress": "months"}, "rate_in_time"),
    ],
)
def test_an_indicator_that_contradicts_itself_is_refused(body, code):
    with pytest.raises(BadIndicator) as refused:
        define(body)

    assert refused.value.findings[0].code == code


@pytest.mark.parametrize(
    ("part", "code"),
    [
        (define(BODY | {"names": ["部分"]} | {"unit": "万美元", "parent": "money"}, "part"), "parent_unit"),
        (define(BODY | {"names": ["部分"]} | {"accumulates": False, "parent": "money"}, "part"), "parent_period"),
        (define(BODY | {"names": ["部分"]} | {"parent": "nowhere"}, "part"), "unknown_parent"),
        (define(BODY | {"names": ["部分"]} | SHARE | {"parent": "rate"}, "part"), "rate_part"),
    ],
)
def test_a_part_is_of_the_kind_of_its_whole(part, code):
    assert [each.code for each in findings_among([part, MONEY, RATE])] == [code]


def test_ten_thousands_and_hundred_millions_of_yuan_add_up():
    whole = made("money + small", "whole")
    rows = [row(0, "1.5", Unit.HUNDRED_MILLION_YUAN), row(1, "2500", Unit.TEN_THOUSAND_YUAN)]

    levels, known = computed(cube_of(rows, indicators=[MONEY, SMALL, whole]), JUNE - 2025 * 12)

    assert known[1, 2]
    assert str(from_level(levels[1, 2], whole.unit)) == "1.75亿元"


def test_a_share_and_a_figure_per_head_come_out_in_their_units():
    share, head = made("small / money", "share", **SHARE), made("money / people", "head", unit="元", additive=False)
    rows = [
        row(0, "600", Unit.HUNDRED_MILLION_YUAN),
        row(1, "450000", Unit.TEN_THOUSAND_YUAN),
        row(2, "50", Unit.TEN_THOUSAND_PERSONS),
    ]

    levels, known = computed(cube_of(rows, indicators=[MONEY, SMALL, PEOPLE, share, head]), JUNE - 2025 * 12)

    assert [str(from_level(levels[1, place], each.unit)) for place, each in ((3, share), (4, head))] == [
        "7.5%",
        "120000元",
    ]
    assert known[1, 3:].all()
    assert not known[0].any()


def test_a_share_of_nothing_is_not_known():
    share = made("small / money", "share", **SHARE)
    rows = [row(0, "0", Unit.HUNDRED_MILLION_YUAN), row(1, "450", Unit.TEN_THOUSAND_YUAN)]

    _, known = computed(cube_of(rows, indicators=[MONEY, SMALL, share]), JUNE - 2025 * 12)

    assert not known[:, 2].any()


def row(place, amount, unit):
    level = to_level(Quantity(Decimal(amount), unit), unit)
    return (2, place, JUNE, level, float("nan"), 6)


TRADE = {
    each.code: each
    for each in (
        define(BODY | {"names": ["出口总额", "出口"]}, "exports"),
        define(BODY | {"names": ["进口总额"]}, "imports"),
        define(BODY | {"names": ["固定资产投资（不含农户）"]}, "investment"),
    )
}


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("出口总额＋进口总额", "exports + imports"),
        ("（出口 — 进口总额）÷ 固定资产投资（不含农户）", "(exports - imports) / investment"),
        ("exports / 进口总额", "exports / imports"),
    ],
)
def test_a_formula_in_names_is_kept_in_codes(said, kept):
    assert formula_in_codes(said, TRADE.values()) == kept


def test_a_kept_formula_is_shown_in_names_that_can_be_read_back():
    shown = formula_in_names("(exports - imports) / investment", TRADE)

    assert shown == "（出口总额－进口总额）÷固定资产投资（不含农户）"
    assert formula_in_codes(shown, TRADE.values()) == "(exports - imports) / investment"


def test_a_name_that_nothing_bears_is_told():
    with pytest.raises(BadFormula, match="“转口总额”不是已有指标的名称"):
        formula_in_codes("出口总额＋转口总额", TRADE.values())


def test_a_name_leads_to_one_indicator():
    twice = define(BODY | {"names": ["转口总额", "出口"]}, "again")

    assert [each.sentence for each in findings_among([*TRADE.values(), twice]) if each.at == "again names"] == [
        "“出口”已是指标“出口总额”的名称，一个名称只能指一项指标。请换一个名称。"
    ]
