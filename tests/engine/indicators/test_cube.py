"""The cube holds what was observed, and tells four kinds of nothing apart."""

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bihuan.engine.indicators import (
    BrokenTree,
    State,
    from_level,
    month_number,
    single_values,
    single_values_of,
    sums,
    sums_along,
    to_level,
    unit_tree,
)
from bihuan.engine.values import Finding, Month, Quantity, Unit
from tests.oracles import indicators as oracles
from tests.support.figures import TREE, cube_of, cubes

JUNE = month_number(Month(2026, 6))
NOTHING = float("nan")


def test_missing_not_due_embargoed_and_zero_are_four_things():
    rows = [(2, 0, JUNE, 0, NOTHING, State.FINAL), (3, 0, JUNE, 5, NOTHING, State.EMBARGOED)]

    cube = cube_of(rows, until=Month(2026, 6))

    told = [
        cube.state(unit, "investment", month)
        for unit, month in ((2, Month(2026, 6)), (3, Month(2026, 6)), (4, Month(2026, 6)), (4, Month(2026, 1)))
    ]
    assert told == [State.FINAL, State.EMBARGOED, State.MISSING, State.NOT_DUE]
    assert str(cube.level(2, "investment", Month(2026, 6))) == "0亿元"


def test_an_embargoed_figure_is_not_in_the_cube():
    cube = cube_of([(3, 0, JUNE, 5, 7.5, State.EMBARGOED)])

    assert (cube.level(3, "investment", Month(2026, 6)), cube.rate(3, "investment", Month(2026, 6))) == (None, None)
    assert not cube.levels.any()


def test_the_later_state_of_a_figure_stands():
    rows = [(2, 0, JUNE, 30, 1.0, State.PRELIMINARY), (2, 0, JUNE, 20, 2.0, State.FLASH)]

    cube = cube_of(rows)

    assert cube.levels[cube.at(2, "investment", Month(2026, 6))] == 30


def test_forecasts_are_a_series_of_their_own():
    rows = [(2, 0, JUNE, 30, 1.0, State.FORECAST)]

    assert cube_of(rows).state(2, "investment", Month(2026, 6)) is State.MISSING
    assert cube_of(rows, forecasts=True).state(2, "investment", Month(2026, 6)) is State.FORECAST


def test_what_is_outside_the_axes_is_left_out():
    rows = [(99, 0, JUNE, 30, 1.0, 5), (2, 9, JUNE, 30, 1.0, 5), (2, 0, month_number(Month(2024, 6)), 30, 1.0, 5)]

    assert not cube_of(rows).known.any()


@given(st.decimals(min_value=-(10**5), max_value=10**5, places=6, allow_nan=False))
def test_a_figure_comes_back_as_it_was_entered(amount):
    entered = Quantity(amount, Unit.HUNDRED_MILLION_YUAN)

    level = to_level(entered, Unit.HUNDRED_MILLION_YUAN)

    assert from_level(level, Unit.HUNDRED_MILLION_YUAN) == entered


def test_a_figure_in_another_unit_of_money_is_converted():
    assert to_level(Quantity(Decimal("1.5"), Unit.HUNDRED_MILLION_YUAN), Unit.TEN_THOUSAND_YUAN) == to_level(
        Quantity(Decimal(15000), Unit.TEN_THOUSAND_YUAN), Unit.TEN_THOUSAND_YUAN
    )


@pytest.mark.parametrize(
    ("quantity", "code"),
    [
        (Quantity(Decimal(3), Unit.FIRM), "wrong_unit"),
        (Quantity(Decimal("1.001"), Unit.YUAN), "too_fine"),
        (Quantity(Decimal("1e30"), Unit.YUAN), "too_large"),
    ],
)
def test_a_figure_that_cannot_be_kept_is_told_with_the_remedy(quantity, code):
    found = to_level(quantity, Unit.TEN_THOUSAND_YUAN, at="第3行")

    assert isinstance(found, Finding)
    assert (found.code, found.at) == (code, "第3行")


@given(cubes())
def test_single_values_agree_with_the_pencil(cube):
    singles = single_values(cube)

    for at in np.ndindex(cube.shape):
        expected = oracles.single(cube, *at)
        assert (int(singles.values[at]) if singles.known[at] else None) == expected, at


@given(cubes(), st.integers(0, 23))
def test_single_values_of_a_month_are_those_of_all_months(cube, place):
    values, known = single_values_of(cube, place)

    singles = single_values(cube)
    assert (values == singles.values[:, :, place]).all()
    assert (known == singles.known[:, :, place]).all()


@given(cubes(), st.integers(0, 23))
def test_sums_agree_with_going_down_to_each_part(cube, place):
    found = sums(cube, place)

    for unit, indicator in np.ndindex(cube.shape[:2]):
        expected = oracles.summed(cube, unit, indicator, place)
        if cube.catalogue.additive[indicator]:
            at = unit, indicator
            assert (found.total[at], found.counted[at], found.lacking[at]) == expected


@given(cubes(), st.integers(0, 5), st.integers(0, 3), st.integers(0, 23))
def test_sums_along_a_path_are_those_of_the_whole_month(cube, unit, indicator, place):
    whole = sums(cube, place)

    for above, total in sums_along(cube, unit, indicator, place):
        assert total == whole.total[above, indicator]


def test_the_own_figure_stands_beside_the_sum_and_the_gap_is_shown():
    rows = [(2, 0, JUNE, 100, NOTHING, 5), (4, 0, JUNE, 60, NOTHING, 5), (5, 0, JUNE, 30, NOTHING, 5)]

    found = sums(cube_of(rows), JUNE - 2025 * 12)

    place = TREE.places[2], 0
    assert (found.total[place], found.gap[place], found.compared[place]) == (90, 10, True)


def test_january_and_february_of_investment_are_one_value_of_two_months():
    cube = cube_of([])

    assert cube.catalogue.spans[0].tolist() == [0, 2, *[1] * 10]
    assert cube.catalogue.spans[2].tolist() == [0, 0, 3] * 4


@pytest.mark.parametrize("rows", [[(1, None), (1, None)], [(1, 9)], [(1, 2), (2, 1)]])
def test_what_is_no_tree_is_refused(rows):
    with pytest.raises(BrokenTree):
        unit_tree(rows)


def test_a_unit_with_all_below_it_is_one_segment():
    assert [TREE.ids[place : TREE.ends[place]] for place in range(2)] == [(1, 2, 4, 5, 3, 6), (2, 4, 5)]
    assert TREE.path(TREE.places[5]) == (TREE.places[5], TREE.places[2], TREE.places[1])


ROWS = st.lists(
    st.tuples(
        st.integers(1, 3),
        st.integers(0, 1),
        st.integers(2025 * 12 + 5, 2025 * 12 + 7),
        st.integers(0, 9),
        st.just(NOTHING),
        st.integers(2, 7),
    ),
    max_size=40,
)


@given(ROWS, st.booleans())
def test_the_cube_holds_the_row_that_stands_for_each_cell(rows, forecasts):
    cube = cube_of(rows, forecasts=forecasts)

    for (unit, place, month), row in oracles.chosen(rows, forecasts=forecasts).items():
        at = TREE.places[unit], place, month - 2025 * 12
        assert (int(cube.states[at]) & 0x0F) == row[5]
        assert oracles.level_at(cube, *at) == (None if row[5] == State.EMBARGOED else row[3])
