"""Runs of text (文字段): with faces set for Chinese and Latin, and another face for characters that the first lacks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bihuan.engine.office.word.layout import Layout
from bihuan.engine.office.word.xml import Element, text, w

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BREAKS = re.compile(r"(\n|\t)")


def fonts(face: str, *, latin: str) -> Element:
    """Faces of a run (字体). Quotes and dashes that both scripts have are Chinese ones: hint."""
    return w("rFonts", ascii=latin, hAnsi=latin, eastAsia=face, cs=latin, hint="eastAsia")


def runs(
    words: str, *, face: str, layout: Layout, is_own_face: bool = False, is_bold: bool = False
) -> Iterator[Element]:
    """The runs of a paragraph (文字段), faces of their own only where the style's face will not do.

    Args: face: that of the paragraph's style. is_own_face: whether it has to be said although no character is rare.
    """
    for piece in _BREAKS.split(_FORBIDDEN.sub("", words).replace("\r\n", "\n").replace("\r", "\n")):
        if piece in {"\n", "\t"}:
            yield w("r", w("br") if piece == "\n" else w("tab"))
            continue
        for run, own in layout.by_face(piece, face=face):
            faces = fonts(own, latin=layout.faces["latin"]) if own != face or is_own_face else None
            bold = w("b") if is_bold else None
            look = w("rPr", faces, bold) if faces is not None or bold is not None else None
            yield w("r", look, text(run))


def field(code: str) -> Iterator[Element]:
    """A field that Word fills in (域), such as the page's number."""
    yield w("r", w("fldChar", fldCharType="begin"))
    instruction = w("instrText")
    instruction.text = f" {code} "
    yield w("r", instruction)
    yield w("r", w("fldChar", fldCharType="separate"))
    yield w("r", text("1"))
    yield w("r", w("fldChar", fldCharType="end"))


def width(words: str) -> float:
    """Width of a text in Chinese characters (字宽): Latin ones count half.

    >>> width("2026年3月5日")
    6.0
    """
    return sum(0.5 if ord(sign) < 0x2E80 and sign not in "“”‘’—…·" else 1 for sign in words)
