"""The way from the original text back into its file (回到原件): bytes of a text, or pages, paragraphs and cells."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters that come from one stretch of what they were read from (对应片段).

    `exact`: the same characters one for one; else the whole stretch stands for all of them.
    """

    at: int
    length: int
    start: int
    end: int
    exact: bool


@dataclass(frozen=True, slots=True)
class Spot:
    """Characters that stand in one part of a file: 第3页, 第12段, Sheet1!B4 (所在位置)."""

    at: int
    length: int
    name: str


@dataclass(frozen=True)
class Ways:
    """All ways from an original back into its file (回查关系): `stretches` in bytes, or `spots` by name."""

    encoding: str = ""
    stretches: tuple[Stretch, ...] = ()
    spots: tuple[Spot, ...] = ()

    def in_bytes(self, original: str, start: int, end: int) -> Span | None:
        """The bytes of a stretch of the original (字节位置); None for a file that is not text itself."""
        if not self.stretches:
            return None
        first = self._bytes_at(original, start)[0]
        return (first, max(first, self._bytes_at(original, end - 1)[1])) if start < end else (first, first)

    def _bytes_at(self, original: str, place: int) -> Span:
        """The bytes of one character; nought of them for the end of the text."""
        found = self.stretches[bisect_right(self.stretches, place, key=lambda each: each.at) - 1]
        if not found.exact or place >= found.at + found.length:
            return (found.start, found.end) if place < found.at + found.length else (found.end, found.end)
        start = found.start + byte_length(original[found.at : place], self.encoding)
        return start, start + byte_length(original[place], self.encoding)

    def names(self, start: int, end: int) -> tuple[str, ...]:
        """The parts of the file over which a stretch of the original reaches (所在页、段、格), in order."""
        first = max(bisect_right(self.spots, start, key=lambda spot: spot.at) - 1, 0)
        found: dict[str, None] = {}
        for spot in self.spots[first:]:
            if spot.at >= max(end, start + 1):
                break
            if spot.at + spot.length > start:
                found[spot.name] = None
        return tuple(found)


def byte_length(text: str, encoding: str) -> int:
    """How many bytes a text takes in an encoding (字节数)."""
    return len(text) if text.isascii() and not encoding.startswith("utf-16") else len(text.encode(encoding))


def through(inner: Iterable[Stretch], outer: Sequence[Stretch], *, source: str, encoding: str) -> tuple[Stretch, ...]:
    """Stretches into a decoded source, led on into its bytes (逐级回查).

    Args: inner: in the order of the source, each from places of `source`. outer: of `source` into the bytes.
    """
    walk = _Walk(outer, source=source, encoding=encoding)
    return tuple(
        Stretch(each.at, each.length, walk.bytes_at(each.start), walk.bytes_at(each.end), each.exact) for each in inner
    )


class _Walk:
    """Goes once through a decoded text and its bytes side by side (同步推进)."""

    def __init__(self, outer: Sequence[Stretch], *, source: str, encoding: str) -> None:
        self._outer, self._source, self._encoding = outer, source, encoding
        self._number = self._place = 0
        self._bytes = outer[0].start if outer else 0

    def bytes_at(self, place: int) -> int:
        """The byte at which a character begins; places are asked in order."""
        while self._number < len(self._outer) and place >= self._end(self._number):
            self._place, self._bytes = self._end(self._number), self._outer[self._number].end
            self._number += 1
        if place > self._place and self._number < len(self._outer) and self._outer[self._number].exact:
            self._bytes += byte_length(self._source[self._place : place], self._encoding)
            self._place = place
        return self._bytes

    def _end(self, number: int) -> int:
        return self._outer[number].at + self._outer[number].length


def joined(stretches: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """Neighbouring exact stretches as one (合并相邻片段)."""
    kept: list[Stretch] = []
    for each in stretches:
        last = kept[-1] if kept else None
        if last and last.exact and each.exact and last.end == each.start and last.at + last.length == each.at:
            kept[-1] = Stretch(last.at, last.length + each.length, last.start, each.end, exact=True)
        elif each.length:
            kept.append(each)
    return tuple(kept)
