"""The words without which a pattern finds nothing (线索词), read off the pattern itself.

`(?:责任|承诺)书(?!签)` finds nothing but where 责任书 or 承诺书 stands, and begins there; `.{2,9}产业` finds nothing
where there is no 产业. Whoever knows where these words stand need not try the pattern anywhere else.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby, product
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

# More openings than this are cut short, and a class of more signs than this says nothing.
_MOST_WORDS = 400
_MOST_SIGNS = 16
_REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)
_WIDTHLESS = (op.AT, op.ASSERT, op.ASSERT_NOT)

_Words = frozenset[str]
_NOTHING: _Words = frozenset()
_EMPTY: _Words = frozenset({""})
_Item = tuple[Any, Any]


@dataclass(frozen=True, slots=True)
class Cues:
    """The words of a pattern (线索词): every match holds one of them, and begins with it where `opens`.

    Without words a pattern may match anywhere.
    """

    words: frozenset[str]
    opens: bool


def cues(form: re.Pattern[str]) -> Cues:
    """The words without which a pattern finds nothing (线索词), none where it may match without.

    >>> sorted(cues(re.compile("(?<!地)区委(?!员)|纪(?:工)?委")).words)
    ['区委', '纪委', '纪工委']
    >>> cues(re.compile("[一-龥]{2,9}产业(?!园)"))
    Cues(words=frozenset({'产业'}), opens=False)
    """
    if form.flags & re.IGNORECASE:
        return Cues(_NOTHING, opens=False)
    items = _parser.parse(form.pattern, form.flags)
    opening = _opening(_row(items))
    if "" not in opening:
        return Cues(_shortest(opening), opens=True)
    return Cues(_needed(items), opens=False)


@dataclass(frozen=True, slots=True)
class _Openings:
    """How a part of a pattern may begin: `whole` are all of it, `begun` go on in ways that are not told."""

    begun: _Words = _NOTHING
    whole: _Words = _NOTHING

    def then(self, after: "_Openings") -> "_Openings":
        """How this part with the one after it may begin."""
        if self.whole == _EMPTY:
            return _Openings(self.begun | after.begun, after.whole)
        if len(self.whole) * (len(after.begun) + len(after.whole)) + len(self.begun) > _MOST_WORDS:
            return _Openings(self.begun | self.whole)
        return _Openings(self.begun | _joined(self.whole, after.begun), _joined(self.whole, after.whole))

    def __or__(self, other: "_Openings") -> "_Openings":
        return _Openings(self.begun | other.begun, self.whole | other.whole)


_UNTOLD = _Openings(begun=_EMPTY)
_NAUGHT = _Openings(whole=_EMPTY)


def _joined(first: _Words, second: _Words) -> _Words:
    return frozenset(map("".join, product(first, second)))


def _row(items: Iterable[_Item]) -> list[_Item]:
    """The parts of a pattern, plain signs one after another as one word,"""
    row: list[_Item] = []
    for is_plain, parts in groupby(items, key=lambda part: part[0] is op.LITERAL):
        if is_plain:
            row.append((op.LITERAL, "".join(chr(said) for _, said in parts)))
        else:
            row += parts
    return row


def _opening(row: list[_Item]) -> _Words:
    found = _openings(row)
    return found.begun | found.whole


def _openings(row: list[_Item]) -> _Openings:
    """How a row of parts may begin."""
    found = _NAUGHT
    for kind, said in row:
        if kind in _WIDTHLESS:
            continue
        found = found.then(_openings_of(kind, said))
        if not found.whole:
            break
    return found


def _openings_of(kind: Any, said: Any) -> _Openings:
    """How one part may begin."""
    if kind is op.LITERAL:
        return _Openings(whole=frozenset((said,)))
    if kind is op.IN:
        return _of_class(said)
    if kind is op.BRANCH:
        branches = [_openings(_row(branch)) for branch in said[1]]
        return _Openings(
            _NOTHING.union(*(each.begun for each in branches)), _NOTHING.union(*(e.whole for e in branches))
        )
    if kind in _REPEATS:
        return _repeated(*said)
    inside = _inside(kind, said)
    return _UNTOLD if inside is None else _openings(_row(inside))


def _inside(kind: Any, said: Any) -> Iterable[_Item] | None:
    """The parts of a group; None for one that minds no case, and for what is no group."""
    if kind is op.ATOMIC_GROUP:
        return said
    if kind is op.SUBPATTERN and not said[1] & re.IGNORECASE:
        return said[3]
    return None


def _of_class(said: Iterable[_Item]) -> _Openings:
    """A class of signs, if it lists few."""
    signs: set[str] = set()
    for kind, value in said:
        if kind is op.LITERAL:
            signs.add(chr(value))
        elif kind is op.RANGE and value[1] - value[0] < _MOST_SIGNS:
            signs |= set(map(chr, range(value[0], value[1] + 1)))
        else:
            return _UNTOLD
    return _Openings(whole=frozenset(signs)) if len(signs) <= _MOST_SIGNS else _UNTOLD


def _repeated(least: int, most: int, items: Iterable[_Item]) -> _Openings:
    once = _openings(_row(items))
    some = once if most == 1 else _Openings(once.begun | once.whole)
    return some if least else some | _NAUGHT


def _needed(items: Iterable[_Item]) -> _Words:
    """Words of which one stands somewhere in every match: the longest, then the fewest, that a row of parts tells."""
    row = _row(items)
    found = [_shortest(words) for place in range(len(row)) if "" not in (words := _opening(row[place:]))]
    found += [words for kind, said in row if (words := _needed_in(kind, said))]
    return max(found, key=lambda words: (min(map(len, words)), -len(words)), default=_NOTHING)


def _needed_in(kind: Any, said: Any) -> _Words:
    """Words of which one stands in every match of one part, also where it only looks ahead."""
    if kind is op.BRANCH:
        branches = [_needed(branch) for branch in said[1]]
        return _NOTHING.union(*branches) if all(branches) else _NOTHING
    if kind in _REPEATS:
        return _needed(said[2]) if said[0] else _NOTHING
    if kind is op.ASSERT:
        return _needed(said[1]) if said[0] > 0 else _NOTHING
    inside = _inside(kind, said)
    return _needed(inside) if inside is not None else _NOTHING


def _shortest(words: _Words) -> _Words:
    """The words without those that begin with another of them."""
    return frozenset(word for word in words if not any(word[:end] in words for end in range(1, len(word))))
