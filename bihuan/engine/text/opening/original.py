"""The original of a document (原文): the text that its bytes hold, whatever the kind of file."""

import re
from dataclasses import dataclass

from bihuan.engine.office.docx_text import BadDocx, docx_text, is_docx
from bihuan.engine.text.opening.encoding import Candidate, Decoded, canonical, decode
from bihuan.engine.text.opening.page import declared_encoding, is_page, page_text
from bihuan.engine.text.opening.refusals import BadArchive, NotText, TooLarge, UnknownEncoding

_LARGEST = 20 * 1024 * 1024
_OTHERS = (
    (b"%PDF", "PDF"),
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


@dataclass(frozen=True)
class Original:
    """The text of a file (原文), or None and the encodings to choose from."""

    text: str | None
    encoding: str
    marks: tuple[tuple[int, int, str], ...] = ()
    candidates: tuple[Candidate, ...] = ()


def open_original(raw: bytes, *, filename: str | None, encoding: str | None) -> Original:
    """The original in the bytes of a file (打开文件).

    Raises: Refused: too large, not text, declares entities, or unpacks beyond the limits.
    """
    if len(raw) > _LARGEST:
        raise TooLarge(round(len(raw) / 1024 / 1024))
    if is_docx(raw):
        return _word(raw)
    if other := next((name for mark, name in _OTHERS if raw.startswith(mark)), None):
        raise NotText(other)
    decoded = _decoded(raw, encoding=encoding)
    if decoded.text is None:
        return Original(None, "", candidates=decoded.candidates)
    page = is_page(decoded.text) or _NAMED_PAGE.search(filename or "") is not None
    return _page(decoded.text, decoded.encoding) if page else Original(decoded.text, decoded.encoding)


def _word(raw: bytes) -> Original:
    try:
        return Original(docx_text(raw), "docx")
    except BadDocx as refused:
        raise BadArchive(refused.sentence) from refused


def _page(source: str, encoding: str) -> Original:
    page = page_text(source)
    return Original(page.text, encoding, page.marks)


def _decoded(raw: bytes, *, encoding: str | None) -> Decoded:
    """Decoded as a person chose, else as the page declares where that holds, else as found."""
    if encoding is not None:
        try:
            return decode(raw, encoding=encoding)
        except LookupError as unknown:
            raise UnknownEncoding(encoding) from unknown
    declared = declared_encoding(raw)
    return _as_declared(raw, declared) if declared else decode(raw)


def _as_declared(raw: bytes, declared: str) -> Decoded:
    try:
        name = canonical(declared)
        return Decoded(raw.decode(name), name)
    except (LookupError, UnicodeError):
        return decode(raw)
