"""Where quotes, removed pieces and doubts stand in a body, and the body cut into pieces to show (位置)."""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

Span = tuple[int, int]
WHOLE, AROUND = 120_000, 40_000


@dataclass(frozen=True)
class Mark:
    """Something to show at a place of the body: a candidate, a doubt, or the place that a link leads to."""

    start: int
    end: int
    kind: str
    value: Any = None


@dataclass(frozen=True)
class Piece:
    """A stretch of the body under the same marks; `removed` numbers what was cut out just before it."""

    text: str
    candidate: Any = None
    is_first: bool = False
    doubt: str = ""
    is_here: bool = False
    removed: tuple[int, ...] = ()


def quote_digest(quote: str) -> str:
    """SHA-256 of quoted words, by which events name what was looked at."""
    return hashlib.sha256(quote.encode()).hexdigest()


def nearest(body: str, quote: str, *, near: int) -> Span | None:
    """Where the quote stands in the body, closest to a place; None where it does not."""
    found, place = None, body.find(quote)
    while place >= 0:
        if found is None or abs(place - near) < abs(found - near):
            found = place
        place = body.find(quote, place + 1)
    return None if found is None else (found, found + len(quote))


def gap_in_body(runs: Sequence[Sequence[Any]], start: int, *, length: int) -> int:
    """The place in the body where a piece of the original was cut out.

    Args: runs: [at, length, start, end, exact]; start: of the piece in the original; length: of the body.
    """
    place = bisect_left(runs, start, key=lambda run: run[2])
    return runs[place][0] if place < len(runs) else length


def stretch(body: str, *, near: int) -> Span:
    """The part of a body that one page shows: all of it, or of a very long one whole paragraphs around a place."""
    if len(body) <= WHOLE:
        return 0, len(body)
    start = body.rfind("\n", 0, max(0, near - AROUND)) + 1
    end = body.find("\n", min(len(body), near + AROUND))
    return max(start, near - 2 * AROUND), min(end if end >= 0 else len(body), near + 2 * AROUND)


def shifted(marks: Iterable[Mark], shown: Span) -> list[Mark]:
    """Marks that lie within a stretch, counted from its beginning."""
    first, last = shown
    inside = (mark for mark in marks if mark.start < last and mark.end > first)
    return [Mark(max(mark.start, first) - first, min(mark.end, last) - first, mark.kind, mark.value) for mark in inside]


def paragraphs(body: str, *, marks: Iterable[Mark], gaps: Sequence[tuple[int, int]] = ()) -> list[list[Piece]]:
    """The body as paragraphs of pieces (分段标注).

    Args: marks: may overlap. gaps: (place in the body, number of the removed piece), in order.
    """
    pieces = _pieces(body, list(marks), list(gaps))
    shown: list[list[Piece]] = [[]]
    for piece in pieces:
        if piece.text == "\n":
            if piece.removed:
                shown[-1].append(Piece("", removed=piece.removed))
            shown.append([])
        else:
            shown[-1].append(piece)
    return [paragraph for paragraph in shown if paragraph]


def _pieces(body: str, marks: list[Mark], gaps: list[tuple[int, int]]) -> list[Piece]:
    cuts = {0, len(body)} | {place for place, _ in gaps}
    for mark in marks:
        cuts |= {mark.start, mark.end}
    breaks = [place for place, character in enumerate(body) if character == "\n"]
    cuts |= set(breaks) | {place + 1 for place in breaks}
    places = sorted(place for place in cuts if 0 <= place <= len(body))
    at: dict[int, list[int]] = {}
    for place, number in gaps:
        at.setdefault(place, []).append(number)
    opening = sorted(marks, key=lambda mark: mark.start)
    pieces, live, following = [], [], 0
    for start, end in zip(places, [*places[1:], len(body)], strict=True):
        while following < len(opening) and opening[following].start <= start:
            live.append(opening[following])
            following += 1
        live = [mark for mark in live if mark.end > start]
        if start < end or start in at:
            pieces.append(_piece(body[start:end], start, live, tuple(at.get(start, ()))))
    return pieces


def _piece(text: str, start: int, live: list[Mark], removed: tuple[int, ...]) -> Piece:
    candidate = next((mark for mark in reversed(live) if mark.kind == "candidate"), None)
    return Piece(
        text,
        candidate=candidate.value if candidate else None,
        is_first=candidate is not None and candidate.start == start,
        doubt="；".join(mark.value for mark in live if mark.kind == "doubt"),
        is_here=any(mark.kind == "here" for mark in live),
        removed=removed,
    )
