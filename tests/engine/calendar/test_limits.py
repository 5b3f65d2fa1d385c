"""Limits run out when the notices say (时限)."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bihuan.definitions import calendar
from bihuan.engine.calendar import SHANGHAI, Limit, Pause, due

CALENDAR = calendar()


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("start", "days", "expected"),
    [("2026-02-13", 3, "2026-02-25"), ("2026-09-18", 5, "2026-09-24"), ("2026-09-30", 3, "2026-10-10")],
)
def test_working_days_follow_the_notice_of_2026(start, days, expected):
    answer = due(Limit(days, "working_days"), start=at(f"{start} 10:00"), calendar=CALENDAR)

    assert answer.on == date.fromisoformat(expected)
    assert not answer.forecast
    assert "国办发明电〔2025〕7号" in answer.because


def test_a_deadline_in_the_first_week_of_2027_says_that_it_is_a_forecast():
    answer = due(Limit(3, "working_days"), start=at("2026-12-30 10:00"), calendar=CALENDAR)

    assert (answer.on, answer.forecast) == (date(2027, 1, 5), True)
    assert "2027年放假安排尚未公布，为预测" in answer.because


def test_a_day_limit_ends_with_the_end_of_its_day_in_shanghai():
    answer = due(Limit(1, "working_days"), start=at("2026-11-23 17:59"), calendar=CALENDAR)

    assert answer.at == datetime(2026, 11, 24, 23, 59, 59, 999999, tzinfo=SHANGHAI)


def test_calendar_days_do_not_ask_for_holidays():
    answer = due(Limit(30, "calendar_days"), start=at("2026-12-20 10:00"), calendar=CALENDAR)

    assert (answer.on, answer.forecast) == (date(2027, 1, 19), False)


def test_hours_run_through_the_night_and_the_weekend():
    answer = due(Limit(48, "hours"), start=at("2026-11-20 16:30"), calendar=CALENDAR)

    assert answer.at == at("2026-11-22 16:30")


def test_the_day_is_shanghais_wherever_the_moment_was_written():
    late_in_new_york = datetime(2026, 11, 22, 12, 0, tzinfo=ZoneInfo("America/New_York"))

    answer = due(Limit(1, "working_days"), start=late_in_new_york, calendar=CALENDAR)

    assert answer.on == date(2026, 11, 24)


def test_stopped_working_days_do_not_count():
    pause = Pause(at("2026-11-24 09:00"), at("2026-11-27 09:00"), "等待上级批复")

    answer = due(Limit(3, "working_days"), start=at("2026-11-23 10:00"), calendar=CALENDAR, pauses=[pause])

    assert answer.on == date(2026, 12, 1)
    assert "停计3个工作日" in answer.because


def test_a_weekend_inside_a_pause_stops_no_working_day():
    pause = Pause(at("2026-11-28 09:00"), at("2026-11-30 09:00"), "停电")

    answer = due(Limit(5, "working_days"), start=at("2026-11-23 10:00"), calendar=CALENDAR, pauses=[pause])

    assert answer.on == date(2026, 11, 30)


def test_an_open_pause_leaves_the_due_day_unknown_and_says_what_is_left():
    pause = Pause(at("2026-11-25 09:00"), None, "等待上级批复")

    answer = due(Limit(3, "working_days"), start=at("2026-11-23 10:00"), calendar=CALENDAR, pauses=[pause])

    assert (answer.at, answer.on) == (None, None)
    assert answer.because == "停计中（等待上级批复），恢复后还有2个工作日。"


def test_a_pause_after_the_due_day_changes_nothing():
    pause = Pause(at("2026-11-27 09:00"), None, "等待上级批复")

    answer = due(Limit(3, "working_days"), start=at("2026-11-23 10:00"), calendar=CALENDAR, pauses=[pause])

    assert answer.on == date(2026, 11, 26)


def test_overlapping_pauses_stop_an_hour_once():
    pauses = [
        Pause(at("2026-11-23 12:00"), at("2026-11-23 15:00"), "停电"),
        Pause(at("2026-11-23 13:00"), at("2026-11-23 16:00"), "系统维护"),
    ]

    answer = due(Limit(8, "hours"), start=at("2026-11-23 10:00"), calendar=CALENDAR, pauses=pauses)

    assert answer.at == at("2026-11-23 22:00")


def test_hours_are_real_hours_across_the_summer_time_of_1986():
    before_the_change = datetime(1986, 5, 3, 20, 0, tzinfo=SHANGHAI)

    answer = due(Limit(24, "hours"), start=before_the_change, calendar=CALENDAR)

    assert answer.at is not None
    assert answer.at.timestamp() - before_the_change.timestamp() == timedelta(hours=24).total_seconds()


@pytest.mark.parametrize(("amount", "unit", "label"), [(3, "working_days", "3个工作日"), (24, "hours", "24小时")])
def test_a_limit_is_named_as_a_notice_names_it(amount, unit, label):
    assert Limit(amount, unit).label == label


@pytest.mark.parametrize(("amount", "unit"), [(-1, "hours"), (True, "hours"), (1, "weeks")])
def test_a_limit_that_cannot_be_is_refused(amount, unit):
    with pytest.raises(ValueError):
        Limit(amount, unit)


def test_a_moment_without_a_time_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        due(Limit(1, "hours"), start=datetime(2026, 1, 1), calendar=CALENDAR)


def test_a_pause_needs_a_reason():
    with pytest.raises(ValueError, match="reason"):
        Pause(at("2026-11-23 12:00"), None, " ")
