"""Paragraphs of an office's own template (模板段落): each with its text whole, however many runs it is cut into."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bihuan.engine.office.placeholders.grammar import Tag
from bihuan.engine.office.word.xml import Element, w

MAIN = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def paragraphs(root: Element, *, part: str) -> Iterator[tuple[Element, str]]:
    """The paragraphs of a part with where each stands (逐段), as a person finds it: 第3段, 第2个表格第4行第1列."""
    tables = {table: number for number, table in enumerate(root.iter(f"{MAIN}tbl"), start=1)}
    number = 0
    for paragraph in root.iter(f"{MAIN}p"):
        cell = next(paragraph.iterancestors(f"{MAIN}tc"), None)
        if cell is None:
            number += 1
            yield paragraph, f"{part}第{number}段"
        else:
            yield paragraph, f"{part}{_cell_place(cell, tables)}"


def _cell_place(cell: Element, tables: dict[Element, int]) -> str:
    row = cell.getparent()
    table = next(cell.iterancestors(f"{MAIN}tbl"))
    if row is None:
        return f"第{tables[table]}个表格"
    at_row = list(table.iter(f"{MAIN}tr")).index(row) + 1
    return f"第{tables[table]}个表格第{at_row}行第{list(row.iter(f'{MAIN}tc')).index(cell) + 1}列"


def text_of(paragraph: Element) -> str:
    """A paragraph's text (段落文字), as its runs hold it."""
    return "".join(piece.text or "" for piece in _pieces(paragraph))


def _pieces(paragraph: Element) -> list[Element]:
    return [piece for piece in paragraph.iter(f"{MAIN}t") if next(piece.iterancestors(f"{MAIN}p")) is paragraph]


def replace(paragraph: Element, replaced: Sequence[tuple[Tag, str]]) -> None:
    """Put words in the place of placeholders (替换), in the look of the run where each begins; last first."""
    for tag, words in sorted(replaced, key=lambda each: -each[0].start):
        at = 0
        for piece in _pieces(paragraph):
            text = piece.text or ""
            begin, end = at, at + len(text)
            at = end
            if end <= tag.start or begin >= tag.end:
                continue
            inside = words if begin <= tag.start < end else ""
            _set(piece, text[: max(tag.start - begin, 0)] + inside + text[max(min(tag.end, end) - begin, 0) :])


def _set(piece: Element, text: str) -> None:
    """Text into a run, its line breaks as breaks."""
    first, *others = text.split("\n")
    piece.text = first
    piece.set(_SPACE, "preserve")
    after = piece
    for line in others:
        broken, following = w("br"), w("t")
        following.text = line
        following.set(_SPACE, "preserve")
        after.addnext(broken)
        broken.addnext(following)
        after = following
