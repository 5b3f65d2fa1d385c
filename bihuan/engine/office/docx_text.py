"""The text of a Word file (docx文字): paragraphs and tables in order, each paragraph and cell with its number."""

from collections.abc import Iterator

from lxml import etree

from bihuan.engine.office.archive import Archive, BadOffice, Stream
from bihuan.engine.office.lines import TextCell, TextLine

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PART = "word/document.xml"


def is_docx(raw: bytes) -> bool:
    """Whether bytes are a Word file (是否docx): a zip whose directory names the document part."""
    return raw.startswith(b"PK\x03\x04") and _PART.encode() in raw


def docx_lines(raw: bytes) -> list[TextLine]:
    """The text of a Word file, a paragraph or table row a line (docx文字).

    Raises: BadOffice: damaged, locked, beyond the limits, or its XML declares a DTD.
    """
    part = Stream(Archive(raw).pieces(_PART))
    try:
        return list(_lines(part))
    except (etree.XMLSyntaxError, ValueError) as damage:
        raise BadOffice("文件已损坏或加了密码") from damage


def _lines(part: Stream) -> Iterator[TextLine]:
    """Paragraphs and rows; what old versions would show instead is left out."""
    reading = _Paper()
    fallbacks = 0
    for event, element in etree.iterparse(
        part, events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    ):
        tag = element.tag
        fallbacks += (tag == _FALLBACK) * (1 if event == "start" else -1)
        if fallbacks:
            continue
        if event == "start":
            reading.begin(tag)
            continue
        yield from reading.end(tag, element.text or "")
        if tag in (_WORD + "p", _WORD + "tr"):
            element.clear()


class _Paper:
    """Counts paragraphs, tables, rows and cells while they pass (计数)."""

    def __init__(self) -> None:
        self._text: list[str] = []
        self._cells: list[TextCell] = []
        self._paragraph = self._table = self._row = self._depth = 0

    def begin(self, tag: str) -> None:
        """A table or row begins; a table within a cell is text of that cell."""
        if tag == _WORD + "tbl":
            self._depth += 1
            if self._depth == 1:
                self._table, self._row = self._table + 1, 0
        elif tag == _WORD + "tr" and self._depth == 1:
            self._row += 1
            self._cells.clear()

    def end(self, tag: str, text: str) -> Iterator[TextLine]:
        """What an element puts on the page, and the line that it ends."""
        kind = tag.removeprefix(_WORD)
        self._text += {"t": [text], "tab": [" "], "br": ["\n"], "cr": ["\n"]}.get(kind, [])
        if kind == "tbl":
            self._depth -= 1
        elif kind == "p" and not self._depth:
            self._paragraph += 1
            yield TextLine((TextCell(self._taken(), f"第{self._paragraph}段"),))
        elif kind == "p" or (kind == "tc" and self._depth > 1):
            self._text.append(" ")
        elif kind == "tc":
            name = f"表{self._table}第{self._row}行第{len(self._cells) + 1}格"
            self._cells.append(TextCell(" ".join(self._taken().split()), name))
        elif kind == "tr" and self._depth == 1:
            yield TextLine(tuple(self._cells), table=self._table)

    def _taken(self) -> str:
        text = "".join(self._text)
        self._text.clear()
        return text
