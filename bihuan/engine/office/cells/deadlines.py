"""By when something is due, as offices write it (完成时限的各种写法): a day, the end of a month, or without an end."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from bihuan.engine.office.cells.days import (
    NO_CONTEXT,
    DayContext,
    day_of_cell,
    day_of_text,
    last_day,
    no_day,
    plain_day,
    whole_year,
)
from bihuan.engine.office.cells.words import CellWords, Raw, is_blank, shown, tidy
from bihuan.engine.values import Finding

Precision = Literal["day", "month", "quarter", "half", "year", "standing"]

_YEAR = r"(?:(?P<year>20\d\d|\d\d)年?)?"
_TAIL = re.compile(r"(?:之前|以前|前|止|以内|内|完成)+$")
_BEFORE_PERIOD = re.compile(r"(?:.*\d月份?|.*季度?|.*半年|20\d\d年?)(?:之|以)?前(?:完成)?")
_MONTH = re.compile(_YEAR + r"(?P<month>\d{1,2})月份?(?P<part>底|末|初|中|上旬|中旬|下旬)?")
_BARE_MONTH = re.compile(r"(?P<year>20\d\d)[-/.](?P<month>\d{1,2})")
_QUARTER = re.compile(_YEAR + r"(?:第?(?P<quarter>[一二三四1-4])季度?(?:底|末)?|[Qq](?P<q>[1-4]))")
_HALF = re.compile(_YEAR + r"(?P<half>[上下])半年(?:底|末)?")
_WHOLE = re.compile(r"(?P<year>20\d\d)年?(?:底|末|年底|年末|全年)?")
_WORDED_YEAR = re.compile(r"(?P<year>20\d\d|\d\d)?年?(?P<words>.*)")
_RECURRING = re.compile(r"(?:逐|每)(?:个)?(?:年|半年|季度?|月|周|旬|日|天|工作日).*|按(?:月|季度?|年|周).*")
_RANGE = re.compile(r"(?P<first>[^-至到~—–]+)(?:至|到|~|—+|–|--?)(?P<last>[^-至到~—–]+)")
_MONTHS_RANGE = re.compile(_YEAR + r"\d{1,2}(?:月份?)?[-—–~至到](?P<month>\d{1,2})月份?(?P<part>底|末)?")
_SEVERAL = re.compile(r"[;。\n]|,")
_PARTS = {"初": 10, "上旬": 10, "中": 20, "中旬": 20}
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4}


@dataclass(frozen=True, slots=True)
class Deadline:
    """By when (完成时限): the words, the last day that they allow, and how exactly they say it.

    due_on is None where there is no end (长期, 每月): `precision` is then "standing".
    """

    words: str
    due_on: date | None
    precision: Precision

    def __post_init__(self) -> None:
        if (self.due_on is None) != (self.precision == "standing"):
            raise ValueError("a deadline has a day unless it is standing")


def read_deadline(
    raw: Raw, *, at: str, words: CellWords, context: DayContext = NO_CONTEXT
) -> Deadline | Finding | None:
    """By when something is due (读完成时限); None where the cell says that there is none."""
    if is_blank(raw):
        return None
    if not isinstance(raw, str):
        return _of_cell(raw, at=at, context=context)
    text = plain_day(raw)
    if text in words.unknown:
        return None
    if text in words.standing or _RECURRING.fullmatch(text):
        return Deadline(tidy(raw), None, "standing")
    if _BEFORE_PERIOD.fullmatch(text):
        sentence = f"“{shown(raw)}”分不清含不含这个时段（“6月前”可能是5月底，也可能是6月底），请写明日期。"
        return Finding("before_a_period", at, sentence)
    return _of_text(text, raw, at=at, words=words, context=context) or _no_deadline(text, raw, at)


def _no_deadline(text: str, raw: str, at: str) -> Finding:
    if _SEVERAL.search(text):
        return Finding("several_days", at, f"“{shown(raw)}”里有几个时间，请只写最后完成的日期，其余写进节点。")
    return no_day(raw, at)


def _of_cell(raw: Raw, *, at: str, context: DayContext) -> Deadline | Finding:
    if isinstance(raw, float | int) and not isinstance(raw, bool):
        if 2000 <= raw <= 2100 and float(raw).is_integer():
            return Deadline(f"{int(raw)}年", date(int(raw), 12, 31), "year")
        if not float(raw).is_integer():
            sentence = (
                f"“{shown(raw)}”是个小数，分不清是几月几日（3.1可能是3月1日，也可能是3月10日），请写成2026-03-10这样。"
            )
            return Finding("day_became_number", at, sentence)
    day = day_of_cell(raw, at=at, context=context)
    if day is None or isinstance(day, Finding):
        return day or no_day(raw, at)
    return Deadline(day.isoformat(), day, "day")


def _of_text(text: str, raw: str, *, at: str, words: CellWords, context: DayContext) -> Deadline | Finding | None:
    core = _TAIL.sub("", text)
    for said in dict.fromkeys((text, core)):
        day = day_of_text(said, raw, at=at, context=context)
        if day is not None:
            return day if isinstance(day, Finding) else Deadline(tidy(raw), day, "day")
    if found := _worded_year(text, core, words):
        return _ending(found, raw, month=12, precision="year", at=at, context=context)
    for said in dict.fromkeys((core, text)):
        if (span := _span(said, raw, at=at, context=context)) is not None:
            return span
    return _last_of_range(core, raw, at=at, words=words, context=context)


def _worded_year(text: str, core: str, words: CellWords) -> re.Match[str] | None:
    """年底, 2026年底前 and the like: the words as listed, with or without a year before them."""
    for said in (text, core):
        found = _WORDED_YEAR.fullmatch(said)
        tail = found["words"] if found else ""
        if found and tail and {tail, f"年{tail}", said} & words.year_end:
            return found
    return _WHOLE.fullmatch(core)


def _span(text: str, raw: str, *, at: str, context: DayContext) -> Deadline | Finding | None:
    """The end of a month, of a part of it, of a quarter or of half a year."""
    if found := _MONTH.fullmatch(text) or _BARE_MONTH.fullmatch(text) or _MONTHS_RANGE.fullmatch(text):
        return _month_end(found, raw, at=at, context=context)
    if found := _QUARTER.fullmatch(text):
        said = found["quarter"] or found["q"]
        month = _QUARTERS.get(said, 0) or int(said)
        return _ending(found, raw, month=month * 3, precision="quarter", at=at, context=context)
    if found := _HALF.fullmatch(text):
        month = 6 if found["half"] == "上" else 12
        return _ending(found, raw, month=month, precision="half", at=at, context=context)
    return None


def _month_end(found: re.Match[str], raw: str, *, at: str, context: DayContext) -> Deadline | Finding:
    month = int(found["month"])
    if not 1 <= month <= 12:
        return Finding("no_such_day", at, f"“{shown(raw)}”里的月份不对，请核对。")
    end = _ending(found, raw, month=month, precision="month", at=at, context=context)
    day = _PARTS.get(found.groupdict().get("part") or "")
    if isinstance(end, Finding) or day is None or end.due_on is None:
        return end
    return Deadline(end.words, end.due_on.replace(day=day), "month")


def _ending(
    found: re.Match[str], raw: str, *, month: int, precision: Precision, at: str, context: DayContext
) -> Deadline | Finding:
    year = whole_year(found.groupdict().get("year"), raw, at=at, context=context)
    return year if isinstance(year, Finding) else Deadline(tidy(raw), last_day(year, month), precision)


def _last_of_range(text: str, raw: str, *, at: str, words: CellWords, context: DayContext) -> Deadline | Finding | None:
    """Of 3月至6月底 the later end, in the year that the earlier one names."""
    found = _RANGE.fullmatch(text)
    if found is None:
        return None
    first = _of_text(found["first"], raw, at=at, words=words, context=context)
    if not isinstance(first, Deadline) or first.due_on is None:
        return None
    within = DayContext(first.due_on.year, context.from_1904)
    last = _of_text(found["last"], raw, at=at, words=words, context=within)
    if isinstance(last, Deadline) and last.due_on is not None and last.due_on < first.due_on:
        return Finding("range_backwards", at, f"“{shown(raw)}”的起止颠倒了，请核对。")
    return last
