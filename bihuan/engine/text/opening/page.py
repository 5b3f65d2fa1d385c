"""The text of a web page (网页文字): its blocks in order, furniture marked as the page itself names it."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from html import unescape

from bihuan.engine.text.opening.elements import BLOCK, CELL, Elements
from bihuan.engine.text.opening.refusals import DeclaresEntities
from bihuan.engine.text.opening.tokens import Token, tokens
from bihuan.engine.text.opening.ways import Stretch, joined
from bihuan.engine.text.words import Forms

_PAGE = re.compile(
    r"\s*(?:<!--.{0,2000}?-->\s*|<\?xml[^>]{0,200}>\s*)*<(?:!doctype\s+html|html|head|body|div|p|table|article|section|main|meta)\b",
    re.IGNORECASE | re.DOTALL,
)
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{3,20})""", re.IGNORECASE)
_ENTITIES = re.compile(r"<!DOCTYPE[^>]*\[|<!ENTITY", re.IGNORECASE)
_PART = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?|[ \t\r\n\f\x00]+")
_META = re.compile(r"""(name|property|content)\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)""", re.IGNORECASE)
_STOP = re.compile("[。！？；]")
_PROSE = 3


@dataclass(frozen=True)
class PageWords:
    """How the makers of pages name their parts (网页用语): classes of furniture, names of the facts of a head."""

    furniture: Forms
    facts: Forms


@dataclass(frozen=True)
class Page:
    """The text of a page, its way back, the stretches marked as furniture or links, what its head states (网页内容)."""

    text: str
    stretches: tuple[Stretch, ...] = ()
    marks: tuple[tuple[int, int, str], ...] = ()
    links: tuple[tuple[int, int], ...] = ()
    facts: tuple[tuple[str, str], ...] = ()


def is_page(text: str) -> bool:
    """Whether a decoded text is a web page (是否网页): it begins with a tag of one."""
    return _PAGE.match(text.removeprefix("\ufeff")) is not None


def declared_encoding(raw: bytes) -> str | None:
    """The encoding that a page names in its head (网页声明的编码), None for what does not begin as a page does."""
    found = _CHARSET.search(raw[:4000]) if raw.lstrip().startswith(b"<") else None
    return found[1].decode("ascii") if found else None


def page_text(source: str, *, words: PageWords) -> Page:
    """The text of a page, a block a line (网页文字).

    Raises: DeclaresEntities: the page brings a DTD of its own.
    """
    if _ENTITIES.search(source):
        raise DeclaresEntities("网页")
    writer = _Writer(source, words)
    for token in tokens(source):
        writer.take(token)
    return writer.page()


class _Writer:
    """Puts the pieces of a page together, a block a line (拼接网页)."""

    def __init__(self, source: str, words: PageWords) -> None:
        self._source, self._words = source, words
        self._elements = Elements(words.furniture)
        self._pieces: list[str] = []
        self._stretches: list[Stretch] = []
        self._length = 0
        self._marks: list[tuple[int, int, str]] = []
        self._links: list[tuple[int, int]] = []
        self._facts: list[tuple[str, str]] = []
        self._stops: list[int] = []
        self._title = ""

    def take(self, token: Token) -> None:
        """One tag or text, in order."""
        if token.kind == "text":
            self._text(token)
            return
        if token.name == "meta":
            self._facts += self._stated(token.said)
        closed = self._elements.take(token, at=self._length)
        for kind, start in closed:
            self._close(kind, start)
        if token.name in BLOCK and not self._elements.is_hidden:
            self._break(token.start if token.kind == "open" else token.end)
        elif token.name in CELL and token.kind == "open" and not self._elements.is_hidden and self._in_line():
            self._write("\t", token.start, token.start, exact=False)

    def _text(self, token: Token) -> None:
        if self._elements.within == "title":
            self._title = self._title or " ".join(unescape(self._source[token.start : token.end]).split())
        if self._elements.is_hidden:
            return
        begun = self._length
        place = token.start
        for part in _PART.finditer(self._source, token.start, token.end):
            self._write(self._source[place : part.start()], place, part.start(), exact=True)
            self._part(part)
            place = part.end()
        self._write(self._source[place : token.end], place, token.end, exact=True)
        if self._elements.is_link and self._length > begun:
            self._links.append((begun, self._length))

    def _part(self, part: re.Match[str]) -> None:
        """An entity, or blank space: of a page it is one blank, of preformatted text a break."""
        said = part.group()
        if said.startswith("&"):
            meant = unescape(said)
            self._write(meant, part.start(), part.end(), exact=meant == said)
        elif self._elements.is_preformatted and "\n" in said:
            self._break(part.start())
        elif self._in_line() and not self._pieces[-1].endswith(" ") and not self._is_mere_wrap(part):
            self._write(" ", part.start(), part.end(), exact=said == " ")

    def _is_mere_wrap(self, part: re.Match[str]) -> bool:
        """Whether a line of the source ends between two Chinese signs: no blank is meant there."""
        after = self._source[part.end() : part.end() + 1]
        return "\n" in part.group() and self._pieces[-1][-1] >= "\u2e80" and after >= "\u2e80"

    def _stated(self, said: str) -> list[tuple[str, str]]:
        """What a meta element says of the page, where it is one of the known facts."""
        given = {name.lower(): value.strip("\"'") for name, value in _META.findall(said)}
        name = given.get("name") or given.get("property") or ""
        value = " ".join(unescape(given.get("content", "")).split())
        return [(fact, value) for fact, form in self._words.facts if value and form.fullmatch(name)]

    def _close(self, kind: str, start: int) -> None:
        """Mark what an element of furniture held, unless only its name says so and it holds running text."""
        sentences = len(self._stops) - bisect_left(self._stops, start) if kind.startswith("?") else 0
        if start < self._length and sentences < _PROSE:
            while self._marks and self._marks[-1][0] >= start:
                self._marks.pop()
            self._marks.append((start, self._length, kind.lstrip("?")))

    def _in_line(self) -> bool:
        return bool(self._pieces) and not self._pieces[-1].endswith("\n")

    def _break(self, place: int) -> None:
        if self._in_line():
            self._write("\n", place, place, exact=False)

    def _write(self, text: str, start: int, end: int, *, exact: bool) -> None:
        if text:
            self._pieces.append(text)
            self._stops += [self._length + stop.start() for stop in _STOP.finditer(text)]
            self._stretches.append(Stretch(self._length, len(text), start, end, exact))
            self._length += len(text)

    def page(self) -> Page:
        """All that was put together."""
        facts = tuple(self._facts) + ((("page", self._title),) if self._title else ())
        return Page("".join(self._pieces), joined(self._stretches), tuple(self._marks), tuple(self._links), facts)
