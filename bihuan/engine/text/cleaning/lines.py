"""The lines of an original (行): where each stands, without the blank space around it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_BLANK = "".join(filter(str.isspace, map(chr, range(0x3001)))) + "\ufeff\u200b\u200c\u200d"
# Line breaks, a paragraph's two ideographic spaces, or a wide gap after an end mark, where the source lost its breaks.
# Each is told by what its first sign was, so that the search can leap from one blank sign to the next.
_BREAKS = "[\r\n\x0b\x0c\x85\u2028\u2029]"
_INDENT = "[\u2003\u3000]"
_GAP = "[^\\S\r\n]"
_BREAK = re.compile(f"\\s(?:(?<={_BREAKS}){_BREAKS}*|(?<={_INDENT}){_INDENT}+|(?<=[。！？；：”）!?;摄]{_GAP}){_GAP}+)")
_SIGNS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its place in the original (起止位置); its text in simplified characters."""

    start: int
    end: int
    text: str

    @property
    def letters(self) -> str:
        """The line without signs and space: what two repeated passages have in common."""
        return _SIGNS.sub("", self.text)


def lines(text: str) -> list[Line]:
    """All lines that hold more than blank space (非空行)."""
    return [line for line in (_trimmed(text, cut) for cut in _cuts(text)) if line.text]


def _cuts(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for gap in _BREAK.finditer(text):
        yield start, gap.start()
        start = gap.end()
    yield start, len(text)


def _trimmed(text: str, cut: tuple[int, int]) -> Line:
    start, end = cut
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip(_BLANK))
    piece = piece.strip(_BLANK)
    return Line(start, start + len(piece), piece)
