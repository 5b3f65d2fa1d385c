"""The machine's time zone changes nothing (时区)."""

import time
from datetime import UTC, date, datetime, timedelta

import pytest

from bihuan.definitions import calendar
from bihuan.engine.calendar import SHANGHAI, Limit, Pause, due, local_day

ZONES = ["UTC", "America/New_York", "Asia/Shanghai"]
STARTS = [
    datetime(1986, 5, 3, 15, 30, tzinfo=UTC),
    datetime(1989, 9, 16, 14, 59, 59, tzinfo=UTC),
    datetime(1991, 4, 13, 16, 0, tzinfo=UTC),
    datetime(2026, 9, 30, 15, 59, 59, tzinfo=UTC),
    datetime(2026, 9, 30, 16, 0, tzinfo=UTC),
    datetime(2026, 12, 31, 15, 59, 30, tzinfo=UTC),
    datetime(2026, 12, 31, 16, 0, 30, tzinfo=UTC),
]


@pytest.fixture(params=ZONES)
def machine(request, monkeypatch):
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield request.param
    monkeypatch.undo()
    time.tzset()


def answers():
    for start in STARTS:
        pause = Pause(start + timedelta(hours=5), start + timedelta(hours=30), "停计")
        for unit in ("hours", "working_days", "calendar_days"):
            yield due(Limit(40, unit), start=start, calendar=calendar(), pauses=[pause])
            yield due(Limit(40, unit), start=start.astimezone(), calendar=calendar())


EXPECTED = list(answers())


def test_due_moments_and_reasons_are_the_same_everywhere(machine):
    assert list(answers()) == EXPECTED


def test_the_day_turns_at_midnight_in_shanghai(machine):
    before = datetime(2026, 12, 31, 23, 59, 30, tzinfo=SHANGHAI)

    assert local_day(before.astimezone()) == date(2026, 12, 31)
    assert local_day((before + timedelta(minutes=1)).astimezone()) == date(2027, 1, 1)


@pytest.mark.parametrize("year", range(1986, 1992))
def test_a_day_limit_ends_at_midnight_in_the_summers_of_1986_to_1991(year, machine):
    start = datetime(year, 4, 1, 10, 0, tzinfo=SHANGHAI)

    ends = [due(Limit(n, "calendar_days"), start=start, calendar=calendar()).at for n in range(200)]

    assert all(end is not None and end.astimezone(SHANGHAI).time().hour == 23 for end in ends)
    assert [local_day(end) for end in ends if end] == [date(year, 4, 1) + timedelta(days=n) for n in range(200)]
