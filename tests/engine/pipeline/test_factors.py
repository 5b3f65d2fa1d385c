"""Factors that projects need: who answers, by when, what is asked, granted and lacking."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bihuan import definitions
from bihuan.engine.pipeline.factors import (
    OUTCOMES,
    Asked,
    BadFactor,
    FactorKind,
    answer_by,
    answerer,
    bite,
    build_factor,
    granted,
    sums,
)
from bihuan.engine.values import Quantity, Unit

LAND = FactorKind(Unit.MU, 10, ("土地供应", "自然资源"))
AMOUNTS = st.none() | st.decimals(0, 10_000, places=2)
NEEDS = st.builds(
    Asked,
    factor=st.sampled_from(["land", "funds"]),
    unit_id=st.integers(1, 3),
    amount=AMOUNTS,
    granted=AMOUNTS,
    is_decided=st.booleans(),
    is_late=st.booleans(),
)
UNITS = {"land": Unit.MU, "funds": Unit.TEN_THOUSAND_YUAN}


def need(amount=None, given=None, *, decided=False, late=False):
    said = [None if each is None else Decimal(each) for each in (amount, given)]
    return Asked("land", 1, *said, is_decided=decided, is_late=late)


def test_every_shipped_kind_is_read_and_answered_by_some_duty():
    kinds = [build_factor(each.body) for each in definitions.load("factor_kinds")]

    assert len(kinds) == 9
    assert all(kind.duties and kind.days for kind in kinds)


def test_an_unknown_unit_of_measure_is_told():
    with pytest.raises(BadFactor, match="没有“顷”这个计量单位"):
        build_factor({"unit": "顷", "days": 5, "duties": ["土地"]})


def test_the_surest_word_of_duty_comes_before_the_order_of_units():
    units = [(1, ["自然资源监管"]), (2, ["城市管理", "土地供应和用地报批"])]

    found = answerer(LAND, units)

    assert (found.unit_id, found.duty) == (2, "土地供应和用地报批")
    assert answerer(LAND, [(1, ["城市管理"])]) is None


def test_an_answer_is_due_no_later_than_it_is_needed():
    calendar, on = definitions.calendar(), date(2026, 3, 2)

    assert answer_by(LAND, on=on, needed_on=date(2026, 12, 1), calendar=calendar) == date(2026, 3, 16)
    assert answer_by(LAND, on=on, needed_on=date(2026, 3, 5), calendar=calendar) == date(2026, 3, 5)


def test_what_is_asked_granted_and_lacking_by_factor():
    needs = [need(20, 15, decided=True), need(30, late=True), need(10, decided=True), need()]

    found = sums(needs, UNITS)[0]

    assert (found.number, found.open, found.late, found.decided) == (4, 2, 1, 2)
    assert (found.asked, found.granted, found.gap) == (
        Quantity(Decimal(60), Unit.MU),
        Quantity(Decimal(15), Unit.MU),
        Quantity(Decimal(35), Unit.MU),
    )
    assert (found.untold, found.unsaid) == (1, 1)


def test_more_than_was_asked_makes_good_no_other_need():
    found = sums([need(10, 25, decided=True), need(30)], UNITS)[0]

    assert found.gap == Quantity(Decimal(30), Unit.MU)


@given(st.lists(NEEDS))
def test_every_need_is_counted_once(needs):
    found = sums(needs, UNITS)

    assert sum(each.number for each in found) == len(needs)
    assert all(each.open + each.decided == each.number for each in found)


@given(st.lists(NEEDS))
def test_what_lacks_is_never_more_than_what_was_asked(needs):
    for each in sums(needs, UNITS):
        assert each.gap is None or each.gap <= each.asked


@given(outcome=st.sampled_from(OUTCOMES), said=AMOUNTS, asked=AMOUNTS)
def test_a_number_is_granted_only_where_it_is_known(outcome, said, asked):
    given = granted(outcome, said=said, asked=asked)

    if outcome == "暂不能落实":
        assert given == (None if asked is None else 0)
    elif said is not None:
        assert given == said


@given(st.integers(-400, 400))
def test_a_need_bites_when_it_comes_after_its_node_must_start(days):
    latest = date(2026, 6, 1)

    found = bite(needed_on=latest + timedelta(days=days), latest_start=latest, node="取得施工许可")

    assert found.is_late == (days > 0)
    assert "取得施工许可" in found.because
