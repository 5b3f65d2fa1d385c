"""A drawing as plain marks in a box (图形): one specification, drawn as SVG on a page and as shapes in Word."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Tone = Literal["ink", "soft", "grid", "accent", "green", "yellow", "red", "grey", "track"]
Anchor = Literal["start", "middle", "end"]

COLOURS: dict[Tone, str] = {
    "ink": "1b2733",
    "soft": "53616d",
    "grid": "c9d3da",
    "accent": "0b5a8a",
    "green": "2e7d4f",
    "yellow": "b87a00",
    "red": "b3261e",
    "grey": "8a96a0",
    "track": "e3e9ed",
}
"""Colour of each tone, as both places draw it; what it says always stands beside it in words."""
WIDTH = 640.0
"""Width of every drawing: as wide as the text of a page of paper, on which a size of 13 is 9 points."""
SIZE = 13.0
"""Size of words."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line through points (折线)."""

    points: tuple[tuple[float, float], ...]
    tone: Tone = "accent"
    weight: float = 2.0
    is_dashed: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """A filled box (条), or with is_hollow its edge around white. says: told in full where one points at it."""

    x: float
    y: float
    width: float
    height: float
    tone: Tone = "accent"
    is_hollow: bool = False
    weight: float = 1.5
    says: str = ""


@dataclass(frozen=True, slots=True)
class Shape:
    """A filled shape of straight edges (多边形), or with is_hollow its edge around white; says as of a bar."""

    points: tuple[tuple[float, float], ...]
    tone: Tone = "accent"
    is_hollow: bool = False
    weight: float = 1.5
    says: str = ""


@dataclass(frozen=True, slots=True)
class Dot:
    """A point (点)."""

    x: float
    y: float
    radius: float = 3.5
    tone: Tone = "accent"


@dataclass(frozen=True, slots=True)
class Words:
    """Words at a place (文字): x where they begin, are centred or end; y their foot. says: in full if they are cut."""

    x: float
    y: float
    text: str
    anchor: Anchor = "start"
    tone: Tone = "ink"
    size: float = SIZE
    says: str = ""
    is_strong: bool = False


Mark = Line | Bar | Shape | Dot | Words
Look = Literal["plain", "small", "wide", "strip"]


@dataclass(frozen=True, slots=True)
class Drawing:
    """Marks in a box of width by height (图形). title: above it; says: the same in words.

    look: how a page lays it out: plain as wide as text, small within a line, wide as the page, strip as its cell.
    """

    title: str
    height: float
    says: str
    marks: tuple[Mark, ...]
    width: float = WIDTH
    look: Look = "plain"


def drawing(title: str, height: float, says: str, marks: Iterable[Mark]) -> Drawing:
    """A drawing of marks (成图)."""
    return Drawing(title, round(height, 1), says, tuple(marks))


def room(words: str, size: float = SIZE) -> float:
    """Width that words need at most (字宽): a Latin sign takes 0.6 of a Chinese one."""
    return sum(0.6 if ord(sign) < 0x2E80 else 1.0 for sign in words) * size


def cut(x: float, y: float, words: str, width: float, *, tone: Tone = "ink", size: float = SIZE) -> Words:
    """Words cut to a width, told in full where one points at them (截短的文字)."""
    shown = short(words, width, size)
    return Words(x, y, shown, tone=tone, size=size, says="" if shown == words else words)


def short(words: str, width: float, size: float = SIZE) -> str:
    """Words that fit into a width, cut with … where they do not (截短)."""
    if room(words, size) <= width:
        return words
    while words and room(words + "…", size) > width:
        words = words[:-1]
    return words + "…"
