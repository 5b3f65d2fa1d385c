"""Stages of the year: what each asks of a target, and that nothing is judged that is not known."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bihuan.definitions import load
from bihuan.engine.indicators import BadStage, Judged, TargetKind, reached, stage
from bihuan.engine.values import Month, Quantity, Unit

STAGES = {each.code: stage(each.body) for each in load("year_stages")}
LEVEL, GROWTH = TargetKind.LEVEL, TargetKind.GROWTH


def judged(completion=None, gap=None, reached=False):
    said = [None if each is None else Decimal(each) for each in (completion, gap)]
    return Judged(*said, None, reached, "完成率见表。")


def yuan(amount):
    return Quantity(Decimal(amount), Unit.HUNDRED_MILLION_YUAN)


@pytest.mark.parametrize(
    ("code", "kind", "stands", "answer"),
    [
        ("opening", LEVEL, judged("25.10", "0.10"), True),
        ("opening", LEVEL, judged("24.90", "-0.10"), False),
        ("opening", GROWTH, judged(None, "0"), True),
        ("half_year", LEVEL, judged("50", "0"), True),
        ("half_year", LEVEL, judged("49.99", "-0.01"), False),
        ("half_year", GROWTH, judged(None, "-0.2"), False),
        ("half_year", LEVEL, judged(), None),
        ("sprint", LEVEL, judged("80", "-3"), None),
        ("sprint", LEVEL, judged("101", "17", reached=True), True),
    ],
)
def test_a_stage_asks_what_its_definition_says(code, kind, stands, answer):
    assert reached(STAGES[code], kind, stands).is_reached is answer


def test_a_sprint_sets_what_is_needed_beside_the_best_ever():
    stands = judged("80", "-3")

    within = reached(STAGES["sprint"], LEVEL, stands, required=yuan("10"), best=yuan("10"))
    beyond = reached(STAGES["sprint"], LEVEL, stands, required=yuan("10.01"), best=yuan("10"))

    assert (within.is_reached, beyond.is_reached) == (True, False)
    assert beyond.because == "后期每月需完成10.01亿元，以往最好单月10.00亿元。"


def test_the_last_month_of_a_stage_decides():
    assert STAGES["half_year"].month_of(2026, Month(2026, 5)) == Month(2026, 5)
    assert STAGES["half_year"].month_of(2026, Month(2026, 10)) == Month(2026, 6)
    assert STAGES["half_year"].month_of(2026, Month(2026, 3)) is None


def test_a_share_that_is_not_said_is_refused():
    with pytest.raises(BadStage, match="请写明share"):
        stage({"word": "过半", "months": [6], "asks": "share", "says": "过半"})
