"""Which rows under a heading are entries (数据行), and which are totals, headings of parts, signatures and notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from bihuan.engine.office.cells.words import CellWords, Raw, is_blank, plain, tidy
from bihuan.engine.office.tables.headings import Heading, is_heading
from bihuan.engine.office.tables.known import KnownColumns, heading_key
from bihuan.engine.office.tables.spread import Spread

Sort = Literal["entry", "total", "part", "repeated_heading", "another_heading", "below"]

_PART = re.compile(
    r"(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\)|第[一二三四五六七八九十]+(?:部分|类|章)|[（(]?\d{1,2}[)）、.])"
)
_NUMERAL = re.compile(r"\(?[一二三四五六七八九十]{1,3}\)?[、.]?")
_WORDS = {"total": "合计行", "part": "分类行", "repeated_heading": "重复的表头", "below": "落款或说明"}


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row that is no entry (未作数据的行): which, why, and what it says."""

    row: int
    why: str
    text: str


@dataclass(slots=True)
class Extent:
    """The rows of a table (表的范围): entries, the parts they stand under, what was left out, where another starts."""

    entries: list[int] = field(default_factory=list)
    parts: dict[int, str] = field(default_factory=dict)
    left_out: list[LeftOut] = field(default_factory=list)
    next_heading: int | None = None
    next_top: int = 0

    def end_before(self, heading: int, top: int) -> None:
        """Another table's heading ends this one; the titles over it are no rows of this one."""
        self.next_heading, self.next_top = heading, top
        self.entries = [row for row in self.entries if row < top]
        self.left_out = [each for each in self.left_out if each.row < top]


def extent(sheet: Spread, heading: Heading, known: KnownColumns) -> Extent:
    """The rows under a heading (划定数据行), down to the sheet's end or another table's heading."""
    found, part = Extent(), ""
    for row, sort in _sorted(sheet, heading, known):
        if sort == "another_heading":
            found.end_before(row, _titles_from(sheet, row))
            break
        if sort == "entry":
            found.entries.append(row)
            if part:
                found.parts[row] = part
            continue
        text = _text(sheet.rows[row])
        part = text if sort == "part" else part
        found.left_out.append(LeftOut(row, _WORDS[sort], text))
    return found


def _titles_from(sheet: Spread, heading: int) -> int:
    """The first of the rows over a heading that hold one text at most."""
    row = heading
    while row and len(_distinct(sheet.rows[row - 1])) <= 1:
        row -= 1
    return row


def _sorted(sheet: Spread, heading: Heading, known: KnownColumns) -> Iterator[tuple[int, Sort]]:
    """Each filled row under the heading with what it is; below a signature nothing counts as an entry."""
    keys = [[heading_key(text) for text in path] for path in heading.paths.values()]
    own = {key for path in keys for key in path}
    is_below = False
    for row in range(heading.bottom + 1, len(sheet.rows)):
        cells = sheet.rows[row]
        texts = _distinct(cells)
        if not texts:
            continue
        if _is_repeated(texts, own):
            yield row, "repeated_heading"
            continue
        if is_heading(sheet.grid.rows[row], known):
            yield row, "another_heading"
            return
        sort = _sort(sheet, row, texts, known.words, width=len(heading.paths))
        is_below = is_below or (sort == "below" and _ends(sheet, row))
        yield row, "below" if is_below and sort == "part" else sort


def _sort(sheet: Spread, row: int, texts: Sequence[str], words: CellWords, *, width: int) -> Sort:
    cells = sheet.grid.rows[row]
    first = plain(texts[0])
    if first in words.totals or (len(texts) > 1 and first.isdigit() and plain(texts[1]) in words.totals):
        return "total"
    if _is_signature(first, words) or (len(texts) <= 2 and _is_note(first, words)):
        return "below"
    if len(texts) == 2 and width > 3 and _NUMERAL.fullmatch(first):
        return "part"
    if len(texts) == 1 and width > 2 and (sheet.widest.get(row, 0) * 2 > width or _is_part(cells)):
        return "part"
    return "entry"


def _is_signature(first: str, words: CellWords) -> bool:
    return _below(words)[0].match(first) is not None


def _is_note(first: str, words: CellWords) -> bool:
    return _below(words)[1].match(first) is not None


@cache
def _below(words: CellWords) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """How signatures and notes begin."""
    signatures, notes = ("|".join(map(re.escape, each)) for each in (words.signatures, words.notes))
    return re.compile(rf"(?:{signatures})(?:\([^()]*\))?:"), re.compile(rf"(?:{notes})(?::|\d|一|\()")


def _is_part(cells: Sequence[Raw]) -> bool:
    """Whether a row's only text stands at its beginning and is numbered as parts are."""
    place = next(place for place, raw in enumerate(cells) if not is_blank(raw))
    return place <= 1 and isinstance(cells[place], str) and _PART.match(plain(tidy(cells[place]))) is not None


def _ends(sheet: Spread, row: int) -> bool:
    """Whether at most a few rows follow."""
    return len(sheet.rows) - row <= 12


def _is_repeated(texts: Sequence[str], own: set[str]) -> bool:
    return len(texts) > 1 and all(heading_key(text) in own for text in texts)


def _distinct(cells: Sequence[Raw]) -> list[str]:
    return list(dict.fromkeys(text for text in map(tidy, cells) if text))


def _text(cells: Sequence[Raw]) -> str:
    return "　".join(_distinct(cells))
