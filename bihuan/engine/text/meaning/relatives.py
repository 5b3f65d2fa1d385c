"""Aims and facts without a number of their own (相对目标): 高于全市平均水平, 与经济增长同步."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bihuan.engine.text.meaning.figure_names import left_name
from bihuan.engine.text.meaning.figure_words import FigureWords
from bihuan.engine.text.meaning.outline import Placed
from bihuan.engine.text.scan import Patterns


@dataclass(frozen=True)
class RelativeWords:
    """How papers set something against other places or other indicators (相对目标用语)."""

    hints: re.Pattern[str]
    said: re.Pattern[str]

    @property
    def sought(self) -> Patterns:
        """What the shared scan is to look for in a whole body (全文查找的用语)."""
        return self.hints, self.said


@dataclass(frozen=True)
class Relation:
    """What is set against what (相对关系), and where it stands in its sentence."""

    name: str
    relation: str
    than: str
    left: str
    start: int
    end: int


def relations(each: Placed, *, words: RelativeWords, names: FigureWords) -> Iterator[Relation]:
    """The relations of a sentence that hold no number (无数相对关系)."""
    for match in each.finditer(words.said) if each.search(words.hints) else ():
        left = match["name"] or match["same"]
        name = left_name(left, words=names)
        if name:
            relation, than = match["relation"] or match["sync"], match["than"] or match["beside"]
            yield Relation(name, relation, than, left, match.start(), match.end())
