"""Noise inside a line (行内杂质): sounds in brackets, rests of tags, credits, captions, the title run into the text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from bihuan.engine.text.cleaning.lines import Line

_SIGN = re.compile(r"[\W_]*")
_SOUNDS = 3
_ROOM = 20
_TAIL = 200


@dataclass(frozen=True)
class InlineWords:
    """The forms of noise within a line (行内杂质用语).

    pinyin: with its tones. plain_pinyin: a syllable without, which counts only where a text is full of them.
    dateline: the head of a report, with the title that runs
    into it. notice_end: a notice's title that runs into whom it is sent to.
    """

    pinyin: re.Pattern[str]
    plain_pinyin: re.Pattern[str]
    tag: re.Pattern[str]
    credit: re.Pattern[str]
    notice_end: re.Pattern[str]
    dateline: re.Pattern[str]


@dataclass(frozen=True)
class InlineNoise:
    """Finds the noise within the lines of one text (行内剔除).

    title: of the document. has_plain_sounds: whether syllables without tones are sounds here, not abbreviations.
    """

    words: InlineWords
    run_in_caption: re.Pattern[str]
    title: str = ""
    has_plain_sounds: bool = False

    @cached_property
    def _letters(self) -> list[str]:
        """The title without signs."""
        return _letters_of(self.title)

    def pieces(self, line: Line) -> Iterator[tuple[int, int, str]]:
        """The pieces of a body line that are not of the body, as places in the line, with their kind."""
        text = line.text
        if "(" in text or "（" in text or "[" in text or "〔" in text or "【" in text:
            yield from ((found.start(), found.end(), "pinyin") for found in self.words.pinyin.finditer(text))
            if self.has_plain_sounds:
                yield from ((found.start(), found.end(), "pinyin") for found in self.words.plain_pinyin.finditer(text))
        if "<" in text or "&" in text or ">" in text:
            yield from ((found.start(), found.end(), "tag") for found in self.words.tag.finditer(text))
        if "摄" in text or "供图" in text:
            yield from self._captions(text)
        if (end := _end_of_title(text, self._letters)) > 0:
            yield 0, end, "repeat"
        if credit := self.words.credit.search(text, max(0, len(text) - _TAIL)):
            yield credit.start(), len(text), "credit"

    def _captions(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Captions that were run into a paragraph: at its head with all before them, else their own words."""
        for found in self.run_in_caption.finditer(text):
            head = text[: found.start()]
            start = 0 if head.count("。") <= 1 and len(head) <= 4 * _ROOM else found.start()
            if len(text) - found.end() >= _ROOM or start > 0:
                yield start, found.end(), "caption"


def has_plain_sounds(text: str, *, words: InlineWords) -> bool:
    """Whether a text is full of syllables in brackets (是否夹注拼音), which otherwise are abbreviations."""
    return len(words.plain_pinyin.findall(text)) >= _SOUNDS


def title_end(text: str, *, title: str) -> int:
    """Where a title that was run into its first line ends (标题粘连), 0 where none was."""
    return _end_of_title(text, _letters_of(title))


def _letters_of(title: str) -> list[str]:
    return [sign for sign in title if sign.isalnum()]


def _end_of_title(text: str, letters: list[str]) -> int:
    if len(letters) < 8:
        return 0
    place = 0
    for letter in letters:
        place = _SIGN.match(text, place).end()  # type: ignore[union-attr]
        if place >= len(text) or text[place] != letter:
            return 0
        place += 1
    return place if place < len(text) else 0


def without_sounds(text: str, *, words: InlineWords, bare: bool = False) -> str:
    """The text without sounds in brackets (去注音), those without tones too where it is full of them."""
    if not ("(" in text or "（" in text):
        return text
    text = words.pinyin.sub("", text)
    return words.plain_pinyin.sub("", text) if bare else text
