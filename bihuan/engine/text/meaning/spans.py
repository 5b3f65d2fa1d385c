"""Which year of several a number is of (多年中的年份): what a review of five years says was reached by its end."""

import re
from dataclasses import dataclass

from bihuan.engine.text.meaning.figures import Number
from bihuan.engine.text.meaning.subjects import SubjectWords

_YEARS = re.compile(r"(\d{4})/(\d{4})")
_OF_STATE = frozenset(("level", "share", "count", "rank"))


@dataclass
class Spans:
    """Goes through the numbers of a review in order (回顾期内的数据): a move or a row goes on to the next number."""

    words: SubjectWords
    _starts: bool = False
    _landed: bool = False
    _end: int = -1

    def period(self, number: Number, period: str | None, *, span: str | None, own: str) -> str | None:
        """The period of a fact told in a review of the years of `span`: its own, the first, the last or all of them.

        Args: own: where a time of its own stands: near, before or none.
        """
        years = _YEARS.fullmatch(span or "")
        follows = number.sentence.start <= self._end
        moved, landed = self._starts and follows, self._landed and follows
        self._starts = self.words.from_before.search(number.left) is not None
        self._landed = self._lands(number, landed=landed)
        self._end = number.mention.end
        if years is None:
            return period
        if self.words.throughout.search(number.left) or self.words.throughout.search(number.name):
            return span
        if self._starts and own != "near":
            return str(int(years[1]) - 1)
        if own != "none":
            return period
        return years[2] if moved or self._landed else span

    def _lands(self, number: Number, *, landed: bool) -> bool:
        """Whether a number tells what was reached, not what was done in all: 达到8个, and the rest of its row."""
        if number.measure not in _OF_STATE or self.words.flows.search(number.left):
            return False
        goes_on = landed and number.left[:1] in "、" + number.name[:1]
        return goes_on or number.measure == "rank" or self.words.lands.search(number.left) is not None
