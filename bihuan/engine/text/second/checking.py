"""What of a second reader's answer holds (核对第二读取器): every quote verbatim in the text, every number read anew."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from bihuan.engine.text.deadlines import last_day
from bihuan.engine.text.language import Language
from bihuan.engine.text.meaning.meaning import understood
from bihuan.engine.text.reading import Figure, Reading
from bihuan.engine.text.second.asking import Span
from bihuan.engine.values import Finding

_SHOWN = 40


@dataclass(frozen=True)
class Entry:
    """A sentence that the second reader takes for a task or a target (第二读取器的条目).

    kind: task, target or actual. figures: as our own parser reads them in the quote.
    """

    kind: str
    start: int
    end: int
    quote: str
    deadline: str = ""
    owners: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True)
class Checked:
    """The entries that hold, and a note for each that was dropped (核对结果)."""

    entries: tuple[Entry, ...] = ()
    notes: tuple[Finding, ...] = ()


def checked(answer: str, *, body: str, within: Span, language: Language) -> Checked:
    """The part of an answer that the text bears out (核对); never raises on a bad answer.

    Args: within: the stretch of the body that was asked about.
    """
    said = _parsed(answer)
    if said is None:
        sentence = "第二读取器的回答不是约定的格式，这一段没有采用。"
        return Checked(notes=(Finding("bad_answer", f"{within[0]}-{within[1]}", sentence),))
    found = [*_tasks(said, body, within), *_figures(said, body, within, language)]
    entries = [each for each in found if isinstance(each, Entry)]
    notes = tuple(each for each in found if isinstance(each, Finding))
    return Checked(tuple(sorted(entries, key=lambda each: (each.start, each.end))), notes)


def _parsed(answer: str) -> Mapping[str, Any] | None:
    """The JSON object of an answer, words around it left out; None where there is none."""
    start, end = answer.find("{"), answer.rfind("}")
    try:
        said = json.loads(answer[start : end + 1]) if 0 <= start < end else None
    except (ValueError, RecursionError):
        return None
    return said if isinstance(said, dict) else None


def _listed(said: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    rows = said.get(name)
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _tasks(said: Mapping[str, Any], body: str, within: Span) -> Iterator[Entry | Finding]:
    for row in _listed(said, "tasks"):
        quote, place = _place(row, body, within)
        if place is None:
            yield _dropped(quote)
            continue
        told = row.get("deadline")
        owners = [each for each in _strings(row.get("owners")) if each in body]
        deadline = told if isinstance(told, str) and last_day(told) else ""
        yield Entry("task", *place, quote, deadline=deadline, owners=tuple(dict.fromkeys(owners)))


def _figures(said: Mapping[str, Any], body: str, within: Span, language: Language) -> Iterator[Entry | Finding]:
    """Figures by sentence: the number that is claimed must be one that our own parser reads in the quote."""
    for row in _listed(said, "figures"):
        quote, place = _place(row, body, within)
        if place is None:
            yield _dropped(quote)
            continue
        own = understood(Reading("", "", body=f"{quote}。"), language=language).figures
        meant = tuple(each for each in own if each.value == _number(row.get("value")))
        if not meant:
            sentence = f"第二读取器说“{quote[:_SHOWN]}”里有数字{row.get('value')}，按本系统的读法没有，未采用。"
            yield Finding("other_number", quote[:_SHOWN], sentence)
            continue
        kind = "target" if row.get("status") == "target" else "actual"
        yield Entry(kind, *place, quote, figures=meant)


def _place(row: Mapping[str, Any], body: str, within: Span) -> tuple[str, Span | None]:
    """The quote and where it stands word for word in the stretch; None where it does not."""
    said = row.get("quote")
    quote = said.strip().rstrip("。；;") if isinstance(said, str) else ""
    start = body.find(quote, *within) if quote else -1
    return quote, (start, start + len(quote)) if start >= 0 else None


def _dropped(quote: str) -> Finding:
    return Finding("not_in_text", quote[:_SHOWN], f"第二读取器引用的“{quote[:_SHOWN]}”不在正文里，未采用。")


def _strings(said: object) -> Sequence[str]:
    return [each.strip() for each in said if isinstance(each, str) and each.strip()] if isinstance(said, list) else []


def _number(said: object) -> Decimal | None:
    try:
        return Decimal(str(said).strip().rstrip("%"))
    except InvalidOperation:
        return None
