"""Passages that stand a second time (重复段落): exactly, or with small differences as a second editor makes them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bihuan.engine.text.cleaning.lines import Line

_SENTENCE = re.compile("[^。！？；!?;\u00a0]*[。！？；!?;]*[”’」』）)]*\u00a0*")
_SIGNS = re.compile(r"[\W_]+")
_DIGITS = re.compile(r"\d+")
_SHORTEST = 8
_EXACT = 40
_RUN = 100
_SENTENCES = 3
_GRAM = 5
_ALIKE = 0.6
_ASTRAY = 3
_LONG_GRAM = 8
_HELD = 0.7

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Said:
    """A sentence of a line (句): number of the line, its place there, its letters."""

    line: int
    start: int
    end: int
    letters: str


def repeats(lines: list[Line], *, skip: frozenset[int], title: str = "") -> dict[int, list[Place]]:
    """The places within each line that stand once more after they stood before (重复处), by number of the line.

    Args: skip: numbers of lines that are no text. title: of the document, which may stand above its second copy.
    """
    said = [each for number, line in enumerate(lines) if number not in skip for each in _sentences(number, line)]
    twins = _twins(said)
    found: dict[int, list[Place]] = {}
    known = _first_places(said, title=_SIGNS.sub("", title))
    for first, last in _runs(said, twins):
        until = max(twins[number] for number in range(first, last + 1) if number in twins) + 1
        before = _grams(each.letters for each in said[:until])
        for each in said[_begin(said, first, until, known, before) : _end(said, last, before)]:
            places = found.setdefault(each.line, [])
            if places and places[-1][1] >= each.start:
                places[-1] = (places[-1][0], each.end)
            else:
                places.append((each.start, each.end))
    return found


def _first_places(said: list[_Said], *, title: str) -> dict[str, int]:
    """Where each wording stands first; the title stands before all."""
    places = {title: -1}
    for number, each in enumerate(said):
        places.setdefault(each.letters, number)
    return places


def _begin(said: list[_Said], first: int, until: int, known: dict[str, int], before: set[str]) -> int:
    """Where a repeated passage begins: with headings, salutation or title above it, and sentences run together."""
    while first > until and (known.get(said[first - 1].letters, first) < until or _holds(before, said[first - 1])):
        first -= 1
    return first


def _end(said: list[_Said], last: int, before: set[str]) -> int:
    """Behind the last sentence of a repeated passage."""
    while last + 1 < len(said) and _holds(before, said[last + 1]):
        last += 1
    return last + 1


def _holds(before: set[str], said: _Said) -> bool:
    """Whether nearly all of a sentence stood before, if not in one sentence."""
    grams = _grams([said.letters])
    return bool(grams) and len(grams & before) >= _HELD * len(grams)


def _grams(texts: Iterable[str]) -> set[str]:
    return {text[place : place + _LONG_GRAM] for text in texts for place in range(len(text) - _LONG_GRAM + 1)}


def _sentences(number: int, line: Line) -> Iterator[_Said]:
    for found in _SENTENCE.finditer(line.text):
        if found.group():
            yield _Said(number, found.start(), found.end(), _SIGNS.sub("", found.group()))


def _twins(said: list[_Said]) -> dict[int, int]:
    """For a sentence the number of the earlier one that says the same, exactly or nearly."""
    seen: dict[str, int] = {}
    twins: dict[int, int] = {}
    for number, each in enumerate(said):
        if len(each.letters) >= _SHORTEST and seen.setdefault(each.letters, number) < number:
            twins[number] = seen[each.letters]
    if not twins:
        return {}
    for number in range(min(twins) - _ASTRAY, len(said)):
        if number > 0 and number not in twins and len(said[number].letters) >= _SHORTEST:
            near = _near(said, number, twins)
            if near is not None:
                twins[number] = near
    return twins


def _near(said: list[_Said], number: int, twins: dict[int, int]) -> int | None:
    """An earlier sentence nearly the same, looked for where the neighbours' twins stand."""
    beside = [twins[each] + number - each for each in range(number - _ASTRAY, number + _ASTRAY + 1) if each in twins]
    for place in {each + step for each in beside for step in (-1, 0, 1)}:
        if 0 <= place < number and _is_alike(said[place].letters, said[number].letters):
            return place
    return None


def _is_alike(first: str, second: str) -> bool:
    """Whether two sentences differ in a few words only; other numbers make another sentence."""
    if not 0.5 * len(second) <= len(first) <= 2 * len(second) or _DIGITS.findall(first) != _DIGITS.findall(second):
        return False
    size = min(_GRAM, len(first), len(second))
    grams = {first[place : place + size] for place in range(len(first) - size + 1)}
    others = {second[place : place + size] for place in range(len(second) - size + 1)}
    return len(grams & others) >= _ALIKE * min(len(grams), len(others))


def _runs(said: list[_Said], twins: dict[int, int]) -> Iterator[Place]:
    """First and last sentence of each repeated passage: twins one after another, at most one stray between them."""
    numbers = sorted(twins)
    first = 0
    for place in range(1, len(numbers) + 1):
        if place < len(numbers) and _follows(numbers[place - 1], numbers[place], twins):
            continue
        run = numbers[first:place]
        letters = [len(said[number].letters) for number in run]
        exact = [size for number, size in zip(run, letters, strict=True) if _is_exact(said, twins, number)]
        if (len(run) >= _SENTENCES and sum(letters) >= _RUN and exact) or max(exact, default=0) >= _EXACT:
            yield run[0], run[-1]
        first = place


def _follows(before: int, number: int, twins: dict[int, int]) -> bool:
    return number - before <= 2 and 0 <= twins[number] - twins[before] <= _ASTRAY


def _is_exact(said: list[_Said], twins: dict[int, int], number: int) -> bool:
    return said[twins[number]].letters == said[number].letters
