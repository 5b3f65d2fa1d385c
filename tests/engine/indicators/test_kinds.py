"""Which targets an indicator can have, and how each tells time."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bihuan.engine.indicators import (
    TargetKind,
    TimeProgress,
    by_nodes,
    kinds_of,
    standing_of,
    time_passed,
    told_by,
    unit_of_target,
)
from bihuan.engine.values import Month, Quantity, Unit
from tests.support.figures import INVESTMENT, SHARE

QUARTERS = [Decimal(each) for each in (20, 50, 75, 100)]


def test_an_indicator_has_the_targets_that_its_measures_allow():
    kinds = TargetKind

    assert kinds_of(INVESTMENT) == (kinds.LEVEL, kinds.GROWTH, kinds.RANK, kinds.RELATIVE)
    assert kinds_of(SHARE) == (kinds.RATIO, kinds.RANK)
    assert kinds_of(None) == (kinds.QUALITATIVE,)


def test_amounts_are_in_the_indicators_unit_and_growth_in_percent():
    assert unit_of_target(TargetKind.LEVEL, INVESTMENT) is Unit.HUNDRED_MILLION_YUAN
    assert unit_of_target(TargetKind.GROWTH, INVESTMENT) is Unit.PERCENT
    assert unit_of_target(TargetKind.RANK, INVESTMENT) is Unit.PLACE_IN_RANK


def test_growth_tells_no_time_and_amounts_tell_it_as_their_indicator():
    assert told_by(TargetKind.GROWTH, INVESTMENT) is TimeProgress.NONE
    assert told_by(TargetKind.LEVEL, INVESTMENT) is TimeProgress.MONTHS


@pytest.mark.parametrize(
    ("by", "month", "passed"),
    [
        (TimeProgress.MONTHS, 6, "50"),
        (TimeProgress.HALF_MONTHS, 6, "50"),
        (TimeProgress.DAYS, 12, "100"),
        (TimeProgress.PLAN, 4, "30"),
        (TimeProgress.LAST_YEAR, 6, "40"),
        (TimeProgress.NONE, 6, None),
    ],
)
def test_time_is_told_as_the_target_says(by, month, passed):
    last_year = (Quantity(Decimal(4), Unit.PIECE), Quantity(Decimal(10), Unit.PIECE))

    told = time_passed(by, Month(2026, month), nodes=QUARTERS, last_year=last_year)

    assert told == (None if passed is None else Decimal(passed))


def test_what_is_not_known_of_time_is_not_told():
    assert time_passed(TimeProgress.PLAN, Month(2026, 4)) is None
    assert time_passed(TimeProgress.LAST_YEAR, Month(2026, 4)) is None


@given(st.lists(st.integers(0, 100), min_size=4, max_size=4).map(sorted))
def test_nodes_are_met_at_each_quarters_end_and_never_fall(nodes):
    told = [by_nodes(Month(2026, month), [Decimal(each) for each in nodes]) for month in range(1, 13)]

    assert told == sorted(told)
    assert [told[month] for month in (2, 5, 8, 11)] == nodes


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (TargetKind.LEVEL, "7亿元"),
        (TargetKind.GROWTH, "5.6%"),
        (TargetKind.RANK, "3位"),
        (TargetKind.QUALITATIVE, "40%"),
        (TargetKind.RELATIVE, "5.6%"),
    ],
)
def test_each_kind_is_set_against_its_own_number(kind, said):
    numbers = {
        "level": Quantity(Decimal(7), Unit.HUNDRED_MILLION_YUAN),
        "growth": Decimal("5.6"),
        "place": 3,
        "city": Decimal(5),
        "progress": Decimal(40),
    }

    assert str(standing_of(kind, **numbers).value) == said
    assert standing_of(kind).value is None
