"""Days that come round (逐期日期): a first day, how often, until when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType

EVERY: Mapping[str, str] = MappingProxyType(
    {"once": "一次", "week": "每周", "month": "每月", "quarter": "每季", "half": "每半年", "year": "每年"}
)
_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
MOST_DAYS = 1000


def recurring_days(first: date, *, every: str, until: date) -> tuple[date, ...]:
    """The days on which something that comes round falls, the last not after `until` (各期日期).

    A day that a month has not is that month's last day; the next month has the first one's day again.

    >>> recurring_days(date(2026, 1, 31), every="month", until=date(2026, 3, 31))
    (datetime.date(2026, 1, 31), datetime.date(2026, 2, 28), datetime.date(2026, 3, 31))
    """
    found, place = [], 0
    while (day := _nth(first, every, place)) <= until and place < MOST_DAYS:
        found.append(day)
        place += 1
        if every == "once":
            break
    return tuple(found)


def _nth(first: date, every: str, place: int) -> date:
    if every in ("once", "week"):
        return first + timedelta(weeks=place)
    years, month = divmod(first.year * 12 + first.month - 1 + _MONTHS[every] * place, 12)
    return date(years, month + 1, min(first.day, _days_in(years, month + 1)))


def _days_in(year: int, month: int) -> int:
    following = date(year + month // 12, month % 12 + 1, 1)
    return (following - timedelta(days=1)).day
