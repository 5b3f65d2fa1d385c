"""Numbers in a text (文中的数): each with its unit and the direction that words give it; months and days are none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from bihuan.engine.values import Unit

_WIDE = str.maketrans("０１２３４５６７８９．－＋％", "0123456789.-+%")
_TO = r"[—\-–－~至]"
_TIMES = re.compile(
    rf"20\d{{2}}-\d{{2}}-\d{{2}}|20\d{{2}}{_TO}20\d{{2}}年|(?:20\d{{2}}年)?(?:\d{{1,2}}月?{_TO})?\d{{1,2}}月(?:份)?"
    rf"(?:\d{{1,2}}日)?(?:{_TO}(?:\d{{1,2}}月)?\d{{1,2}}日)?|20\d{{2}}年|〔\d{{4}}〕第?\d+号|第\d+期"
)
_NUMBER = re.compile(r"(?<![\d.])[-−+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_MORE_UNITS = ("个月",)
_UNITS = tuple(sorted({unit.label for unit in Unit} | set(_MORE_UNITS), key=len, reverse=True))
_NUMERALS = "零一二三四五六七八九十百千万两"
_IN_CHINESE = re.compile(
    rf"百分之[{_NUMERALS}点]+|[{_NUMERALS}]+(?:点[{_NUMERALS}]+)?(?:个百分点|亿元|亿美元|万元|万美元|倍|成(?![立为果就员本品效熟交]))"
)
_DOWN = "[低慢少欠]$|下降|降低|回落|减少|放缓|低于|慢于|落后|后移|欠|下滑|降幅[^，。；]{0,16}扩大"
_UP = "[高快]$|增长|上升|提高|加快|高于|快于|增加|前移|超|降幅[^，。；]{0,16}收窄"
_DIRECTION = re.compile(f"(?P<down>{_DOWN})|(?P<up>{_UP})")
_CLAUSE_ENDS = "，。；、：（）()\n"


@dataclass(frozen=True, slots=True)
class Printed:
    """One number as a text prints it (文中一数).

    value: with the sign that it or the words of its clause give. start, end: of the number with its unit.
    """

    text: str
    value: Decimal
    unit: str
    start: int
    end: int

    @property
    def is_in_chinese(self) -> bool:
        """Whether it is written in Chinese numerals, so that it cannot be traced."""
        return not self.value.is_finite()


def printed_numbers(words: str) -> list[Printed]:
    """Numbers of a text that say something of the economy, in order (取数); months, days and numbers of papers do not.

    >>> [(each.text, str(each.value)) for each in printed_numbers("1—10月完成1,234.5亿元，同比下降1.2%。")]
    [('1,234.5亿元', '1234.5'), ('1.2%', '-1.2')]
    """
    plain = _without_times(words.translate(_WIDE))
    found = [*_in_digits(plain, words), *_in_chinese(plain, words)]
    return sorted(found, key=lambda each: each.start)


def _without_times(words: str) -> str:
    """The same text with blanks where months, days and numbers of papers stood."""
    return _TIMES.sub(lambda found: " " * len(found[0]), words)


def _in_digits(plain: str, words: str) -> Iterator[Printed]:
    for found in _NUMBER.finditer(plain):
        unit = next((each for each in _UNITS if plain.startswith(each, found.end())), "")
        value = Decimal(found[0].replace(",", "").replace("−", "-"))
        end = found.end() + len(unit)
        yield Printed(words[found.start() : end], value * _direction(plain, found.start()), unit, found.start(), end)


def _in_chinese(plain: str, words: str) -> Iterator[Printed]:
    for found in _IN_CHINESE.finditer(plain):
        yield Printed(words[found.start() : found.end()], Decimal("NaN"), "", found.start(), found.end())


def _direction(plain: str, start: int) -> int:
    """-1 where the last word of direction in the same clause points down; a place reached (降至) has none."""
    begin = max(plain.rfind(sign, 0, start) for sign in _CLAUSE_ENDS) + 1
    clause = plain[begin:start]
    if clause.endswith(("至", "到")):
        return 1
    directions = list(_DIRECTION.finditer(clause))
    return -1 if directions and directions[-1]["down"] else 1
