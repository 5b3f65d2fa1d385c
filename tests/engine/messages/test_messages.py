"""When a message may go, how long it may be, when it is tried again."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bihuan import definitions
from bihuan.engine.messages import QuietHours, build, fit, may_go, next_moment, next_try, rest_after

SHANGHAI = ZoneInfo("Asia/Shanghai")
NIGHT = QuietHours(time(20), time(8))
NOON = QuietHours(time(12), time(14), rest_days=False)
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 20), timezones=st.just(SHANGHAI))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("made", "goes"),
    [
        ("2026-05-15 09:30", "2026-05-15 09:30"),
        ("2026-05-15 07:59", "2026-05-15 08:00"),
        ("2026-05-14 20:00", "2026-05-15 08:00"),
        ("2026-05-15 22:00", "2026-05-18 08:00"),  # Friday evening: Monday
        ("2026-05-16 10:00", "2026-05-18 08:00"),  # Saturday
        ("2026-04-30 21:00", "2026-05-06 08:00"),  # the holidays of May
        ("2026-05-09 10:00", "2026-05-09 10:00"),  # a Saturday that is worked
        ("2026-05-15 12:30", "2026-05-15 14:00"),  # one's own noon
    ],
)
def test_a_message_waits_for_a_working_hour(made, goes):
    found = next_moment(at(made), calendar=definitions.calendar(), quiet=(NIGHT, NOON))

    assert found == at(goes)


def test_hours_that_leave_nothing_free_give_way_to_the_districts():
    own = QuietHours(time(7), time(21), rest_days=False)

    found = next_moment(at("2026-05-15 09:30"), calendar=definitions.calendar(), quiet=(NIGHT, own))

    assert found == at("2026-05-15 09:30")


@given(MOMENTS, st.times(), st.times())
def test_what_may_go_is_never_quiet_and_never_early(made, begin, end):
    quiet = (NIGHT, QuietHours(begin, end, rest_days=False))
    if all(any(each.covers(time(hour, minute)) for each in quiet) for hour in range(24) for minute in (0, 59)):
        return

    found = next_moment(made, calendar=definitions.calendar(), quiet=quiet)

    assert found >= made
    assert not any(each.covers(found.time()) for each in quiet)
    assert definitions.calendar().is_working(found.date())


@given(st.text(max_size=900), st.integers(300, 2048))
def test_a_text_fits_its_bytes_whole_characters_only_and_keeps_its_tail(text, most):
    tail = "\n（第7号）"

    found = fit(text, most, tail=tail)

    assert len(found.encode()) <= most
    assert found.endswith(tail)
    assert "\ufffd" not in found or "\ufffd" in text


def shipped(code):
    return build(definitions.on("message_gateways", code, at("2026-05-15 09:00").date()).body)


def test_waits_grow_and_end():
    now, limits = at("2026-05-15 09:00"), shipped("mail")
    waits = [next_try(limits, failed=failed, now=now) for failed in range(1, 10)]

    assert waits[0] == now + timedelta(minutes=1)
    assert waits[:-1] == sorted(waits[:-1])
    assert waits[-1] is None


def test_a_gateway_that_fails_again_and_again_rests_longer_and_no_longer_than_the_last():
    limits = replace(shipped("mail"), rests=(timedelta(minutes=1), timedelta(minutes=9)))

    assert [rest_after(limits, failures=n).seconds // 60 for n in (0, 1, 2, 50)] == [1, 9, 9, 9]


@pytest.mark.parametrize("code", ["dingtalk", "wecom", "mail"])
def test_the_shipped_limits_hold_back(code):
    limits = shipped(code)

    assert may_go(limits, last_minute=limits.per_minute - 1, to_person_today=0)
    assert not may_go(limits, last_minute=limits.per_minute, to_person_today=0)
    assert not may_go(limits, last_minute=0, to_person_today=limits.per_person_day)
