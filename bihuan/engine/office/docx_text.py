"""The text of a Word file (docx文字): paragraphs and table rows in order, within limits counted while unpacking."""

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import IO

from lxml import etree

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PART = "word/document.xml"
_MEMBERS = 2_000
_UNPACKED = 200 * 1024 * 1024
_RATIO = 100
_FREE = 1024 * 1024
_CHUNK = 64 * 1024
_DTD_MARKS = (b"<!DOCTYPE", "<!DOCTYPE".encode("utf-16-le"), "<!DOCTYPE".encode("utf-16-be"))
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OSError,
    etree.XMLSyntaxError,
    ValueError,
)


class BadDocx(Exception):
    """A Word file that is not read (docx无法读取), with the reason in Chinese."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def is_docx(raw: bytes) -> bool:
    """Whether bytes are a Word file (是否docx): a zip whose directory names the document part."""
    return raw.startswith(b"PK\x03\x04") and _PART.encode() in raw


def docx_text(raw: bytes) -> str:
    """The text of a Word file, a paragraph or table row a line (docx文字).

    Raises: BadDocx: damaged, locked, beyond the limits, or its XML declares a DTD.
    """
    try:
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            return "\n".join(_lines(_part(archive, size=len(raw))))
    except _DAMAGE as damage:
        raise BadDocx("文件已损坏或加了密码") from damage
    except KeyError as missing:
        raise BadDocx("里面没有正文（word/document.xml）") from missing


def _part(archive: zipfile.ZipFile, *, size: int) -> "_Counted":
    """The document part, to be unpacked no further than the limits."""
    if len(archive.infolist()) > _MEMBERS:
        raise BadDocx(f"里面有{len(archive.infolist())}个文件，超过{_MEMBERS}个的上限")
    member = archive.getinfo(_PART)
    return _Counted(archive.open(member), packed=min(member.compress_size, size))


class _Counted:
    """A stream that counts what it unpacks and stops at the limits and at a DTD, whatever the file's headers say."""

    def __init__(self, stream: IO[bytes], *, packed: int) -> None:
        self._stream, self._packed = stream, packed
        self._unpacked = 0
        self._tail = b""

    def read(self, size: int = _CHUNK) -> bytes:
        """The next piece, never more than a chunk."""
        chunk = self._stream.read(min(size, _CHUNK) if size > 0 else _CHUNK)
        self._unpacked += len(chunk)
        _refuse_beyond(self._unpacked, packed=self._packed)
        seen = self._tail + chunk
        if any(mark in seen for mark in _DTD_MARKS):
            raise BadDocx("正文的XML带有DTD声明，可能借此引入外部内容")
        self._tail = seen[-32:]
        return chunk


def _refuse_beyond(size: int, *, packed: int) -> None:
    if size > _UNPACKED:
        raise BadDocx("解压后超过200MB的上限")
    if size > _FREE and size > packed * _RATIO:
        raise BadDocx("解压后膨胀超过100倍，不像正常文件")


def _lines(part: _Counted) -> Iterator[str]:
    """Paragraphs, and rows with a tab between their cells; what old versions would show instead is left out."""
    line: list[str] = []
    rows = fallbacks = 0
    for event, element in etree.iterparse(
        part, events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    ):
        tag, step = element.tag, 1 if event == "start" else -1
        rows += step * (tag == _WORD + "tr")
        fallbacks += step * (tag == _FALLBACK)
        if event == "start" or fallbacks:
            continue
        line += _written(tag, element.text, in_row=rows > 0)
        if tag == _WORD + "tr" or (tag == _WORD + "p" and not rows):
            yield "".join(line).rstrip("\t ")
            line.clear()
        if tag in (_WORD + "p", _WORD + "tr"):
            element.clear()


def _written(tag: str, text: str | None, *, in_row: bool) -> list[str]:
    """What an element puts on the page."""
    if tag == _WORD + "t":
        return [text or ""]
    if in_row and tag in (_WORD + "p", _WORD + "tc"):
        return ["\t"] if tag == _WORD + "tc" else [" "]
    return {_WORD + "tab": ["\t"], _WORD + "br": ["\n"], _WORD + "cr": ["\n"]}.get(tag, [])
