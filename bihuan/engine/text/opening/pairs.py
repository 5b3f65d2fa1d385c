"""How much a text reads like Chinese (像不像中文): pairs of neighbouring characters, weighed by how usual they are."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise, starmap
from math import log2

_KEPT = 20_000
_UNKNOWN = -0.5
_RARE = -0.5
_USUAL = 8.0
_ODD = -4.0
_STRAY = -2.5
_STRAYS = frozenset("@[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~")
_SIGNS = frozenset("，。、；：？！“”‘’（）《》【】…—·—％ \t\n□")


@dataclass(frozen=True)
class PairWords:
    """The usual pairs of characters (常见字对): for each weight from 1 to 9 its pairs, one after another."""

    pairs: Mapping[str, str]

    @cached_property
    def weights(self) -> dict[str, int]:
        """The weight of each pair."""
        return {
            said[place : place + 2]: int(weight)
            for weight, said in self.pairs.items()
            for place in range(0, len(said), 2)
        }

    @cached_property
    def weight(self) -> Callable[[str, str], float]:
        """How well two neighbours go together (字对得分): below nought for strange signs and unknown pairs.

        The readings of one run differ in few places: what was weighed is kept for a while.
        """
        return lru_cache(maxsize=_KEPT)(self._weighed)

    def _weighed(self, first: str, second: str) -> float:
        found = self.weights.get(first + second)
        if found is not None:
            return found
        if is_odd(first) or is_odd(second):
            return _ODD
        if not is_han(first) and not is_han(second):
            return 0.0
        stray = _STRAY if first in _STRAYS or second in _STRAYS else 0.0
        unknown = _UNKNOWN if is_han(first) and is_han(second) else stray
        return unknown + _RARE * (self.rareness(first) + self.rareness(second))

    @cached_property
    def _sums(self) -> dict[str, int]:
        sums: dict[str, int] = {}
        for pair, weight in self.weights.items():
            for sign in pair:
                sums[sign] = sums.get(sign, 0) + (1 << weight)
        return sums

    @cached_property
    def _rareness(self) -> dict[str, float]:
        return {sign: max(0.0, _USUAL - log2(total)) for sign, total in self._sums.items()}

    def rareness(self, sign: str) -> float:
        """How rare a character is (生僻程度): nought for a usual one, 8 for one that stands in no usual pair."""
        return self._rareness.get(sign, _USUAL) if is_han(sign) else 0.0

    def total(self, text: Iterable[str]) -> float:
        """How well a whole text reads (文字得分), in simplified characters."""
        return sum(starmap(self.weight, pairwise(text)))


def is_han(sign: str) -> bool:
    """Whether a sign is a Chinese character of the usual block (是否汉字)."""
    return "\u4e00" <= sign <= "\u9fff"


def is_odd(sign: str) -> bool:
    """Whether no official paper is written with a sign (是否怪字): private, lost, wide Latin, other scripts."""
    return not (
        is_han(sign)
        or sign in _SIGNS
        or "\x20" <= sign <= "\x7e"
        or "\u2460" <= sign <= "\u2473"
        or sign in "○〇〔〕〈〉「」『』→×℃㎡③～－−±•■●▲◆★※"
    )
