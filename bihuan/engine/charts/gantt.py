"""Gantt charts (横道图): a table on the left, bars on the right, today and the promised day across them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bihuan.engine.charts.drawing import Drawing, Line, Mark, Tone, Words, cut, room
from bihuan.engine.charts.gantt_legend import LINE, legend, legend_lines
from bihuan.engine.charts.gantt_rows import LANE, ROW, GanttRow, middle_of, row_marks
from bihuan.engine.charts.time_scale import DAY_WIDTH, TimeScale, Zoom, stretch

HEAD, FOOT, GROUP, EDGE = 56.0, 26.0, 24.0, 10.0
LABELS, LEAST_PLOT, SMALL, SIZE = 190.0, 240.0, 12.0, 13.0
LEGEND_LINES = 3
"""Lines that a legend takes at most where the chart is as narrow as it may be."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table (表中一列): its heading and width."""

    word: str
    width: float


COLUMNS = (Column("开始", 80), Column("完成", 80), Column("偏差", 104))


@dataclass(frozen=True, slots=True)
class Frame:
    """How a Gantt chart is laid out (版式).

    promise: the day that all of it has to keep. zoom: None chooses the finest that has room. window: first and last
    day, None holds all. width, height: of the whole, None as large as it likes; where given it is made to
    fit, words too.
    lane: whether words stand above the bars. labels: the width for names.
    """

    today: date
    promise: date | None = None
    zoom: Zoom | None = None
    window: tuple[date, date] | None = None
    width: float | None = None
    height: float | None = None
    columns: tuple[Column, ...] = COLUMNS
    lane: bool = False
    labels: float = LABELS


def gantt(title: str, rows: Sequence[GanttRow], frame: Frame) -> Drawing | None:
    """The rows one under the other on one scale of time (横道图); None without a row."""
    if not rows:
        return None
    part = _part(rows, frame)
    scale = _scale(rows, frame, part)
    foot = HEAD * part
    marks: list[Mark] = []
    for row, is_first in _grouped(rows):
        if is_first:
            marks.append(Words(0, _r(foot + 16 * part), row.group, size=_r(SIZE * part), is_strong=True))
            foot += GROUP * part
        marks += _row(row, scale, foot, frame, part)
        foot += _row_height(frame) * part
    under = [*_grid(scale, foot, part), *_head(scale, frame, part)]
    lines = legend_lines(rows, scale.right / part)
    over = [*_across(scale, frame, foot, part), *legend(lines, foot + 36 * part, part)]
    height = foot + (FOOT + LINE * len(lines)) * part
    width = scale.right + EDGE
    says = f"{title}：{'；'.join(map(_said, rows))}"
    return Drawing(title, _r(height), says, (*under, *marks, *over), _r(width), "wide")


def gantt_pages(title: str, rows: Sequence[GanttRow], frame: Frame) -> list[Drawing]:
    """The same over as many pages as it needs, each with its head, its heading and the same scale (分页横道图).

    Args: frame: with the width and the height of a page. No page is smaller than one row.
    """
    if not rows:
        return []
    assert frame.width is not None, "a page has a width"
    assert frame.height is not None, "a page has a height"
    part = min(1.0, frame.width / (_table(frame) + LEAST_PLOT))
    whole = replace(frame, window=frame.window or _stretched(rows, frame, frame.zoom or "year"))
    pages: list[list[GanttRow]] = [[]]
    for row in rows:
        if pages[-1] and _natural([*pages[-1], row], whole) * part > frame.height:
            pages.append([])
        pages[-1].append(row)
    drawn = (gantt(title, page, whole) for page in pages)
    return [picture for picture in drawn if picture is not None]


def time_scale(rows: Sequence[GanttRow], frame: Frame, *, width: float) -> TimeScale:
    """The scale of time alone, over a width, for rows drawn one by one (时间轴)."""
    first, last = frame.window or _stretched(rows, frame, frame.zoom or "year")
    return TimeScale(first, last, frame.zoom or _finest(first, last, width), 0.0, width)


def scale_strip(scale: TimeScale, today: date) -> Drawing:
    """The periods of a scale, as the head of rows drawn one by one (时间轴表头)."""
    marks: list[Mark] = [*_periods(scale, 1.0)]
    if scale.holds(today):
        marks += _today(scale, today, 1.0)
    says = f"{scale.first.isoformat()}至{scale.last.isoformat()}"
    return Drawing("时间轴", HEAD, says, tuple(marks), scale.width, "strip")


def row_strip(row: GanttRow, scale: TimeScale, today: date, *, lane: bool = True) -> Drawing:
    """One row on a scale, without its name, for a table of a page (一行横道)."""
    height = ROW + (LANE if lane else 0)
    marks: list[Mark] = [_line(tick.x, 0, height, "grid", 0.8) for tick in scale.upper(SMALL)[1:]]
    marks += row_marks(row, scale, 0.0, lane=lane)
    if scale.holds(today):
        marks.append(_line(middle_of(today, scale), 0, height, "ink", 1.6))
    return Drawing(row.label, height, _said(row), tuple(marks), scale.width, "strip")


def _part(rows: Sequence[GanttRow], frame: Frame) -> float:
    """What is left of the full size where the whole has to fit."""
    asked = [1.0]
    if frame.height is not None:
        asked.append(frame.height / _natural(rows, frame))
    if frame.width is not None:
        asked.append(frame.width / (_table(frame) + LEAST_PLOT))
    return min(asked)


def _natural(rows: Sequence[GanttRow], frame: Frame) -> float:
    """The height that rows take in full."""
    headings = GROUP * sum(first for _, first in _grouped(rows))
    return HEAD + FOOT + LINE * LEGEND_LINES + len(rows) * _row_height(frame) + headings


def _scale(rows: Sequence[GanttRow], frame: Frame, part: float) -> TimeScale:
    left = _r(_table(frame) * part)
    if frame.width is not None:
        room_left = frame.width - EDGE - left
        first, last = frame.window or _stretched(rows, frame, frame.zoom or "year")
        return TimeScale(first, last, frame.zoom or _finest(first, last, room_left), left, _r(room_left))
    zoom: Zoom = frame.zoom or "quarter"
    first, last = frame.window or _stretched(rows, frame, zoom)
    natural = ((last - first).days + 1) * DAY_WIDTH[zoom]
    return TimeScale(first, last, zoom, left, _r(max(natural, LEAST_PLOT)))


def _stretched(rows: Sequence[GanttRow], frame: Frame, zoom: Zoom) -> tuple[date, date]:
    days = [frame.today, *([frame.promise] if frame.promise else [])]
    days += [on for row in rows for on in row.days()]
    return stretch(days, zoom)


def _finest(first: date, last: date, width: float) -> Zoom:
    """The finest zoom in which the words of the scale have room."""
    day = width / ((last - first).days + 1)
    zooms: tuple[Zoom, ...] = ("month", "quarter")
    return next((zoom for zoom in zooms if day >= DAY_WIDTH[zoom] * 0.7), "year")


def _row_height(frame: Frame) -> float:
    return ROW + (LANE if frame.lane else 0)


def _table(frame: Frame) -> float:
    return frame.labels + sum(column.width for column in frame.columns) + 8


def _grouped(rows: Sequence[GanttRow]) -> Iterator[tuple[GanttRow, bool]]:
    """Each row, and whether a heading stands before it."""
    last = ""
    for row in rows:
        yield row, bool(row.group) and row.group != last
        last = row.group


def _row(row: GanttRow, scale: TimeScale, top: float, frame: Frame, part: float) -> Iterator[Mark]:
    tone: Tone = "red" if row.is_late else "ink"
    lane = LANE / 2 if frame.lane else 0
    y = _r(top + (15 + lane) * part)
    indent = 10 * part if row.group else 0
    yield cut(_r(indent), y, row.label, frame.labels * part - indent - 8 * part, size=_r(SIZE * part))
    x = frame.labels * part
    for column, cell in zip(frame.columns, row.cells, strict=False):
        is_last = column is frame.columns[-1]
        room_here = (column.width - 6) * part
        yield cut(_r(x), y, cell, room_here, tone=tone if is_last else "ink", size=_r(SMALL * part))
        x += column.width * part
    yield from row_marks(row, scale, top, part=part, lane=frame.lane)
    foot = _r(top + _row_height(frame) * part)
    yield Line(((0, foot), (scale.right, foot)), "track", _r(max(0.8 * part, 0.2)))


def _grid(scale: TimeScale, foot: float, part: float) -> Iterator[Mark]:
    for tick in scale.upper(SMALL * part):
        yield _line(tick.x, 2 * part, foot, "grid", 0.8 * part)
    yield _line(scale.right, 2 * part, foot, "grid", 0.8 * part)


def _head(scale: TimeScale, frame: Frame, part: float) -> Iterator[Mark]:
    yield from _periods(scale, part)
    x = frame.labels * part
    y = _r(49 * part)
    yield Words(0, y, "名称", tone="soft", size=_r(SMALL * part))
    for column in frame.columns:
        yield Words(_r(x), y, column.word, tone="soft", size=_r(SMALL * part))
        x += column.width * part
    yield Line(((0, _r(HEAD * part)), (scale.right, _r(HEAD * part))), "grid", _r(part))


def _periods(scale: TimeScale, part: float) -> Iterator[Mark]:
    size = _r(SMALL * part)
    for tick in scale.upper(size):
        if tick.word:
            yield Words(_r(tick.x + 3), _r(13 * part), tick.word, tone="soft", size=size)
    for tick in scale.lower(size):
        yield _line(tick.x, 20 * part, 34 * part, "grid", 0.8 * part)
        if tick.word:
            yield Words(_r(tick.x + 3), _r(31 * part), tick.word, tone="soft", size=size)


def _across(scale: TimeScale, frame: Frame, foot: float, part: float) -> Iterator[Mark]:
    """Today through all rows, its day on top; the promise dashed through all rows, its day below."""
    if scale.holds(frame.today):
        yield from _today(scale, frame.today, part)
        yield _line(middle_of(frame.today, scale), HEAD * part, foot, "ink", 1.6 * part)
    if frame.promise and scale.holds(frame.promise):
        x = scale.end(frame.promise)
        yield Line(((x, _r(HEAD * part)), (x, _r(foot + 4 * part))), "ink", _r(1.6 * part), is_dashed=True)
        yield _beside(x, foot + 17 * part, f"承诺 {frame.promise.isoformat()}", scale, part)


def _today(scale: TimeScale, today: date, part: float) -> Iterator[Mark]:
    x = middle_of(today, scale)
    yield _line(x, 51 * part, HEAD * part, "ink", 1.6 * part)
    yield _beside(x, 49 * part, f"今天 {today.isoformat()}", scale, part)


def _beside(x: float, y: float, words: str, scale: TimeScale, part: float) -> Words:
    """Words in the middle over a line, or as near as the edges let them."""
    size = _r(SMALL * part)
    half = room(words, size) / 2
    middle = max(min(x, scale.right - half), scale.left + half)
    return Words(_r(middle), _r(y), words, "middle", size=size, is_strong=True)


def _line(x: float, top: float, foot: float, tone: Tone, weight: float) -> Line:
    return Line(((x, _r(top)), (x, _r(foot))), tone, round(weight, 2))


def _said(row: GanttRow) -> str:
    told = [cell for cell in row.cells if cell]
    return "，".join([row.label, *told])


def _r(number: float) -> float:
    return round(number, 1)
