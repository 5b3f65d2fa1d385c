"""What an official paper is made of (公文要素): plain values, laid out by `document`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from bihuan.engine.charts import Drawing

Align = Literal["left", "center", "right"]
Level = Literal[1, 2, 3, 4]


@dataclass(frozen=True, slots=True)
class RedHead:
    """The head over the red line (红头): who issues it, its number; secrecy and urgency where there are any.

    signer: of a paper to a superior (签发人), which then stands beside the number.
    """

    issuer: str
    number: str
    secrecy: str = ""
    urgency: str = ""
    signer: str = ""


@dataclass(frozen=True, slots=True)
class Title:
    """The title (标题), size 2; a line break in it stays where it is."""

    words: str


@dataclass(frozen=True, slots=True)
class Subtitle:
    """A line under the title (副题), such as 2026年第3期."""

    words: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a level (层次标题): 一、黑体 - （一）楷体 - 1. - （1）."""

    level: Level
    words: str


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph (正文), indented by two characters; `lead` is its first sentence in the face of （一）."""

    words: str
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Addressee:
    """To whom it goes (主送机关), without indent, ending in a colon."""

    words: str


@dataclass(frozen=True, slots=True)
class Attachments:
    """The list of attachments under the text (附件说明)."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """Who issues it, and the day (落款). is_sealed: room for a seal, so that both stand further in."""

    issuer: str
    day: date
    is_sealed: bool = True


@dataclass(frozen=True, slots=True)
class Attachment:
    """An attachment begins (附件): on a new page, its number at the top left, its title below."""

    number: str
    title: str


@dataclass(frozen=True, slots=True)
class Across:
    """From here on the paper lies across (横排), in A3 or A4, until `Upright`."""

    paper: Literal["A4横", "A3横"] = "A3横"


@dataclass(frozen=True, slots=True)
class Upright:
    """From here on the paper stands upright again (竖排)."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table (表格栏): its heading, its share of the width, how its cells stand.

    is_whole: as wide as its longest cell, so that numbers and days are not broken; the others share what is left.
    """

    word: str
    share: int = 1
    align: Align = "left"
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table (表格) with its heading on every page; rows are not cut by a page's end.

    A row of one cell is a heading across all columns. caption: above it; unit: at its right, as 单位：万元.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    unit: str = ""

    def __post_init__(self) -> None:
        if any(len(row) not in {1, len(self.columns)} for row in self.rows):
            raise ValueError("a row has a cell for each column, or one across all")


@dataclass(frozen=True, slots=True)
class Note:
    """A small line under a table (表注)."""

    words: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing across the text with its title under it (图)."""

    drawing: Drawing


@dataclass(frozen=True, slots=True)
class Colophon:
    """The colophon at the foot of the last page (版记): copies to, printed by, printed on."""

    copies: str
    printer: str
    day: date


Block = (
    RedHead
    | Title
    | Subtitle
    | Heading
    | Text
    | Addressee
    | Attachments
    | Signature
    | Attachment
    | Across
    | Upright
    | Table
    | Note
    | Picture
    | Colophon
)


def chinese_day(day: date) -> str:
    """A day as papers write it (成文日期).

    >>> chinese_day(date(2026, 3, 5))
    '2026年3月5日'
    """
    return f"{day.year}年{day.month}月{day.day}日"
