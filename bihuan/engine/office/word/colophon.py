"""The colophon (版记): ruled lines at the foot of the page on which the paper ends."""

from __future__ import annotations

from collections.abc import Iterator

from bihuan.engine.office.word.blocks import Colophon, chinese_day
from bihuan.engine.office.word.layout import Layout
from bihuan.engine.office.word.paragraphs import paragraph
from bihuan.engine.office.word.xml import Element, w

_THICK, _THIN = 8, 6
"""Lines of 0.35 mm and 0.25 mm in eighths of a point (GB/T 9704-2012, 7.4.1)."""
_CHARACTER = 280
_NARROWER = 300
"""LibreOffice lets a table stand at the foot of a page only if it is 5 mm narrower than the text."""


def colophon(block: Colophon, layout: Layout) -> Iterator[Element]:
    """Copies to, printed by and on (版记), in a table that stands at the foot of the text block."""
    width = layout.text_width("A4") - _NARROWER
    printed = f"{block.printer}\t{chinese_day(block.day)}印发"
    lines = [f"抄送：{block.copies}。", printed] if block.copies else [printed]
    rows = [_row(words, width, layout, place=number, last=len(lines) - 1) for number, words in enumerate(lines)]
    margin = {"vertAnchor": "margin", "horzAnchor": "margin", "tblpXSpec": "center", "tblpYSpec": "bottom"}
    place = w("tblpPr", leftFromText=0, rightFromText=0, **margin)
    look = w("tblPr", place, w("tblW", w=width, type_="dxa"), w("tblLayout", type_="fixed"))
    yield w("tbl", look, w("tblGrid", w("gridCol", w=width)), *rows)
    yield paragraph("TableText", "", layout)


def _row(words: str, width: int, layout: Layout, *, place: int, last: int) -> Element:
    top, bottom = _THICK if place == 0 else _THIN, _THICK if place == last else _THIN
    lines = {"top": top, "bottom": bottom}
    borders = w("tcBorders", *(w(side, val="single", sz=size, space=0, color="000000") for side, size in lines.items()))
    form = w("tcPr", w("tcW", w=width, type_="dxa"), borders)
    indent = w("ind", leftChars=100, left=_CHARACTER, rightChars=100, right=_CHARACTER)
    stop = w("tabs", w("tab", val="right", pos=width - _CHARACTER))
    return w("tr", w("tc", form, paragraph("Colophon", words, layout, form=(stop, indent))))
