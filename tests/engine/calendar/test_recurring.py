"""Days that come round."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bihuan.engine.calendar import EVERY, recurring_days

DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    ("every", "until", "days"),
    [
        ("once", date(2026, 12, 31), [date(2026, 1, 31)]),
        ("week", date(2026, 2, 14), [date(2026, 1, 31), date(2026, 2, 7), date(2026, 2, 14)]),
        ("month", date(2026, 3, 31), [date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31)]),
        ("quarter", date(2026, 8, 1), [date(2026, 1, 31), date(2026, 4, 30), date(2026, 7, 31)]),
        ("year", date(2027, 1, 30), [date(2026, 1, 31)]),
        ("month", date(2026, 1, 1), []),
    ],
)
def test_what_comes_round_falls_on_these_days(every, until, days):
    assert list(recurring_days(date(2026, 1, 31), every=every, until=until)) == days


@given(first=DAYS, until=DAYS, every=st.sampled_from(list(EVERY)))
def test_days_rise_and_stay_between_the_first_and_the_last(first, until, every):
    days = recurring_days(first, every=every, until=until)

    assert list(days) == sorted(set(days))
    assert all(first <= day <= until for day in days)
