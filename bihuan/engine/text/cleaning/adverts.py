"""Lines put in by others to sell (广告、垃圾信息): rows of search words, link lists, calls to buy."""

import re
from dataclasses import dataclass
from functools import cached_property

import ahocorasick

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

    @cached_property
    def _finder(self) -> ahocorasick.Automaton:
        finder = ahocorasick.Automaton()
        for kind, sayings in enumerate((self.trades, self.lures, self.fights)):
            for saying in sayings:
                finder.add_word(saying, (kind, saying))
        finder.make_automaton()
        return finder

    def said(self, text: str) -> tuple[int, int, int]:
        """How many trades, lures and words against them a line says (用语计数), each once."""
        found = {value for _, value in self._finder.iter(text)}
        kinds = [kind for kind, _ in found]
        return kinds.count(0), kinds.count(1), kinds.count(2)


def is_advert(text: str, *, words: AdvertWords) -> bool:
    """Whether a line is an advert or a row of search words (垃圾信息)."""
    if len(text) > _LONGEST:
        return False
    trades, lures, fights = words.said(text)
    if _PROSE.search(text):
        return bool(trades or lures) and not fights and _offers(text, trades, lures, words)
    pieces = [piece for piece in words.bars.split(text) if piece.strip()]
    if trades >= 2 or (trades and len(pieces) >= 2) or _is_row_of_searches(pieces, words):
        return not fights or trades >= 3
    reach = words.sites.search(text) is not None or words.numbers.search(text) is not None
    is_call = words.chats.search(text) is not None or bool((lures or trades) and reach)
    return lures >= 2 or is_call or _is_foreign(text)


def _offers(text: str, trades: int, lures: int, words: AdvertWords) -> bool:
    """Whether whole sentences sell: a trade or a call, and where to turn to."""
    turns = len(words.numbers.findall(text))
    is_offer = trades > 0 or lures >= 3 or turns > 0
    return is_offer and trades + lures + turns + len(words.sites.findall(text)) >= 2


def _is_row_of_searches(pieces: list[str], words: AdvertWords) -> bool:
    """Three short pieces or more, most of which end as searches for wares and sites do."""
    short = [piece for piece in pieces if len(piece) <= _PIECE]
    ending = sum(words.ends.search(piece) is not None for piece in short)
    return len(short) >= 3 and ending * 2 >= len(pieces)


def _is_foreign(text: str) -> bool:
    """Whether a line of a Chinese paper has not one Chinese character, but words."""
    return _HAN.search(text) is None and len(_LATIN.findall(text)) >= _FOREIGN
