"""What offices write in cells besides plain values (单元格用语), built from the definition that lists it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

Raw = str | int | float | bool | date | datetime | time | timedelta | None
"""A cell as the file holds it (原始单元格); None where it is empty."""

_HIDDEN = re.compile("[\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\u00ad]")


@dataclass(frozen=True, slots=True)
class CellWords:
    """Words with a fixed meaning in cells (单元格用语).

    unknown: no value (—, 暂无). level: no change (持平). up, down: the sign of the number after them.
    inexact: about, over. standing: without an end (长期). year_end: the last day of the year (年底). yes, no: 是, 否.
    lead, responsible, support: how a unit stands to an item. together: one leads, the other helps (会同).
    fillers: what is said of all units alike (按职责分工负责).
    totals, signatures, notes: rows below or between that are no entries.
    """

    unknown: frozenset[str]
    level: frozenset[str]
    up: tuple[str, ...]
    down: tuple[str, ...]
    inexact: tuple[str, ...]
    standing: frozenset[str]
    year_end: frozenset[str]
    yes: frozenset[str]
    no: frozenset[str]
    lead: tuple[str, ...]
    responsible: tuple[str, ...]
    support: tuple[str, ...]
    together: tuple[str, ...]
    fillers: tuple[str, ...]
    totals: frozenset[str]
    signatures: tuple[str, ...]
    notes: tuple[str, ...]


def cell_words(lists: Mapping[str, Sequence[str]]) -> CellWords:
    """Words of cells from the lists of a definition (建立单元格用语); each is compared in its plain form."""
    whole = {name: frozenset(map(plain, lists[name])) for name in _WHOLE}
    parts = {name: tuple(sorted(map(plain, lists[name]), key=len, reverse=True)) for name in _PARTS}
    return CellWords(**whole, **parts)  # type: ignore[arg-type]


_WHOLE = ("unknown", "level", "standing", "year_end", "yes", "no", "totals")
_PARTS = ("up", "down", "inexact", "lead", "responsible", "support", "together", "fillers", "signatures", "notes")


def plain(text: str) -> str:
    """A cell's text for comparing (比对用文字): half-width, without any space or hidden character.

    >>> plain("１，２３４．５　万元")
    '1,234.5万元'
    """
    return "".join(unicodedata.normalize("NFKC", _HIDDEN.sub("", text)).split())


NO_WORDS = cell_words(dict.fromkeys((*_WHOLE, *_PARTS), ()))
"""For columns whose cells are read with another definition's words."""


def shown(raw: Raw) -> str:
    """A cell as a sentence quotes it (引用单元格): no longer than a line."""
    text = tidy(raw)
    return text if len(text) <= 30 else f"{text[:28]}……"


def tidy(raw: Raw) -> str:
    """A cell as text (单元格文字): numbers as typed, days as 2026-03-05; empty where there is none."""
    if isinstance(raw, str):
        return raw.strip() if raw.isprintable() else _HIDDEN.sub("", raw).strip()
    match raw:
        case None:
            return ""
        case bool():
            return "TRUE" if raw else "FALSE"
        case float():
            return written_number(raw)
        case datetime():
            return f"{raw:%Y-%m-%d}" if raw.time() == time() else f"{raw:%Y-%m-%d %H:%M}"
    return str(raw)


def written_number(number: float) -> str:
    """A number as one types it (数字原样): 15 digits as spreadsheets keep them, no exponent, no needless point.

    >>> written_number(3.3000000000000003), written_number(13800001234.0)
    ('3.3', '13800001234')
    """
    text = f"{number:.15g}"
    if "e" in text or "E" in text:
        text = f"{number:.0f}" if abs(number) >= 1 else f"{number:.20f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def is_blank(raw: Raw) -> bool:
    """Whether a cell holds nothing that can be seen (是否空白)."""
    return raw is None or (isinstance(raw, str) and (not raw.strip() or not tidy(raw)))
