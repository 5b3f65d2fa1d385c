"""What a lamp or a slip shows (灯与单): a colour, never alone: always with a shape, a word and a reason (ux B15)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Colour = Literal["grey", "green", "blue", "yellow", "red"]

COLOURS: tuple[Colour, ...] = ("grey", "green", "blue", "yellow", "red")
"""Colours by code, least grave first: the arrays of `colours` hold places in this row."""

SHAPES: dict[Colour, str] = {
    "grey": "ring",
    "green": "circle",
    "blue": "diamond",
    "yellow": "triangle",
    "red": "square",
}
_COLOUR_WORDS: dict[Colour, str] = {"grey": "灰", "green": "绿", "blue": "蓝", "yellow": "黄", "red": "红"}
_MARKS = {"ring": "○", "circle": "●", "diamond": "◆", "triangle": "▲", "square": "■", "bars": "‖"}


@dataclass(frozen=True, slots=True)
class Sign:
    """What a definition shows in one case (一种情形的灯), and whether the source says so or we propose it."""

    colour: Colour
    word: str
    rule: str
    proposal: bool = False

    @property
    def code(self) -> int:
        """Place in `COLOURS` (颜色代码)."""
        return COLOURS.index(self.colour)


@dataclass(frozen=True, slots=True)
class Lamp:
    """The lamp of an item on a day (状态灯): colour, shape, word, and rule and reason in one sentence."""

    colour: Colour
    shape: str
    word: str
    because: str
    proposal: bool

    @property
    def colour_word(self) -> str:
        """The colour in Chinese (颜色)."""
        return _COLOUR_WORDS[self.colour]

    @property
    def mark(self) -> str:
        """The shape as a character (形状符号), for text and black-and-white print."""
        return _MARKS[self.shape]


def lit(sign: Sign, *, fact: str, shape: str | None = None) -> Lamp:
    """Lamp that shows a sign because of a fact (亮灯)."""
    proposed = "（建议规则）" if sign.proposal else ""
    because = f"{fact}；按规则{proposed}“{sign.rule}”显示“{sign.word}”。"
    return Lamp(sign.colour, shape or SHAPES[sign.colour], sign.word, because, sign.proposal)
