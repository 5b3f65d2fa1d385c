"""Which days are worked (工作日), and counting in them: two integer arrays make each question two look-ups."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import numpy as np
from numpy.typing import NDArray

from bihuan.engine.calendar.holiday_years import HolidayYear

IntArray = NDArray[np.int64]

FIRST = date(1980, 1, 1)
LAST = date(2079, 12, 31)
_START = FIRST.toordinal()


class BeyondCalendar(ValueError):
    """A day lies outside the years that the calendar counts in (超出日历范围)."""

    def __init__(self) -> None:
        super().__init__(f"日期超出日历范围（{FIRST}至{LAST}），请核对年份或天数。")


class Calendar:
    """Working days after the yearly notices (工作日历); years without a notice are forecasts from what is known.

    Day numbers in the array versions are `date.toordinal()`.
    """

    def __init__(self, years: Iterable[HolidayYear] = ()) -> None:
        self.years: dict[int, HolidayYear] = {}
        for year in years:
            if year.year in self.years:
                raise ValueError(f"two arrangements of holidays for {year.year}")
            self.years[year.year] = year
        self._is_working = _worked(self.years.values())
        self._until = np.cumsum(self._is_working, dtype=np.int64)
        self._nth = np.flatnonzero(self._is_working).astype(np.int64)

    def with_year(self, year: HolidayYear) -> Calendar:
        """The same calendar with one year put in or replaced (补充或替换一年)."""
        return Calendar((self.years | {year.year: year}).values())

    def is_working(self, day: date) -> bool:
        """Whether the day is worked (是否工作日)."""
        return bool(self._is_working[_offset(day)])

    def is_forecast(self, day: date) -> bool:
        """Whether no notice says how the day is (是否预测): its year is not published yet."""
        return self.is_forecast_year(day.year)

    def is_forecast_year(self, year: int) -> bool:
        """Whether no notice is known for the year (该年安排是否预测)."""
        return year not in self.years or self.years[year].is_forecast

    def add_working_days(self, day: date, n: int) -> date:
        """The n-th working day after a day, or before it where n is negative (第n个工作日); the day itself where 0."""
        if n == 0:
            return day
        worked = self._worked_until(day) if n > 0 else self._worked_before(day)
        place = worked + n - 1 if n > 0 else worked + n
        if not 0 <= place < len(self._nth):
            raise BeyondCalendar
        return date.fromordinal(_START + int(self._nth[place]))

    def working_days_between(self, a: date, b: date) -> int:
        """Working days after a up to and with b (期间工作日数); negative where b comes first."""
        return self._worked_until(b) - self._worked_until(a)

    def add_working_days_all(self, days: IntArray, n: IntArray | int) -> IntArray:
        """`add_working_days` over arrays of day numbers (批量推算工作日)."""
        offsets = _offsets(days)
        n = np.asarray(n, dtype=np.int64)
        worked = self._until[offsets] - np.where(n < 0, self._is_working[offsets], 0)
        place = np.where(n > 0, worked + n - 1, worked + n)
        if np.any((place < 0) | (place >= len(self._nth)), where=n != 0):
            raise BeyondCalendar
        found = self._nth[np.clip(place, 0, len(self._nth) - 1)]
        return np.where(n == 0, offsets, found) + _START

    def working_days_between_all(self, a: IntArray, b: IntArray) -> IntArray:
        """`working_days_between` over arrays of day numbers (批量计算工作日数)."""
        counted: IntArray = self._until[_offsets(b)] - self._until[_offsets(a)]
        return counted

    def _worked_until(self, day: date) -> int:
        return int(self._until[_offset(day)])

    def _worked_before(self, day: date) -> int:
        return self._worked_until(day) - int(self.is_working(day))


def _worked(years: Iterable[HolidayYear]) -> NDArray[np.bool_]:
    """Weekdays, less the days off, with the make-up days; a later year's notice speaks last on shared days."""
    numbers = np.arange(_START, LAST.toordinal() + 1)
    worked = (numbers - 1) % 7 < 5
    for year in sorted(years, key=lambda each: each.year):
        worked[[_offset(day) for day in year.off]] = False
        worked[[_offset(day) for day in year.working]] = True
    return worked


def _offset(day: date) -> int:
    offset = day.toordinal() - _START
    if not 0 <= offset <= LAST.toordinal() - _START:
        raise BeyondCalendar
    return offset


def _offsets(days: IntArray) -> IntArray:
    offsets: IntArray = np.asarray(days, dtype=np.int64) - _START
    if offsets.size and (offsets.min() < 0 or offsets.max() > LAST.toordinal() - _START):
        raise BeyondCalendar
    return offsets
