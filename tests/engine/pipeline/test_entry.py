"""Entry of projects to the statistics: from five million yuan on, and what is missing (项目入库)."""

from datetime import date
from decimal import Decimal

import pytest

from bihuan.definitions import on, statistics_entry
from bihuan.engine.pipeline import BadEntry, build_entry
from bihuan.engine.rules import Truth

DAY = date(2026, 11, 26)
RULE = statistics_entry(DAY)
BODY = on("statistics_entry", "standard", DAY).body
PAPERS = {"filing", "construction_contract", "piling", "site_photo", "application_form", "platform_passed"}


def facts(total: str | None, **more: object) -> dict[str, object]:
    return {"total": None if total is None else Decimal(total), **more}


def test_below_five_million_yuan_nothing_enters():
    found = RULE.entry(facts("499.99"), PAPERS)

    assert found.truth is Truth.NO
    assert "计划总投资须在500万元及以上" in found.because


@pytest.mark.parametrize(("total", "way"), [("500", "reviewed"), ("4999.99", "reviewed"), ("5000", "direct")])
def test_fifty_million_yuan_part_the_ways(total, way):
    assert RULE.entry(facts(total), PAPERS).way.code == way


def test_all_papers_there_may_enter():
    assert RULE.entry(facts("800"), PAPERS).truth is Truth.YES


@pytest.mark.parametrize("paper", sorted(PAPERS))
def test_each_paper_missing_is_named_with_the_remedy(paper):
    found = RULE.entry(facts("800"), PAPERS - {paper})

    assert [each.code for each in found.missing] == [paper]
    assert found.truth is Truth.NO
    assert found.missing[0].sentence.endswith("。")


def test_a_purchase_shows_contract_payment_and_arrival():
    found = RULE.entry(facts("800", purchase_only=True), {"purchase_contract", "payment_proof"})

    assert [each.code for each in found.missing] == ["arrival_photo"]


def test_farmers_households_do_not_count():
    assert RULE.entry(facts("800", rural_household=True), PAPERS).truth is Truth.NO


def test_a_total_not_known_is_neither_yes_nor_no():
    found = RULE.entry(facts(None), PAPERS)

    assert (found.truth, found.way) == (Truth.UNKNOWN, None)


def test_a_paper_that_no_list_names_is_refused():
    with pytest.raises(BadEntry, match="材料表里没有"):
        build_entry({**BODY, "evidence": {}})
