"""Two papers of one event as lines of a page, each side with its place in its own text (两文对照)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bihuan.engine.text import Compared, Comparison, Headings, own_words

Span = tuple[int, int]
KINDS = {
    "same": ("两文相同", "plain"),
    "changed": ("字句有别", "wait"),
    "conflict": ("数字不一致", "late"),
    "first_only": ("只甲文有", "open"),
    "second_only": ("只乙文有", "open"),
}


@dataclass(frozen=True)
class Side:
    """A sentence as one paper has it: in pieces, each with whether it stands there alone, and its place."""

    pieces: tuple[tuple[str, bool], ...]
    start: int
    end: int


@dataclass(frozen=True)
class Line:
    """One sentence of the merged text (对照行); a side is None where that paper does not say it."""

    kind: str
    word: str
    tone: str
    first: Side | None
    second: Side | None
    numbers: tuple[tuple[str, ...], tuple[str, ...]]


def headings(row: Any) -> Headings:
    """What a kept document's head says, as the engine takes it."""
    held = row.held_on.isoformat() if row.held_on else None
    return Headings(title=row.title, held=held, place=row.place or None)


def lines(comparison: Comparison, *, bodies: tuple[str, str]) -> list[Line]:
    """The merged sentences with their words."""
    return [_line(each, bodies) for each in comparison.merged]


def _line(each: Compared, bodies: tuple[str, str]) -> Line:
    word, tone = KINDS[each.kind]
    first, second = _words(bodies[0], each.first), _words(bodies[1], each.second)
    is_marked = each.kind in ("changed", "conflict")
    mine, theirs = own_words(first, second) if is_marked else (((first, False),), ((second, False),))
    return Line(each.kind, word, tone, _side(each.first, mine), _side(each.second, theirs), each.numbers)


def _words(body: str, span: Span | None) -> str:
    return body[slice(*span)].strip() if span else ""


def _side(span: Span | None, pieces: tuple[tuple[str, bool], ...]) -> Side | None:
    return Side(pieces, *span) if span else None
