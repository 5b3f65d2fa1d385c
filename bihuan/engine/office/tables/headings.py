"""Where the heading of a table stands (表头), one line or several, under titles and notes, merged or not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bihuan.engine.office.cells.words import Raw, plain, tidy
from bihuan.engine.office.tables.known import KnownColumns, heading_key
from bihuan.engine.office.tables.spread import Spread
from bihuan.engine.office.workbook.grid import Grid, filled

LOOKED_AT, DEEPEST, LONGEST = 60, 3, 24
_PART = re.compile(r"(?:第?[一二三四1-4]季度?|q[1-4]|(?:1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月份?|[上下]半年)")

_NO_GROUP = re.compile(r":|20\d\d|^附件|^附表")


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a table (表头): its first and last row, and the texts over each column from top to bottom."""

    top: int
    bottom: int
    paths: Mapping[int, tuple[str, ...]]


def find_heading(sheet: Spread, known: KnownColumns, *, row: int | None = None, below: int = 0) -> Heading | None:
    """The heading of a sheet's table (找表头); None where no row has two known names.

    Args: row: where a person says that it is. below: the first row that is looked at.
    """
    if row is None:
        row = _best_row(sheet.grid, known, below=below)
    if row is None:
        return None
    top, bottom = _grown(sheet, row, known)
    return Heading(top, bottom, _paths(sheet, top, bottom))


def likely_rows(grid: Grid) -> list[int]:
    """Rows that could be a heading where no name is known (可能的表头行): several short texts and no number."""
    found = []
    for row, cells in enumerate(grid.rows[:LOOKED_AT]):
        places = filled(cells)
        if len(places) >= 2 and all(_is_short_text(cells[place]) for place in places):
            found.append(row)
    return found[:5]


def is_heading(cells: Sequence[Raw], known: KnownColumns) -> bool:
    """Whether a row reads like a heading (是否表头行): most of its cells are known names, three at least."""
    places = filled(cells)
    if not places or not any(_is_named(cells[place], known) for place in places[:4]):
        return False
    named = sum(_is_named(cells[place], known) for place in places)
    return named >= 3 and named * 5 >= len(places) * 3


def _is_named(raw: Raw, known: KnownColumns) -> bool:
    return isinstance(raw, str) and len(raw) <= 2 * LONGEST and heading_key(tidy(raw)) in known.by_name


def _best_row(grid: Grid, known: KnownColumns, *, below: int) -> int | None:
    rows = range(below, min(len(grid.rows), below + LOOKED_AT))
    scores = {row: _score(grid.rows[row], known) for row in rows}
    best = max(scores, key=lambda row: (scores[row], -row), default=None)
    return best if best is not None and scores[best] >= 4 else None


def _score(cells: Sequence[Raw], known: KnownColumns) -> float:
    """Two for a known name, one for a text that has one in it; less for what no heading holds."""
    score = 0.0
    for key in {heading_key(tidy(cells[place])) if isinstance(cells[place], str) else "0" for place in filled(cells)}:
        if key in known.by_name:
            score += 2
        elif key == "0" or len(key) > LONGEST:
            score -= 1
        elif any(name in key for name in known.by_name if len(name) > 1):
            score += 1
    return score


def _grown(sheet: Spread, row: int, known: KnownColumns) -> tuple[int, int]:
    """The heading's rows around the one that was found."""
    top = bottom = row
    while bottom - top + 1 < DEEPEST and top > 0 and _belongs_above(sheet.grid, top, known):
        top -= 1
    while bottom - top + 1 < DEEPEST and _belongs_below(sheet.grid, bottom, known):
        bottom += 1
    return top, bottom


def _belongs_above(grid: Grid, top: int, known: KnownColumns) -> bool:
    """Whether the row above is part of the heading: a merge joins them, or its texts stand over groups of columns."""
    above, here = filled(grid.rows[top - 1]), filled(grid.rows[top])
    if any(each.top < top <= each.bottom and each.right - each.left + 1 < len(here) for each in grid.merges):
        return True
    if _is_over_all(grid, top - 1, above, here):
        return False
    return bool(above) and all(_is_over_group(grid, top - 1, place, known, width=len(here)) for place in above)


def _is_over_all(grid: Grid, row: int, above: Sequence[int], here: Sequence[int]) -> bool:
    """Whether one text stands over the whole table: a title (表题), even where its word is that of a column."""
    if len(above) != 1 or len(here) < 3:
        return False
    merge = next((each for each in grid.merges if each.top <= row <= each.bottom and each.left == above[0]), None)
    return above[0] <= here[0] if merge is None else merge.left <= here[0] and merge.right >= here[-1]


def _is_over_group(grid: Grid, row: int, place: int, known: KnownColumns, *, width: int) -> bool:
    """Whether a text above the heading stands over some of its columns, and is no title and no note."""
    raw = grid.cell(row, place)
    if not _is_short_text(raw) or _NO_GROUP.search(plain(tidy(raw))):
        return False
    key = heading_key(tidy(raw))
    if key in known.by_name or any(key in column.under for column in known.columns):
        return True
    merge = next((each for each in grid.merges if each.top <= row <= each.bottom and each.left == place), None)
    return merge is not None and 2 <= merge.right - merge.left + 1 < width


def _belongs_below(grid: Grid, bottom: int, known: KnownColumns) -> bool:
    """Whether the row below is part of the heading: a merge joins them, or it holds the parts of a group."""
    if bottom + 1 >= len(grid.rows):
        return False
    if any(each.top <= bottom < each.bottom for each in grid.merges):
        return True
    below = filled(grid.rows[bottom + 1])
    if not below or not all(_is_short_text(grid.cell(bottom + 1, place)) for place in below):
        return False
    grouped = _grouped(grid, bottom)
    if set(below) - grouped:
        return False
    keys = [heading_key(tidy(grid.cell(bottom + 1, place))) for place in below]
    return all(key in known.by_name or _PART.fullmatch(key) for key in keys)


def _grouped(grid: Grid, row: int) -> set[int]:
    """Columns under a text that stands over several, by a merge or by empty cells beside it."""
    here = filled(grid.rows[row])
    found = {
        place
        for each in grid.merges
        if each.top <= row <= each.bottom and each.right > each.left
        for place in range(each.left, each.right + 1)
    }
    last = max(len(grid.rows[row]), len(grid.rows[row + 1]))
    for place, following in zip(here, [*here[1:], last], strict=True):
        if following - place > 1:
            found.update(range(place, following))
    return found


def _paths(sheet: Spread, top: int, bottom: int) -> dict[int, tuple[str, ...]]:
    width = max(len(sheet.rows[row]) for row in range(top, bottom + 1))
    paths = {place: _path(sheet, top, bottom, place) for place in range(width)}
    return {place: path for place, path in paths.items() if path}


def _path(sheet: Spread, top: int, bottom: int, place: int) -> tuple[str, ...]:
    texts: list[str] = []
    for row in range(top, bottom + 1):
        text = tidy(sheet.cell(row, place))
        if not text and row < bottom and tidy(sheet.cell(row + 1, place)):
            text = _over(sheet, row, place)
        if text and (not texts or texts[-1] != text):
            texts.append(text)
    return tuple(texts)


def _over(sheet: Spread, row: int, place: int) -> str:
    """The text to the left that stands over this column's group, where the file does not merge the group's cells."""
    for left in range(place - 1, -1, -1):
        if text := tidy(sheet.cell(row, left)):
            return text if tidy(sheet.cell(row + 1, left)) not in {"", text} else ""
        if not tidy(sheet.cell(row + 1, left)):
            return ""
    return ""


def _is_short_text(raw: Raw) -> bool:
    return isinstance(raw, str) and 0 < len(plain(raw)) <= LONGEST


def texts_of(rows: Iterable[Sequence[Raw]]) -> tuple[str, ...]:
    """The texts of some rows, a row a line (行文字)."""
    lines = ("　".join(dict.fromkeys(tidy(cell) for cell in row if tidy(cell))) for row in rows)
    return tuple(line for line in lines if line)
