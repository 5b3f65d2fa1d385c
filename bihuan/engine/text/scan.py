"""One scan of a text for the cues of all patterns (一次扫描), so that each pattern is tried only where it may match.

A part of the reader names what it looks for in a whole body as `sought`; `Language.scanner` gathers these.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

import ahocorasick

from bihuan.engine.text.cues import Cues, cues

Forms = tuple[re.Pattern[str], ...]
"""Patterns that are looked for in whole texts."""


class Scanner:
    """The cues of many patterns in one automaton (线索词自动机); built once, then only read."""

    def __init__(self, forms: Iterable[re.Pattern[str]]) -> None:
        self._forms = tuple(forms)

    def scan(self, text: str) -> "Scan":
        """Where the cues stand in a text (扫描)."""
        places: defaultdict[str, list[int]] = defaultdict(list)
        for last, word in self._finder.iter(text):
            places[word].append(last + 1 - len(word))
        return Scan(text, places, self._cues)

    @cached_property
    def _cues(self) -> dict[int, Cues]:
        """The cues of each pattern, by its identity: to compare patterns would read them whole."""
        return {id(form): cues(form) for form in self._forms}

    @cached_property
    def _finder(self) -> ahocorasick.Automaton:
        finder = ahocorasick.Automaton()
        for word in frozenset().union(*(each.words for each in self._cues.values())):
            finder.add_word(word, word)
        finder.make_automaton()
        return finder


class Scan:
    """A text with the places of all cues (扫描结果)."""

    def __init__(self, text: str, places: Mapping[str, list[int]], known: Mapping[int, Cues]) -> None:
        self.text, self._places, self._cues = text, places, known
        self._found: dict[int, list[int]] = {}

    def finditer(self, form: re.Pattern[str], start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        """The matches of a sought pattern in a stretch, as its own `finditer` gives them (逐处匹配)."""
        end = len(self.text) if end is None else end
        if not self._cues[id(form)].opens:
            return form.finditer(self.text, start, end) if self._may_hold(form, start, end) else iter(())
        return self._anchored(form, start, end)

    def _anchored(self, form: re.Pattern[str], start: int, end: int) -> Iterator[re.Match[str]]:
        places = self._places_of(form)
        for place in places[bisect_left(places, start) : bisect_left(places, end)]:
            if place >= start and (match := form.match(self.text, place, end)) is not None:
                yield match
                start = match.end()

    def _may_hold(self, form: re.Pattern[str], start: int, end: int) -> bool:
        """Whether a cue of a pattern stands in a stretch; one without cues may stand anywhere."""
        places = self._places_of(form)
        place = bisect_left(places, start)
        return (place < len(places) and places[place] < end) or not self._cues[id(form)].words

    def _places_of(self, form: re.Pattern[str]) -> list[int]:
        """Where the cues of a pattern stand, in order."""
        found = self._found.get(id(form))
        if found is None:
            words = self._cues[id(form)].words & self._places.keys()
            found = self._found[id(form)] = sorted(place for word in words for place in self._places[word])
        return found
