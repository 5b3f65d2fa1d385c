"""An official paper as a docx file (生成公文): blocks laid out in sections, with page numbers."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from io import BytesIO
from typing import Any

from bihuan.engine.office.word import blocks as b
from bihuan.engine.office.word import paragraphs as p
from bihuan.engine.office.word.colophon import colophon
from bihuan.engine.office.word.drawings import DOC_PR, picture
from bihuan.engine.office.word.layout import Layout, Paper, page_size
from bihuan.engine.office.word.package import FIXED_PARTS, footers, parts_of
from bihuan.engine.office.word.tables import table
from bihuan.engine.office.word.xml import RELATIONS, Element, part, w

_PARAGRAPHS: dict[type, Callable[[Any, Layout], Iterator[Element]]] = {
    b.RedHead: p.red_head,
    b.Title: p.title,
    b.Subtitle: p.subtitle,
    b.Heading: p.heading,
    b.Text: p.body,
    b.Addressee: p.addressee,
    b.Attachments: p.attachments,
    b.Signature: p.signature,
    b.Attachment: p.attachment,
    b.Note: p.note,
    b.Picture: picture,
    b.Colophon: colophon,
}
_MOMENT = (1980, 1, 1, 0, 0, 0)
_FOOTER_MM = 22


def document(content: Iterable[b.Block], *, layout: Layout, title: str) -> bytes:
    """The paper as a docx file (生成公文); the same content gives the same bytes.

    Args: title: for the file's properties.
    """
    body = part(_numbered(w("document", w("body", *_body(list(content), layout)))))
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in {
            **parts_of(layout, title),
            **FIXED_PARTS,
            "word/document.xml": body,
            **footers(layout),
        }.items():
            archive.writestr(zipfile.ZipInfo(name, _MOMENT), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _numbered(root: Element) -> Element:
    """Drawings have numbers of their own, in order."""
    for number, each in enumerate(root.iter(DOC_PR), start=1):
        each.set("id", str(number))
    return root


def _body(content: Sequence[b.Block], layout: Layout) -> Iterator[Element]:
    """All paragraphs and tables; each section ends with its own form, the last one in the body itself."""
    paper: Paper = "A4"
    pending: list[Element] = []
    for number, block in enumerate(content):
        if isinstance(block, b.Across | b.Upright):
            if pending:
                yield from _ended(pending, paper, layout)
                pending = []
            paper = block.paper if isinstance(block, b.Across) else "A4"
        elif isinstance(block, b.Table):
            pending += table(block, layout, paper=paper)
        else:
            if (
                isinstance(block, b.Text | b.Heading)
                and number
                and isinstance(content[number - 1], b.Title | b.Subtitle)
            ):
                pending.append(p.paragraph("Normal", "", layout))
            if isinstance(block, b.Signature) and number and isinstance(content[number - 1], b.Text):
                _keep_with_next(pending[-1])
            made = list(_PARAGRAPHS[type(block)](block, layout))
            is_new_page = isinstance(block, b.Attachment) and pending and not _begins_section(content, number)
            pending += [_on_new_page(made[0]), *made[1:]] if is_new_page else made
    yield from pending
    yield section(paper, layout)


def _begins_section(content: Sequence[b.Block], number: int) -> bool:
    return number > 0 and isinstance(content[number - 1], b.Across | b.Upright)


def _keep_with_next(paragraph: Element) -> None:
    """No page holds a signature alone (GB/T 9704-2012, 7.3.5.4): the last words of the text go along."""
    paragraph[0].insert(1, w("keepNext"))


def _on_new_page(paragraph: Element) -> Element:
    form = paragraph[0]
    form.insert(1, w("pageBreakBefore"))
    return paragraph


def _ended(pending: Sequence[Element], paper: Paper, layout: Layout) -> Iterator[Element]:
    """A section's paragraphs, the last of which carries the section's form."""
    yield from pending
    yield w(
        "p",
        w(
            "pPr",
            w("pStyle", val="TableText"),
            w("spacing", before=0, after=0, line=20, lineRule="exact"),
            section(paper, layout),
        ),
    )


def section(paper: Paper, layout: Layout) -> Element:
    """The form of a section (节): paper, margins, the grid of lines and characters, page numbers."""
    width, height = page_size(paper)
    margins = layout.margins(paper)
    footer = round(_FOOTER_MM * 1440 / 25.4)
    return w(
        "sectPr",
        _footer("default", "rIdOdd"),
        _footer("even", "rIdEven"),
        w("type", val="nextPage"),
        w("pgSz", w=width, h=height, orient=None if paper == "A4" else "landscape"),
        w("pgMar", **margins, header=851, footer=min(footer, margins["bottom"] - 300), gutter=0),
        w("cols", space=425),
        w("docGrid", type_="linesAndChars", linePitch=layout.line_pitch, charSpace=layout.character_space),
    )


def _footer(kind: str, relation: str) -> Element:
    made = w("footerReference", type_=kind)
    made.set(f"{{{RELATIONS}}}id", relation)
    return made
