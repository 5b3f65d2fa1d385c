"""One scan of a text for the cues of all patterns (一次扫描), so that each pattern is tried only where it may match.

A part of the reader names what it looks for in a whole body as `sought`; `Language.scanner` gathers these.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

import ahocorasick

from bihuan.engine.text.cues import Cues, cues_of

Patterns = tuple[re.Pattern[str], ...]
"""Patterns that are looked for in whole texts."""


class Scanner:
    """The cues of many patterns in one automaton (线索词自动机); built once, then only read."""

    def __init__(self, forms: Iterable[re.Pattern[str]]) -> None:
        self._forms = tuple(forms)

    def scan(self, text: str) -> "Scan":
        """Where in a text each pattern may match (扫描)."""
        places: defaultdict[int, list[int]] = defaultdict(list)
        for last, meant in self._finder.iter(text):
            for form, nearest, furthest in meant:
                if nearest == furthest:
                    places[form].append(last - nearest)
                else:
                    places[form].extend(range(last - furthest, last - nearest + 1))
        for found in places.values():
            found.sort()
        return Scan(text, places, self._cues)

    @cached_property
    def _cues(self) -> dict[int, Cues]:
        """The cues of each pattern, by its identity: to compare patterns would read them whole."""
        return {id(form): cues_of(form) for form in self._forms}

    @cached_property
    def _finder(self) -> ahocorasick.Automaton:
        """Each word with what it means: for which pattern, and how far before its last sign a match may begin."""
        meant: defaultdict[str, list[tuple[int, int, int]]] = defaultdict(list)
        for form, found in self._cues.items():
            for word, nearest, furthest in found.cues:
                meant[word].append((form, nearest + len(word) - 1, furthest + len(word) - 1))
        finder = ahocorasick.Automaton()
        for word, said in meant.items():
            finder.add_word(word, tuple(said))
        finder.make_automaton()
        return finder


class Scan:
    """A text with the places where each pattern may match (扫描结果)."""

    def __init__(self, text: str, places: Mapping[int, Sequence[int]], known: Mapping[int, Cues]) -> None:
        self.text, self._places, self._cues = text, places, known

    def search(self, form: re.Pattern[str], piece: str, *, at: int) -> re.Match[str] | None:
        """The first match of a sought pattern in a piece of the text, read by itself (片段内首处).

        Args: at: where the piece begins.
        """
        number = id(form)
        places = self._places.get(number)
        if places is None:
            return None if self._cues[number].cues else form.search(piece)
        first = bisect_left(places, at)
        if first == len(places) or places[first] >= at + len(piece):
            return None
        return form.search(piece, places[first] - at if self._cues[number].anchored else 0)

    def within(self, form: re.Pattern[str], piece: str, *, at: int) -> Iterator[re.Match[str]]:
        """The matches of a sought pattern in a piece of the text, read by itself (片段内逐处).

        Args: at: where the piece begins.
        """
        places = self._places_in(form, at, at + len(piece))
        if places and self._cues[id(form)].anchored:
            return _at(form, piece, (place - at for place in places), len(piece))
        return iter(()) if places == () else form.finditer(piece)

    def finditer(self, form: re.Pattern[str], start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        """The matches of a sought pattern in a stretch, as its own `finditer` gives them (逐处匹配)."""
        end = len(self.text) if end is None else end
        places = self._places_in(form, start, end)
        if places and self._cues[id(form)].anchored:
            return _at(form, self.text, places, end)
        return iter(()) if places == () else form.finditer(self.text, start, end)

    def _places_in(self, form: re.Pattern[str], start: int, end: int) -> Sequence[int] | None:
        """Where the cues of a pattern stand in a stretch; None for a pattern without cues."""
        places = self._places.get(id(form))
        if places is None:
            return () if self._cues[id(form)].cues else None
        first = bisect_left(places, start)
        last = bisect_left(places, end, first)
        return places[first:last] if first < last else ()


def occurrences(words: str, text: str, start: int = 0, end: int | None = None) -> Iterator[int]:
    """Where words stand in a stretch of a text (逐处出现), without a pattern of their own."""
    place = text.find(words, start, end)
    while place >= 0:
        yield place
        place = text.find(words, place + len(words), end)


def _at(form: re.Pattern[str], text: str, places: Iterable[int], end: int) -> Iterator[re.Match[str]]:
    """The matches that begin at some of the places, none over another."""
    done = 0
    for place in places:
        if place >= done and (match := form.match(text, place, end)) is not None and match.end() > place:
            yield match
            done = match.end()
