"""Limits, reminders and the drawing of lots for looking back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bihuan.definitions import calendar
from bihuan.engine.calendar import Limit
from bihuan.engine.loop import all_reminders, due_limit, look_back_sample, reminders
from tests.engine.loop.kinds import kind_of
from tests.oracles.loop import sample_by_counting


@pytest.mark.parametrize(
    ("kind", "at", "grade", "limit"),
    [
        ("key_task", "object", None, Limit(1, "working_days")),
        ("key_task", "redispatch", None, Limit(0, "calendar_days")),
        ("key_task", "submit_feedback", None, None),
        ("instruction", "submit_feedback", "urgent", Limit(5, "calendar_days")),
        ("instruction", "submit_feedback", "normal", Limit(15, "calendar_days")),
        ("instruction", "submit_feedback", "hard", Limit(30, "calendar_days")),
        ("instruction", "submit_feedback", None, None),
        ("joint_matter", "first_answer", None, Limit(24, "hours")),
        ("joint_matter", "first_answer", "normal", Limit(24, "hours")),
        ("joint_matter", "first_answer", "urgent", Limit(2, "hours")),
    ],
)
def test_a_limit_is_that_of_the_grade_or_of_all(kind, at, grade, limit):
    assert due_limit(kind_of(kind), at, grade=grade) == limit


def test_reminders_fall_three_working_days_before_on_the_day_and_one_after():
    told = all_reminders(kind_of("key_task"), due_on=date(2026, 10, 9), calendar=calendar())

    assert [(each.on, each.word) for each in told] == [
        (date(2026, 9, 29), "还有3个工作日到期"),
        (date(2026, 10, 9), "今日到期"),
        (date(2026, 10, 10), "已逾期1个工作日"),
    ]


def test_a_day_gives_only_its_own_reminder():
    due = {"due_on": date(2026, 10, 9), "calendar": calendar()}

    assert [each.working_days for each in reminders(kind_of("key_task"), day=date(2026, 9, 29), **due)] == [-3]
    assert reminders(kind_of("key_task"), day=date(2026, 9, 30), **due) == ()


def test_a_kind_sets_its_own_reminders():
    kind = replace(kind_of("key_task"), reminders=(5, -10))

    told = all_reminders(kind, due_on=date(2026, 6, 10), calendar=calendar())

    assert [each.working_days for each in told] == [-10, 5]


@given(ids=st.lists(st.integers(1, 10**6), max_size=40), share=st.integers(0, 100), seed=st.text(max_size=8))
def test_the_sample_agrees_with_counting_who_comes_before_whom(ids, share, seed):
    assert look_back_sample(ids, share=share, seed=seed) == sample_by_counting(ids, share=share, seed=seed)


@given(ids=st.lists(st.integers(1, 10**6), unique=True, max_size=40), data=st.data())
def test_the_sample_does_not_depend_on_the_order_in_which_items_come(ids, data):
    shuffled = data.draw(st.permutations(ids))

    assert look_back_sample(ids, share=30, seed="2026Q3") == look_back_sample(shuffled, share=30, seed="2026Q3")


@given(ids=st.sets(st.integers(1, 10**6), min_size=1, max_size=40), less=st.integers(1, 99))
def test_a_larger_share_keeps_whom_the_smaller_drew(ids, less):
    smaller = look_back_sample(ids, share=less, seed="a")

    assert 1 <= len(smaller) == -(-len(ids) * less // 100)
    assert smaller <= look_back_sample(ids, share=100, seed="a") == ids


def test_another_seed_draws_others():
    first, second = (look_back_sample(range(1000), share=10, seed=seed) for seed in ("2026Q3", "2026Q4"))

    assert len(first) == len(second) == 100
    assert first != second


def test_a_share_beyond_everything_is_refused():
    with pytest.raises(ValueError, match="0 to 100"):
        look_back_sample([1], share=101, seed="a")
