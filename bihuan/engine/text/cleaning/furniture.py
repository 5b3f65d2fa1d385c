"""What a web page puts around an article (网页附件): each kind known by its form, not by any one site's words."""

import re
from dataclasses import dataclass

from bihuan.engine.text.words import Forms

_SHORT = 160
_REST = 4
_SHOWN = re.compile("[摄图照]")
_BARS = re.compile(r"[\s·|/｜>＞—-]+")
_ITEMS = 4
_ITEM = 6


@dataclass(frozen=True)
class FurnitureWords:
    """The forms of page furniture (网页附件用语).

    kinds: whole lines, tried in order. papers: the table above an official paper. info: one fact of a line of facts.
    """

    kinds: Forms
    papers: Forms
    info: re.Pattern[str]
    day: re.Pattern[str]
    dated: re.Pattern[str]
    source_line: re.Pattern[str]
    photographer: re.Pattern[str]
    caption: re.Pattern[str]
    run_in_caption: re.Pattern[str]
    listed: re.Pattern[str]
    starts_tail: tuple[str, ...]


def furniture(text: str, *, words: FurnitureWords) -> str | None:
    """Which kind of page furniture a whole line is (附件种类), or None."""
    if _is_line_of_facts(text, words):
        return "date"
    if _SHOWN.search(text) and words.caption.fullmatch(text) and words.photographer.search(text):
        return "caption"
    for kind, form in words.kinds:
        if form.fullmatch(text):
            return kind
    return None


def paper_facts(text: str, *, words: FurnitureWords) -> str | None:
    """Whether a line is of the table above an official paper (公文信息栏): its number, who issued it, its topic."""
    return next((kind for kind, form in words.papers if form.fullmatch(text)), None)


def is_menu(text: str) -> bool:
    """Whether a line is a row of short names (栏目导航): four or more, none longer than six signs."""
    pieces = [piece for piece in _BARS.split(text) if piece]
    return len(pieces) >= _ITEMS and all(len(piece) <= _ITEM for piece in pieces)


def _is_line_of_facts(text: str, words: FurnitureWords) -> bool:
    """Whether a line holds a day and nothing but facts and buttons beside it."""
    if len(text) > _SHORT or words.day.search(text) is None:
        return False
    rest = words.info.sub("", text)
    return sum(map(str.isalnum, rest)) <= _REST and (rest != text)
