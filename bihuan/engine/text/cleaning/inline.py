"""Noise inside a line (行内杂质): sounds in brackets, rests of tags, credits, the title run into the text."""

import re
from collections.abc import Iterator

from bihuan.engine.text.cleaning.lines import Line

_PINYIN = re.compile(r"(?<=[\u3400-\u9fff])[(（][a-zü]{0,5}[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ][a-zü]{0,4}[)）]")
_TAG = re.compile(r"</?[a-zA-Z][^<>\n]{0,300}>|&(?:nbsp|ensp|emsp|quot|amp|lt|gt|middot|ldquo|rdquo);")
_CREDIT = re.compile(
    r"[(（【\[](?:本报|本网|本台|全媒体|特约|见习|实习|融媒体?|新华社|记者|通讯员|文[/:：]|图[/:：]|作者|来源|责任?编辑?)[^\n]{0,160}$"
)
_OPENING = 60
_SHORTEST = 200
_SIGN = re.compile(r"[\W_]*")


def inline_pieces(line: Line, *, title: str) -> Iterator[tuple[int, int, str]]:
    """The pieces of a body line that are not of the body (行内剔除), as places in the line, with their kind."""
    yield from ((found.start(), found.end(), "pinyin") for found in _PINYIN.finditer(line.text))
    yield from ((found.start(), found.end(), "tag") for found in _TAG.finditer(line.text))
    if (end := title_end(line.text, title=title)) > 0:
        yield 0, end, "repeat"
    if (start := second_copy(line.text)) > 0:
        yield start, len(line.text), "repeat"
    if credit := _CREDIT.search(line.text):
        yield credit.start(), len(line.text), "credit"


def title_end(text: str, *, title: str) -> int:
    """Where a title that was run into its first line ends (标题粘连), 0 where none was."""
    letters = [sign for sign in title if sign.isalnum()]
    if len(letters) < 8:
        return 0
    place = 0
    for letter in letters:
        place = _SIGN.match(text, place).end()  # type: ignore[union-attr]
        if place >= len(text) or text[place] != letter:
            return 0
        place += 1
    return place if place < len(text) else 0


def second_copy(text: str) -> int:
    """Where the text of a long line begins a second time and stays the same (全文重复), 0 where it does not."""
    start = text.find(text[:_OPENING], _SHORTEST) if len(text) >= 2 * _SHORTEST else 0
    if start <= 0:
        return 0
    return start if text.startswith(text[start : start + (len(text) - start) * 9 // 10]) else 0


def without_sounds(text: str) -> str:
    """The text without sounds in brackets (去注音)."""
    return _PINYIN.sub("", text)
