"""Lines put in by others to sell (广告、垃圾信息): rows of search words, link lists, calls to buy."""

import re
from dataclasses import dataclass

_PROSE = re.compile("[。；！？;]")
_HAN = re.compile("[\u3400-\u9fff]")
_LATIN = re.compile("[A-Za-z]")
_LONGEST = 400
_PIECE = 14
_FOREIGN = 12


@dataclass(frozen=True)
class AdvertWords:
    """How adverts speak (广告用语).

    trades: what they sell. lures: how they call. fights: words of papers that speak of such trades to stop them.
    """

    trades: tuple[str, ...]
    lures: tuple[str, ...]
    fights: tuple[str, ...]
    sites: re.Pattern[str]
    numbers: re.Pattern[str]
    chats: re.Pattern[str]
    bars: re.Pattern[str]
    ends: re.Pattern[str]


def is_advert(text: str, *, words: AdvertWords) -> bool:
    """Whether a line is an advert or a row of search words (垃圾信息)."""
    if len(text) > _LONGEST:
        return False
    trades = _said(text, words.trades)
    pieces = [piece for piece in words.bars.split(text) if piece.strip()]
    if _PROSE.search(text):
        lures = _said(text, words.lures)
        sells = trades + lures + len(words.numbers.findall(text)) + len(words.sites.findall(text))
        is_offer = trades > 0 or lures >= 3 or words.numbers.search(text) is not None
        return sells >= 2 and is_offer and not _said(text, words.fights)
    if trades >= 2 or (trades and len(pieces) >= 2) or _is_row_of_searches(pieces, words):
        return not _said(text, words.fights) or trades >= 3
    lures = _said(text, words.lures)
    reach = words.sites.search(text) is not None or words.numbers.search(text) is not None
    is_call = words.chats.search(text) is not None or bool((lures or trades) and reach)
    return lures >= 2 or is_call or _is_foreign(text)


def _said(text: str, sayings: tuple[str, ...]) -> int:
    return sum(saying in text for saying in sayings)


def _is_row_of_searches(pieces: list[str], words: AdvertWords) -> bool:
    """Three short pieces or more, most of which end as searches for wares and sites do."""
    short = [piece for piece in pieces if len(piece) <= _PIECE]
    ending = sum(words.ends.search(piece) is not None for piece in short)
    return len(short) >= 3 and ending * 2 >= len(pieces)


def _is_foreign(text: str) -> bool:
    """Whether a line of a Chinese paper has not one Chinese character, but words."""
    return _HAN.search(text) is None and len(_LATIN.findall(text)) >= _FOREIGN
