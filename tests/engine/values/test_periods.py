"""A month, January to a month and a quarter are different values (报告期)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bihuan.engine.values import Month, Quarter, YearToDate

MONTHS = st.builds(Month, st.integers(1950, 2150), st.integers(1, 12))


@pytest.mark.parametrize(
    ("period", "label"),
    [
        (Month(2026, 5), "2026年5月"),
        (YearToDate(2026, 5), "2026年1—5月"),
        (YearToDate(2026, 1), "2026年1月"),
        (YearToDate(2026, 12), "2026年全年"),
        (Quarter(2026, 1), "2026年一季度"),
    ],
)
def test_a_period_is_named_as_a_bulletin_names_it(period, label):
    assert period.label == label


def test_may_is_not_january_to_may():
    assert Month(2026, 5) != YearToDate(2026, 5)
    assert Month(2026, 5).year_to_date == YearToDate(2026, 5)


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        (Month(2024, 2), date(2024, 2, 1), date(2024, 2, 29)),
        (YearToDate(2026, 5), date(2026, 1, 1), date(2026, 5, 31)),
        (Quarter(2026, 4), date(2026, 10, 1), date(2026, 12, 31)),
    ],
)
def test_a_period_has_its_first_and_last_day(period, first, last):
    assert (period.start_on, period.end_on) == (first, last)


@given(MONTHS, st.integers(-500, 500))
def test_shifting_there_and_back_is_the_same_month(month, months):
    assert month.shifted(months).shifted(-months) == month


@given(MONTHS)
def test_a_month_lies_in_its_quarter(month):
    assert month.quarter.start_on <= month.start_on <= month.end_on <= month.quarter.end_on


@given(st.builds(Quarter, st.integers(1950, 2150), st.integers(1, 4)))
def test_the_next_quarter_starts_where_this_one_ends(quarter):
    assert (quarter.shifted(1).start_on - quarter.end_on).days == 1


@pytest.mark.parametrize("build", [lambda: Month(2026, 13), lambda: YearToDate(2026, 0), lambda: Quarter(2026, 5)])
def test_a_period_that_is_not_in_the_year_cannot_be_built(build):
    with pytest.raises(ValueError, match="a year has"):
        build()
