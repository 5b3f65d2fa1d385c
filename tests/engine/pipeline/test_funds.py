"""Money from above: who may be a candidate, what is missing, when it opens, what was asked and granted."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bihuan import definitions
from bihuan.engine.pipeline.funds import Bid, build_fund, consider, fund_totals
from bihuan.engine.rules import Truth

BODY = {
    "says": "某项资金",
    "when": {"all": [{"field": "stage", "in": ["started", "building"]}, {"field": "total", "at_least": 500}]},
    "labels": {"stage": "阶段", "total": "总投资"},
    "papers": [{"code": "filing", "name": "立项文件", "evidence": ["filing", "approval"]}],
    "window": {"months": [3, 10], "says": "一年两批"},
    "check": "每年核对。",
}
FUND = build_fund(BODY)
STATES = ("candidate", "applied", "granted", "refused", "dropped")
BIDS = st.builds(
    Bid,
    fund=st.sampled_from(["a", "b"]),
    year=st.sampled_from([2025, 2026]),
    state=st.sampled_from(STATES),
    amount=st.decimals(1, 10_000, places=2),
    granted=st.none() | st.decimals(1, 10_000, places=2),
)


def test_every_shipped_fund_is_read_and_answers_for_a_project_of_which_nothing_is_known():
    for each in definitions.load("fund_kinds"):
        found = consider(build_fund(each.body), {}, frozenset())
        assert found.truth is Truth.UNKNOWN, each.code
        assert found.unknown, each.code


def test_every_label_of_a_shipped_fund_is_chinese_and_every_asked_fact_has_one():
    for each in definitions.load("fund_kinds"):
        fund = build_fund(each.body)
        assert consider(fund, {"stage": "idea"}, frozenset()).because.isascii() is False
        assert set(fund.labels) >= {field for field in ("stage",) if field in str(each.body["when"])}


@pytest.mark.parametrize(
    ("facts", "truth", "unknown"),
    [
        ({"stage": "building", "total": 600}, Truth.YES, ()),
        ({"stage": "idea"}, Truth.NO, ()),
        ({"stage": "building"}, Truth.UNKNOWN, ("总投资",)),
        ({"total": 600}, Truth.UNKNOWN, ("阶段",)),
    ],
)
def test_three_values_with_what_is_not_known(facts, truth, unknown):
    found = consider(FUND, facts, frozenset())

    assert (found.truth, found.unknown) == (truth, unknown)


def test_any_of_the_papers_named_is_enough():
    facts = {"stage": "building", "total": 600}

    assert [paper.name for paper in consider(FUND, facts, frozenset()).papers] == ["立项文件"]
    assert consider(FUND, facts, frozenset({"approval"})).papers == ()


@pytest.mark.parametrize(
    ("on", "opens", "is_open"),
    [
        (date(2026, 3, 31), (2026, 3), True),
        (date(2026, 4, 1), (2026, 10), False),
        (date(2026, 11, 1), (2027, 3), False),
    ],
)
def test_when_applying_opens_next(on, opens, is_open):
    assert (FUND.next_month(on), FUND.is_open(on)) == (opens, is_open)


def test_every_shipped_fund_says_what_it_asks():
    for each in definitions.load("fund_kinds"):
        assert all(build_fund(each.body).asks), each.code
        assert len(build_fund(each.body).asks) >= 2, each.code


def test_a_fund_without_months_opens_at_no_month():
    assert build_fund({**BODY, "window": {"months": [], "says": "不定期"}}).next_month(date(2026, 1, 1)) is None


@given(st.lists(BIDS))
def test_totals_count_each_bid_once_and_leave_out_what_was_dropped(bids):
    found = fund_totals(bids)

    counted = sum(each.reserve + each.applied + each.decided + each.refused for each in found)
    assert counted == sum(bid.state != "dropped" for bid in bids)
    asked = sum((each.asked.amount for each in found if each.asked), Decimal(0))
    assert asked == sum((bid.amount for bid in bids if bid.state in ("applied", "granted", "refused")), Decimal(0))
