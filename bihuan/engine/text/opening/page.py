"""The text of a web page (网页文字): its blocks in order, navigation marked as the page itself names it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree, html

from bihuan.engine.text.opening.refusals import DeclaresEntities

_PAGE = re.compile(
    r"\s*(?:<!--.{0,2000}?-->\s*|<\?xml[^>]{0,200}>\s*)*<(?:!doctype\s+html|html|head|body|div|p|table|article|section|main|meta)\b",
    re.IGNORECASE | re.DOTALL,
)
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{3,20})""", re.IGNORECASE)
_ENTITIES = re.compile(r"<!DOCTYPE[^>]*\[|<!ENTITY", re.IGNORECASE)
_HIDDEN = frozenset(
    {"script", "style", "noscript", "template", "head", "svg", "iframe", "object", "select", "textarea"}
)
_FURNITURE = frozenset({"nav", "footer", "aside", "form", "button"})
_CELL = frozenset({"td", "th"})
_BLOCK = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "br", "button", "caption", "center", "dd", "div", "dl"),
        *("dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header"),
        *("hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "tbody", "tfoot", "thead", "tr", "ul"),
    )
)


@dataclass(frozen=True)
class Page:
    """The text of a page and the stretches that the page marks as furniture (网页文字)."""

    text: str
    marks: tuple[tuple[int, int, str], ...] = ()


def is_page(text: str) -> bool:
    """Whether a decoded text is a web page (是否网页): it begins with a tag of one."""
    return _PAGE.match(text.removeprefix("\ufeff")) is not None


def declared_encoding(raw: bytes) -> str | None:
    """The encoding that a page names in its head (网页声明的编码), None for what does not begin as a page does."""
    found = _CHARSET.search(raw[:4000]) if raw.lstrip().startswith(b"<") else None
    return found[1].decode("ascii") if found else None


def page_text(source: str) -> Page:
    """The text of a page, a block a line (网页文字).

    Raises: DeclaresEntities: the page brings a DTD of its own.
    """
    if _ENTITIES.search(source):
        raise DeclaresEntities("网页")
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        root = html.document_fromstring(source.replace("\x00", "").encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:
        return Page("")
    writer = _Writer()
    for event, value in _walk(root):
        writer.take(event, value)
    return writer.page()


def _walk(root: etree._Element) -> Iterator[tuple[str, str]]:
    """Openings, texts and ends of the elements shown, in order, without recursion."""
    skipped = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        hidden = tag in _HIDDEN or _is_hidden(element)
        if event == "start":
            skipped += hidden
            if not skipped:
                yield "open", tag
                yield "text", element.text or ""
        else:
            if not skipped:
                yield "close", tag
            skipped -= hidden
            if not skipped:
                yield "text", element.tail or ""


def _is_hidden(element: etree._Element) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    return "display:none" in style or element.get("hidden") is not None


class _Writer:
    """Puts the pieces of a page together, a block a line."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._open: list[int] = []
        self._marks: list[tuple[int, int, str]] = []

    def take(self, event: str, value: str) -> None:
        if event == "text":
            self._write(re.sub(r"[ \t\r\n\f]+", " ", value))
            return
        if event == "open" and value in _FURNITURE:
            self._break()
            self._open.append(self._length)
        if value in _BLOCK:
            self._break()
        elif value in _CELL:
            self._write("\t")
        if event == "close" and value in _FURNITURE:
            self._close()

    def _close(self) -> None:
        start = self._open.pop()
        if not self._open and start < self._length:
            self._marks.append((start, self._length, "navigation"))

    def _break(self) -> None:
        if self._pieces and not self._pieces[-1].endswith("\n"):
            self._write("\n")

    def _write(self, text: str) -> None:
        if text and not (text == " " and (not self._pieces or self._pieces[-1].endswith((" ", "\n")))):
            self._pieces.append(text)
            self._length += len(text)

    def page(self) -> Page:
        return Page("".join(self._pieces), tuple(self._marks))
