"""The words without which a pattern finds nothing (线索词), read off the pattern itself.

`(?:责任|承诺)书(?!签)` finds nothing but where 责任书 or 承诺书 stands, and begins there; `[一-龥]{2,9}产业` begins two
to nine signs before 产业; `[^，]*企业` finds nothing where there is no 企业. Whoever knows where these words stand need
not try the pattern anywhere else.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, product
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

# More openings than this are cut short; a class of more signs says nothing; a word further from its match's beginning,
# or a single sign further than `_NEAR`, does not tell where that is.
_MOST_WORDS = 200
_MOST_SIGNS = 16
_FURTHEST = 15
_NEAR = 6
_REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)
_WIDTHLESS = (op.AT, op.ASSERT, op.ASSERT_NOT)

_Item = tuple[Any, Any]


class Cue(NamedTuple):
    """A word of a pattern (线索词), and how many signs before it, at least and at most, a match begins."""

    word: str
    nearest: int = 0
    furthest: int = 0


@dataclass(frozen=True, slots=True)
class Cues:
    """The cues of a pattern (线索): every match holds one of them; where `anchored`, it begins as that one says.

    Without any a pattern may match anywhere. Empty matches do not count.
    """

    cues: frozenset[Cue]
    anchored: bool


def cues_of(form: re.Pattern[str]) -> Cues:
    """The words without which a pattern finds nothing (取线索词).

    >>> sorted(cue.word for cue in cues_of(re.compile("(?<!地)区委(?!员)|纪(?:工)?委")).cues)
    ['区委', '纪委', '纪工委']
    >>> cues_of(re.compile("[一-龥]{2,9}产业(?!园)"))
    Cues(cues=frozenset({Cue(word='产业', nearest=2, furthest=9)}), anchored=True)
    """
    if form.flags & re.IGNORECASE:
        return Cues(frozenset(), anchored=False)
    items = _parser.parse(form.pattern, form.flags)
    found = _openings(_row(items))
    # What is nothing at all as a whole is an empty match, which nobody looks for.
    opening = found.begun | found.whole - _EMPTY
    if all(cue.word and (cue.furthest <= _NEAR or len(cue.word) > 1) for cue in opening):
        return Cues(_shortest(opening), anchored=True)
    return Cues(frozenset(map(Cue, _needed(items))), anchored=False)


_Found = frozenset[Cue]
_NONE: _Found = frozenset()
_EMPTY: _Found = frozenset({Cue("")})


@dataclass(frozen=True, slots=True)
class _Openings:
    """How a part of a pattern may begin: `whole` are all of it, `begun` go on in ways that are not told."""

    begun: _Found = _NONE
    whole: _Found = _NONE

    @property
    def all(self) -> _Found:
        """Both."""
        return self.begun | self.whole

    def then(self, after: "_Openings") -> "_Openings":
        """How this part with the one after it may begin."""
        if self.whole == _EMPTY:
            return _Openings(self.begun | after.begun, after.whole)
        begun, whole = set(self.begun), set[Cue]()
        # Too many words: those told so far are enough.
        is_told = len(self.whole) * len(after.all) + len(begun) > _MOST_WORDS
        begun |= {cue for cue in self.whole if is_told and cue.word}
        for (first, second), is_whole in _both(self.whole - begun, after):
            joined = _joined(first, second)
            (whole if is_whole and joined is not None else begun).add(joined or first)
        return _Openings(frozenset(begun), frozenset(whole))

    def __or__(self, other: "_Openings") -> "_Openings":
        return _Openings(self.begun | other.begun, self.whole | other.whole)


def _both(first: _Found, second: _Openings) -> Iterator[tuple[tuple[Cue, Cue], bool]]:
    yield from ((pair, False) for pair in product(first, second.begun))
    yield from ((pair, True) for pair in product(first, second.whole))


def _joined(first: Cue, second: Cue) -> Cue | None:
    """Two cues one after another as one; None where untold signs part them."""
    if not first.word:
        return Cue(second.word, first.nearest + second.nearest, first.furthest + second.furthest)
    return None if second.furthest else first._replace(word=first.word + second.word)


_UNTOLD = _Openings(begun=_EMPTY)
_NAUGHT = _Openings(whole=_EMPTY)


def _row(items: Iterable[_Item]) -> list[_Item]:
    """The parts of a pattern, plain signs one after another as one word."""
    row: list[_Item] = []
    for is_plain, parts in groupby(items, key=lambda part: part[0] is op.LITERAL):
        if is_plain:
            row.append((op.LITERAL, "".join(chr(said) for _, said in parts)))
        else:
            row += parts
    return row


def _openings(row: list[_Item]) -> _Openings:
    """How a row of parts may begin."""
    found = _NAUGHT
    for kind, said in row:
        if kind not in _WIDTHLESS:
            found = found.then(_openings_of(kind, said))
        if not found.whole:
            return found
    return found.then(_ahead(row[-1])) if row and not all(cue.word for cue in found.all) else found


def _ahead(part: _Item) -> _Openings:
    """What must follow a row that ends by looking ahead."""
    kind, said = part
    looks = kind is op.ASSERT and said[0] > 0
    return _Openings(begun=_openings(_row(said[1])).all) if looks else _NAUGHT


def _openings_of(kind: Any, said: Any) -> _Openings:
    """How one part may begin."""
    if kind is op.LITERAL:
        return _Openings(whole=frozenset({Cue(said)}))
    if kind is op.IN:
        return _Openings(whole=frozenset(map(Cue, _signs(said) or ()))) if _signs(said) else _any(1, 1)
    if kind in (op.ANY, op.NOT_LITERAL):
        return _any(1, 1)
    if kind is op.BRANCH:
        found = _Openings()
        for branch in said[1]:
            found |= _openings(_row(branch))
        return found
    if kind in _REPEATS:
        return _repeated(*said)
    inside = _inside(kind, said)
    return _UNTOLD if inside is None else _openings(_row(inside))


def _any(least: int, most: int) -> _Openings:
    """Signs that may be any, if they are few."""
    return _Openings(whole=frozenset({Cue("", least, most)})) if most <= _FURTHEST else _UNTOLD


def _inside(kind: Any, said: Any) -> Iterable[_Item] | None:
    """The parts of a group; None for one that minds no case, and for what is no group."""
    if kind is op.ATOMIC_GROUP:
        return said
    if kind is op.SUBPATTERN and not said[1] & re.IGNORECASE:
        return said[3]
    return None


def _signs(said: Iterable[_Item]) -> set[str] | None:
    """The signs of a class, if it lists few."""
    signs: set[str] = set()
    for kind, value in said:
        if kind is op.LITERAL:
            signs.add(chr(value))
        elif kind is op.RANGE and value[1] - value[0] < _MOST_SIGNS:
            signs |= set(map(chr, range(value[0], value[1] + 1)))
        else:
            return None
    return signs if len(signs) <= _MOST_SIGNS else None


def _repeated(least: int, most: int, items: Any) -> _Openings:
    once = _openings(_row(items))
    if all(not cue.word for cue in once.all):
        low, high = items.getwidth()
        return _any(low * least, high * most) if most is not op.MAXREPEAT else _UNTOLD
    some = once if most == 1 else _Openings(once.all)
    return some if least else some | _NAUGHT


def _needed(items: Iterable[_Item]) -> frozenset[str]:
    """Words of which one stands somewhere in every match: the longest, then the fewest, that a row of parts tells."""
    row = _row(items)
    found = [_words(row[place:]) for place, part in enumerate(row) if part[0] not in _WIDTHLESS]
    found += [_needed_in(kind, said) for kind, said in row]
    return max(filter(None, found), key=lambda words: (min(map(len, words)), -len(words)), default=frozenset())


def _words(row: list[_Item]) -> frozenset[str]:
    """The words of the cues with which a row of parts begins; none where it may begin without."""
    opening = _openings(row).all
    return frozenset(cue.word for cue in _shortest(opening)) if all(cue.word for cue in opening) else frozenset()


def _needed_in(kind: Any, said: Any) -> frozenset[str]:
    """Words of which one stands in every match of one part, also where it only looks ahead."""
    if kind is op.BRANCH:
        branches = [_needed(branch) for branch in said[1]]
        return frozenset().union(*branches) if all(branches) else frozenset()
    if kind in _REPEATS:
        return _needed(said[2]) if said[0] else frozenset()
    if kind is op.ASSERT:
        return _needed(said[1]) if said[0] > 0 else frozenset()
    inside = _inside(kind, said)
    return _needed(inside) if inside is not None else frozenset()


def _shortest(found: _Found) -> _Found:
    """The cues without those whose word begins with that of another that says the same."""
    kept = {(cue.word, cue.nearest, cue.furthest) for cue in found}
    return frozenset(
        cue
        for cue in found
        if not any((cue.word[:end], cue.nearest, cue.furthest) in kept for end in range(1, len(cue.word)))
    )
