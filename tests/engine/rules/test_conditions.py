"""Conditions say what decided them, and refuse what they cannot read (条件)."""

from datetime import date, datetime, timezone
from decimal import Decimal

import pytest

from bihuan.engine.rules import BadCondition, BadFact, Truth, evaluate, fields, parse
from bihuan.engine.values import Quantity, Unit

WRITE_OFF = parse(
    {
        "all": [
            {"field": "evidence_count", "at_least": 1, "because": "销号须有佐证材料"},
            {"field": "second_person", "is": True, "because": "销号须由第二人办理"},
        ]
    }
)
TWENTY_MILLION = Quantity(Decimal("0.2"), Unit.HUNDRED_MILLION_YUAN)
LABELS = {"evidence_count": "佐证份数", "second_person": "是否第二人"}


def test_a_no_names_the_part_that_failed():
    verdict = evaluate(WRITE_OFF, {"evidence_count": 0, "second_person": True}, labels=LABELS)

    assert verdict.truth is Truth.NO
    assert verdict.because == "销号须有佐证材料（佐证份数为0，少于1）。"


def test_an_unknown_names_what_is_not_known():
    verdict = evaluate(WRITE_OFF, {"second_person": True}, labels=LABELS)

    assert verdict.truth is Truth.UNKNOWN
    assert verdict.because == "销号须有佐证材料（佐证份数暂无，无法判断是否不少于1）。"


def test_a_no_outweighs_what_is_not_known():
    assert evaluate(WRITE_OFF, {"second_person": False}).truth is Truth.NO


def test_a_yes_says_what_is_met():
    verdict = evaluate(WRITE_OFF, {"evidence_count": 2, "second_person": True}, labels=LABELS)

    assert verdict.truth is Truth.YES
    assert verdict.because == "已满足“销号须有佐证材料”；已满足“销号须由第二人办理”。"


@pytest.mark.parametrize(
    ("body", "fact", "truth"),
    [
        ({"is": 1}, True, Truth.NO),
        ({"is": 1}, Decimal("1.0"), Truth.YES),
        ({"is": "2026-11-22"}, date(2026, 11, 22), Truth.YES),
        ({"at_most": "2026-11-22"}, datetime(2026, 11, 22, 23, 0, tzinfo=timezone.utc), Truth.NO),  # noqa: UP017
        ({"in": ["a", "b"]}, "c", Truth.NO),
        ({"has": "leader"}, ["clerk", "leader"], Truth.YES),
        ({"has": "leader"}, frozenset(), Truth.NO),
        (
            {"at_least": {"amount": 2000, "unit": "万元"}},
            Quantity(Decimal("0.2"), Unit.HUNDRED_MILLION_YUAN),
            Truth.YES,
        ),
        ({"at_least": 0.1}, Decimal("0.1"), Truth.YES),
        ({"known": True}, None, Truth.NO),
        ({"known": True}, "", Truth.YES),
        ({"is": "a"}, None, Truth.UNKNOWN),
    ],
)
def test_a_test_on_a_fact(body, fact, truth):
    assert evaluate(parse({"field": "f", **body}), {"f": fact}).truth is truth


@pytest.mark.parametrize(
    ("body", "fact"),
    [
        ({"at_least": 3}, "三"),
        ({"at_least": 3}, True),
        ({"at_least": {"amount": 1, "unit": "万元"}}, Quantity(Decimal(1), Unit.FIRM)),
        ({"has": "a"}, "abc"),
        ({"is": "a"}, {"a": 1}),
    ],
)
def test_a_fact_of_the_wrong_kind_is_named(body, fact):
    with pytest.raises(BadFact, match="字段“f”"):
        evaluate(parse({"field": "f", **body}), {"f": fact})


@pytest.mark.parametrize(
    ("body", "path"),
    [
        ("state is closed", ""),
        ({}, ""),
        ({"all": []}, "all"),
        ({"all": [{"field": "f"}]}, "all[0]"),
        ({"any": [{"field": "f", "is": 1}, {"not": {"field": "", "is": 1}}]}, "any[1].not.field"),
        ({"field": "f", "is": 1, "at_most": 3}, ""),
        ({"field": "f", "equals": 1}, ""),
        ({"field": "f", "is": 1, "becuase": "x"}, "becuase"),
        ({"field": "f", "in": "abc"}, "in"),
        ({"field": "f", "in": [1, None]}, "in[1]"),
        ({"field": "f", "at_least": "多"}, "at_least"),
        ({"field": "f", "at_least": True}, "at_least"),
        ({"field": "f", "at_least": float("inf")}, "at_least"),
        ({"field": "f", "at_least": {"amount": "x", "unit": "万元"}}, "at_least.amount"),
        ({"field": "f", "at_least": {"amount": 1, "unit": "斤两"}}, "at_least.unit"),
        ({"field": "f", "known": False}, "known"),
        ({"field": "f", "is": 1, "because": ""}, "because"),
        ({"all": [{"field": "f", "is": 1}], "field": "g"}, ""),
    ],
)
def test_a_condition_that_cannot_be_read_is_refused_with_its_path(body, path):
    with pytest.raises(BadCondition) as refusal:
        parse(body)

    assert refusal.value.path == path
    assert refusal.value.sentence.endswith("。")


def test_a_condition_nested_without_end_is_refused():
    body: dict[str, object] = {"field": "f", "is": 1}
    for _ in range(30):
        body = {"not": body}

    with pytest.raises(BadCondition, match="嵌套"):
        parse(body)


def test_a_condition_names_the_facts_it_asks_for():
    assert fields(WRITE_OFF) == {"evidence_count", "second_person"}
