"""Schemes told piece by piece (分项说明): “三链”是甲链、乙链、丙链; 四问四比 as 问思路比站位、问项目比进度."""

import re

from bihuan.engine.text.meaning.numbers import ordinal
from bihuan.engine.text.reading import Part
from bihuan.engine.text.scan import occurrences

_PAIR = re.compile("([一二三四五六七八九十两])((?:(?![一二三四五六七八九十两大个项条])[一-龥]){1,4})")
_IS = re.compile(
    "(?:[”’][^，,。；;：:“”、]{0,6})?(?:就是|则是|即为|即|分别是|分别为|是指|是|为|：|:|——)(?P<names>[^，,。；;\\n]{2,90})"
)
_JOINS = re.compile("、|以及|[和与及]")
# Of a member stays its name: 东翼的某某园, 亿吨级某某港.
_BEFORE = re.compile("^.*的(?=.{2})|^[百千万亿]+[吨元][级]?")
_SIGNS = "“”‘’"
_NUMERALS = "一二三四五六七八九十两"
_SENTENCE_END = re.compile("[。；;\\n]")
_PLAIN = re.compile("(?P<what>[一-龥]{2})(?=[、，,。；;比对促强谋带])")
_OBJECT = re.compile("(?P<what>[一-龥“”]{2,14})(?P<mark>[。，,；])")
_OPENED = re.compile("(?:^|[。；\\n，,：:])(?:[一二三四五六七八九十两]{1,2}(?:是|要))?要?$")
_CLOSED = re.compile("\\n[^。\\n]{2,20}[，,]$")
_OPENING, _CLOSING = 5, 23
_NEAR = 260
_LONGEST = 24


def pairs_of(name: str) -> list[tuple[int, str]]:
    """Each number with its label of a name that is nothing else (数词与名目): 一港两翼三链 is 1 港, 2 翼, 3 链."""
    found = _PAIR.findall(name)
    whole = "".join(numeral + label for numeral, label in found) == name
    return [(ordinal(numeral.replace("两", "二")), label) for numeral, label in found] if whole else []


class Told:
    """Looks for what a text says that a counted thing is (分项查找)."""

    def __init__(self, text: str) -> None:
        self._text = text

    def of(self, count: int, label: str, *, start: int) -> tuple[Part, ...]:
        """The part that counts so many of a label, told from a place on; none where the text does not tell it."""
        members = self._defined(count, label, start) or self._led(count, label, start)
        return (Part(count, label, members),) if members else ()

    def leads(self, label: str, *, start: int) -> list[tuple[str, ...]]:
        """What clauses are about that begin with a label of two signs (一要聚焦产业强区; 强根基，聚焦产业强区。)."""
        opened: dict[str, None] = {}
        closed: dict[str, None] = {}
        for place in occurrences(label, self._text, start):
            if found := _OBJECT.match(self._text, place + len(label)):
                if _OPENED.search(self._text, max(0, place - _OPENING), place):
                    opened[found["what"]] = None
                if found["mark"] == "。" and _CLOSED.search(self._text, max(0, place - _CLOSING), place):
                    closed[found["what"]] = None
        return [tuple(opened), tuple(closed)]

    def _defined(self, count: int, label: str, start: int) -> tuple[str, ...]:
        """“三链”是甲链、乙链、丙链."""
        for numeral in _numerals(count):
            for place in occurrences(numeral + label, self._text, start):
                found = _IS.match(self._text, place + len(numeral + label))
                if found and (members := _members(found["names"], count)):
                    return members
        return ()

    def _led(self, count: int, label: str, start: int) -> tuple[str, ...]:
        """问思路比站位、问项目比进度: as many as counted that begin with the label, in the sentence of the scheme."""
        if len(label) > 1:
            return ()
        stop = _SENTENCE_END.search(self._text, start, start + _NEAR)
        end = stop.start() if stop else start + _NEAR
        places = (
            place for place in occurrences(label, self._text, start, end) if self._text[place - 1] not in _NUMERALS
        )
        found = [match["what"] for place in places if (match := _PLAIN.match(self._text, place + 1, end + 1))]
        return tuple(found) if len(found) == count > 1 else ()


def _numerals(count: int) -> tuple[str, ...]:
    """How a number is written: 二 is also 两."""
    signs = "一二三四五六七八九十"
    own = signs[count - 1] if count <= len(signs) else str(count)
    return (own, "两") if count == len("两个") else (own,)


def _members(names: str, count: int) -> tuple[str, ...]:
    """The members of a row, if as many as counted; of one the whole is the member."""
    if count == 1:
        split = [names]
    else:
        split = names.split("、")
        split = split if len(split) == count else _JOINS.split(names)
    plain = tuple(_BEFORE.sub("", name.strip(_SIGNS)).strip(_SIGNS) for name in split)
    return plain if len(plain) == count and all(0 < len(name) <= _LONGEST for name in plain) else ()
