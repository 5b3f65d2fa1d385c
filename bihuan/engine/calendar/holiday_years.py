"""One year's arrangement of holidays (节假日安排), as the State Council's yearly notice gives it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain
from typing import Any

from bihuan.engine.values import Finding


class BadHolidayYear(ValueError):
    """A year's holidays contradict themselves (节假日安排有误); `findings` says where."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("；".join(map(str, self.findings)))


@dataclass(frozen=True, slots=True)
class HolidayYear:
    """Days off and make-up working days of one year (放假调休), with the notice; no notice means a forecast (预测).

    The days around New Year's Day may lie in the last week of the year before.
    """

    year: int
    off: frozenset[date]
    working: frozenset[date]
    notice: str | None

    def __post_init__(self) -> None:
        findings = [*self._both_off_and_working(), *self._outside()]
        if findings:
            raise BadHolidayYear(findings)

    @property
    def is_forecast(self) -> bool:
        """Whether no notice stands behind it yet (预测)."""
        return self.notice is None

    def _both_off_and_working(self) -> Iterable[Finding]:
        for day in sorted(self.off & self.working):
            yield Finding("day_off_and_working", f"{self.year}年", f"{day}既列为放假又列为上班，请删去一处。")

    def _outside(self) -> Iterable[Finding]:
        first, last = date(self.year - 1, 12, 25), date(self.year + 1, 1, 5)
        for day in sorted(self.off | self.working):
            if not first <= day <= last:
                yield Finding("day_outside_year", f"{self.year}年", f"{day}不在{self.year}年的安排之内，请核对年份。")


def build(body: Mapping[str, Any]) -> HolidayYear:
    """Year of holidays from a definition's body (由定义生成).

    Args: body: `year`, `notice` (or null), `holidays`: a list of `name`, `from`, `to`, `working` (ISO days).
    Raises: BadHolidayYear: a day is off and working, lies in another year, or an arrangement ends before it starts.
    """
    holidays = body["holidays"]
    off = chain.from_iterable(_days(holiday, at=f"holidays[{place}]") for place, holiday in enumerate(holidays))
    working = (date.fromisoformat(day) for holiday in holidays for day in holiday.get("working", ()))
    return HolidayYear(body["year"], frozenset(off), frozenset(working), body["notice"])


def _days(holiday: Mapping[str, Any], *, at: str) -> list[date]:
    first, last = date.fromisoformat(holiday["from"]), date.fromisoformat(holiday["to"])
    if last < first:
        sentence = f"{holiday['name']}的止日{last}早于起日{first}，请对调。"
        raise BadHolidayYear([Finding("ends_before_start", at, sentence)])
    return [first + timedelta(days=step) for step in range((last - first).days + 1)]
