"""What a form still lacks, and the facts that it brings."""

from __future__ import annotations

from datetime import date

import pytest

from bihuan.engine.loop import answer_facts, ask_word, missing
from tests.engine.loop.kinds import kind_of


def test_each_question_left_open_is_named():
    kind = kind_of("key_task")

    found = missing(kind, kind.move_by_code["suspend"], {"reason": "等待上级批复", "review_on": None})

    assert [(each.at, each.sentence) for each in found] == [
        ("review_on", "请填写“复核日期”，“挂账”不能缺少此项。"),
    ]


@pytest.mark.parametrize("answer", [0, False, ["甲局"], "有"])
def test_a_zero_or_a_no_is_an_answer(answer):
    kind = kind_of("key_task")

    assert missing(kind, kind.move_by_code["cancel"], {"reason": answer}) == ()


@pytest.mark.parametrize(
    ("answers", "facts"),
    [
        ({}, {}),
        ({"unit": 7, "due_on": date(2026, 12, 1)}, {"has_lead": True, "has_due": True}),
        ({"evidence": ["图.jpg", "表.xlsx"]}, {"has_evidence": True, "evidence_count": 2}),
        ({"evidence": []}, {}),
        ({"consent": True, "satisfied": False}, {"unit_head_consented": True, "is_satisfied": False}),
        ({"paper": "签收单.pdf"}, {"has_paper": True}),
        ({"new_due_on": date(2026, 12, 2)}, {"new_due_is_later": True}),
        ({"new_due_on": date(2026, 12, 1)}, {"new_due_is_later": False}),
    ],
)
def test_answers_bring_facts_and_silence_brings_none(answers, facts):
    assert answer_facts(answers, due_on=date(2026, 12, 1)) == facts


def test_without_a_present_limit_nothing_is_later():
    assert answer_facts({"new_due_on": date(2026, 12, 2)}) == {}


def test_own_columns_are_asked_in_their_own_words():
    assert ask_word(kind_of("rectification"), "problem_class") == "问题类别"
    assert ask_word(kind_of("rectification"), "reason") == "理由"
