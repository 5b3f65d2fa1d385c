"""Working days counted day by day (逐日数工作日)."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from bihuan.engine.calendar import SHANGHAI, Calendar, Pause

DAY = timedelta(days=1)


def add_by_walking(calendar: Calendar, day: date, n: int) -> date:
    """Step one day at a time and count those that are worked."""
    step = DAY if n > 0 else -DAY
    left = abs(n)
    while left:
        day += step
        left -= calendar.is_working(day)
    return day


def between_by_walking(calendar: Calendar, a: date, b: date) -> int:
    """Count the worked days after the earlier day up to the later one."""
    first, last = min(a, b), max(a, b)
    count = sum(calendar.is_working(first + step * DAY) for step in range(1, (last - first).days + 1))
    return count if a <= b else -count


def due_day_by_walking(calendar: Calendar, start: datetime, n: int, pauses: Sequence[Pause]) -> date | None:
    """Count down worked days that no pause covers; None when an open pause is reached first."""
    day, left = start.astimezone(SHANGHAI).date(), n
    while left:
        day += DAY
        covering = [pause for pause in pauses if _covers(pause, day)]
        if calendar.is_working(day) and any(pause.end is None for pause in covering):
            return None
        left -= calendar.is_working(day) and not covering
    return day


def due_hour_by_ticking(start: datetime, hours: int, pauses: Sequence[Pause]) -> datetime | None:
    """Let a clock tick in whole hours, standing still in each pause; pauses start and end on whole hours."""
    now, left = start, hours
    while left:
        covering = [pause for pause in pauses if pause.start <= now and (pause.end is None or now < pause.end)]
        if any(pause.end is None for pause in covering):
            return None
        left -= not covering
        now += timedelta(hours=1)
    return now


def _covers(pause: Pause, day: date) -> bool:
    first = pause.start.astimezone(SHANGHAI).date()
    return first <= day and (pause.end is None or day < pause.end.astimezone(SHANGHAI).date())
