"""When a message may disturb a person: working days outside the quiet hours (免打扰)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bihuan.engine.calendar import Calendar

ROUNDS = 12
"""More steps than a few spans can take before a free hour of some working day is found."""


@dataclass(frozen=True)
class QuietHours:
    """Hours of each day in which nobody is disturbed (免打扰时段): from the evening until the morning.

    rest_days: whether rest days are quiet throughout.
    """

    begin: time
    end: time
    rest_days: bool = True

    def covers(self, hour: time) -> bool:
        """Whether an hour of the day is quiet; a span over midnight too, an empty span never."""
        if self.begin <= self.end:
            return self.begin <= hour < self.end
        return hour >= self.begin or hour < self.end


def next_moment(at: datetime, *, calendar: Calendar, quiet: tuple[QuietHours, ...]) -> datetime:
    """The first moment from `at` on at which no quiet hours hold (最早可发时间).

    Args: at: with its time zone; hours and days are read in it. quiet: the district's, then a person's own; where
    together they leave no hour of a day, the first alone holds.
    """
    moment = at
    for _ in range(ROUNDS):
        day = _working(moment.date(), calendar, quiet)
        if day != moment.date():
            moment = datetime.combine(day, time(), tzinfo=at.tzinfo)
        ends = [_end(moment, each) for each in quiet if each.covers(moment.time())]
        if not ends:
            return moment
        moment = max(ends)
    return next_moment(at, calendar=calendar, quiet=quiet[:1])


def _working(day: date, calendar: Calendar, quiet: tuple[QuietHours, ...]) -> date:
    if any(each.rest_days for each in quiet) and not calendar.is_working(day):
        return calendar.add_working_days(day, 1)
    return day


def _end(at: datetime, quiet: QuietHours) -> datetime:
    """The end of the quiet hours that hold at a moment: today, or tomorrow where they began this evening."""
    end = datetime.combine(at.date(), quiet.end, tzinfo=at.tzinfo)
    return end if end > at else end + timedelta(days=1)
