"""Headings and what stands under them (标题层次): on own lines, numbered, or the first sentence of what follows."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from bihuan.engine.text.meaning.sentences import Sentence, sentences
from bihuan.engine.text.scan import Patterns, Scan

_NUMBERED = (
    re.compile(r"第[一二三四五六七八九十百]+[章节编部]"),
    re.compile(r"[一二三四五六七八九十]+、"),
    re.compile(r"[（(][一二三四五六七八九十]+[）)]"),
    re.compile(r"(?:\d{1,2}[.．、]|[（(]\d{1,2}[）)]|第[一二三四五六七八九十]+条)(?!\d)"),
)
_NUMBER = re.compile(r"[第一二三四五六七八九十（(\d]")
_OWN_LINE = len(_NUMBERED)
_SPOKEN = _OWN_LINE + 1
_POINT = _SPOKEN + 1
_LONGEST = 45
_POINT_LONGEST = 26
# A sentence of this many characters before one with 要 only names what that one asks for.
_BARE = 12
# From this length on a sentence tells how; and so many short heads that it takes up make a paragraph of such.
_TELLS = 14
_BUILT = 2
# So many paragraphs that open with a short sentence make these headings; how long one that announces points may be.
_OPENED, _OPENING = 3, 16
_ANNOUNCES = 60
_CLAUSE = re.compile("[,，]")


@dataclass(frozen=True, slots=True)
class Placed:
    """A sentence with the headings over it (所在章节); a heading itself stands under those above it.

    is_spoken: a heading only by what it says (要激活创新主体), in the midst of a paragraph.
    """

    sentence: Sentence
    is_heading: bool
    section: tuple[str, ...]
    is_spoken: bool = False
    scan: Scan = field(kw_only=True, repr=False, compare=False)

    def search(self, form: re.Pattern[str]) -> re.Match[str] | None:
        """The first match of a sought pattern in the sentence (句内首处)."""
        sentence = self.sentence
        return self.scan.search(form, sentence.text, at=sentence.start)

    def finditer(self, form: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """The matches of a sought pattern in the sentence (句内逐处)."""
        return self.scan.within(form, self.sentence.text, at=self.sentence.start)


@dataclass(frozen=True)
class OutlineWords:
    """What shows a sentence to be a heading, or more than one (标题用语).

    points: 一是, 二要. due, figures: what has a day of its own, or is followed by figures, is more than a heading.
    """

    points: re.Pattern[str]
    shall_first: re.Pattern[str]
    asks_on: re.Pattern[str]
    counted: re.Pattern[str]
    principle: re.Pattern[str]
    due: re.Pattern[str]
    figures: re.Pattern[str]
    short_pair: re.Pattern[str]
    bare: re.Pattern[str]
    noun_head: re.Pattern[str]
    speaks: re.Pattern[str]
    inner: re.Pattern[str]
    said_by: re.Pattern[str]
    first_point: re.Pattern[str]
    opening: re.Pattern[str]
    plain: tuple[str, ...]

    @cached_property
    def plain_set(self) -> frozenset[str]:
        """Words that all sentences share, as a set."""
        return frozenset(self.plain)

    @property
    def sought(self) -> Patterns:
        """What the shared scan is to look for in a whole body (全文查找的用语)."""
        return self.due, self.figures, self.speaks, self.counted


def outline(scan: Scan, *, words: OutlineWords) -> list[Placed]:
    """Each sentence of a scanned body with its headings (章节归属)."""
    return list(_Outliner(scan, words).placed(sentences(scan.text)))


class _Outliner:
    """Weighs each sentence by itself and by the one after it."""

    def __init__(self, scan: Scan, words: OutlineWords) -> None:
        self._scan, self._words = scan, words

    def placed(self, found: list[Sentence]) -> Iterator[Placed]:
        """The sentences under the headings that stand over them."""
        over: dict[int, str] = {}
        inner, openings = self._inner_heads(found), self._openings(found)
        for number, sentence in enumerate(found):
            if sentence.number == 0:
                over = {level: text for level, text in over.items() if level < _SPOKEN}
            after = found[number + 1] if number + 1 < len(found) else None
            following = None if sentence.is_last else after
            heading = self._heading(sentence, following, over)
            if heading is None and sentence.start in inner:
                heading = _POINT, sentence.text
            if heading is None and sentence.start in openings:
                heading = _SPOKEN, sentence.text
            if heading is None and sentence.is_last and _heads_deeper(sentence, after):
                heading = depth(sentence.text) or 0, sentence.text
            section = tuple(over[level] for level in sorted(over))
            is_spoken = heading is not None and heading[0] >= _SPOKEN
            only_heads = heading is not None or self._heads_points(sentence, after)
            yield Placed(sentence, only_heads, section, is_spoken, scan=self._scan)
            if heading is not None:
                level, text = heading
                over = {other: value for other, value in over.items() if other < level} | {level: text}

    def _inner_heads(self, found: list[Sentence]) -> frozenset[int]:
        """Where short sentences stand that each head the longer ones after them, in paragraphs that are built so.

        培育新型消费。发展数字消费、绿色消费，…。 A paragraph is built so where two of them share a word with the next.
        """
        short: dict[int, list[tuple[int, bool]]] = {}
        for sentence, after in pairwise(found):
            heads = self._words.inner.fullmatch(sentence.text) is not None and len(after.text) >= _TELLS
            if heads and sentence.number > 0 and after.paragraph == sentence.paragraph:
                shared = _bigrams(sentence.text) & _bigrams(after.text) - self._words.plain_set
                short.setdefault(sentence.paragraph, []).append((sentence.start, bool(shared)))
        built = [each for each in short.values() if sum(shares for _, shares in each) >= _BUILT]
        return frozenset(start for each in built for start, _ in each)

    def _openings(self, found: list[Sentence]) -> frozenset[int]:
        """Where short sentences stand that open their paragraphs, in a text in which several do: 工业要顶上去。"""
        form = self._words.opening
        opening = [
            each.start
            for each, after in pairwise(found)
            if each.number == 0
            and after.paragraph == each.paragraph
            and each.mark
            and form.fullmatch(each.text)
            and len(each.text) <= _OPENING
        ]
        return frozenset(opening if len(opening) >= _OPENED else ())

    def _heads_points(self, sentence: Sentence, after: Sentence | None) -> bool:
        """Whether a sentence only announces the points that follow it (下一步，将强化落实。一是…)."""
        words = self._words
        heads = after is not None and words.first_point.match(after.text) and not words.points.match(sentence.text)
        return bool(heads) and len(sentence.text) <= _ANNOUNCES and not any(map(str.isdigit, sentence.text))

    def _heading(self, sentence: Sentence, following: Sentence | None, over: dict[int, str]) -> tuple[int, str] | None:
        """Level and words of a heading, None for a plain sentence."""
        words = self._words
        if sentence.number == 0 and (numbered := _numbered(sentence, following)) is not None:
            return numbered
        if _is_own_line(sentence):
            return _OWN_LINE, sentence.text
        if following is not None and sentence.number == 0 and words.noun_head.fullmatch(sentence.text):
            return _SPOKEN, sentence.text
        if following is None or following.is_note or self._says_more(sentence, following):
            return None
        if self._heads_point(sentence.text, following.text):
            return _POINT, sentence.text
        return self._spoken(sentence, over)

    def _says_more(self, sentence: Sentence, following: Sentence) -> bool:
        """Whether a sentence is more than the head of the next: it has a day, the next has figures or asks on."""
        words = self._words
        long = sentence.number > 0 and len(sentence.text) > _BARE and not words.points.match(sentence.text)
        asks_on = long and words.asks_on.match(following.text)
        return bool(asks_on or self._has(words.due, sentence) or self._has(words.figures, following))

    def _has(self, form: re.Pattern[str], sentence: Sentence) -> bool:
        return self._scan.search(form, sentence.text, at=sentence.start) is not None

    def _heads_point(self, text: str, following: str) -> bool:
        """一是坚持内需主导。 before the sentences that say how, and not one of a row of such points."""
        points = self._words.points
        text = self._words.said_by.sub("", text)
        return len(text) <= _POINT_LONGEST and points.match(text) is not None and points.match(following) is None

    def _spoken(self, sentence: Sentence, over: dict[int, str]) -> tuple[int, str] | None:
        """A sentence that only heads those after it: “要激活创新主体。”, “会议要求,要抓好三大重点任务,…。”"""
        words, clauses = self._words, _CLAUSE.split(sentence.text)
        shall = next((number for number, clause in enumerate(clauses) if words.shall_first.match(clause)), None)
        if sentence.number == 0 and self._has(words.speaks, sentence) and self._heads_list(sentence):
            said = clauses[shall] if shall is not None else sentence.text
            return _SPOKEN, said.removeprefix("要")
        if shall is not None and self._is_short(clauses, shall):
            level = _SPOKEN if sentence.number == 0 or _SPOKEN not in over else _POINT
            return level, "，".join(clauses[shall:])
        if sentence.number == 0 and words.bare.fullmatch(sentence.text) and len(clauses) == 1:
            return _SPOKEN, sentence.text
        if _SPOKEN in over and words.short_pair.fullmatch(sentence.text):
            return _POINT, sentence.text
        return None

    def _heads_list(self, sentence: Sentence) -> bool:
        return self._has(self._words.counted, sentence) or self._words.principle.match(sentence.text) is not None

    def _is_short(self, clauses: list[str], shall: int) -> bool:
        """At most two short clauses from 要 on, and before it none but who speaks."""
        rest = clauses[shall:]
        opening = "，".join(clauses[:shall]) + "，"
        return (
            len(rest) <= 2
            and all(len(clause) <= 20 for clause in rest)
            and sum(map(len, rest)) <= 26
            and (shall == 0 or self._words.speaks.search(opening) is not None)
        )


def _bigrams(text: str) -> set[str]:
    return {text[place : place + 2] for place in range(len(text) - 1)}


def depth(text: str) -> int | None:
    """How deep a numbered sentence stands; None without a number."""
    if _NUMBER.match(text) is None:
        return None
    return next((level for level, form in enumerate(_NUMBERED) if form.match(text)), None)


def _heads_deeper(sentence: Sentence, after: Sentence | None) -> bool:
    """（一）重点支持的集群。 alone in its paragraph, before one that is numbered deeper."""
    own = depth(sentence.text) if sentence.number == 0 and len(sentence.text) <= _LONGEST else None
    deeper = None if own is None or after is None else depth(after.text)
    return own is not None and deeper is not None and deeper > own


def _numbered(sentence: Sentence, following: Sentence | None) -> tuple[int, str] | None:
    own = depth(sentence.text)
    alone = (following is None or following.is_note) and "。" in sentence.mark and own != 1
    if own is None or len(sentence.text) > _LONGEST or alone:
        return None
    return own, sentence.text


def _is_own_line(sentence: Sentence) -> bool:
    text = sentence.text
    plain = sentence.number == 0 and sentence.is_last and not sentence.mark and 4 <= len(text) <= _LONGEST
    return (
        plain and not text.endswith(("：", ":", "…", "”")) and not text.endswith(("日", "办公厅", "办公室", "人民政府"))
    )
