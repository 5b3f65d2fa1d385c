"""Tables of an official paper (表格): ruled, the heading repeated on each page, rows kept whole."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from bihuan.engine.office.word.blocks import Align, Column, Table
from bihuan.engine.office.word.layout import Layout, Paper
from bihuan.engine.office.word.paragraphs import paragraph
from bihuan.engine.office.word.runs import width
from bihuan.engine.office.word.xml import Element, w

_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_NARROWEST, _MARGINS, _MOST_WHOLE = 400, 130, 0.7


def table(block: Table, layout: Layout, *, paper: Paper) -> Iterator[Element]:
    """A table with its caption and unit (表格)."""
    if block.caption:
        yield paragraph("TableHead", block.caption, layout, form=(w("keepNext"), w("spacing", before=120, after=60)))
    if block.unit:
        yield paragraph("TableText", block.unit, layout, form=(w("keepNext"), w("jc", val="right")))
    widths = column_widths(block, layout, total=layout.text_width(paper))
    grid = w("tblGrid", *(w("gridCol", w=width) for width in widths))
    head = _row([column.word for column in block.columns], block.columns, widths, layout, is_head=True)
    rows = (_row(row, block.columns, widths, layout) for row in block.rows)
    yield w("tbl", _look(sum(widths)), grid, head, *rows)
    yield paragraph("TableText", "", layout)


def column_widths(block: Table, layout: Layout, *, total: int) -> list[int]:
    """Widths in twips (栏宽), which sum to the whole: first what must stay whole, then by shares."""
    columns = block.columns
    whole = [_needed(block, place, layout) if column.is_whole else 0 for place, column in enumerate(columns)]
    if sum(whole) > total * _MOST_WHOLE:
        whole = [0] * len(columns)
    shares = sum(column.share for column, needed in zip(columns, whole, strict=True) if not needed) or 1
    left = total - sum(whole)
    widths = [
        needed or max(left * column.share // shares, _NARROWEST) for column, needed in zip(columns, whole, strict=True)
    ]
    widths[max(range(len(widths)), key=widths.__getitem__)] += total - sum(widths)
    return widths


def _needed(block: Table, place: int, layout: Layout) -> int:
    """Room for the longest line of a column, and for its heading broken once."""
    cells = (row[place] for row in block.rows if len(row) > 1)
    longest = max((_room(line) for cell in cells for line in cell.split("\n")), default=0)
    heading = math.ceil(width(block.columns[place].word) / 2)
    return round(max(longest + 0.3, heading) * layout.sizes_pt["table"] * 20) + _MARGINS


def _room(line: str) -> float:
    """Width of a line in characters, with room for a wider Latin face than the one that was asked for."""
    return width(line) + 0.2 * sum(sign.isascii() for sign in line)


def _look(width: int) -> Element:
    borders = w("tblBorders", *(w(side, val="single", sz=4, space=0, color="000000") for side in _SIDES))
    return w("tblPr", w("tblW", w=width, type_="dxa"), w("jc", val="center"), borders, w("tblLayout", type_="fixed"))


def _row(
    cells: Sequence[str], columns: Sequence[Column], widths: Sequence[int], layout: Layout, *, is_head: bool = False
) -> Element:
    form = w("trPr", w("cantSplit"), w("tblHeader") if is_head else None)
    if len(cells) == 1 and len(columns) > 1:
        return w("tr", form, _cell(cells[0], sum(widths), layout, span=len(columns), is_head=True, align="left"))
    made = (
        _cell(words, width, layout, is_head=is_head, align="center" if is_head else column.align)
        for words, width, column in zip(cells, widths, columns, strict=True)
    )
    return w("tr", form, *made)


def _cell(words: str, width: int, layout: Layout, *, align: Align, is_head: bool = False, span: int = 1) -> Element:
    form = w(
        "tcPr", w("tcW", w=width, type_="dxa"), w("gridSpan", val=span) if span > 1 else None, w("vAlign", val="center")
    )
    style = "TableHead" if is_head else "TableText"
    lines = words.replace("\r\n", "\n").split("\n") or [""]
    return w("tc", form, *(paragraph(style, line, layout, form=(w("jc", val=align),)) for line in lines))
