"""How days, numbers and what is not known are written."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from bihuan.web.templatetags import words

SHANGHAI = ZoneInfo("Asia/Shanghai")


def test_what_is_not_known_is_said_so():
    assert [words.known(None), words.day(None), words.number(None), words.quantity(None)] == ["暂无"] * 4


def test_zero_is_known():
    assert (words.known(0), words.number(0)) == (0, "0")


def test_a_number_keeps_its_decimals_and_parts_thousands():
    assert words.number(Decimal("1234567.80")) == "1,234,567.80"


def test_a_moment_is_shown_in_local_time():
    assert words.moment(datetime(2026, 5, 8, 1, 30, tzinfo=UTC)) == "2026-05-08 09:30"


def test_days_left_are_said_in_words():
    today = date(2026, 5, 8)

    said = [words.days_left(date(2026, 5, day), today) for day in (7, 8, 10)]

    assert said == ["已超1天", "今天到期", "还有2天"]


def test_the_greeting_follows_the_hour_in_local_time():
    local_hours = {2: "您好", 8: "早上好", 10: "上午好", 13: "中午好", 17: "下午好", 23: "晚上好"}

    said = {hour: words.greeting(datetime(2026, 5, 8, hour, tzinfo=SHANGHAI)) for hour in local_hours}

    assert said == local_hours
