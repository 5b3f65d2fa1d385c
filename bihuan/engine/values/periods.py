"""Periods of figures (报告期): a month alone, January to a month, a quarter. Each is a value of its own type."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """One month alone (当月)."""

    year: int
    month: int

    def __post_init__(self) -> None:
        _refuse_no_month(self.year, self.month)

    @property
    def label(self) -> str:
        """As a bulletin writes it (2026年5月)."""
        return f"{self.year}年{self.month}月"

    @property
    def start_on(self) -> date:
        """First day (首日)."""
        return date(self.year, self.month, 1)

    @property
    def end_on(self) -> date:
        """Last day (末日)."""
        return _last_day(self.year, self.month)

    def shifted(self, months: int) -> Month:
        """The month so many months later, or earlier where negative (前后推移)."""
        years, month = divmod(self.year * 12 + self.month - 1 + months, 12)
        return Month(years, month + 1)

    @property
    def year_to_date(self) -> YearToDate:
        """January to this month (累计)."""
        return YearToDate(self.year, self.month)

    @property
    def quarter(self) -> Quarter:
        """The quarter that this month lies in (所在季度)."""
        return Quarter(self.year, (self.month + 2) // 3)


@dataclass(frozen=True, slots=True, order=True)
class YearToDate:
    """January to a month, both included (累计)."""

    year: int
    month: int

    def __post_init__(self) -> None:
        _refuse_no_month(self.year, self.month)

    @property
    def label(self) -> str:
        """As a bulletin writes it (2026年1—5月; the whole year is 2026年全年)."""
        if self.month == 12:
            return f"{self.year}年全年"
        return f"{self.year}年1月" if self.month == 1 else f"{self.year}年1—{self.month}月"

    @property
    def start_on(self) -> date:
        """First day (首日)."""
        return date(self.year, 1, 1)

    @property
    def end_on(self) -> date:
        """Last day (末日)."""
        return _last_day(self.year, self.month)


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """One quarter alone (季度)."""

    year: int
    quarter: int

    def __post_init__(self) -> None:
        if not 1 <= self.quarter <= 4:
            raise ValueError(f"a year has quarters 1 to 4, not {self.quarter}")
        _refuse_no_month(self.year, 1)

    @property
    def label(self) -> str:
        """As a bulletin writes it (2026年一季度)."""
        return f"{self.year}年{'一二三四'[self.quarter - 1]}季度"

    @property
    def start_on(self) -> date:
        """First day (首日)."""
        return date(self.year, self.quarter * 3 - 2, 1)

    @property
    def end_on(self) -> date:
        """Last day (末日)."""
        return _last_day(self.year, self.quarter * 3)

    def shifted(self, quarters: int) -> Quarter:
        """The quarter so many quarters later, or earlier where negative (前后推移)."""
        year, quarter = divmod(self.year * 4 + self.quarter - 1 + quarters, 4)
        return Quarter(year, quarter + 1)


Period = Month | YearToDate | Quarter


def _refuse_no_month(year: int, month: int) -> None:
    if not 1 <= month <= 12:
        raise ValueError(f"a year has months 1 to 12, not {month}")
    if not 1900 <= year <= 2200:
        raise ValueError(f"{year} is not a year of this work")


def _last_day(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
