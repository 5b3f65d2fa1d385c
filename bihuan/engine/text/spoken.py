"""A decision as it was spoken at a meeting (口头议定): one line -> who leads, who helps, by when, what.

A proposal for a person: nothing is guessed where the line does not say it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from bihuan.engine.calendar import Calendar
from bihuan.engine.text.deadlines import last_day
from bihuan.engine.text.language import Language
from bihuan.engine.text.meaning.dates import Years
from bihuan.engine.text.meaning.deadlines import deadline_of
from bihuan.engine.text.reader import read
from bihuan.engine.text.resolving import UnitNames
from bihuan.engine.text.spoken_words import SpokenWords

LONGEST_TITLE = 60
_EDGES = "，,。；;：: "


@dataclass(frozen=True)
class Spoken:
    """What one line proposes. doubts: sentences for the person who looks at it (议定事项建议)."""

    text: str
    title: str
    lead: int | None = None
    support: tuple[int, ...] = ()
    due_on: date | None = None
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Named:
    """A unit as the line names it."""

    start: int
    end: int
    unit: int | None
    doubt: str = ""


def spoken(line: str, *, on: date, names: UnitNames, language: Language, calendar: Calendar) -> Spoken:
    """What a spoken line proposes (读口头议定).

    Args: on: the day of the meeting. names: of the units of that day.
    """
    text = line.strip()
    named = sorted(_named(text, names, language), key=lambda each: each.start)
    lead = _lead(text, named, language.spoken)
    due_on = _due(text, on, language, calendar)
    others = [each.unit for each in named if each is not lead and each.unit is not None]
    lead_unit = lead.unit if lead else None
    support = tuple(dict.fromkeys(unit for unit in others if unit != lead_unit))
    return Spoken(
        text, _title(text, named, lead, language.spoken), lead_unit, support, due_on, _doubts(named, lead, due_on)
    )


def _named(text: str, names: UnitNames, language: Language) -> Iterator[_Named]:
    """Units by the names of the directory, the longest first; then bodies that the reader sees besides."""
    taken: list[tuple[int, int]] = []
    known = ((name, unit) for unit, own in names.names.items() for name in own if len(name) > 1)
    for name, unit in sorted(known, key=lambda pair: -len(pair[0])):
        start = text.find(name)
        if start >= 0 and _is_free(start, start + len(name), taken):
            taken.append((start, start + len(name)))
            yield _Named(start, start + len(name), unit)
    for body in read(text.encode(), language=language).bodies if text else ():
        span = body.span
        if span is not None and _is_free(*span, taken):
            found = names.resolve(body.name)
            yield _Named(*span, found.unit, found.doubt)


def _is_free(start: int, end: int, taken: list[tuple[int, int]]) -> bool:
    return all(end <= first or start >= last for first, last in taken)


def _lead(text: str, named: list[_Named], words: SpokenWords) -> _Named | None:
    """Who is said to lead; else who is charged; else the first that does not only help."""
    for each in named:
        if words.leads.match(text, each.end) and not words.helps.search(text[: each.start]):
            return each
    for each in named:
        if words.charged.search(text[: each.start]):
            return each
    return next((each for each in named if not words.helps.search(text[: each.start])), None)


def _due(text: str, on: date, language: Language, calendar: Calendar) -> date | None:
    words = language.spoken
    if found := words.weekday.search(text):
        monday = on - timedelta(days=on.weekday())
        day = monday + timedelta(days=int(words.days[found["day"]]) + 7 * bool(found["next"]))
        return day if day > on else day + timedelta(days=7)
    if found := words.within.search(text):
        return _within(found, on, words, calendar)
    said = deadline_of(text, years=Years(on.year, on.year, on.month, on.day), words=language.deadlines)
    return _not_past(last_day(said), on) if said else None


def _within(found: re.Match[str], on: date, words: SpokenWords, calendar: Calendar) -> date:
    number = int(words.numbers.get(found["number"], found["number"]))
    if found["unit"] == "工作日":
        return calendar.add_working_days(on, number)
    return on + timedelta(days=number * (7 if found["unit"] in ("周", "星期") else 1))


def _not_past(day: date | None, on: date) -> date | None:
    """A day of the year that is over when the meeting speaks is that of the next year: 3月底前, said in November."""
    if day is None or day >= on:
        return day
    return date(day.year + 1, day.month, min(day.day, 28) if day.month == 2 else day.day)


def _title(text: str, named: list[_Named], lead: _Named | None, words: SpokenWords) -> str:
    """The line without the leader's name in front, those who help it, and its full stop."""
    rest = text
    if lead is not None:
        before = text[: lead.start]
        charged = words.charged.search(before)
        front = (before[: charged.start()] if charged else before).strip(_EDGES)
        behind = text[_past_helpers(text, named, lead, words) :].lstrip(_EDGES)
        rest = f"{front}，{behind}" if front else behind
    return (rest.strip(_EDGES) or text.strip(_EDGES))[:LONGEST_TITLE]


def _past_helpers(text: str, named: list[_Named], lead: _Named, words: SpokenWords) -> int:
    """Where the matter begins behind the leader: past 牵头 and past units that follow it at once (会同乙局、丙镇)."""
    end = lead.end
    for each in named:
        if each.start >= end and words.beside.fullmatch(text, end, each.start):
            end = each.end
    led = words.leads.match(text, end)
    return led.end() if led else end


def _doubts(named: list[_Named], lead: _Named | None, due_on: date | None) -> tuple[str, ...]:
    found = [each.doubt for each in named if each.doubt]
    if lead is None:
        found.append("这句话没有说由谁牵头，请选定。")
    if due_on is None:
        found.append("这句话没有说什么时候办完，请填写。")
    return tuple(found)
