"""The body put together from what is kept of the original (正文), with the way back for every character."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from bihuan.engine.text.cleaning.mojibake import Garble
from bihuan.engine.text.cleaning.simplified import simplify


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of the body that come from one stretch of the original (对应关系).

    `exact`: one for one, save traditional written as simplified; else the whole stretch stands for the whole run.
    """

    at: int
    length: int
    start: int
    end: int
    exact: bool


@dataclass(frozen=True)
class Doubt:
    """Characters that may be wrong (存疑文字): their place in the body, and why."""

    start: int
    end: int
    text: str
    reason: str


class Body:
    """The body as it grows, stretch by stretch (正文拼接)."""

    def __init__(self, read: str, *, garbles: list[Garble]) -> None:
        self._read = read
        self._garbles = garbles
        self._pieces: list[str] = []
        self._length = 0
        self.runs: list[Run] = []
        self.doubts: list[Doubt] = []

    @property
    def text(self) -> str:
        """What has been put together so far."""
        return "".join(self._pieces)

    @property
    def text_length(self) -> int:
        """How many characters have been put together so far."""
        return self._length

    def line_break(self, start: int, end: int) -> None:
        """End a paragraph; the gap in the original stands behind it."""
        if self._pieces:
            self._add("\n", start, end, exact=False)

    def keep(self, start: int, end: int) -> None:
        """Take a stretch of the original, damaged characters repaired or marked."""
        for garble in self._within(start, end):
            self._copy(start, max(start, garble.start))
            self._doubt(garble, start=max(start, garble.start), end=min(end, garble.end))
            start = min(end, garble.end)
        self._copy(start, end)

    def _within(self, start: int, end: int) -> list[Garble]:
        """The damaged runs of a stretch; they stand in order, so the search begins where the last one ended."""
        first = bisect_right(self._garbles, start, key=lambda garble: garble.end)
        last = bisect_left(self._garbles, end, key=lambda garble: garble.start)
        return self._garbles[first:last]

    def _copy(self, start: int, end: int) -> None:
        if start < end:
            self._add(self._read[start:end], start, end, exact=True)

    def _doubt(self, garble: Garble, *, start: int, end: int) -> None:
        whole = (start, end) == (garble.start, garble.end)
        mended = garble.mended if whole else ()
        text = simplify("".join(each.sign for each in mended)) if mended else self._read[start:end]
        self.doubts.append(Doubt(self._length, self._length + len(text), text, garble.reason))
        for sign, each in zip(text, mended, strict=True) if mended else ():
            self._add(sign, each.start, each.end, exact=False)
        if not mended:
            self._add(text, start, end, exact=True)

    def _add(self, text: str, start: int, end: int, *, exact: bool) -> None:
        self.runs.append(Run(self._length, len(text), start, end, exact))
        self._pieces.append(text)
        self._length += len(text)


def origin(runs: tuple[Run, ...], start: int, end: int) -> tuple[int, int]:
    """The stretch of the original from which a stretch of the body comes (原文位置)."""
    if not runs or not 0 <= start <= end <= runs[-1].at + runs[-1].length:
        raise IndexError((start, end))
    first = _original_place(runs, start)[0]
    return first, max(first, _original_place(runs, end - 1)[1]) if end > start else first


def _original_place(runs: tuple[Run, ...], place: int) -> tuple[int, int]:
    run = runs[bisect_right(runs, place, key=lambda run: run.at) - 1]
    if not run.exact:
        return run.start, run.end
    start = run.start + min(place - run.at, run.length)
    return start, min(start + 1, run.end)
