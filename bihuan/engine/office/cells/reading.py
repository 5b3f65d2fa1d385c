"""One cell read as its column is read (读单元格): a value, nothing, or what is wrong with it and what to do."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bihuan.engine.office.cells.codes import read_code, read_credit_code, read_phones
from bihuan.engine.office.cells.days import NO_CONTEXT, DayContext, read_day
from bihuan.engine.office.cells.deadlines import read_deadline
from bihuan.engine.office.cells.money import read_money_range
from bihuan.engine.office.cells.numbers import Scale, read_amount
from bihuan.engine.office.cells.words import CellWords, Raw, is_blank, plain, shown, tidy
from bihuan.engine.values import Finding, Unit

_SOMETHING = re.compile(r"\w")
_BETWEEN_PEOPLE = re.compile(r"[、,，;；/\n]")
_SPACES = re.compile(r"[ \t\u3000\u00a0]+")


@dataclass(frozen=True, slots=True)
class CellContext:
    """What a cell is read with (读单元格的依据): words, the year, and what its column and its format say."""

    words: CellWords
    days: DayContext = NO_CONTEXT
    unit: Unit | None = None
    scale: Scale | None = None
    is_percent_cell: bool = False
    digits: int = 0


def read_cell(raw: Raw, *, reads: str, at: str, context: CellContext) -> Any:
    """A cell read as `reads` says (读单元格): a value, None where there is none, or a Finding.

    Units of a cell are taken apart elsewhere: they are read as text here.
    """
    if is_blank(raw):
        return None
    if reads in _NOT_UNKNOWN and isinstance(raw, str) and plain(raw) in context.words.unknown:
        return None
    return _READERS[reads](raw, at, context)


def read_text(raw: Raw, *, digits: int = 0) -> str | None:
    """A text as written (读文字); None where it holds nothing but dashes and the like."""
    if isinstance(raw, float | int) and not isinstance(raw, bool):
        return tidy(raw).zfill(digits)
    text = tidy(raw).replace("\r\n", "\n").replace("\r", "\n")
    return text if _SOMETHING.search(text) or "√" in text else None


def read_people(raw: Raw) -> tuple[str, ...]:
    """Names of people (读姓名): several where listed; a space inside a name of two characters goes."""
    names: list[str] = []
    for part in _BETWEEN_PEOPLE.split(tidy(raw)):
        pieces = [piece for piece in _SPACES.split(part.strip()) if piece]
        names += ["".join(pieces)] if any(len(piece) == 1 for piece in pieces) else pieces
    return tuple(name for name in dict.fromkeys(names) if name)


def read_yes_no(raw: Raw, *, at: str, words: CellWords) -> bool | Finding:
    """Yes or no (读是否)."""
    if isinstance(raw, bool):
        return raw
    text = plain(tidy(raw)).upper()
    if text in words.yes or text in words.no:
        return text in words.yes
    return Finding("not_yes_or_no", at, f"“{shown(raw)}”看不出是“是”还是“否”，请填写“是”或“否”。")


_Reader = Callable[[Raw, str, CellContext], Any]
_NOT_UNKNOWN = ("code", "phones", "credit_code", "yes_no", "people")


def _amount(raw: Raw, at: str, context: CellContext) -> Any:
    return read_amount(
        raw,
        at=at,
        words=context.words,
        unit=context.unit,
        is_percent_cell=context.is_percent_cell,
        scale=context.scale,
    )


def _percent(raw: Raw, at: str, context: CellContext) -> Any:
    return read_amount(
        raw,
        at=at,
        words=context.words,
        unit=context.unit or Unit.PERCENT,
        is_percent_cell=context.is_percent_cell,
        scale=context.scale,
    )


_READERS: Mapping[str, _Reader] = {
    "nothing": lambda raw, at, context: None,
    "text": lambda raw, at, context: read_text(raw, digits=context.digits),
    "units": lambda raw, at, context: read_text(raw),
    "code": lambda raw, at, context: read_code(raw, at=at, digits=context.digits),
    "day": lambda raw, at, context: read_day(raw, at=at, words=context.words, context=context.days),
    "deadline": lambda raw, at, context: read_deadline(raw, at=at, words=context.words, context=context.days),
    "number": _amount,
    "amount": _amount,
    "percent": _percent,
    "people": lambda raw, at, context: read_people(raw),
    "phones": lambda raw, at, context: read_phones(raw, at=at),
    "credit_code": lambda raw, at, context: read_credit_code(raw, at=at),
    "money_range": lambda raw, at, context: read_money_range(raw, at=at, words=context.words, unit=context.unit),
    "yes_no": lambda raw, at, context: read_yes_no(raw, at=at, words=context.words),
}
