"""The original of a document (原文): the text that its bytes hold, whatever the kind of file, with the way back."""

import re
from dataclasses import dataclass, field

from bihuan.engine.office.archive import BadOffice
from bihuan.engine.office.docx_text import docx_lines, is_docx
from bihuan.engine.office.lines import LaidOut, laid_out
from bihuan.engine.office.pdf_text import LockedPdf, ScannedPdf, is_pdf, pdf_text
from bihuan.engine.office.xlsx_text import is_xlsx, xlsx_lines
from bihuan.engine.text.opening.commonness import commonness
from bihuan.engine.text.opening.encoding import Candidate, Decoded, canonical, decode, in_encoding
from bihuan.engine.text.opening.page import PageWords, declared_encoding, is_page, page_text
from bihuan.engine.text.opening.refusals import (
    BadDocx,
    BadPdf,
    BadXlsx,
    LockedFile,
    NotText,
    ScannedFile,
    TooLarge,
    UnknownEncoding,
    UnreadableFont,
)
from bihuan.engine.text.opening.ways import Span, Spot, Ways, through
from bihuan.engine.values import Finding

_LARGEST = 20 * 1024 * 1024
_LIKELY = 0.3
_OTHERS = (
    (b"\xd0\xcf\x11\xe0", "旧版Office文件"),
    (b"PK\x03\x04", "压缩包或其他Office文件"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"GIF8", "图片"),
    (b"Rar!", "压缩包"),
    (b"7z\xbc\xaf", "压缩包"),
    (b"\x1f\x8b", "压缩包"),
    (b"MZ", "程序"),
    (b"{\\rtf", "RTF文件"),
)
_NAMED_PAGE = re.compile(r"\.(?:x?html?|shtml)$", re.IGNORECASE)

Rows = tuple[tuple[Span, ...], ...]


@dataclass(frozen=True)
class Original:
    """The text of a file (原文), or None and the encodings to choose from.

    marks: stretches that the file itself shows to be no text. links: what a page links. facts: what its head states.
    tables: the places of the cells, row by row.
    """

    text: str | None
    encoding: str
    ways: Ways = field(default_factory=Ways)
    marks: tuple[tuple[int, int, str], ...] = ()
    links: tuple[Span, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    tables: tuple[Rows, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    is_mixed: bool = False
    findings: tuple[Finding, ...] = ()


def open_original(raw: bytes, *, filename: str | None, encoding: str | None, words: PageWords) -> Original:
    """The original in the bytes of a file (打开文件).

    Raises: Refused: too large, locked, scanned, not text, declares entities, or unpacks beyond the limits.
    """
    if len(raw) > _LARGEST:
        raise TooLarge(round(len(raw) / 1024 / 1024))
    if office := _office(raw):
        return office
    if other := next((name for mark, name in _OTHERS if raw.startswith(mark)), None):
        raise NotText(other)
    decoded = _decoded(raw, encoding=encoding)
    if decoded.text is None:
        return Original(None, "", candidates=decoded.candidates, is_mixed=decoded.is_mixed)
    page = is_page(decoded.text) or _NAMED_PAGE.search(filename or "") is not None
    return _page(decoded, words=words) if page else _plain(decoded)


def _office(raw: bytes) -> Original | None:
    """The original of a Word, Excel or PDF file; None for what is none of these."""
    try:
        if is_docx(raw):
            return _of_lines(laid_out(docx_lines(raw)), "docx")
        if is_xlsx(raw):
            return _of_lines(laid_out(xlsx_lines(raw)), "xlsx")
        return _pdf(raw) if is_pdf(raw) else None
    except LockedPdf as refused:
        raise LockedFile from refused
    except ScannedPdf as refused:
        raise ScannedFile from refused
    except BadOffice as refused:
        kind = BadPdf if is_pdf(raw) else BadDocx if is_docx(raw) else BadXlsx
        raise kind(refused.reason) from refused


def _of_lines(laid: LaidOut, kind: str, findings: tuple[Finding, ...] = ()) -> Original:
    spots = tuple(Spot(*cell) for cell in laid.cells)
    return Original(laid.text, kind, Ways(spots=spots), marks=laid.marks, tables=laid.tables, findings=findings)


def _pdf(raw: bytes) -> Original:
    read = pdf_text(raw)
    laid = laid_out(read.lines)
    if laid.text and commonness(laid.text[:20_000]) < _LIKELY:
        raise UnreadableFont
    pages = "、".join(map(str, read.scanned[:20]))
    sentence = f"第{pages}页是扫描图片，没有文字，未能读取。请对照原件补充，或用文字识别（OCR）软件转换后再上传。"
    return _of_lines(laid, "pdf", (Finding("scanned_pages", f"第{pages}页", sentence),) if read.scanned else ())


def _plain(decoded: Decoded) -> Original:
    return Original(decoded.text, decoded.encoding, Ways(decoded.encoding, decoded.stretches))


def _page(decoded: Decoded, *, words: PageWords) -> Original:
    source = decoded.text or ""
    page = page_text(source, words=words)
    stretches = through(page.stretches, decoded.stretches, source=source, encoding=decoded.encoding)
    ways = Ways(decoded.encoding, stretches)
    return Original(page.text, decoded.encoding, ways, page.marks, page.links, page.facts)


def _decoded(raw: bytes, *, encoding: str | None) -> Decoded:
    """Decoded as a person chose, else as the page declares where that holds, else as found."""
    if encoding is not None:
        try:
            return decode(raw, encoding=encoding)
        except (LookupError, UnicodeError) as unknown:
            raise UnknownEncoding(encoding) from unknown
    declared = declared_encoding(raw)
    return _as_declared(raw, declared) if declared else decode(raw)


def _as_declared(raw: bytes, declared: str) -> Decoded:
    try:
        name = canonical(declared)
        raw.decode(name)
    except (LookupError, UnicodeError):
        return decode(raw)
    return in_encoding(raw, "utf-8" if _is_wide(raw) else name)


def _is_wide(raw: bytes) -> bool:
    """Whether bytes are UTF-8 whatever the page says: text in any other encoding hardly ever is so by chance."""
    try:
        return not raw.decode("utf-8").isascii()
    except UnicodeDecodeError:
        return False
