"""The original cut into the body and what is removed from it (清洗), each piece with its reason."""

from bisect import bisect_right
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from bihuan.engine.text.cleaning.body import Body, Doubt, Run
from bihuan.engine.text.cleaning.inline import inline_pieces
from bihuan.engine.text.cleaning.lines import Line, lines
from bihuan.engine.text.cleaning.mojibake import garbles
from bihuan.engine.text.cleaning.reasons import REASONS
from bihuan.engine.text.cleaning.simplified import simplify
from bihuan.engine.text.cleaning.zones import kinds
from bihuan.engine.text.opening.pairs import PairWords

Place = tuple[int, int]


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


def clean(original: str, *, pairs: PairWords, marks: Iterable[tuple[int, int, str]] = (), keep: Collection[Place] = ()) -> Cleaned:
    """Cut an original into body and removed pieces (清洗).

    Args: marks: places that the file itself marks as noise (a page's navigation), with their kind.
        keep: places of removed pieces that a person put back.
    """
    read = simplify(original)
    found = lines(read)
    cuts = _whole_lines(found, marks=tuple(marks))
    title = next((line.text for line, kind in zip(found, cuts, strict=True) if kind == "title"), "")
    kept_lines = [(line, None if _is_kept(line, keep) else kind) for line, kind in zip(found, cuts, strict=True)]
    return _assembled(original, read, kept_lines, title=title, keep=keep, pairs=pairs)


def _whole_lines(found: list[Line], *, marks: tuple[tuple[int, int, str], ...]) -> list[str | None]:
    """The kind of each line; what the file marks is left out before the rest is weighed."""
    by_file = [_marked(line, marks) for line in found]
    rest = iter(kinds([line for line, kind in zip(found, by_file, strict=True) if kind is None]))
    return [kind if kind is not None else next(rest) for kind in by_file]


def _marked(line: Line, marks: tuple[tuple[int, int, str], ...]) -> str | None:
    """The kind of the mark over a line; marks stand in order and apart."""
    place = bisect_right(marks, line.start, key=lambda mark: mark[0]) - 1
    return marks[place][2] if place >= 0 and line.end <= marks[place][1] else None


def _is_kept(line: Line, keep: Collection[Place]) -> bool:
    return any(start <= line.start and line.end <= end for start, end in keep)


def _assembled(
    original: str, read: str, found: list[tuple[Line, str | None]], *, title: str, keep: Collection[Place], pairs: PairWords
) -> Cleaned:
    body = Body(read, garbles=garbles(original, pairs=pairs))
    cuts: list[tuple[int, int, str]] = []
    last_end = 0
    for line, kind in found:
        if kind is not None:
            cuts.append((line.start, line.end, kind))
            continue
        pieces = _inline_cuts(line, title=title, keep=keep)
        cuts += pieces
        last_end = _keep_line(body, line, pieces, last_end=last_end)
    removed = tuple(_removed(original, *cut) for cut in _joined(cuts, original))
    return Cleaned(body.text, tuple(body.runs), removed, tuple(body.doubts))


def _inline_cuts(line: Line, *, title: str, keep: Collection[Place]) -> list[tuple[int, int, str]]:
    """The noise within a line, in order, none over another."""
    cuts: list[tuple[int, int, str]] = []
    for start, end, kind in sorted(inline_pieces(line, title=title)):
        place = (line.start + start, line.start + end)
        put_back = any(first <= place[0] and place[1] <= last for first, last in keep)
        if not put_back and (not cuts or place[0] >= cuts[-1][1]):
            cuts.append((*place, kind))
    return cuts


def _keep_line(body: Body, line: Line, pieces: list[tuple[int, int, str]], *, last_end: int) -> int:
    """Take a line into the body without its noise; the place up to which the original is used."""
    starts = [line.start, *(end for _, end, _ in pieces)]
    ends = [*(start for start, _, _ in pieces), line.end]
    if all(start >= end for start, end in zip(starts, ends, strict=True)):
        return last_end
    body.line_break(last_end, line.start)
    for start, end in zip(starts, ends, strict=True):
        body.keep(start, end)
    return line.end


def _joined(cuts: list[tuple[int, int, str]], original: str) -> list[tuple[int, int, str]]:
    """Neighbours of one kind with nothing but blank space between them are one piece."""
    joined: list[tuple[int, int, str]] = []
    for start, end, kind in cuts:
        if (
            joined
            and joined[-1][2] == kind
            and not original[joined[-1][1] : start].strip("\ufeff\u200b \n\r\t\u3000\xa0")
        ):
            joined[-1] = (joined[-1][0], end, kind)
        else:
            joined.append((start, end, kind))
    return joined


def _removed(original: str, start: int, end: int, kind: str) -> Removed:
    return Removed(start, end, original[start:end], kind, REASONS[kind])
