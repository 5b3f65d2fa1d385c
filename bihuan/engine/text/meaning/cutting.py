"""Words of a text and where a name among them begins (分词与名称边界)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from bihuan.engine.text.scan import Scan

_OPENING = {"”": "“", "’": "‘", "）": "（", ")": "("}
_BREAKS = frozenset("\n，,。；;：:！？”’）)")
_ALSO = frozenset(("、", "和", "与", "及", "以及"))
_INSIDE = frozenset("+＋·-－&")
_WITHIN = 14
_LIMIT = 14
_FUNCTION = frozenset("rupcyeofdt")
_BREAK = re.compile(r"[，,。；;：:！？!?\n]")
_BEFORE, _AFTER = 300, 100
# A guessed word that holds one of these is no name but two words run together.
_LINKS = re.compile("[要将与向和对由在的]|会同")


@dataclass(frozen=True)
class CuttingWords:
    """Words that a general dictionary lacks, and words that do not belong to a name (分词用语).

    added: by part of speech, joined by 、. founding: verbs always outside a name (建立, 签订).
    verbs: those that the dictionary takes for something else. manner: adverbs that are
    outside at the head of a clause. outer: words that never belong to a name (全区, 的, 由).
    """

    added: Mapping[str, str]
    founding: tuple[str, ...]
    verbs: tuple[str, ...]
    manner: tuple[str, ...]
    outer: tuple[str, ...]

    @cached_property
    def founding_set(self) -> frozenset[str]:
        """The verbs outside as a set."""
        return frozenset(self.founding)

    @cached_property
    def verb_set(self) -> frozenset[str]:
        """The verbs that the dictionary does not know as such, as a set."""
        return frozenset(self.verbs)

    @cached_property
    def manner_set(self) -> frozenset[str]:
        """The adverbs as a set."""
        return frozenset(self.manner)

    @cached_property
    def outer_set(self) -> frozenset[str]:
        """The words outside as a set."""
        return frozenset(self.outer)


class Cutter:
    """A dictionary that cuts texts into words with their parts of speech (分词器); built once, then only read."""

    def __init__(self, words: CuttingWords, *, places: Iterable[str]) -> None:
        import rjieba  # its dictionary takes a tenth of a second, which no start should wait for

        dictionary = rjieba.Jieba()
        self.cities = frozenset(place for place in places if len(place) == 2) | frozenset(
            place[:-1] for place in places if len(place) == 3
        )
        self.counties = frozenset(place[:-1] for place in places if len(place) == 3)
        for place in sorted(places):
            dictionary.add_word(place, None, "ns")
        for tag, said in words.added.items():
            for word in said.split("、"):
                dictionary.add_word(word, None, tag)
        self.words = words
        self._tag: Callable[[str], list[tuple[str, str]]] = dictionary.tag
        self._knows: Callable[[str], bool] = dictionary.has_word

    def cut(self, scan: Scan) -> Tokens:
        """The words of a scanned text in order (分词)."""
        words, tags = zip(*pairs, strict=True) if (pairs := self._tag(scan.text)) else ((), ())
        starts = list(accumulate(map(len, words), initial=0))[:-1]
        breaks = [found.start() for found in _BREAK.finditer(scan.text)]
        return Tokens(scan, starts, words, tags, breaks, self.words)

    def is_common(self, word: str) -> bool:
        """Whether the general dictionary has a word (通用词)."""
        return self._knows(word)

    def is_strange(self, word: str) -> bool:
        """Whether no dictionary has a word (未登录词): a name, as far as anyone can tell."""
        plain = len(word) > 1 and "一" <= word[0] <= "龥" and _LINKS.search(word) is None
        return plain and not self.is_common(word)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of a text (词序列): where each begins, and its part of speech."""

    scan: Scan
    starts: list[int]
    words: Sequence[str]
    tags: Sequence[str]
    breaks: list[int]
    rules: CuttingWords

    @property
    def text(self) -> str:
        """The text that was cut."""
        return self.scan.text

    def clauses(self, having: re.Pattern[str]) -> Iterator[tuple[int, int]]:
        """Where the clauses stand in which a form occurs (子句): long ones are cut to what is near it.

        What is looked for within a clause is then looked for there alone, and not in the whole text.
        """
        last = -1
        for found in self.scan.finditer(having):
            place = bisect_right(self.breaks, found.start())
            start = self.breaks[place - 1] + 1 if place else 0
            end = self.breaks[place] if place < len(self.breaks) else len(self.text)
            start = max(start, found.start() - _BEFORE, last)
            if end > found.end() + _AFTER:
                listed = self.text.rfind("、", found.end(), found.end() + _AFTER)
                end = listed + 1 if listed >= 0 else found.end() + _AFTER
            if end > last:
                yield start, end
                last = end

    def within(self, form: re.Pattern[str], *, ends: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """The matches of a form, looked for only in the clauses that hold what ends it (子句内查找)."""
        for start, end in self.clauses(ends):
            yield from self.scan.finditer(form, start, end)

    def at(self, place: int) -> int:
        """The number of the word that stands over a place (词序)."""
        return bisect_right(self.starts, place) - 1

    def between(self, start: int, end: int) -> range:
        """The numbers of the words that begin within a stretch."""
        return range(bisect_right(self.starts, start - 1), bisect_right(self.starts, end - 1))

    def left(self, place: int, *, limit: int = _LIMIT) -> int:
        """Where the name that stands before a place, and reaches to it, begins (左边界).

        It ends leftward at punctuation, at a word that is never part of a name, and at the verb or adverb that opens
        the clause; a whole quotation or bracket stays in.
        """
        number = self.at(place)
        begin = min(self.starts[number], place)
        step = number - 1
        floor = max(-1, number - 1 - limit)
        while step > floor:
            word = self.words[step]
            if word in _OPENING:
                opening = self._opening(step)
                if opening is None:
                    break
                step = opening
            elif self._ends(step, head=step == number - 1 and self.text[place : place + 1].isalnum()):
                break
            begin = self.starts[step]
            step -= 1
        return begin

    def _ends(self, number: int, *, head: bool) -> bool:
        """Whether a word ends a name leftward; right before its last word a verb may stand as a noun (综治中心)."""
        if self.is_outside(number):
            noun = head and self.words[number] in self.rules.founding_set and number > 0
            return not (noun and not self.is_outside(number - 1) and not self.is_verbal(number - 1))
        return self.is_verbal(number) and self._opens(number) and not (head and self.tags[number] == "vn")

    def _opening(self, closing: int) -> int | None:
        """Where the quotation or bracket begins that ends at a sign; None for “（一）” and what runs too far."""
        sign = _OPENING[self.words[closing]]
        if sign in "（(" and closing - 2 >= 0 and self.words[closing - 2] == sign and len(self.words[closing - 1]) < 2:
            return None
        for number in range(closing - 1, max(-1, closing - _WITHIN), -1):
            if self.words[number] == sign:
                return number
            if self.words[number] in _BREAKS:
                return None
        return None

    def is_outside(self, number: int) -> bool:
        """Whether a word never belongs to a name."""
        word, tag = self.words[number], self.tags[number]
        if word in _INSIDE:
            return False
        if tag == "f" and word.endswith("部"):
            return False
        rules, is_function = self.rules, tag[0] in _FUNCTION and tag != "eng"
        return word in rules.outer_set or word in rules.founding_set or is_function or not word[0].isalnum()

    def is_verbal(self, number: int) -> bool:
        """Whether a word can open a clause: a verb or an adverb of manner."""
        word, tag = self.words[number], self.tags[number]
        if word in self.rules.manner_set or word in self.rules.verb_set:
            return True
        if tag == "vn" and number + 1 < len(self.tags) and self.tags[number + 1][0] == "v":
            return False
        return tag[0] in "vd"

    def _opens(self, number: int) -> bool:
        """Whether a verb or adverb opens its clause: after a sign, a modal, a subject outside, or such an adverb."""
        if number == 0:
            return True
        before = number - 1
        word = self.words[before]
        if word in self.rules.founding_set or word in _OPENING or word in _INSIDE or word in _ALSO:
            return False
        if self.is_outside(before):
            return word != "的"
        before_verb = word in self.rules.manner_set or word in self.rules.verb_set or self.tags[before] == "d"
        return before_verb and self._opens(before)
