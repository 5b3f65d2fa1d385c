"""Limits as rules: which activity of which project takes how much, and what cannot be counted (共用限额的规则)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bihuan.definitions import check, load
from bihuan.engine.rules import Is
from bihuan.engine.schedule import Activity, Link, Need, Network, Standing, asked_of, build_limit, plan
from tests.support.networks import LINES, TODAY

CHAIN = Network(
    (
        Activity("design", "设计", 2),
        Activity("review", "评审", 3),
        Activity("roads", "道路", 1, when=Is("roads", True)),
    ),
    (Link("design", "review"),),
)
BODY = {"every": "week", "amount": 6, "unit": "件", "takes": [{"activity": "review", "amount": 2}]}


def rule(**changed):
    return build_limit({**BODY, **changed}, code="reviews", name="评审会")


def planned(**standing):
    return plan(CHAIN, Standing(today=TODAY, **standing), LINES)


def test_each_project_asks_what_its_activities_take():
    found = asked_of([rule()], [planned(), planned()], [{}, {}])

    assert found.needs == (Need(0, "review", "reviews", 2), Need(1, "review", "reviews", 2))


def test_what_is_done_not_needed_or_unknown_asks_nothing():
    takes = [{"activity": each} for each in ("review", "roads", "nowhere")]
    done = planned(finished_on={"review": TODAY}, facts={"roads": False})

    assert asked_of([rule(takes=takes)], [done], [{}]).needs == ()


def test_what_is_counted_by_a_fact_is_rounded_up():
    takes = [{"activity": "review", "fact": "energy_use"}]

    found = asked_of([rule(takes=takes)], [planned()], [{"energy_use": Decimal("3.2")}])

    assert found.needs == (Need(0, "review", "reviews", 4),)


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({}, "“评审”占用“评审会”多少还不知道，没有计入。"),
        ({"energy_use": Decimal(7)}, "“评审”要占用“评审会”7件，超过一期的6件，没有计入。"),
    ],
)
def test_what_cannot_be_counted_is_said(facts, sentence):
    takes = [{"activity": "review", "fact": "energy_use"}]

    found = asked_of([rule(takes=takes)], [planned()], [facts])

    assert (found.needs, found.left_out) == ((), {0: [sentence]})


def test_a_limit_in_words():
    assert rule().words == "每周6件"


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"takes": [{"activity": "review"}, {"activity": "review"}]}, "take_twice"),
        ({"own": [{"on": "2026-12-07", "amount": 3}, {"on": "2026-12-09", "amount": 4}]}, "period_twice"),
    ],
)
def test_a_limit_that_contradicts_itself_is_refused(changed, code):
    assert [each.code for each in check("shared_limits", {**BODY, **changed})] == [code]


def test_the_shipped_limits_can_be_built():
    assert all(build_limit(each.body).takes for each in load("shared_limits"))
