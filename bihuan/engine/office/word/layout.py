"""How an official paper is laid out (公文版式): margins, grid, faces, sizes; which face shows which character."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from bihuan.engine.values import Finding

FaceName = Literal["mark", "title", "text", "heading", "subheading", "page_number", "latin"]
SizeName = Literal["mark", "title", "text", "page_number", "colophon", "table", "table_head"]
Paper = Literal["A4", "A4横", "A3横"]
_PAPERS: dict[Paper, tuple[int, int]] = {"A4": (11906, 16838), "A4横": (16838, 11906), "A3横": (23811, 16838)}
_TWIPS_PER_MM = 1440 / 25.4
_BEYOND = 0x10000
_HAN_FROM = 0x2E80


class BadLayout(ValueError):
    """A layout cannot be used (版式定义有误); `findings` says where and what to do."""

    def __init__(self, *findings: Finding) -> None:
        self.findings = findings
        super().__init__("；".join(map(str, findings)))


@dataclass(frozen=True)
class Layout:
    """Layout of official papers (公文版式), from the body of its definition.

    Source: GB/T 9704-2012: A4, text block 156 mm x 225 mm, 22 lines of 28 characters in size 3.
    """

    margins_mm: Mapping[str, int]
    lines: int
    characters: int
    faces: Mapping[str, str]
    sizes_pt: Mapping[str, float]
    stand_ins: Mapping[str, str]
    covers: Mapping[str, str]
    rare: Mapping[str, str]

    def margins(self, paper: Paper = "A4") -> dict[str, int]:
        """Margins in twips (页边距), as many as the standard's tables of twips give: 37 mm are 2098.

        A paper across is bound at its top: what is the left margin of an upright page is its top one.
        """
        twips = {side: _twips(mm) for side, mm in self.margins_mm.items()}
        if paper == "A4":
            return twips
        return {"top": twips["left"], "bottom": twips["right"], "left": twips["bottom"], "right": twips["top"]}

    @property
    def line_pitch(self) -> int:
        """Height of a line in twips (行距): so many lines fill the text block."""
        margins = self.margins()
        return (page_size("A4")[1] - margins["top"] - margins["bottom"]) // self.lines

    @property
    def character_space(self) -> int:
        """What a character's room differs from its size, in 4096ths of a point (字间距), rounded so that all fit."""
        return math.floor(self._room_left / 20 * 4096)

    @property
    def letter_spacing(self) -> int:
        """The same in twips, for the text's own style (字符间距), a twip tighter so that the last character fits.

        The page's grid alone will not do: LibreOffice gives two of its cells to a character that is wider than one,
        and takes half a point from each side of a page with a grid.
        """
        return math.floor(self._room_left) - 1

    @property
    def _room_left(self) -> float:
        return self.text_width("A4") / self.characters - self.sizes_pt["text"] * 20

    def text_width(self, paper: Paper) -> int:
        """Width of the text block in twips (版心宽)."""
        margins = self.margins(paper)
        return page_size(paper)[0] - margins["left"] - margins["right"]

    def half_points(self, size: SizeName) -> int:
        """A size as Word counts it (半磅)."""
        return int(self.sizes_pt[size] * 2)

    def by_face(self, text: str, *, face: str) -> Iterator[tuple[str, str]]:
        """A text cut into runs with the face that has their characters (按字体分段)."""
        run, current = "", face
        for sign in text:
            own = self._face_of(sign, face)
            if own != current and run:
                yield run, current
                run = ""
            current, run = own, run + sign
        if run:
            yield run, current

    def _face_of(self, sign: str, face: str) -> str:
        if ord(sign) < _HAN_FROM or covers(self.covers.get(face, "gbk"), sign):
            return face
        return self.rare["beyond"] if ord(sign) >= _BEYOND else self.rare["face"]


def layout(body: Mapping[str, Any]) -> Layout:
    """A layout from the checked body of its definition (建立版式).

    Raises: BadLayout: characters of the text's size do not fit the lines.
    """
    made = Layout(**body)
    if made.line_pitch < made.sizes_pt["text"] * 20:
        raise BadLayout(Finding("lines_too_many", "lines", "行数太多，正文字号放不下，请减少行数或字号。"))
    if made.text_width("A4") < made.characters * made.sizes_pt["text"] * 20 * 0.9:
        raise BadLayout(
            Finding("characters_too_many", "characters", "每行字数太多，正文字号放不下，请减少字数或字号。")
        )
    return made


def page_size(paper: Paper) -> tuple[int, int]:
    """Width and height of a paper in twips (纸张尺寸)."""
    return _PAPERS[paper]


def covers(charset: str, sign: str) -> bool:
    """Whether a character belongs to a character set (字符集是否收字).

    >>> covers("gb2312", "镕"), covers("gbk", "镕")
    (False, True)
    """
    try:
        sign.encode(charset)
    except UnicodeEncodeError:
        return False
    return charset != "gb18030" or ord(sign) < _BEYOND


def _twips(mm: int) -> int:
    return round(mm * _TWIPS_PER_MM)
