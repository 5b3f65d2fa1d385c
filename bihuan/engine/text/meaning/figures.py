"""The figures of a body (指标数据): numbers that state a fact or a target, each with its name, measure and bound."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from bihuan.engine.text.meaning.figure_names import each_name, head_of_list, left_name, predicate, right_name
from bihuan.engine.text.meaning.figure_words import FigureWords
from bihuan.engine.text.meaning.numbers import Mention
from bihuan.engine.text.meaning.sentences import Sentence
from bihuan.engine.text.words import Forms

# How far from a number the words that name it stand.
_REACH = 120
_DELIMITER = re.compile("[，,；;。：:（(]|[）)]的?")
_OPENS = re.compile("[“‘《]")
_CLOSES = re.compile("[”’》]")
_MORE = re.compile("(?:以上|左右)(?=[一-龥]{4})")
_LONGEST_NAME = 15
_COUNTED = ("count", "crowd")
# The fewest characters of a name after a number: 3.2公里道路.
_LEAST = {"count": 1, "crowd": 1, "amount": 2}


@dataclass(frozen=True)
class Number:
    """A number that states something (数据): what it names, how it is meant, and its place."""

    mention: Mention
    sentence: Sentence
    name: str
    measure: str
    left: str
    negative: bool = False
    bound: str | None = None
    base: str | None = None


@dataclass
class _Clauses:
    """What later numbers of a sentence take from earlier ones (承前省略)."""

    names: list[str] = field(default_factory=list)
    group: list[str] = field(default_factory=list)
    place: int = 0
    measure: str = ""
    negative: bool = False
    last_end: int = -1
    is_counted: bool = False
    counted: str = ""


def numbers(sentence: Sentence, found: list[Mention], *, words: FigureWords) -> Iterator[Number]:
    """The numbers of a sentence that are figures (句内数据)."""
    return _Reader(sentence, words).read(found)


class _Reader:
    """Reads the numbers of one sentence in their order."""

    def __init__(self, sentence: Sentence, words: FigureWords) -> None:
        self._sentence, self._words = sentence, words
        self._known = _Clauses(last_end=sentence.start)

    def read(self, found: list[Mention]) -> Iterator[Number]:
        """Each number under its name or names."""
        for order, mention in enumerate(found):
            after = self._sentence.text[mention.end - self._sentence.start :][:_REACH]
            left = self._left(mention)
            following = found[order + 1] if order + 1 < len(found) else None
            if self._is_excluded(mention, left=left, after=after):
                # What follows may be named by it: 10亿元以上项目3个.
                self._known.is_counted = False
                self._known.last_end = mention.end if after.startswith("的") else self._known.last_end
                continue
            yield from self._named(mention, left=left, after=after, following=following)
            self._known.last_end, self._known.is_counted = mention.end, mention.sort in _COUNTED

    def _left(self, mention: Mention) -> str:
        """The words before a number: its clause, from the number before it on."""
        sentence = self._sentence
        start = max(self._known.last_end, sentence.start, mention.start - _REACH)
        text = sentence.text[start - sentence.start : mention.start - sentence.start]
        text = self._words.tail_before.sub("", text).removesuffix("（").removesuffix("(")
        cuts = [cut.end() for cut in _DELIMITER.finditer(text)]
        own = sentence.text[mention.start - sentence.start : mention.end - sentence.start]
        return (text[cuts[-1] :] if cuts else text) + (
            "分别" if mention.sort == "rank" and own.startswith(("分别", "分居", "分列")) else ""
        )

    def _is_excluded(self, mention: Mention, *, left: str, after: str) -> bool:
        """Thresholds of a class, numbers in names, announcements of a list."""
        words = self._words
        if self._is_in_name(mention) or self._is_condition(mention, after=after):
            return True
        if mention.sort == "duration":
            goes_on = bool(self._known.names) and not left_name(left, words=words)
            return words.remaining.search(left) is not None or (words.lasting.search(left) is None and not goes_on)
        if mention.sort in ("money", "amount"):
            of_counted = self._known.is_counted and words.class_amount.match(left)
            is_class = words.of_class.match(after) is not None and words.invested.search(left) is None
            return bool(of_counted) or is_class
        if mention.sort == "rate":
            of_class = words.class_rate.match(after) and words.class_rate_before.search(left)
            return words.limit.match(after) is not None or bool(of_class)
        return mention.sort == "count" and self._only_counts_again(mention, left=left, after=after)

    def _only_counts_again(self, mention: Mention, *, left: str, after: str) -> bool:
        """Whether a count announces a list, counts chains or places, or what was told before (把这11个项目)."""
        words = self._words
        compared = words.places.match(after) and words.compared.match(after)
        chain = mention.unit == "条" and words.chain.match(after)
        return bool(words.announced.match(after) or chain or compared or words.again.search(left))

    def _is_condition(self, mention: Mention, *, after: str) -> bool:
        """Whether a number is what firms must have to be given something."""
        words = self._words
        if not words.condition_ends.match(after):
            return False
        given = words.condition.search(self._sentence.text)
        place = mention.start - self._sentence.start
        return given is not None and given.start() < place < given.end()

    def _is_in_name(self, mention: Mention) -> bool:
        """Whether a number stands within a short quoted name."""
        text, place = self._sentence.text, mention.start - self._sentence.start
        opened = max(text.rfind(mark, 0, place) for mark in "“‘《")
        if opened < 0 or _CLOSES.search(text, opened, place):
            return False
        closed = _CLOSES.search(text, place)
        return closed is not None and closed.start() - opened <= _LONGEST_NAME

    def _named(self, mention: Mention, *, left: str, after: str, following: Mention | None) -> Iterator[Number]:
        """One number under one name, or under each of a list (均), or under its own of a list (分别)."""
        known, words = self._known, self._words
        names = self._names(mention, left=left, after=after, following=following)
        measure = self._measure(mention, left=left, name=names[0] if names else "", after=after)
        below = mention.unit == "个百分点" and words.below.search(left)
        falls = (
            bool(below)
            or words.falls.search(left) is not None
            or (words.joins.match(left) is not None and known.negative)
        )
        known.measure, known.negative = measure, measure == "growth" and falls
        bound, base = self._bound(mention, left=left, after=after), self._base(measure, left=left)
        if mention.sort in _COUNTED and names:
            known.counted = names[-1]
        for name in names:
            yield Number(mention, self._sentence, name, measure, left, known.negative, bound, base)

    def _names(self, mention: Mention, *, left: str, after: str, following: Mention | None) -> list[str]:
        known, words = self._known, self._words
        if (right := self._right_name(mention, left=left, after=after, following=following)) is not None:
            return self._only(right)
        if words.joins.match(left):
            return self._next_of_group() if known.group else list(known.names)
        by = words.compared_by.search(left)
        if by is not None and known.names:
            return [f"{known.names[0]}{by[2]}于{by[1]}"]
        own = left_name(left, words=words)
        if own:
            return self._own_names(mention, own=own, left=left)
        if "分别" in left and len(known.group) > 1:
            known.place = -1
            return self._next_of_group()
        return self._inherited(left=left)

    def _right_name(self, mention: Mention, *, left: str, after: str, following: Mention | None) -> str | None:
        """The name after a number: of what is counted (10项以上关键技术), or of what is given (20%的补助)."""
        if mention.sort in _COUNTED and (more := _MORE.match(after)):
            after = after[more.end() :]
        if self._is_right_named(mention, after=after, following=following):
            return right_name(after, words=self._words)
        given = self._words.money_right.match(after) if mention.sort in ("money", "rate") else None
        if given is not None and self._words.giving.search(left):
            return given["name"]
        spent = mention.sort == "money" and self._words.spending.search(left)
        what = self._words.for_what.match(after) if spent else None
        return None if what is None else self._spent_on(what)

    @staticmethod
    def _spent_on(what: re.Match[str]) -> str:
        """What money is spent on: the fund that is set up, else what is done with it (改造两条铸造线)."""
        return what["what"] if what["name"].startswith("设立") else what["name"]

    def _only(self, name: str) -> list[str]:
        """One name, to which later numbers may refer."""
        self._known.group, self._known.names = [], [name] if name else []
        return list(self._known.names)

    def _is_right_named(self, mention: Mention, *, after: str, following: Mention | None) -> bool:
        """Whether what is counted comes after the measure word (9个城市更新项目)."""
        sorts = (*_COUNTED, "amount")
        if mention.sort not in sorts or not after or len(right_name(after, words=self._words)) < _LEAST[mention.sort]:
            return False
        next_is_number = following is not None and following.start == mention.end
        return not next_is_number and self._words.not_right.match(after) is None

    def _own_names(self, mention: Mention, *, own: str, left: str) -> list[str]:
        known, words = self._known, self._words
        if mention.sort in _COUNTED and "分别" not in left:
            own = head_of_list(own)
        if "分别" in left:
            known.group, known.place = self._group(own), -1
            known.names = list(known.group)
            return self._next_of_group()
        if known.names and (whole := self._with_known(own, mention)):
            return [whole]
        known.group = []
        known.names = each_name(own, words=words) if words.each.search(left[len(own) :]) else [own]
        return list(known.names)

    def _group(self, own: str) -> list[str]:
        """The names of a list; where they only say how what was named before moved (总量和增速), with its name."""
        names, known = each_name(own, words=self._words), self._known.names
        if known and all(map(self._words.dependent.fullmatch, names)):
            return [known[0] + name for name in names]
        return names

    def _with_known(self, own: str, mention: Mention) -> str | None:
        """The whole name where the words only say how what was named moved (增速), or what became of it (开工)."""
        words, before = self._words, self._known.names[0]
        if words.dependent.fullmatch(own) or words.beside.match(own):
            return before + own
        is_verb = mention.sort == "count" and words.verbs_only.fullmatch(own)
        return own.removeprefix("已") + self._known.counted if is_verb and self._known.counted else None

    def _next_of_group(self) -> list[str]:
        self._known.place += 1
        place, group = self._known.place, self._known.group
        return [group[place]] if place < len(group) else []

    def _inherited(self, *, left: str) -> list[str]:
        names = self._known.names
        above = self._words.compared_with.search(left)
        if above and names:
            return [f"{name}{above[1]}{above[2] or ''}" for name in names[:1]]
        return list(names)

    def _measure(self, mention: Mention, *, left: str, name: str, after: str) -> str:
        if mention.sort == "rank" or (mention.unit == "位" and self._words.moved_places.search(left)):
            return "rank"
        if mention.sort == "rate":
            return self._rate_measure(mention, left=left, name=name)
        if mention.sort in ("count", "duration") and self._words.cuts.search(left):
            return "growth"
        if mention.sort == "count" and self._words.capacity.search(left):
            return "level"
        people = mention.unit.endswith("人") and self._words.counted_people.search(name + after[:4])
        return "count" if mention.sort in _COUNTED and not people else "level"

    def _rate_measure(self, mention: Mention, *, left: str, name: str) -> str:
        known, words = self._known, self._words
        if mention.unit in ("个百分点", "倍"):
            return "growth"
        if words.joins.match(left) and known.measure in ("growth", "share"):
            return known.measure
        if words.rate_of_growth.search(name):
            return "growth"
        moved = predicate(left, words=words)
        return "share" if words.lands.search(left) or not words.grows.search(moved) else "growth"

    def _bound(self, mention: Mention, *, left: str, after: str) -> str | None:
        words = self._words
        if words.relative.search(left):
            return "relative"
        said = _matching(words.bound_after, after) or _first(words.bound_before, left)
        if said is None and mention.more:
            said = "at_least"
        return said or _first(words.will, self._clause_before(mention, left))

    def _clause_before(self, mention: Mention, left: str) -> str:
        """The words before a number back to the number before it, in which 力争 or 确保 may stand."""
        start = max(self._known.last_end, mention.start - 30) - self._sentence.start
        return self._sentence.text[max(0, start) : mention.start - self._sentence.start] or left

    def _base(self, measure: str, *, left: str) -> str | None:
        said = _first(self._words.base, left) if measure == "growth" else None
        return None if said == "none" else said


def _first(forms: Forms, text: str) -> str | None:
    return next((code for code, form in forms if form.search(text)), None)


def _matching(forms: Forms, text: str) -> str | None:
    return next((code for code, form in forms if form.match(text)), None)
