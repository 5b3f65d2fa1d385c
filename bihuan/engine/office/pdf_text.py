"""The text of a PDF (PDF文字): lines of each page joined into paragraphs, each with the number of its page."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from statistics import median

import pypdfium2
from pypdfium2 import raw as pdfium

from bihuan.engine.office.archive import BadOffice
from bihuan.engine.office.lines import TextCell, TextLine
from bihuan.engine.office.pdf_limits import PAGES, check_pdf

_UNSEEN = dict.fromkeys((0, 2, 0xFFFE, 0xFFFF, 0xAD))
_PAGE_NUMBER = re.compile(
    r"[\s—\-–－_.·•|]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/／]?\s*共?\s*\d{1,4}\s*页?)?[\s—\-–－_.·•|]*"
)
_ENDED = re.compile("[。！？!?：:；;]$")
_SPACED = re.compile(r"(?<=[\u4e00-\u9fff，。、；：]) (?=[\u4e00-\u9fff，。、；：])")
_DIGITS = re.compile(r"\d+")
_BARE = 3
_REPEATED = 3


class LockedPdf(BadOffice):
    """A PDF that opens with a password only (加密PDF)."""


class ScannedPdf(BadOffice):
    """A PDF of pictures without text (扫描PDF)."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line as it stands on its page (版面行): edges and height in points."""

    text: str
    page: int
    left: float
    right: float
    bottom: float
    height: float
    kind: str = ""


@dataclass(frozen=True)
class PdfText:
    """The lines of a PDF, and the pages that are pictures without text (PDF内容)."""

    lines: list[TextLine]
    scanned: tuple[int, ...]


def is_pdf(raw: bytes) -> bool:
    """Whether bytes are a PDF (是否PDF)."""
    return raw.startswith(b"%PDF-")


def pdf_text(raw: bytes) -> PdfText:
    """The text of a PDF, a paragraph a line (PDF文字).

    Raises: LockedPdf, ScannedPdf; BadOffice: damaged or beyond the limits.
    """
    check_pdf(raw)
    try:
        document = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD:
            raise LockedPdf("文件加了密码") from error
        raise BadOffice("文件已损坏") from error
    try:
        return _read(document)
    except pypdfium2.PdfiumError as error:
        raise BadOffice("文件已损坏") from error
    finally:
        document.close()


def _read(document: pypdfium2.PdfDocument) -> PdfText:
    if len(document) > PAGES:
        raise BadOffice(f"共{len(document)}页，超过{PAGES}页的上限")
    pages: list[list[_Line]] = []
    scanned: list[int] = []
    for number in range(len(document)):
        page = document[number]
        pages.append(list(_page_lines(page, number + 1)))
        if sum(len(line.text) for line in pages[-1]) <= _BARE and _has_picture(page):
            scanned.append(number + 1)
        page.close()
    if scanned and sum(map(len, pages)) <= _BARE * len(scanned):
        raise ScannedPdf("每一页都是扫描图片，没有文字")
    return PdfText(list(_paragraphs(_marked(pages))), tuple(scanned))


def _has_picture(page: pypdfium2.PdfPage) -> bool:
    return next(iter(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3)), None) is not None


def _page_lines(page: pypdfium2.PdfPage, number: int) -> Iterator[_Line]:
    """The lines of a page from top to bottom, as the file gives them."""
    text_page = page.get_textpage()
    text = text_page.get_text_range()
    last = text_page.count_chars() - 1
    place = 0
    for piece in text.split("\r\n"):
        words = _tidy(piece)
        if words and place <= last:
            begin = place + len(piece) - len(piece.lstrip())
            end = min(place + len(piece.rstrip()) - 1, last)
            first, final = text_page.get_charbox(min(begin, last), loose=True), text_page.get_charbox(end, loose=True)
            yield _Line(words, number, first[0], final[2], first[1], max(first[3] - first[1], 1.0))
        place += len(piece) + 2
    text_page.close()


def _tidy(piece: str) -> str:
    text = piece.translate(_UNSEEN).strip()
    return _SPACED.sub("", text) if len(_SPACED.findall(text)) * 4 > len(text) else text


def _marked(pages: list[list[_Line]]) -> list[list[_Line]]:
    """Page numbers, and what stands at the same edge of page after page, are no text."""
    edges = Counter(_edge(line) for lines in pages for line in (lines[:1] + lines[1:][-1:]))
    return [[replace(line, kind=_running(line, lines, edges)) for line in lines] for lines in pages]


def _edge(line: _Line) -> str:
    return _DIGITS.sub("#", line.text)


def _running(line: _Line, lines: list[_Line], edges: Counter[str]) -> str:
    if line is not lines[0] and line is not lines[-1]:
        return ""
    is_number = _PAGE_NUMBER.fullmatch(line.text) is not None
    return "page" if is_number or edges[_edge(line)] >= _REPEATED else ""


def _paragraphs(pages: list[list[_Line]]) -> Iterator[TextLine]:
    """Lines joined where one runs on into the next, over the end of a page too; what is no text stands after them."""
    open_lines: list[_Line] = []
    aside: list[_Line] = []
    for lines in pages:
        body = [line for line in lines if not line.kind]
        left, right = _margins(body)
        aside += [line for line in lines if line.kind]
        for line in body:
            if open_lines and not _runs_on(open_lines[-1], line, left=left, right=right):
                yield from _closed(open_lines, aside, before=line.page)
            open_lines.append(line)
    yield from _closed(open_lines, aside, before=len(pages) + 1)


def _closed(open_lines: list[_Line], aside: list[_Line], *, before: int) -> Iterator[TextLine]:
    if open_lines:
        yield _as_paragraph(open_lines)
    done = [line for line in aside if line.page < before]
    for line in done:
        yield TextLine((TextCell(line.text, f"第{line.page}页"),), kind=line.kind)
        aside.remove(line)
    open_lines.clear()


def _margins(lines: list[_Line]) -> tuple[float, float]:
    """Where the lines of a page begin and end."""
    if not lines:
        return 0.0, 0.0
    lefts = Counter(round(line.left) for line in lines)
    return float(min(place for place, count in lefts.items() if count * 4 >= max(lefts.values()))), max(
        line.right for line in lines
    )


def _runs_on(before: _Line, line: _Line, *, left: float, right: float) -> bool:
    """Whether a line is the continuation of the one before: that one is full, this one stands at the margin."""
    size = median((before.height, line.height))
    is_full = before.right >= right - 2.2 * size
    at_margin = line.left <= left + 0.8 * size
    same_size = abs(before.height - line.height) <= 0.25 * size
    return is_full and at_margin and same_size and not (_ENDED.search(before.text) and before.right < right - size)


def _as_paragraph(lines: list[_Line]) -> TextLine:
    """The cells of a paragraph: what stands on one page, with a space where two words of letters meet."""
    pages: dict[int, str] = {}
    before = ""
    for line in lines:
        gap = " " if before[-1:].isascii() and before[-1:].isalpha() and line.text[:1].isascii() else ""
        pages[line.page] = pages.get(line.page, "") + gap + line.text
        before = line.text
    return TextLine(tuple(TextCell(text, f"第{page}页") for page, text in pages.items()))
