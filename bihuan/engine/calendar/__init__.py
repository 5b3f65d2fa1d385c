"""Working days, holidays and limits of time (工作日历与时限)."""

from bihuan.engine.calendar.holiday_years import BadHolidayYear, HolidayYear, build
from bihuan.engine.calendar.limits import (
    SHANGHAI,
    Due,
    Limit,
    LimitUnit,
    Pause,
    due,
    due_days,
    end_of,
    limit_of,
    local_day,
    months_before,
    span_words,
)
from bihuan.engine.calendar.recurring import EVERY, recurring_days
from bihuan.engine.calendar.spent import filling_hours, time_spent
from bihuan.engine.calendar.working_days import FIRST, LAST, BeyondCalendar, Calendar

__all__ = [
    "EVERY",
    "FIRST",
    "LAST",
    "SHANGHAI",
    "BadHolidayYear",
    "BeyondCalendar",
    "Calendar",
    "Due",
    "HolidayYear",
    "Limit",
    "LimitUnit",
    "Pause",
    "build",
    "due",
    "due_days",
    "end_of",
    "filling_hours",
    "limit_of",
    "local_day",
    "months_before",
    "recurring_days",
    "span_words",
    "time_spent",
]
