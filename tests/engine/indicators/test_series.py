"""Series, ranks and contributions agree with the pencil; contributions sum to growth."""

from dataclasses import fields, replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bihuan.engine.indicators import (
    Series,
    State,
    apportioned,
    contributions,
    derive,
    derive_month,
    headline,
    month_number,
    no_targets,
    places_of,
    pulls,
    rank_change,
    ranks,
    ranks_among,
    rederive,
    time_progress_table,
)
from bihuan.engine.indicators.cells import HAS_GROWTH, HAS_LEVEL
from bihuan.engine.values import Month
from tests.oracles import indicators as oracles
from tests.support.figures import TREE, USUAL, cube_of, cubes

JUNE = month_number(Month(2026, 6)) - 2025 * 12
ROW = month_number(Month(2026, 6))
NAMES = [each.name for each in fields(Series)]


def same(one, other):
    return np.array_equal(one, other, equal_nan=one.dtype.kind == "f")


def targeted(cube):
    targets = no_targets(cube, time_progress_table(cube.catalogue))
    targets.levels[:, 0, 1] = 4 * 10**11
    targets.growth[:, 1, 1] = 6.0
    return targets


@given(cubes())
def test_series_agree_with_the_pencil(cube):
    series = derive(cube)

    for at in np.ndindex(cube.shape):
        assert (int(series.singles[at]) if series.has_single[at] else None) == oracles.single(cube, *at)
        assert abs(int(series.bases[at]) - oracles.base(cube, *at)) <= 1
        for name in ("two_year", "change"):
            told, expected = float(getattr(series, name)[at]), getattr(oracles, name)(cube, *at)
            assert (None if np.isnan(told) else told) == pytest.approx(expected), (name, at)


@given(cubes(), st.integers(0, 23))
def test_the_series_of_a_month_are_those_of_all_months(cube, place):
    whole, month = derive(cube, targeted(cube)), derive_month(cube, place, targeted(cube))

    assert [name for name in NAMES if not same(getattr(whole, name)[:, :, place], getattr(month, name)[:, :, 0])] == []


@given(cubes(), st.integers(0, 5), st.integers(0, 4), st.integers(0, 23), st.integers(0, 10**12))
def test_one_edited_cell_gives_the_same_as_deriving_all_again(cube, unit, indicator, place, level):
    series = derive(cube, targeted(cube))
    at = unit, indicator, place
    cube.levels[at], cube.growth[at], cube.states[at] = level, 7.5, State.FINAL | HAS_LEVEL | HAS_GROWTH

    rederive(series, cube, at, targeted(cube))

    again = derive(cube, targeted(cube))
    assert [name for name in NAMES if not same(getattr(series, name), getattr(again, name))] == []


def test_completion_and_gap_of_a_level_and_gap_of_a_growth():
    cube = cube_of([(2, 0, ROW, 2 * 10**11, 9.0, 6), (2, 1, ROW, 10**10, 7.5, 6)])

    series = derive_month(cube, JUNE, targeted(cube))

    place = TREE.places[2]
    assert series.completion[place, 0, 0] == 50
    assert series.gap[place, 0, 0] == 0
    assert series.gap[place, 1, 0] == 1.5


def test_last_years_curve_tells_time_where_the_indicator_says_so():
    known = [replace(each, time_progress="last_year") for each in USUAL]
    rows = [(2, 0, ROW - 12, 30, 1.0, 6), (2, 0, ROW - 6, 40, 1.0, 6), (2, 0, ROW, 10**11, 1.0, 6)]
    cube = cube_of(rows, indicators=known)

    series = derive_month(cube, JUNE, targeted(cube))

    assert series.gap[TREE.places[2], 0, 0] == 25 - 75


@given(st.lists(st.one_of(st.none(), st.integers(-5, 5).map(float)), max_size=12))
def test_places_agree_with_counting_who_is_better(values):
    assert [each or 0 for each in places_of(values)] == oracles.places(values)


@given(st.integers(0, 200), st.integers(1, 40))
def test_places_of_many_rows_are_those_of_each(rows, columns):
    block = np.random.default_rng(rows * 41 + columns).integers(0, 9, (rows, columns)).astype(float)

    assert ranks(block).tolist() == [oracles.places(list(row)) for row in block]


def test_where_less_is_better_the_least_comes_first():
    values = np.array([[3.0, 3.0], [1.0, 1.0], [np.nan, 2.0]])

    found = ranks_among(values, [np.array([0, 1, 2])], np.array([1, -1]))

    assert found.tolist() == [[1, 3], [2, 1], [0, 2]]


def test_places_gained_count_upward_and_an_unranked_month_tells_none():
    change, known = rank_change(np.array([3, 1, 0], np.int16), np.array([1, 2, 2], np.int16))

    assert (change.tolist(), known.tolist()) == ([2, -1, 0], [True, True, False])


def test_units_are_ranked_by_growth_where_one_is_published():
    cube = cube_of([(2, 0, ROW, 500, 6.5, 6), (2, 4, ROW, 700, float("nan"), 6)])

    assert headline(cube, JUNE)[TREE.places[2], [0, 4]].tolist() == [6.5, 700]


amounts = st.integers(0, 10**12)


@given(st.lists(st.tuples(amounts, amounts), min_size=1, max_size=9), st.one_of(st.none(), st.tuples(amounts, amounts)))
def test_contributions_sum_to_the_growth_of_the_whole(parts, whole):
    levels, bases = zip(*parts, strict=True)

    found = contributions(levels, bases, whole=whole)

    if found.pulls is not None:
        assert sum(found.pulls) == found.growth
    if found.rates is not None:
        assert sum(found.rates) == 100
        assert sum(apportioned(found.rates)) == 100


def test_a_whole_that_did_not_grow_has_no_contribution_rates():
    found = contributions([90, 20], [100, 10])

    assert found.rates is None
    assert found.pulls == (Fraction(-100, 11), Fraction(100, 11), 0)


@given(st.lists(st.fractions(0, 100), max_size=9))
def test_what_is_printed_sums_to_the_rounded_sum(shares):
    printed = apportioned(shares)

    assert abs(Fraction(sum(printed)) - sum(shares)) <= Fraction(1, 20)
    assert all(abs(Fraction(each) - share) < Fraction(1, 10) for each, share in zip(printed, shares, strict=True))


@given(st.lists(st.tuples(amounts, amounts), min_size=6, max_size=6))
def test_contributions_of_many_agree_with_those_of_each(figures):
    levels, bases = (np.array(column, np.int64) for column in zip(*figures, strict=True))

    found = pulls(levels, bases, known=np.ones(6, bool), whole=TREE.parents)

    for whole in range(6):
        parts = TREE.children(whole)
        one = contributions(
            levels[parts].tolist(), bases[parts].tolist(), whole=(int(levels[whole]), int(bases[whole]))
        )
        if len(parts) and one.pulls is not None:
            assert [*found.points[parts], found.residue[whole]] == pytest.approx([float(each) for each in one.pulls])
        if len(parts) and one.rates is not None:
            assert list(found.rates[parts]) == pytest.approx([float(each) for each in one.rates[:-1]])
