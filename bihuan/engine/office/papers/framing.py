"""What frames every paper (公文的版头和落款): the red head, the title, to whom, the signature, the colophon."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bihuan.engine.office.papers.wording import Wording
from bihuan.engine.office.word import (
    Addressee,
    Attachments,
    Block,
    Colophon,
    Heading,
    RedHead,
    Signature,
    Text,
    Title,
)

_NUMERALS = "一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Framing:
    """Who issues a paper, under which number, on which day (发文要素).

    mark: words of the red head (发文机关标志), none where there is no red head. copies: to whom it is copied (抄送).
    """

    issuer: str
    day: date
    number: str = ""
    mark: str = ""
    secrecy: str = ""
    urgency: str = ""
    copies: str = ""
    printer: str = ""
    is_sealed: bool = True


def opened(framing: Framing, title: str, *, to: str = "") -> Iterator[Block]:
    """The head, the title and to whom it goes (版头、标题、主送)."""
    if framing.mark:
        yield RedHead(framing.mark, framing.number, framing.secrecy, framing.urgency)
    yield Title(title)
    if to:
        yield Addressee(f"{to.rstrip('：:')}：")


def closed(framing: Framing, *, attached: Sequence[str] = ()) -> Iterator[Block]:
    """The list of attachments and the signature (附件说明、落款)."""
    if attached:
        yield Attachments(tuple(attached))
    yield Signature(framing.issuer, framing.day, framing.is_sealed)


def ended(framing: Framing) -> Iterator[Block]:
    """The colophon, where there is one (版记)."""
    if framing.printer:
        yield Colophon(framing.copies, framing.printer, framing.day)


def said(wording: Wording, phrase: str, **values: object) -> Iterator[Block]:
    """A phrase as paragraphs (段落), one a line; lines that speak of an empty value are left out."""
    yield from (Text(line) for line in wording.lines(phrase, **values))


class Sections:
    """Numbers the sections of a paper (层次序号): 一、 for each, （一） within."""

    def __init__(self) -> None:
        self._section = self._part = 0

    def section(self, words: str) -> Heading:
        """The next section (一、)."""
        self._section, self._part = self._section + 1, 0
        return Heading(1, f"{chinese(self._section)}、{words}")

    def part(self, words: str) -> Heading:
        """The next part of the section (（一）)."""
        self._part += 1
        return Heading(2, f"（{chinese(self._part)}）{words}")

    def point(self, words: str) -> Text:
        """The next part of the section as a sentence of the text (（一）)."""
        self._part += 1
        return Text(f"（{chinese(self._part)}）{words}")


def chinese(number: int) -> str:
    """A number up to 99 in Chinese (汉字序号).

    >>> chinese(3), chinese(12), chinese(20), chinese(34)
    ('三', '十二', '二十', '三十四')
    """
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_NUMERALS[tens - 1]}十"
    return head + (_NUMERALS[ones - 1] if ones else "")
