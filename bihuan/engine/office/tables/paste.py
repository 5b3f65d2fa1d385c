"""A block pasted from a spreadsheet (粘贴的表格块): the clipboard's text as cells."""

from __future__ import annotations

from collections.abc import Iterator

ROWS, COLUMNS = 2_000, 300


class PasteTooLarge(ValueError):
    """More was pasted than a grid takes (粘贴过多)."""

    def __init__(self) -> None:
        super().__init__(f"一次最多粘贴{ROWS}行、{COLUMNS}列。更多的请用“导入”。")


def pasted(text: str) -> tuple[tuple[str, ...], ...]:
    r"""The cells of a pasted block (粘贴), row by row, each row as wide as the widest.

    Spreadsheets put quotes around a cell only where it holds a tab or a line break, doubling the quotes in it; quotes
    that merely stand in a cell are its own.

    Raises: PasteTooLarge.
    >>> pasted('任务\t"甲\n乙"\n"开门红"行动\t3\n')
    (('任务', '甲\n乙'), ('"开门红"行动', '3'))
    """
    rows = list(_rows(text.replace("\r\n", "\n").replace("\r", "\n")))
    width = max(map(len, rows), default=0)
    if len(rows) > ROWS or width > COLUMNS:
        raise PasteTooLarge
    return tuple(tuple(row) + ("",) * (width - len(row)) for row in rows)


def _rows(text: str) -> Iterator[list[str]]:
    row: list[str] = []
    place = 0
    while place < len(text):
        cell, place = _cell(text, place)
        row.append(cell)
        ended = place == len(text)
        if ended or text[place] == "\n":
            yield row
            row = []
        elif place + 1 == len(text):
            yield [*row, ""]
        place += 1


def _cell(text: str, place: int) -> tuple[str, int]:
    """The cell that begins at a place, and where it ends."""
    if text[place] == '"' and (end := _closing(text, place)):
        inside = text[place + 1 : end]
        if "\t" in inside or "\n" in inside:
            return inside.replace('""', '"'), end + 1
    ends = [found for found in (text.find("\t", place), text.find("\n", place)) if found >= 0]
    end = min(ends, default=len(text))
    return text[place:end], end


def _closing(text: str, place: int) -> int:
    """Where the quote that opens at a place is closed before a separator; 0 where it is not."""
    at = place + 1
    while (at := text.find('"', at)) >= 0:
        if text.startswith('""', at):
            at += 2
            continue
        return at if at + 1 == len(text) or text[at + 1] in "\t\n" else 0
    return 0
