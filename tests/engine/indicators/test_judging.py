"""Each kind of target is judged by its own measure; what is not known is not failed."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bihuan.engine.indicators import BadTarget, Standing, Target, TargetKind, TimeProgress, judge
from bihuan.engine.values import Quantity, Unit

YUAN, PERCENT = Unit.HUNDRED_MILLION_YUAN, Unit.PERCENT


def of(amount, unit=YUAN):
    return Quantity(Decimal(amount), unit)


def judged(kind, goal, value, unit=YUAN, *, reference=None, passed=None, **more):
    standing = Standing(of(value, unit), None if reference is None else Decimal(reference))
    return judge(Target(kind, of(goal, unit), **more), standing, time_progress=passed)


def test_an_amount_is_told_by_completion_and_time():
    found = judged(TargetKind.LEVEL, "193.22", "126.02", passed=Decimal(50))

    assert found.because == (
        "完成126.02亿元，目标193.22亿元，完成率65.22%，超序时15.22个百分点（按月份）；尚未达到目标。"
    )
    assert (found.tier, found.reached) == (None, False)


def test_growth_has_no_time_progress():
    found = judged(TargetKind.GROWTH, "8", "7.4", PERCENT, passed=Decimal(50))

    assert (found.completion, found.gap, found.reached) == (None, Decimal("-0.6"), False)
    assert found.because == "增速7.4%，目标8%，低0.6个百分点；尚未达到目标。"


def test_a_decrease_is_told_from_where_it_started():
    found = judged(TargetKind.REVERSE, "8", "9", base=of("10"), passed=Decimal(25))

    assert (found.completion, found.gap, found.reached) == (50, 25, False)


def test_a_place_is_reached_from_above():
    assert judged(TargetKind.RANK, "3", "3", Unit.PLACE_IN_RANK).reached
    assert judged(TargetKind.RANK, "3", "4", Unit.PLACE_IN_RANK).gap == -1


def test_a_lead_over_the_city_is_measured_against_its_growth():
    found = judged(TargetKind.RELATIVE, "0", "6.2", PERCENT, reference="6.5")

    assert (found.gap, found.reached) == (Decimal("-0.3"), False)
    assert found.because == "低于全市0.3个百分点，要求高于0个百分点；尚未达到目标。"


@pytest.mark.parametrize(
    ("value", "tier", "reached"),
    [("99", None, False), ("100", "floor", False), ("110", "goal", True), ("121", "stretch", True)],
)
def test_the_highest_tier_that_is_reached_is_told(value, tier, reached):
    found = judged(TargetKind.LEVEL, "110", value, floor=of("100"), stretch=of("120"))

    assert (found.tier, found.reached) == (tier, reached)


def test_what_is_not_known_is_not_failed():
    target = Target(TargetKind.LEVEL, of("100"))

    assert judge(target, Standing(None)).reached is None
    assert judge(Target(TargetKind.RELATIVE, of("1", PERCENT)), Standing(of("5", PERCENT))).reached is None


def test_a_qualitative_target_is_told_by_image_progress():
    found = judged(TargetKind.QUALITATIVE, "100", "60", PERCENT, passed=Decimal(50))

    assert (found.completion, found.gap, found.because) == (60, 10, "形象进度60%；尚未达到目标。")


def test_a_target_in_another_unit_of_money_is_converted():
    target = Target(TargetKind.LEVEL, of("1"), told_by=TimeProgress.NONE)

    assert judge(target, Standing(of("5000", Unit.TEN_THOUSAND_YUAN)), time_progress=Decimal(50)).completion == 50


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: Target(TargetKind.REVERSE, of("8")), "从多少降起"),
        (lambda: Target(TargetKind.LEVEL, of("8"), floor=of("9")), "一档比一档高"),
        (
            lambda: Target(TargetKind.RANK, of("5", Unit.PLACE_IN_RANK), floor=of("3", Unit.PLACE_IN_RANK)),
            "一档比一档高",
        ),
    ],
)
def test_a_target_that_contradicts_itself_is_refused(make, sentence):
    with pytest.raises(BadTarget, match=sentence):
        make()


@given(
    st.sampled_from([TargetKind.LEVEL, TargetKind.COUNT]),
    st.integers(1, 10**6),
    st.integers(0, 10**6),
    st.integers(1, 999),
)
def test_more_work_never_stands_worse(kind, goal, done, more):
    before, after = judged(kind, goal, done), judged(kind, goal, done + more)

    assert after.completion >= before.completion
    assert after.reached or not before.reached
