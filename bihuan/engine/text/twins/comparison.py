"""Two texts compared sentence by sentence (两文对照): what both say, what each says otherwise, what one alone says."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from bihuan.engine.text.cleaning.simplified import simplify
from bihuan.engine.text.meaning.sentences import Sentence, sentences

Span = tuple[int, int]
_SIGNS = re.compile(r"[^\w%]+|_+")
_NUMBER = re.compile(r"\d+(?:\.\d+)?\s?[%％‰]?(?:万|亿)?[一-龥]?")
_GRAM = 3
_ALIKE = 0.45
# Strings that so many sentences hold say nothing of which two belong together.
_USUAL = 60


@dataclass(frozen=True, slots=True)
class Compared:
    """A sentence of one text, or the two that say the same in both (对照句).

    kind: same, changed (other words), conflict (other numbers), first_only, second_only. first, second: where it
    stands in each body. numbers: those that only the first has, and those that only the second has.
    """

    kind: str
    first: Span | None
    second: Span | None
    numbers: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())


@dataclass(frozen=True)
class Comparison:
    """Two texts as one (合并对照): every sentence of both, once, in the order of the first.

    What only the second says stands behind the sentence that it follows there.
    """

    merged: tuple[Compared, ...]

    @property
    def differences(self) -> tuple[Compared, ...]:
        """All that the two texts do not say alike (差异清单)."""
        return tuple(each for each in self.merged if each.kind != "same")

    @property
    def conflicts(self) -> tuple[Compared, ...]:
        """Sentences that give other numbers (数字不一致)."""
        return tuple(each for each in self.merged if each.kind == "conflict")


def compared(first: str, second: str) -> Comparison:
    """Compare two bodies (两文对照)."""
    mine, theirs = list(sentences(first)), list(sentences(second))
    pairs = _pairs([_letters(each) for each in mine], [_letters(each) for each in theirs])
    return Comparison(tuple(_merged(mine, theirs, pairs)))


def _letters(sentence: Sentence) -> str:
    return _SIGNS.sub("", simplify(sentence.text))


def _pairs(mine: list[str], theirs: list[str]) -> dict[int, int]:
    """For a sentence of the second text the one of the first that says the same, each used once, the surest first."""
    holders: dict[str, list[int]] = defaultdict(list)
    for number, letters in enumerate(mine):
        for gram in set(_grams(letters)):
            holders[gram].append(number)
    scored = [
        (score, -abs(number * len(mine) - other * len(theirs)), number, other)
        for other, letters in enumerate(theirs)
        for number, score in _likely(letters, mine, holders)
    ]
    used: set[int] = set()
    pairs: dict[int, int] = {}
    for _, _, number, other in sorted(scored, reverse=True):
        if number not in used and other not in pairs:
            used.add(number)
            pairs[other] = number
    return pairs


def _likely(letters: str, mine: list[str], holders: dict[str, list[int]]) -> Iterator[tuple[int, float]]:
    """Sentences of the first text that share enough with one of the second, with their likeness."""
    grams = set(_grams(letters))
    told = (held for gram in grams if len(held := holders.get(gram, ())) <= _USUAL)
    shared = Counter(number for held in told for number in held)
    for number, count in shared.most_common(8):
        size = len(set(_grams(mine[number]))) + len(grams)
        score = 2 * count / size if size else 0.0
        if score >= _ALIKE:
            yield number, score


def _grams(letters: str) -> list[str]:
    if len(letters) <= _GRAM:
        return [letters] if letters else []
    return [letters[place : place + _GRAM] for place in range(len(letters) - _GRAM + 1)]


def _merged(mine: list[Sentence], theirs: list[Sentence], pairs: dict[int, int]) -> Iterator[Compared]:
    """All sentences in the order of the first text, those of the second alone behind what they follow."""
    partner = {number: other for other, number in pairs.items()}
    following: dict[int, list[int]] = defaultdict(list)
    behind = -1
    for other in range(len(theirs)):
        behind = pairs.get(other, behind)
        if other not in pairs:
            following[behind].append(other)
    for other in following[-1]:
        yield Compared("second_only", None, _span(theirs[other]))
    for number, sentence in enumerate(mine):
        if number in partner:
            yield _compared(sentence, theirs[partner[number]])
        else:
            yield Compared("first_only", _span(sentence), None)
        for other in following[number]:
            yield Compared("second_only", None, _span(theirs[other]))


def _span(sentence: Sentence) -> Span:
    return sentence.start, sentence.end


def _compared(mine: Sentence, theirs: Sentence) -> Compared:
    spans = (_span(mine), _span(theirs))
    if _letters(mine) == _letters(theirs):
        return Compared("same", *spans)
    first, second = Counter(_NUMBER.findall(mine.text)), Counter(_NUMBER.findall(theirs.text))
    numbers = (tuple(first - second), tuple(second - first))
    kind = "conflict" if numbers[0] and numbers[1] else "changed"
    return Compared(kind, *spans, numbers=numbers)


def changed_words(first: str, second: str) -> list[tuple[str, str]]:
    """What was put for what between two sentences (改动之处): pairs of words, one empty where nothing stands for it."""
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    return [
        (first[begin:end], second[start:stop])
        for kind, begin, end, start, stop in matcher.get_opcodes()
        if kind != "equal"
    ]


Marked = tuple[tuple[str, bool], ...]


def own_words(first: str, second: str) -> tuple[Marked, Marked]:
    """Two sentences in pieces, each with whether it stands on that side alone (各自独有的字词).

    >>> own_words("增长6.5%", "增长7%")[0]
    (('增长', False), ('6.5', True), ('%', False))
    """
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    sides: tuple[list[tuple[str, bool]], list[tuple[str, bool]]] = ([], [])
    for kind, begin, end, start, stop in matcher.get_opcodes():
        for side, piece in zip(sides, (first[begin:end], second[start:stop]), strict=True):
            if piece:
                side.append((piece, kind != "equal"))
    return tuple(sides[0]), tuple(sides[1])
