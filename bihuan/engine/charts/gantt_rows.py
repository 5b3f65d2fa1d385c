"""One row of a Gantt chart (横道图的一行): bars, milestones, what was agreed, float, promise, words beside them.

What has happened is filled, what is to come is hollow; the critical ends in a point, an ordinary bar straight; what was
agreed lies thin below; float is a dotted line with an end. So nothing rests on colour alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bihuan.engine.charts.drawing import Bar, Line, Mark, Shape, Tone, Words, cut, room
from bihuan.engine.charts.time_scale import TimeScale

ROW, LANE = 26.0, 14.0
"""Height of a row, and of the line for words above its bars."""
_TOP, _THICK, _AGREED, _AGREED_THICK, _HALF = 4.0, 12.0, 19.0, 3.0, 6.5


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of work (一段工作), both days in full.

    done_until: last day of what has happened, None where nothing has. agreed: first and last day as agreed before.
    free_until: last day to which it may move (机动). is_late: overdue, or too late for the promise. word: above it.
    """

    start: date
    finish: date
    done_until: date | None = None
    agreed: tuple[date, date] | None = None
    free_until: date | None = None
    is_critical: bool = False
    is_late: bool = False
    word: str = ""
    says: str = ""


@dataclass(frozen=True, slots=True)
class Milestone:
    """What happens on one day (节点); the rest as of a span."""

    on: date
    is_done: bool = False
    agreed_on: date | None = None
    free_until: date | None = None
    is_critical: bool = False
    is_late: bool = False
    word: str = ""
    says: str = ""


@dataclass(frozen=True, slots=True)
class GanttRow:
    """One row (一行): its name, what the columns beside it say, what is drawn; group: the heading it stands under."""

    label: str
    cells: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    promise: date | None = None
    group: str = ""
    is_late: bool = False

    def days(self) -> Iterator[date]:
        """Every day that it draws (涉及日期)."""
        for span in self.spans:
            yield from (span.start, span.finish, *(span.agreed or ()))
            yield from (on for on in (span.free_until,) if on)
        for point in self.milestones:
            yield from (on for on in (point.on, point.agreed_on, point.free_until) if on)
        if self.promise:
            yield self.promise


def row_marks(row: GanttRow, scale: TimeScale, top: float, *, part: float = 1.0, lane: bool = False) -> Iterator[Mark]:
    """The marks of a row that begins at a height (一行的图元).

    Args: part: of the full height, where many rows share a page. lane: whether words stand above the bars.
    """
    base = top + (LANE * part if lane else 0)
    for span in row.spans:
        yield from _span(span, scale, base, part)
    if row.promise and scale.holds(row.promise):
        yield from _flag(row.promise, scale, base, part)
    for point in row.milestones:
        yield from _milestone(point, scale, base, part)
    yield from _beyond(row, scale, base, part)
    if lane:
        yield from _words(row, scale, top + 11.5 * part, 11.5 * part)


def _span(span: Span, scale: TimeScale, base: float, part: float) -> Iterator[Mark]:
    yield from _thin(span.agreed, scale, base, part)
    if span.agreed and span.finish > span.agreed[1]:
        yield _delay((span.agreed[1], span.finish), scale, base, part, "red" if span.is_late else "soft")
    if span.finish < scale.first or span.start > scale.last:
        return
    x, end, y, high = scale.x(span.start), scale.end(span.finish), base + _TOP * part, _THICK * part
    end = max(end, round(x + 2, 1))
    tone: Tone = "ink" if span.is_critical else "accent"
    if span.free_until and span.free_until > span.finish:
        yield from _float(span.finish, span.free_until, scale, y + high / 2, part)
    weight = (2.2 if span.is_critical else 1.4) * part
    points = _box(x, end, y, high, is_pointed=span.is_critical and scale.holds(span.finish))
    yield Shape(points, tone, is_hollow=True, weight=weight, says=span.says)
    if span.done_until and span.done_until >= span.start:
        until = min(scale.end(span.done_until), end)
        if until >= end:
            yield Shape(points, tone, says=span.says)
        elif until > x:
            yield Bar(x, y, round(until - x, 1), high, tone, says=span.says)


def _box(x: float, end: float, y: float, high: float, *, is_pointed: bool) -> tuple[tuple[float, float], ...]:
    foot, y, middle = round(y + high, 1), round(y, 1), round(y + high / 2, 1)
    if not is_pointed:
        return (x, y), (end, y), (end, foot), (x, foot)
    shoulder = round(max(end - high / 2, x), 1)
    return (x, y), (shoulder, y), (end, middle), (shoulder, foot), (x, foot)


def _thin(agreed: tuple[date, date] | None, scale: TimeScale, base: float, part: float) -> Iterator[Mark]:
    """What was agreed, thin below the bar."""
    if agreed is None or agreed[1] < scale.first or agreed[0] > scale.last:
        return
    x, end = scale.x(agreed[0]), scale.end(agreed[1])
    says = f"原定{_day(agreed[0])}至{_day(agreed[1])}"
    yield Bar(x, base + _AGREED * part, round(max(end - x, 2), 1), _AGREED_THICK * part, "grey", says=says)


def _delay(days: tuple[date, date], scale: TimeScale, base: float, part: float, tone: Tone) -> Line:
    """From the day agreed to the day now: dashed, so that it is told from what was agreed without colour."""
    y = round(base + (_AGREED + _AGREED_THICK / 2) * part, 1)
    return Line(((scale.end(days[0]), y), (scale.end(days[1]), y)), tone, _AGREED_THICK * part, is_dashed=True)


def _float(finish: date, until: date, scale: TimeScale, y: float, part: float) -> Iterator[Mark]:
    x, end, y, half = scale.end(finish), scale.end(until), round(y, 1), 4 * part
    if end > x:
        yield Line(((x, y), (end, y)), "soft", 1.2 * part, is_dashed=True)
    if scale.holds(until):
        yield Line(((end, round(y - half, 1)), (end, round(y + half, 1))), "soft", 1.2 * part)


def _milestone(point: Milestone, scale: TimeScale, base: float, part: float) -> Iterator[Mark]:
    y = round(base + (_TOP + _THICK / 2) * part, 1)
    if point.agreed_on:
        yield from _thin((point.agreed_on, point.agreed_on), scale, base, part)
        if point.on > point.agreed_on:
            yield _delay((point.agreed_on, point.on), scale, base, part, "red" if point.is_late else "soft")
    if not scale.holds(point.on):
        return
    if point.free_until and point.free_until > point.on:
        yield from _float(point.on, point.free_until, scale, y, part)
    middle = middle_of(point.on, scale)
    half = round(_HALF * part * (1.2 if point.is_critical else 1.0), 1)
    middle = min(max(middle, scale.left + half), scale.right - half)
    tone: Tone = "red" if point.is_late else "ink" if point.is_critical else "accent"
    weight = (2.4 if point.is_critical else 1.4) * part
    yield Shape(diamond(middle, y, half), tone, is_hollow=not point.is_done, weight=weight, says=point.says)
    if point.is_late and not point.is_done:
        yield Line(((middle, round(y - half / 2, 1)), (middle, round(y + half / 2, 1))), "red", 1.8 * part)


def diamond(x: float, y: float, half: float) -> tuple[tuple[float, float], ...]:
    """A square on its corner (菱形)."""
    corners = (x, y - half), (x + half, y), (x, y + half), (x - half, y)
    return tuple((round(across, 1), round(down, 1)) for across, down in corners)


def middle_of(on: date, scale: TimeScale) -> float:
    """The middle of a day (某日的中点)."""
    return round((scale.x(on) + scale.end(on)) / 2, 1)


def _flag(on: date, scale: TimeScale, base: float, part: float) -> Iterator[Mark]:
    """A flag on the day promised, with its pole on the end of the day."""
    x, top, foot = scale.end(on), base + 1 * part, base + (_AGREED + _AGREED_THICK) * part
    yield Line(((x, round(top, 1)), (x, round(foot, 1))), "ink", 1.4 * part)
    away = -9 * part if x + 9 * part > scale.right else 9 * part
    points = (x, round(top, 1)), (round(x + away, 1), round(top + 3.5 * part, 1)), (x, round(top + 7 * part, 1))
    yield Shape(points, "ink", says=f"承诺{_day(on)}")


def _beyond(row: GanttRow, scale: TimeScale, base: float, part: float) -> Iterator[Mark]:
    """A small arrow at an edge behind which a row goes on."""
    starts = [span.start for span in row.spans] + [point.on for point in row.milestones]
    ends = [span.finish for span in row.spans] + [point.on for point in row.milestones]
    y, step = base + (_TOP + _THICK / 2) * part, 4 * part
    if starts and min(starts) < scale.first:
        yield Shape(_arrow(scale.left, y, step), "soft", says=f"{_day(min(starts))}起")
    if ends and max(ends) > scale.last:
        yield Shape(_arrow(scale.right, y, -step), "soft", says=f"到{_day(max(ends))}")


def _arrow(x: float, y: float, step: float) -> tuple[tuple[float, float], ...]:
    high = abs(step)
    corners = (x, y), (x + step * 1.4, y - high), (x + step * 1.4, y + high)
    return tuple((round(across, 1), round(down, 1)) for across, down in corners)


def _words(row: GanttRow, scale: TimeScale, y: float, size: float) -> Iterator[Mark]:
    """The words of what is drawn, those of what is late first, none over another."""
    wanted: list[tuple[bool, bool, float, Span | Milestone]]
    wanted = [(not p.is_late, p.is_done, middle_of(p.on, scale), p) for p in row.milestones if scale.holds(p.on)]
    wanted += [
        (not s.is_late, True, scale.x(s.start), s)
        for s in row.spans
        if s.finish >= scale.first and s.start <= scale.last
    ]
    taken: list[tuple[float, float]] = []
    for _, _, x, each in sorted((w for w in wanted if w[3].word), key=lambda w: w[:3]):
        words = cut(x, round(y, 1), each.word, 9 * size, size=size, tone="red" if each.is_late else "ink")
        wide = room(words.text, size)
        left = round(min(x, scale.right - wide), 1)
        if left >= scale.left and _is_free(taken, left, left + wide + 6):
            taken.append((left, left + wide + 6))
            yield Words(left, words.y, words.text, tone=words.tone, size=size, says=words.says)


def _is_free(taken: Sequence[tuple[float, float]], left: float, right: float) -> bool:
    return all(right <= start or left >= end for start, end in taken)


def _day(on: date) -> str:
    return on.isoformat()
