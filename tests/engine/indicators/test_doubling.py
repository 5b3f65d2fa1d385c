"""A plan over several years says what growth it implies, and where each year should end."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bihuan.engine.indicators import implied_by, milestones, path, yearly_growth
from bihuan.engine.values import Quantity, Unit


def of(amount, unit=Unit.HUNDRED_MILLION_YUAN):
    return Quantity(Decimal(amount), unit)


@given(st.integers(1, 10**6), st.integers(1, 10**6), st.integers(1, 8))
def test_growing_alike_every_year_reaches_the_goal(start, goal, years):
    growth, steps = yearly_growth(of(start), of(goal), years=years), milestones(of(start), of(goal), years=years)

    assert len(steps) == years
    assert steps[-1] == of(goal)
    for before, after in zip((of(start), *steps), steps, strict=False):
        assert implied_by(before, after) == pytest.approx(growth, abs=Decimal("1e-20"))


def test_a_goal_in_another_unit_of_money_is_converted():
    assert yearly_growth(of("1"), of("20000", Unit.TEN_THOUSAND_YUAN), years=1) == 100


@pytest.mark.parametrize(("start", "goal", "years"), [("0", "5", 3), ("5", "0", 3), ("5", "10", 0)])
def test_a_plan_from_nothing_or_over_no_year_implies_no_growth(start, goal, years):
    assert yearly_growth(of(start), of(goal), years=years) is None
    assert milestones(of(start), of(goal), years=years) == ()
    assert implied_by(of("0"), of("5")) is None


amounts = st.integers(1, 10**9).map(lambda number: Quantity(Decimal(number) / 100, Unit.HUNDRED_MILLION_YUAN))


@given(amounts, amounts, st.integers(1, 10), st.data())
def test_a_path_keeps_what_is_given_and_ends_at_its_goal(start, goal, years, data):
    given_years = data.draw(st.dictionaries(st.integers(1, years), amounts, max_size=3))

    found = path(start, goal, years=years, given=given_years)

    assert len(found) == years
    assert found[-1].goal == goal
    assert all(found[year - 1].goal == each for year, each in given_years.items() if year < years)
    befores = [start, *(each.goal for each in found)]
    assert [each.growth for each in found] == [
        implied_by(before, each.goal) for before, each in zip(befores, found, strict=False)
    ]
