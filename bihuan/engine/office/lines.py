"""What a reader of office files hands out (文字行): lines of cells, each with the part of the file where it stands."""

from collections.abc import Iterable
from dataclasses import dataclass

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class TextCell:
    """Words that stand in one part of a file (文字块): `name` is 第3页, 第12段, 表1第2行第3格, Sheet1!B4."""

    text: str
    name: str


@dataclass(frozen=True, slots=True)
class TextLine:
    """A paragraph or a row of a table (行): `table` numbers the table, None for a paragraph.

    A paragraph of a PDF has a cell for each page over which it reaches. `kind`: why it is not of the text, if so.
    """

    cells: tuple[TextCell, ...]
    table: int | None = None
    kind: str = ""


@dataclass(frozen=True)
class LaidOut:
    """The lines as one text (排成文本), with the place of every cell, of the rows of each table, of marked lines."""

    text: str
    cells: tuple[tuple[int, int, str], ...]
    tables: tuple[tuple[tuple[Span, ...], ...], ...]
    marks: tuple[tuple[int, int, str], ...]


def laid_out(lines: Iterable[TextLine]) -> LaidOut:
    """Lines one under another, cells of a row with a tab between them (排成文本)."""
    pieces: list[str] = []
    cells: list[tuple[int, int, str]] = []
    tables: dict[int, list[tuple[Span, ...]]] = {}
    marks: list[tuple[int, int, str]] = []
    place = 0
    for line in lines:
        start, spans = place, []
        for cell in line.cells:
            cells.append((place, len(cell.text), cell.name))
            spans.append((place, place + len(cell.text)))
            gap = "" if line.table is None else "\t"
            pieces += (cell.text, gap)
            place += len(cell.text) + len(gap)
        if line.table is not None:
            pieces.pop()
            place -= 1
            tables.setdefault(line.table, []).append(tuple(spans))
        if line.kind:
            marks.append((start, place, line.kind))
        pieces.append("\n")
        place += 1
    text = "".join(pieces[:-1])
    return LaidOut(text, tuple(cells), tuple(map(tuple, tables.values())), tuple(marks))
