"""Limits of time (时限): so many hours, working days or calendar days, with the clock stopped and resumed (停计)."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal, TypeVar
from zoneinfo import ZoneInfo

from bihuan.engine.calendar.working_days import Calendar, IntArray

SHANGHAI = ZoneInfo("Asia/Shanghai")
END_OF_DAY = time(23, 59, 59, 999999)
_DAY = timedelta(days=1)

T = TypeVar("T", date, datetime)

LimitUnit = Literal["hours", "working_days", "calendar_days"]
_LABELS: dict[LimitUnit, str] = {"hours": "小时", "working_days": "个工作日", "calendar_days": "日"}

_WORDS: dict[str, LimitUnit] = {
    "小时": "hours",
    "工作日": "working_days",
    "日": "calendar_days",
    "天": "calendar_days",
    "自然日": "calendar_days",
}
_WRITTEN = re.compile(rf"(?P<amount>[0-9]{{1,5}})个?(?P<unit>{'|'.join(_WORDS)})")


@dataclass(frozen=True, slots=True)
class Limit:
    """So much time for something (时限)."""

    amount: int
    unit: LimitUnit

    def __post_init__(self) -> None:
        if self.unit not in _LABELS:
            raise ValueError(f"a limit runs in hours, working_days or calendar_days, not {self.unit!r}")
        if isinstance(self.amount, bool) or not isinstance(self.amount, int) or self.amount < 0:
            raise ValueError(f"a limit is a whole number from 0 up, not {self.amount!r}")

    @property
    def label(self) -> str:
        """As a notice writes it (3个工作日、30日、24小时)."""
        return f"{self.amount}{_LABELS[self.unit]}"


def limit_of(words: str) -> Limit | None:
    """Limit that is written so (读时限); None where no limit is.

    >>> limit_of("3个工作日")
    Limit(amount=3, unit='working_days')
    """
    found = _WRITTEN.fullmatch(words.strip())
    return None if found is None else Limit(int(found["amount"]), _WORDS[found["unit"]])


@dataclass(frozen=True, slots=True)
class Pause:
    """Time in which the clock stood still, with the reason (停计); no end while it still stands."""

    start: datetime
    end: datetime | None
    reason: str

    def __post_init__(self) -> None:
        _aware(self.start)
        if not self.reason.strip():
            raise ValueError("a clock is stopped for a reason")
        if self.end is not None and _aware(self.end).astimezone(UTC) < self.start.astimezone(UTC):
            raise ValueError("a pause does not end before it starts")


@dataclass(frozen=True, slots=True)
class Due:
    """When a limit runs out (到期), and why then; `at` and `on` are None while the clock stands still."""

    at: datetime | None
    on: date | None
    forecast: bool
    because: str


def due(limit: Limit, *, start: datetime, calendar: Calendar, pauses: Sequence[Pause] = ()) -> Due:
    """When a limit that starts at a moment runs out (到期时间), the clock stopped in the pauses.

    Hours run on the wall clock. A limit in days begins on the day after the start and ends with the end of its last
    day in Asia/Shanghai; the day on which the clock is stopped does not count, the day on which it is resumed does.

    Args: start: aware. pauses: in any order; they may overlap, and one may be open.
    Source: 民法典 (Civil Code), articles 200-202: hours from the set moment, days from the next day to 24:00.
    """
    _aware(start)
    if limit.unit == "hours":
        return _due_in_hours(limit, start, pauses)
    return _due_in_days(limit, start, calendar, pauses)


def due_days(limit: Limit, *, starts: IntArray, calendar: Calendar) -> IntArray:
    """Due days of many limits in days that no pause stopped (批量推算到期日), as day numbers like `starts`."""
    if limit.unit == "hours":
        raise ValueError("hours end at a moment, not on a day: use due")
    if limit.unit == "working_days":
        return calendar.add_working_days_all(starts, limit.amount)
    return starts + limit.amount


def local_day(moment: datetime) -> date:
    """The day that a moment lies in, in Asia/Shanghai (当地日期)."""
    return _aware(moment).astimezone(SHANGHAI).date()


def span_words(start: datetime, end: datetime) -> str:
    """How long it took, on the wall clock (用时), to a tenth of an hour.

    >>> span_words(datetime(2026, 3, 2, 9, tzinfo=SHANGHAI), datetime(2026, 3, 2, 12, 30, tzinfo=SHANGHAI))
    '3.5小时'
    """
    return f"{_hours(_aware(end) - _aware(start))}小时"


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier, or that month's last where it has no such day (若干月前).

    >>> months_before(date(2026, 5, 31), 3)
    datetime.date(2026, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def end_of(day: date) -> datetime:
    """Last moment of a day in Asia/Shanghai (当日终了)."""
    return datetime.combine(day, END_OF_DAY, tzinfo=SHANGHAI)


def _due_in_hours(limit: Limit, start: datetime, pauses: Sequence[Pause]) -> Due:
    begun = start.astimezone(UTC)
    at = begun + timedelta(hours=limit.amount)
    for pause_start, pause_end in _merged(_stopped_times(pauses)):
        stopped_at = max(pause_start, begun)
        if stopped_at >= at:
            break
        if pause_end is None:
            return _standing_still(pauses, left=f"{_hours(at - stopped_at)}小时")
        at += max(pause_end - stopped_at, timedelta(0))
    stopped = at - begun - timedelta(hours=limit.amount)
    words = f"自{_moment(start)}起{limit.label}" + (f"，停计{_hours(stopped)}小时" if stopped else "")
    local = at.astimezone(SHANGHAI)
    return Due(local, local.date(), forecast=False, because=f"{words}，{_moment(at)}到期。")


def _due_in_days(limit: Limit, start: datetime, calendar: Calendar, pauses: Sequence[Pause]) -> Due:
    add, between = _counting(limit, calendar)
    begun = local_day(start)
    on, stopped = add(begun, limit.amount), 0
    for pause_start, pause_end in _merged(_stopped_days(pauses)):
        before = max(pause_start - _DAY, begun)
        if before >= on:
            break
        if pause_end is None:
            return _standing_still(pauses, left=Limit(between(before, on), limit.unit).label)
        count = max(between(before, pause_end - _DAY), 0)
        on, stopped = add(on, count), stopped + count
    words = f"自{begun}次日起{limit.label}" + (f"，停计{Limit(stopped, limit.unit).label}" if stopped else "")
    grounds, forecast = _grounds(limit, calendar, years=range(begun.year, on.year + 1))
    return Due(end_of(on), on, forecast=forecast, because=f"{words}，{on}到期{grounds}。")


def _counting(limit: Limit, calendar: Calendar) -> tuple[Callable[[date, int], date], Callable[[date, date], int]]:
    if limit.unit == "working_days":
        return calendar.add_working_days, calendar.working_days_between
    return (lambda day, n: day + n * _DAY), (lambda a, b: (b - a).days)


def _stopped_times(pauses: Sequence[Pause]) -> Iterator[tuple[datetime, datetime | None]]:
    for pause in pauses:
        yield pause.start.astimezone(UTC), pause.end.astimezone(UTC) if pause.end else None


def _stopped_days(pauses: Sequence[Pause]) -> Iterator[tuple[date, date | None]]:
    for pause in pauses:
        yield local_day(pause.start), local_day(pause.end) if pause.end else None


def _merged(spans: Iterable[tuple[T, T | None]]) -> Iterator[tuple[T, T | None]]:
    """Spans in order, overlapping ones put together; None is an open end."""
    current: tuple[T, T | None] | None = None
    for start, end in sorted(spans, key=lambda span: span[0]):
        if current is None:
            current = start, end
        elif current[1] is None or start <= current[1]:
            current = current[0], None if current[1] is None or end is None else max(current[1], end)
        else:
            yield current
            current = start, end
    if current is not None:
        yield current


def _standing_still(pauses: Sequence[Pause], *, left: str) -> Due:
    reason = next(pause.reason for pause in pauses if pause.end is None)
    return Due(None, None, forecast=False, because=f"停计中（{reason}），恢复后还有{left}。")


def _grounds(limit: Limit, calendar: Calendar, *, years: range) -> tuple[str, bool]:
    """What the count of working days rests on: the notices' numbers, and the years that are forecast."""
    if limit.unit != "working_days":
        return "", False
    known = [calendar.years[year].notice for year in years if year in calendar.years]
    numbers = "、".join(notice for notice in known if notice)
    forecast = [year for year in years if calendar.is_forecast_year(year)]
    words = [f"按{numbers}"] if numbers else []
    words += [f"{'、'.join(map(str, forecast))}年放假安排尚未公布，为预测"] if forecast else []
    return f"（{'；'.join(words)}）", bool(forecast)


def _hours(length: timedelta) -> str:
    return f"{length.total_seconds() / 3600:.1f}".removesuffix(".0")


def _moment(moment: datetime) -> str:
    return moment.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M")


def _aware(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("a moment carries its time zone")
    return moment
