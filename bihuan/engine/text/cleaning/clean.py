"""The original cut into the body and what is removed from it (清洗), each piece with its reason."""

from bisect import bisect_right
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from bihuan.engine.text.cleaning.body import Body, Doubt, Run
from bihuan.engine.text.cleaning.inline import InlineNoise, has_plain_sounds
from bihuan.engine.text.cleaning.lines import Line, lines
from bihuan.engine.text.cleaning.mojibake import garbles
from bihuan.engine.text.cleaning.reasons import REASONS
from bihuan.engine.text.cleaning.repeats import repeats
from bihuan.engine.text.cleaning.simplified import simplify
from bihuan.engine.text.cleaning.zones import LineWords, kinds
from bihuan.engine.text.opening.original import Original
from bihuan.engine.text.opening.pairs import PairWords

Place = tuple[int, int]
Cut = tuple[int, int, str]
_BLANKS = "\ufeff\u200b \n\r\t\u3000\xa0"


@dataclass(frozen=True)
class CleaningWords:
    """All that the cleaning knows of the language (清洗用语)."""

    lines: LineWords
    pairs: PairWords


@dataclass(frozen=True, slots=True)
class Removed:
    """A piece of the original that is not in the body (剔除内容): its place, its text, its kind, the reason shown."""

    start: int
    end: int
    text: str
    kind: str
    reason: str


@dataclass(frozen=True)
class Cleaned:
    """The body (正文), the way back to the original, what was removed, what is doubtful."""

    body: str
    runs: tuple[Run, ...]
    removed: tuple[Removed, ...]
    doubts: tuple[Doubt, ...]


def clean(original: Original, *, words: CleaningWords, keep: Collection[Place] = ()) -> Cleaned:
    """Cut an original into body and removed pieces (清洗).

    Args: keep: places of removed pieces that a person put back.
    """
    return _Cleaning(original, words, keep).cleaned()


class _Cleaning:
    """One original on its way to a body (一次清洗)."""

    def __init__(self, original: Original, words: CleaningWords, keep: Collection[Place]) -> None:
        self._original, self._words, self._keep = original, words, keep
        self._text = original.text or ""
        self._read = simplify(self._text)
        self._lines = lines(self._read)

    def cleaned(self) -> Cleaned:
        """The body and what was removed."""
        found = self._whole_lines()
        title = next((line.text for line, kind in zip(self._lines, found, strict=True) if kind == "title"), "")
        noise = InlineNoise(
            self._words.lines.inline,
            self._words.lines.furniture.run_in_caption,
            title=title,
            has_plain_sounds=has_plain_sounds(self._read, words=self._words.lines.inline),
        )
        again = repeats(
            self._lines, skip=frozenset(n for n, kind in enumerate(found) if kind not in (None, "repeat")), title=title
        )
        body = Body(self._read, garbles=garbles(self._text, pairs=self._words.pairs))
        cuts: list[Cut] = []
        last_end = 0
        for number, (line, kind) in enumerate(zip(self._lines, found, strict=True)):
            if kind is not None and not self._is_kept(line.start, line.end):
                cuts.append((line.start, line.end, kind))
                continue
            pieces = self._inline(line, noise, again.get(number, ()), is_first=not body.text_length, title=title)
            cuts += pieces
            last_end = _keep_line(body, line, pieces, last_end=last_end)
        removed = tuple(self._removed(*cut) for cut in _joined(cuts, self._text))
        return Cleaned(body.text, tuple(body.runs), removed, tuple(body.doubts))

    def _whole_lines(self) -> list[str | None]:
        """The kind of each line; what the file marks is left out before the rest is weighed."""
        by_file = [_marked(line, self._original.marks) for line in self._lines]
        rest = [number for number, kind in enumerate(by_file) if kind is None]
        linked = frozenset(place for place, number in enumerate(rest) if self._is_linked(self._lines[number]))
        found = kinds(
            [self._lines[number] for number in rest],
            words=self._words.lines,
            linked=linked,
            title=simplify(dict(self._original.facts).get("title", "")),
        )
        for number, kind in zip(rest, found, strict=True):
            by_file[number] = kind
        return by_file

    def _is_linked(self, line: Line) -> bool:
        """Whether nearly all of a line is links."""
        links = self._original.links
        if not links:
            return False
        place = max(bisect_right(links, line.start, key=lambda link: link[0]) - 1, 0)
        covered = 0
        while place < len(links) and links[place][0] < line.end:
            covered += max(0, min(links[place][1], line.end) - max(links[place][0], line.start))
            place += 1
        return covered >= 0.8 * (line.end - line.start)

    def _is_kept(self, start: int, end: int) -> bool:
        return any(first <= start and end <= last for first, last in self._keep)

    def _inline(
        self, line: Line, noise: InlineNoise, again: Iterable[Place], *, is_first: bool, title: str
    ) -> list[Cut]:
        """The noise within a line, in order, none over another."""
        pieces = [*noise.pieces(line), *((start, end, "repeat") for start, end in again)]
        pieces += self._run_in_title(line.text, has_title=bool(title)) if is_first else []
        cuts: list[Cut] = []
        for start, end, kind in sorted(pieces):
            place = (line.start + start, line.start + end)
            if not self._is_kept(*place) and (not cuts or place[0] >= cuts[-1][1]):
                cuts.append((*place, kind))
        return cuts

    def _run_in_title(self, text: str, *, has_title: bool) -> list[Cut]:
        """The title at the head of the first line: before whom a notice is sent to, or before a dateline."""
        words = self._words.lines.inline
        if found := words.dateline.match(text):
            return [(0, found.end("head"), "kicker" if has_title else "title")]
        found = None if has_title else words.notice_end.match(text)
        return [(0, found.end("title"), "title")] if found else []

    def _removed(self, start: int, end: int, kind: str) -> Removed:
        return Removed(start, end, self._text[start:end], kind, REASONS[kind])


def _marked(line: Line, marks: tuple[Cut, ...]) -> str | None:
    """The kind of the mark over a line; marks stand in order and apart."""
    place = bisect_right(marks, line.start, key=lambda mark: mark[0]) - 1
    return marks[place][2] if place >= 0 and line.end <= marks[place][1] else None


def _keep_line(body: Body, line: Line, pieces: list[Cut], *, last_end: int) -> int:
    """Take a line into the body without its noise; the place up to which the original is used."""
    starts = [line.start, *(end for _, end, _ in pieces)]
    ends = [*(start for start, _, _ in pieces), line.end]
    if all(start >= end for start, end in zip(starts, ends, strict=True)):
        return last_end
    body.line_break(last_end, line.start)
    for start, end in zip(starts, ends, strict=True):
        body.keep(start, end)
    return line.end


def _joined(cuts: list[Cut], original: str) -> list[Cut]:
    """Neighbours of one kind with nothing but blank space between them are one piece."""
    joined: list[Cut] = []
    for start, end, kind in cuts:
        if joined and joined[-1][2] == kind and not original[joined[-1][1] : start].strip(_BLANKS):
            joined[-1] = (joined[-1][0], end, kind)
        else:
            joined.append((start, end, kind))
    return joined
