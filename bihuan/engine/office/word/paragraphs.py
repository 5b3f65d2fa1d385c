"""Paragraphs of an official paper (段落), each in its style."""

from __future__ import annotations

from collections.abc import Iterator

from bihuan.engine.office.word.blocks import (
    Addressee,
    Attachment,
    Attachments,
    Heading,
    Note,
    RedHead,
    Signature,
    Subtitle,
    Text,
    Title,
    chinese_day,
)
from bihuan.engine.office.word.layout import Layout
from bihuan.engine.office.word.runs import runs, width
from bihuan.engine.office.word.styles import BY_CODE, RED
from bihuan.engine.office.word.xml import MAIN, Element, w

_SEALED, _UNSEALED = 4, 2
_CHARACTER = 320
_MARK_FROM_TOP = 1984
"""35 mm from the top of the text block to the mark of who issues the paper (GB/T 9704-2012, 7.2.4)."""


def paragraph(code: str, words: str, layout: Layout, *, form: tuple[Element, ...] = ()) -> Element:
    """A paragraph in a style (段落), with what its own form adds."""
    own = w("pPr", w("pStyle", val=code), *form)
    return w("p", own, *runs(words, face=layout.faces[BY_CODE[code].face], layout=layout))


def title(block: Title, layout: Layout) -> Iterator[Element]:
    """The title with an empty line above and below (标题)."""
    yield paragraph("PaperTitle", block.words, layout)


def subtitle(block: Subtitle, layout: Layout) -> Iterator[Element]:
    """A line under the title (副题), and an empty one after it."""
    yield paragraph("Subtitle", block.words, layout)


def heading(block: Heading, layout: Layout) -> Iterator[Element]:
    """A heading (层次标题)."""
    yield paragraph(f"Heading{block.level}", block.words, layout)


def body(block: Text, layout: Layout) -> Iterator[Element]:
    """A paragraph of text (正文), its leading sentence in another face."""
    lead = runs(block.lead, face=layout.faces["subheading"], layout=layout, is_own_face=True)
    yield w(
        "p", w("pPr", w("pStyle", val="BodyText")), *lead, *runs(block.words, face=layout.faces["text"], layout=layout)
    )


def addressee(block: Addressee, layout: Layout) -> Iterator[Element]:
    """To whom it goes (主送机关), an empty line after the title."""
    yield paragraph("Normal", "", layout)
    yield paragraph("Addressee", block.words, layout)


def note(block: Note, layout: Layout) -> Iterator[Element]:
    """A line under a table (表注)."""
    yield paragraph("TableText", block.words, layout)


def attachments(block: Attachments, layout: Layout) -> Iterator[Element]:
    """附件：1. ... under the text: an empty line before, each further one under the first."""
    yield paragraph("Normal", "", layout)
    is_one = len(block.names) == 1
    for number, name in enumerate(block.names, start=1):
        words = name if is_one else f"{number}. {name}"
        lead, hanging = ("附件：", 3) if number == 1 else ("", 0)
        yield paragraph("Normal", lead + words, layout, form=(_left(5, hanging=hanging),))


def signature(block: Signature, layout: Layout) -> Iterator[Element]:
    """Who issues it over the day (落款).

    With a seal the day stands four characters in and the issuer centred over it; without one the issuer two
    characters in, and the day two further in than where the issuer begins (GB/T 9704-2012, 7.3.5).
    """
    day = chinese_day(block.day)
    longer = width(block.issuer) - width(day)
    if block.is_sealed:
        issuer_in = max(_SEALED - longer / 2, 0)
        day_in = max(_SEALED, issuer_in + longer / 2)
    else:
        issuer_in = _UNSEALED if longer >= _UNSEALED else 2 * _UNSEALED - longer
        day_in = max(longer, _UNSEALED)
    yield paragraph("Normal", "", layout, form=(w("keepNext"),))
    yield paragraph("SignatureLine", block.issuer, layout, form=(w("keepNext"), _right(issuer_in)))
    yield paragraph("SignatureLine", day, layout, form=(_right(day_in),))


def attachment(block: Attachment, layout: Layout) -> Iterator[Element]:
    """An attachment's number and title (附件)."""
    yield paragraph("AttachmentMark", block.number, layout)
    yield paragraph("Normal", "", layout)
    yield paragraph("PaperTitle", block.title, layout)
    yield paragraph("Normal", "", layout)


def red_head(block: RedHead, layout: Layout) -> Iterator[Element]:
    """The red head (红头) down to its red line, and an empty line after it."""
    for words in filter(None, (block.secrecy, block.urgency)):
        yield paragraph("AttachmentMark", words, layout)
    yield _mark(block.issuer, layout)
    yield paragraph("Normal", "", layout)
    yield paragraph("Normal", "", layout)
    number = f"{block.number}\t签发人：{block.signer}" if block.signer else block.number
    stop = w("tabs", w("tab", val="right", pos=layout.text_width("A4") - _CHARACTER))
    spread = (stop, _left(1), w("jc", val="left")) if block.signer else ()
    line = w("bottom", val="single", sz=12, space=11, color=RED)
    yield paragraph("PaperNumber", number, layout, form=(*spread, w("pBdr", line)))
    yield paragraph("Normal", "", layout)
    yield paragraph("Normal", "", layout)


def _mark(issuer: str, layout: Layout) -> Element:
    """The mark of who issues it (发文机关标志), as large as one line allows."""
    room = layout.text_width("A4") / 20 / max(width(issuer), 1)
    size = min(layout.half_points("mark"), int(room * 2))
    made = paragraph(
        "IssuerMark", issuer, layout, form=(w("spacing", before=_MARK_FROM_TOP, line=240, lineRule="auto"),)
    )
    for run in made.iterfind(f"{{{MAIN}}}r"):
        look = run.find(f"{{{MAIN}}}rPr")
        faces = [] if look is None else list(look)
        if look is not None:
            run.remove(look)
        run.insert(0, w("rPr", *faces, w("sz", val=size), w("szCs", val=size)))
    return made


def _left(characters: int, *, hanging: int = 0) -> Element:
    """Indent from the left in characters; said in twips too, for programs that do not know characters."""
    hang = {"hangingChars": hanging * 100, "hanging": hanging * _CHARACTER} if hanging else {}
    return w("ind", leftChars=characters * 100, left=characters * _CHARACTER, **hang)


def _right(characters: float) -> Element:
    """Indent from the right in characters, and in twips."""
    return w("ind", rightChars=round(characters * 100), right=round(characters * _CHARACTER))
