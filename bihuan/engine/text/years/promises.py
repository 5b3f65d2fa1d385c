"""Whether a report mentions what was promised the year before (去年部署、今年是否提到)."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from bihuan.engine.text.meaning.sentences import Sentence, sentences
from bihuan.engine.text.years.words import YearsWords

_SIGNS = re.compile(r"[^\w%]+|_+")
_NUMBER = re.compile(r"\d+(?:\.\d+)?%?")
_RUN = 3
"""Pairs of signs in a row that a sentence must share, so four signs of one name."""
_ENOUGH, _WITH_RUN = 0.5, 0.2


class Report:
    """A report that is asked whether it mentions a promise (今年的报告)."""

    def __init__(self, body: str, *, words: YearsWords) -> None:
        ordered = sorted(words.empty, key=len, reverse=True)
        self._empty = re.compile("|".join(map(re.escape, ordered)))
        self._sentences = sentences(body)
        self._holders: dict[str, set[int]] = defaultdict(set)
        for number, sentence in enumerate(self._sentences):
            for run in self._runs(sentence.text):
                for pair in _pairs(run):
                    self._holders[pair].add(number)

    def mention(self, promise: str) -> Sentence | None:
        """The sentence that tells most of a promise; None where the report does not mention it (提到的句子)."""
        runs = [_pairs(run) for run in self._runs(promise)]
        told = [pair for run in runs for pair in run]
        if not told:
            return None
        shared = Counter(number for pair in set(told) for number in self._holders.get(pair, ()))
        for number, count in shared.most_common(5):
            share = count / len(set(told))
            if share >= _ENOUGH or (share >= _WITH_RUN and self._has_run(runs, number)):
                return self._sentences[number]
        return None

    def _runs(self, text: str) -> list[str]:
        """What of a text says which promise is meant: words between set phrases, numbers and signs."""
        bare = _NUMBER.sub(" ", text)
        return [run for run in _SIGNS.sub(" ", self._empty.sub(" ", bare)).split() if len(run) > 1]

    def _has_run(self, runs: Iterable[list[str]], number: int) -> bool:
        return any(_longest(number in self._holders.get(pair, ()) for pair in run) >= _RUN for run in runs)


def _pairs(run: str) -> list[str]:
    return [run[place : place + 2] for place in range(len(run) - 1)]


def _longest(hits: Iterable[bool]) -> int:
    best = length = 0
    for hit in hits:
        length = length + 1 if hit else 0
        best = max(best, length)
    return best
