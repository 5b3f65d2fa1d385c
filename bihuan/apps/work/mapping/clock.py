"""Due days of an item: set by a person or by a limit, moved on by the time the clock stood still (办理时限)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bihuan.engine.calendar import Calendar, Limit, Pause, due, end_of, local_day

WHOLE = "submit_feedback"
"""The limit of the whole handling stands at the move that hands in (办理总时限)."""


@dataclass(frozen=True)
class DueDay:
    """A due day with what it rests on; `at` is the last moment."""

    on: date
    at: datetime
    is_forecast: bool
    because: str


def set_by_hand(day: date, *, because: str) -> DueDay:
    """A due day that somebody set: the end of that day, whatever the calendar says."""
    return DueDay(on=day, at=end_of(day), is_forecast=False, because=because)


def by_limit(limit: Limit, *, start: datetime, calendar: Calendar) -> DueDay:
    """The due day that a limit gives from a moment on."""
    found = due(limit, start=start, calendar=calendar)
    assert found.at is not None
    assert found.on is not None, "without pauses a limit ends"
    return DueDay(on=found.on, at=found.at, is_forecast=found.forecast, because=found.because)


def moved_on(present: DueDay, *, pause: Pause, in_hours: bool, calendar: Calendar) -> DueDay:
    """The due day after a pause ended: as much time is left as when the clock stopped.

    What was overdue already when the clock stopped stays where it was.
    """
    if pause.end is None or pause.start >= present.at:
        return present
    if in_hours:
        at = present.at + (pause.end - pause.start)
        return DueDay(local_day(at), at, present.is_forecast, f"{present.because.rstrip('。')}，停计后顺延。")
    before = local_day(pause.start) - timedelta(days=1)
    left = Limit(max(calendar.working_days_between(before, present.on), 0), "working_days")
    resumed = local_day(pause.end) - timedelta(days=1)
    on = max(calendar.add_working_days(resumed, left.amount), present.on)
    return DueDay(on, end_of(on), calendar.is_forecast(on), f"停计时还有{left.label}，恢复后顺延至{on}。")
