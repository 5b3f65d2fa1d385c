"""Working days agree with walking the days, and with a second reading of the notices."""

from datetime import date, datetime, timedelta, timezone

import chinese_calendar
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bihuan.definitions import calendar
from bihuan.engine.calendar import (
    BadHolidayYear,
    BeyondCalendar,
    Calendar,
    HolidayYear,
    Limit,
    Pause,
    due,
    due_days,
    local_day,
)
from tests.oracles.working_days import add_by_walking, between_by_walking, due_day_by_walking, due_hour_by_ticking

CALENDAR = calendar()
DAYS = st.dates(date(2008, 1, 1), date(2028, 12, 31))
UTC = timezone.utc  # noqa: UP017 as a value of a strategy
MOMENTS = st.datetimes(datetime(2025, 9, 1), datetime(2027, 3, 1), timezones=st.just(UTC)).map(
    lambda moment: moment.replace(minute=0, second=0, microsecond=0)
)


@st.composite
def pauses(draw, within: timedelta = timedelta(days=40)):
    start = draw(MOMENTS)
    hours = draw(st.none() | st.integers(0, int(within.total_seconds() // 3600)))
    return Pause(start, None if hours is None else start + timedelta(hours=hours), "停计")


def test_every_day_of_the_published_years_is_as_a_second_reading_says():
    day, differing = date(2007, 12, 29), []
    while day <= date(2026, 12, 31):
        if CALENDAR.is_working(day) != chinese_calendar.is_workday(day):
            differing.append(day)
        day += timedelta(days=1)

    assert differing == []


@given(DAYS, st.integers(-300, 300))
def test_adding_agrees_with_walking(day, n):
    assert CALENDAR.add_working_days(day, n) == add_by_walking(CALENDAR, day, n)


@given(DAYS, DAYS.flatmap(lambda day: st.integers(0, 400).map(lambda step: min(day + timedelta(step), date.max))))
def test_counting_agrees_with_walking(a, b):
    b = max(min(b, a + timedelta(days=400)), a - timedelta(days=400))

    assert CALENDAR.working_days_between(a, b) == between_by_walking(CALENDAR, a, b)
    assert CALENDAR.working_days_between(b, a) == -CALENDAR.working_days_between(a, b)


@given(DAYS, st.integers(0, 300))
def test_what_was_added_is_what_is_counted(day, n):
    assert CALENDAR.working_days_between(day, CALENDAR.add_working_days(day, n)) == n


@given(st.lists(st.tuples(DAYS, st.integers(-200, 200)), max_size=20))
def test_many_days_at_once_are_each_day_alone(pairs):
    days = np.array([day.toordinal() for day, _ in pairs], dtype=np.int64)
    n = np.array([n for _, n in pairs], dtype=np.int64)

    added = CALENDAR.add_working_days_all(days, n)

    assert added.tolist() == [CALENDAR.add_working_days(day, n).toordinal() for day, n in pairs]
    counted = [
        CALENDAR.working_days_between(day, date.fromordinal(to)) for (day, _), to in zip(pairs, added, strict=True)
    ]
    assert CALENDAR.working_days_between_all(days, added).tolist() == counted


@given(MOMENTS, st.integers(0, 40), st.lists(pauses(), max_size=4))
def test_a_limit_in_working_days_agrees_with_counting_down(start, n, stopped):
    answer = due(Limit(n, "working_days"), start=start, calendar=CALENDAR, pauses=stopped)

    assert answer.on == due_day_by_walking(CALENDAR, start, n, stopped)


@given(st.lists(MOMENTS, max_size=20), st.sampled_from(["working_days", "calendar_days"]), st.integers(0, 60))
def test_due_days_of_many_are_each_limits_due_day(starts, unit, amount):
    limit = Limit(amount, unit)
    numbers = np.array([local_day(start).toordinal() for start in starts], dtype=np.int64)

    days = due_days(limit, starts=numbers, calendar=CALENDAR)

    assert [date.fromordinal(day) for day in days] == [
        due(limit, start=start, calendar=CALENDAR).on for start in starts
    ]


@given(MOMENTS, st.integers(0, 100), st.lists(pauses(within=timedelta(days=3)), max_size=4))
def test_a_limit_in_hours_agrees_with_a_ticking_clock(start, n, stopped):
    answer = due(Limit(n, "hours"), start=start, calendar=CALENDAR, pauses=stopped)

    assert answer.at == due_hour_by_ticking(start, n, stopped)


@given(MOMENTS, st.sampled_from(["hours", "working_days", "calendar_days"]), st.integers(0, 50), st.integers(1, 50))
def test_more_time_never_ends_sooner(start, unit, amount, more):
    short = due(Limit(amount, unit), start=start, calendar=CALENDAR)
    long = due(Limit(amount + more, unit), start=start, calendar=CALENDAR)

    assert short.at is not None
    assert long.at is not None
    assert short.at < long.at


def test_a_year_without_a_notice_is_a_forecast():
    assert CALENDAR.is_forecast(date(2027, 1, 4))
    assert CALENDAR.is_forecast(date(2031, 6, 1))
    assert not CALENDAR.is_forecast(date(2026, 12, 31))


def test_the_forecast_of_2027_keeps_the_statutory_days():
    off = [date(2027, 1, 1), date(2027, 2, 8), date(2027, 5, 3), date(2027, 10, 1)]

    assert not any(CALENDAR.is_working(day) for day in off)
    assert CALENDAR.is_working(date(2027, 1, 4))


def test_an_office_can_put_a_year_in():
    notice = HolidayYear(2027, frozenset([date(2027, 1, 1)]), frozenset([date(2027, 1, 3)]), "国办发明电〔2026〕99号")

    changed = CALENDAR.with_year(notice)

    assert changed.is_working(date(2027, 1, 3))
    assert not changed.is_forecast(date(2027, 1, 3))
    assert CALENDAR.is_forecast(date(2027, 1, 3))


def test_two_arrangements_of_one_year_are_refused():
    year = HolidayYear(2026, frozenset(), frozenset(), None)

    with pytest.raises(ValueError, match="2026"):
        Calendar([year, year])


@pytest.mark.parametrize("day", [date(2026, 6, 1), date(2024, 6, 1)])
def test_a_year_of_holidays_that_contradicts_itself_cannot_be_built(day):
    with pytest.raises(BadHolidayYear):
        HolidayYear(2026, frozenset([day]), frozenset([day] if day.year == 2026 else []), None)


def test_days_beyond_the_calendar_are_refused_with_the_remedy():
    with pytest.raises(BeyondCalendar, match="请核对年份"):
        CALENDAR.is_working(date(2200, 1, 1))
    with pytest.raises(BeyondCalendar):
        CALENDAR.add_working_days_all(np.array([date(2079, 12, 30).toordinal()]), 10)
