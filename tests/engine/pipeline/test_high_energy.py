"""Projects of high energy use and emissions, flagged with the rule that says so (两高三高标识)."""

from datetime import date
from decimal import Decimal

import pytest

from bihuan.definitions import high_energy
from bihuan.engine.pipeline import industry_facts
from bihuan.engine.rules import Truth

RULES = high_energy(date(2026, 11, 26))


def truth(code: str, **facts: object) -> Truth:
    return next(flag.truth for flag in RULES.flags(facts) if flag.code == code)


@pytest.mark.parametrize("industry", ["4411", "D4412", "25", "2614", "3011", "3130", "3216", "322"])
def test_six_industries_are_high_in_both(industry):
    assert truth("two_high", industry=industry) is Truth.YES


@pytest.mark.parametrize("industry", ["4413", "3251", "3921", "C13", "324"])
def test_others_are_not(industry):
    assert truth("two_high", industry=industry) is Truth.NO


@pytest.mark.parametrize("industry", [None, "32", "44", "制造业"])
def test_an_industry_told_too_shortly_leaves_it_open(industry):
    assert truth("two_high", industry=industry) is Truth.UNKNOWN


def test_either_energy_or_electricity_asks_for_a_review():
    assert truth("energy_review", energy_use=Decimal(999), electricity_use=Decimal(500)) is Truth.YES
    assert truth("energy_review", energy_use=Decimal(999), electricity_use=Decimal("499.9")) is Truth.NO
    assert truth("energy_review", energy_use=Decimal(999)) is Truth.UNKNOWN


def test_every_flag_tells_its_document_and_reason():
    for flag in RULES.flags({"industry": "3011", "energy_use": Decimal(60000)}):
        assert flag.document
        assert flag.because.endswith("。")


def test_an_industry_code_is_read_with_or_without_its_letter():
    assert industry_facts("C30") == industry_facts("30") == {"industry_division": "30"}
    assert industry_facts(None) == industry_facts("C") == {}
