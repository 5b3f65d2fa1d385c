"""A stretch of days along a drawing (时间轴): where each day lies, and the months, quarters and years above it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from bihuan.engine.charts.drawing import room

Zoom = Literal["month", "quarter", "year"]
Unit = Literal["ten_days", "month", "quarter", "year"]

UNITS: dict[Zoom, tuple[Unit, Unit]] = {
    "month": ("month", "ten_days"),
    "quarter": ("quarter", "month"),
    "year": ("year", "quarter"),
}
"""What the upper and the lower line of a scale tell."""
DAY_WIDTH: dict[Zoom, float] = {"month": 6.0, "quarter": 1.6, "year": 0.6}
"""Width of a day where the drawing may be as wide as it likes."""
WINDOWS: dict[Zoom, tuple[Unit, int, int]] = {
    "month": ("month", 1, 4),
    "quarter": ("quarter", 1, 6),
    "year": ("year", 1, 4),
}
"""What a page shows around a day: periods of what, how many before it, how many in all."""
QUARTERS = "一二三四"
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """One period of a scale (一格): its first day, the first after it, its word in full and in short."""

    first: date
    after: date
    word: str
    short_word: str


@dataclass(frozen=True, slots=True)
class Tick:
    """One period as drawn (刻度): where it begins and ends, and its word, empty where it has no room."""

    x: float
    end: float
    word: str


@dataclass(frozen=True, slots=True)
class TimeScale:
    """Days from first to last, both in full, laid over a width (时间轴)."""

    first: date
    last: date
    zoom: Zoom
    left: float
    width: float

    @property
    def right(self) -> float:
        """Where it ends (右端)."""
        return self.left + self.width

    def x(self, on: date) -> float:
        """Where a day begins (某日的起点); the edge for a day outside."""
        days = (self.last - self.first).days + 1
        part = (on - self.first).days / days
        return round(self.left + min(max(part, 0.0), 1.0) * self.width, 1)

    def end(self, on: date) -> float:
        """Where a day ends (某日的终点)."""
        return self.x(on + DAY)

    def holds(self, on: date) -> bool:
        """Whether a day lies on it (是否在轴上)."""
        return self.first <= on <= self.last

    def upper(self, size: float) -> tuple[Tick, ...]:
        """The wider periods (上行刻度)."""
        return _ticks(self, UNITS[self.zoom][0], size)

    def lower(self, size: float) -> tuple[Tick, ...]:
        """The narrower periods (下行刻度)."""
        return _ticks(self, UNITS[self.zoom][1], size)


@lru_cache(maxsize=64)
def _ticks(scale: TimeScale, unit: Unit, size: float) -> tuple[Tick, ...]:
    """Words in full where all of them fit, else in short; a row too long for that is thinned from the left."""
    found = list(periods(scale.first, scale.last, unit))
    is_full = all(_fits(scale, period, size) for period in found[1:-1] or found)
    free, ticks = scale.left, []
    for period in found:
        x = scale.x(period.first)
        word = period.word if is_full and _fits(scale, period, size) else period.short_word
        has_room = x >= free and x + 3 + room(word, size) <= scale.right
        if has_room:
            free = x + 3 + room(word, size) + 4
        ticks.append(Tick(x, scale.x(period.after), word if has_room else ""))
    return tuple(ticks)


def _fits(scale: TimeScale, period: Period, size: float) -> bool:
    return scale.x(period.first) + 3 + room(period.word, size) <= scale.x(period.after)


def periods(first: date, last: date, unit: Unit) -> Iterator[Period]:
    """The periods of a unit that touch the days from first to last (各期), the first from its own first day."""
    starts = [_floor(first, unit)]
    while starts[-1] <= last:
        starts.append(_next(starts[-1], unit))
    for start, after in pairwise(starts):
        yield Period(max(start, first), after, *_words(start, unit))


def stretch(days: Iterable[date], zoom: Zoom) -> tuple[date, date]:
    """First and last day of a scale that holds all days given (起止): whole months, or whole quarters for years."""
    known = sorted(days)
    unit: Unit = "quarter" if zoom == "year" else "month"
    return _floor(known[0], unit), _next(_floor(known[-1], unit), unit) - DAY


def window(at: date, zoom: Zoom) -> tuple[date, date]:
    """The days that a page shows around one (所看时段): four months, six quarters or four years.

    >>> window(date(2026, 11, 26), "month")
    (datetime.date(2026, 10, 1), datetime.date(2027, 1, 31))
    """
    unit, before, many = WINDOWS[zoom]
    start = _floor(at, unit)
    for _ in range(before):
        start = _floor(start - DAY, unit)
    after = start
    for _ in range(many):
        after = _next(after, unit)
    return start, after - DAY


def moved(at: date, zoom: Zoom, steps: int) -> date:
    """The day as many periods later, or earlier, on the same page as far as it goes (前移、后移)."""
    unit = WINDOWS[zoom][0]
    start = _floor(at, unit)
    for _ in range(abs(steps)):
        start = _next(start, unit) if steps > 0 else _floor(start - DAY, unit)
    return start


def _floor(on: date, unit: Unit) -> date:
    match unit:
        case "ten_days":
            return on.replace(day=min((on.day - 1) // 10, 2) * 10 + 1)
        case "month":
            return on.replace(day=1)
        case "quarter":
            return date(on.year, (on.month - 1) // 3 * 3 + 1, 1)
        case "year":
            return date(on.year, 1, 1)


def _next(start: date, unit: Unit) -> date:
    if unit == "ten_days" and start.day < 21:
        return start + 10 * DAY
    months = {"ten_days": 1, "month": 1, "quarter": 3, "year": 12}[unit]
    place = start.year * 12 + start.month - 1 + months
    return date(place // 12, place % 12 + 1, 1)


def _words(start: date, unit: Unit) -> tuple[str, str]:
    quarter = f"{QUARTERS[(start.month - 1) // 3]}季度"
    match unit:
        case "ten_days":
            return f"{'上中下'[start.day // 10]}旬", str(start.day)
        case "month":
            return (f"{start.year}年{start.month}月", f"{start.month}月")
        case "quarter":
            return f"{start.year}年{quarter}", quarter
        case "year":
            return f"{start.year}年", str(start.year)
