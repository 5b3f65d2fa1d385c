"""Days in all the ways that offices write them (日期的各种写法)."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bihuan.engine.office.cells.words import CellWords, Raw, is_blank, plain, shown
from bihuan.engine.values import Finding

_YEAR = r"(?P<year>20\d\d|19\d\d|\d\d)"
_MONTH, _DAY = r"(?P<month>\d{1,2})", r"(?P<day>\d{1,2})"
_WEEKDAY = r"(?:\(?(?:星期|周)[一二三四五六日天]\)?)?"
_CLOCK = re.compile(r"[T\s]+\d{1,2}[:：]\d{2}(?:[:：]\d{2}(?:\.\d+)?)?\s*$")
_FORMS = tuple(
    re.compile(form + _WEEKDAY)
    for form in (
        rf"{_YEAR}[-/.]{_MONTH}[-/.]{_DAY}[日号]?",
        rf"{_YEAR}年{_MONTH}[-/.月]{_DAY}[日号]?",
        r"(?P<year>20\d\d)(?P<month>\d\d)(?P<day>\d\d)",
        rf"{_MONTH}月{_DAY}[日号]?",
    )
)
_SLASHED = re.compile(r"(\d{1,2})[/.](\d{1,2})[日号]?")
FIRST_SERIAL, LAST_SERIAL = 29221, 73415
"""Numbers that a spreadsheet shows as the days from 1980-01-01 to 2100-12-31 (日期序列值)."""


@dataclass(frozen=True, slots=True)
class DayContext:
    """What a day in a cell is read with (日期的上下文): the table's year, whether the file counts from 1904."""

    year: int | None = None
    from_1904: bool = False


NO_CONTEXT = DayContext()


def read_day(raw: Raw, *, at: str, words: CellWords, context: DayContext = NO_CONTEXT) -> date | Finding | None:
    """One day (读日期); None where the cell says that there is none. For months and quarters see `read_deadline`."""
    if is_blank(raw):
        return None
    if isinstance(raw, str):
        return _day_of_text(raw, at=at, words=words, context=context)
    found = day_of_cell(raw, at=at, context=context)
    return found if found is not None else no_day(raw, at)


def day_of_cell(raw: Raw, *, at: str, context: DayContext) -> date | Finding | None:
    """The day of a cell that is no text (单元格日期): a true day, a serial number, 20260305; None where it is none."""
    match raw:
        case bool() | time() | timedelta() | str() | None:
            return None
        case datetime():
            return _within_reason(raw.date(), raw, at)
        case date():
            return _within_reason(raw, raw, at)
        case float() | int() if float(raw).is_integer():
            return _day_of_number(int(raw), context=context)
    return None


def _within_reason(day: date, raw: Raw, at: str) -> date | Finding:
    if 1980 <= day.year <= 2100:
        return day
    return Finding("day_out_of_reach", at, f"日期“{shown(raw)}”不合常理，可能输错了年份或单元格格式，请核对。")


def _day_of_number(number: int, *, context: DayContext) -> date | None:
    if 19800101 <= number <= 21001231:
        return _valid(number // 10000, number // 100 % 100, number % 100)
    shifted = number + 1462 if context.from_1904 else number
    return date(1899, 12, 30) + timedelta(days=shifted) if FIRST_SERIAL <= shifted <= LAST_SERIAL else None


def _day_of_text(raw: str, *, at: str, words: CellWords, context: DayContext) -> date | Finding | None:
    text = plain_day(raw)
    if text in words.unknown:
        return None
    return day_of_text(text, raw, at=at, context=context) or no_day(raw, at)


def plain_day(raw: str) -> str:
    """The text of a cell for comparing, without the time of day that programs add (比对用日期)."""
    return plain(_CLOCK.sub("", raw))


def day_of_text(text: str, raw: Raw, *, at: str, context: DayContext) -> date | Finding | None:
    """The day that a plain text says in full or without its year (文字日期); None where it has another form."""
    for form in _FORMS:
        if found := form.fullmatch(text):
            return _complete(found.groupdict(), raw, at=at, context=context)
    if (found := _SLASHED.fullmatch(text)) and 1 <= int(found[1]) <= 12:
        return _complete({"month": found[1], "day": found[2]}, raw, at=at, context=context)
    if text.isdigit() and 5 <= len(text) <= 8:
        return _day_of_number(int(text), context=context)
    return None


def _complete(said: dict[str, str], raw: Raw, *, at: str, context: DayContext) -> date | Finding:
    year = whole_year(said.get("year"), raw, at=at, context=context)
    if isinstance(year, Finding):
        return year
    found = _valid(year, int(said["month"]), int(said["day"]))
    return found or Finding("no_such_day", at, f"日历上没有“{shown(raw)}”这一天，请核对。")


def whole_year(said: str | None, raw: Raw, *, at: str, context: DayContext) -> int | Finding:
    """The year that was meant (补全年份): as said, of this century, or the table's; asked where neither tells."""
    if said and len(said) == 4:
        return int(said)
    if said and (context.year is None or abs(2000 + int(said) - context.year) <= 10):
        return 2000 + int(said)
    if said is None and context.year is not None:
        return context.year
    return Finding("no_year", at, f"“{shown(raw)}”没有写明是哪一年，请写成2026-03-05这样，或选定本表的年度。")


def _valid(year: int, month: int, day: int) -> date | None:
    if 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]:
        return date(year, month, day)
    return None


def no_day(raw: Raw, at: str) -> Finding:
    """That a cell holds no day (不是日期), with how to write one."""
    return Finding("not_a_day", at, f"“{shown(raw)}”看不出是哪一天，请写成2026-03-05这样。")


def last_day(year: int, month: int) -> date:
    """The last day of a month (月末)."""
    return date(year, month, monthrange(year, month)[1])
