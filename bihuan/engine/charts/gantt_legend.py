"""What the shapes of a Gantt chart mean (横道图图例), in its own shapes; only those that it uses."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from bihuan.engine.charts.drawing import Bar, Drawing, Line, Mark, Shape, Words, room
from bihuan.engine.charts.gantt_rows import GanttRow, Milestone, Span, diamond

Sample = Callable[[float, float, float], tuple[Mark, ...]]
Entry = tuple[str, Sample]
WIDE, GAP, SIZE, LINE = 26.0, 16.0, 12.0, 19.0


def legend_lines(rows: Sequence[GanttRow], width: float) -> list[list[Entry]]:
    """The shapes that some row uses, each with its word, in as many lines as the width asks (图例分行)."""
    lines: list[list[Entry]] = [[]]
    for word, sample, is_used in _entries(rows):
        if not is_used:
            continue
        if lines[-1] and sum(map(_width, [*lines[-1], (word, sample)])) > width:
            lines.append([])
        lines[-1].append((word, sample))
    return lines


def legend(lines: Sequence[Sequence[Entry]], y: float, part: float) -> Iterator[Mark]:
    """The lines of a legend (图例), the foot of the first at a height."""
    for place, line in enumerate(lines):
        x, foot = 0.0, round(y + place * LINE * part, 1)
        for word, sample in line:
            yield from sample(round(x, 1), foot, part)
            yield Words(round(x + (WIDE + 5) * part, 1), foot, word, tone="soft", size=round(SIZE * part, 1))
            x += _width((word, sample)) * part


def legend_strip(rows: Sequence[GanttRow], width: float) -> Drawing:
    """The same as a drawing of its own, for rows drawn one by one (图例)."""
    lines = legend_lines(rows, width)
    said = f"图例：{'、'.join(word for line in lines for word, _ in line)}"
    return Drawing("图例", LINE * len(lines) + 2, said, tuple(legend(lines, 14.0, 1.0)), width, "strip")


def _width(entry: Entry) -> float:
    return WIDE + 5 + room(entry[0], SIZE) + GAP


def _entries(rows: Sequence[GanttRow]) -> Iterator[tuple[str, Sample, bool]]:
    spans = [span for row in rows for span in row.spans]
    points = [point for row in rows for point in row.milestones]
    both: list[Span | Milestone] = [*spans, *points]
    yield "已发生", _filled, any(span.done_until for span in spans)
    yield "待实施", _hollow, bool(spans)
    yield "关键工作", _pointed, any(span.is_critical for span in spans)
    yield "节点（实心为已完成）", _node, bool(points)
    yield "逾期节点", _late_node, any(point.is_late and not point.is_done for point in points)
    pairs = [(span.agreed[1], span.finish) for span in spans if span.agreed]
    pairs += [(point.agreed_on, point.on) for point in points if point.agreed_on]
    yield "原定", _agreed, bool(pairs)
    yield "比原定推迟", _delayed, any(now > then for then, now in pairs)
    yield "机动时间", _float, any(each.free_until for each in both)
    yield "承诺日期", _flag, any(row.promise for row in rows)


def _filled(x: float, y: float, part: float) -> tuple[Mark, ...]:
    return (Bar(x, round(y - 10 * part, 1), WIDE * part, 10 * part),)


def _hollow(x: float, y: float, part: float) -> tuple[Mark, ...]:
    return (Bar(x, round(y - 10 * part, 1), WIDE * part, 10 * part, is_hollow=True, weight=1.4 * part),)


def _pointed(x: float, y: float, part: float) -> tuple[Mark, ...]:
    end, top, middle, shoulder = x + WIDE * part, y - 10 * part, y - 5 * part, x + (WIDE - 6) * part
    points = (x, top), (shoulder, top), (end, middle), (shoulder, y), (x, y)
    return (Shape(points, "ink", is_hollow=True, weight=2.2 * part),)


def _node(x: float, y: float, part: float) -> tuple[Mark, ...]:
    place = x + 7 * part, x + 20 * part
    both = (Shape(diamond(at, y - 5 * part, 6 * part), is_hollow=bool(n)) for n, at in enumerate(place))
    return tuple(both)


def _late_node(x: float, y: float, part: float) -> tuple[Mark, ...]:
    at = round(x + 14 * part, 1)
    stroke = Line(((at, y - 8 * part), (at, y - 2 * part)), "red", 1.8 * part)
    return Shape(diamond(at, y - 5 * part, 6 * part), "red", is_hollow=True), stroke


def _agreed(x: float, y: float, part: float) -> tuple[Mark, ...]:
    return (Bar(x, round(y - 6 * part, 1), WIDE * part, 3 * part, "grey"),)


def _delayed(x: float, y: float, part: float) -> tuple[Mark, ...]:
    return (Line(((x, y - 4.5 * part), (x + WIDE * part, y - 4.5 * part)), "soft", 3 * part, is_dashed=True),)


def _float(x: float, y: float, part: float) -> tuple[Mark, ...]:
    end, middle = x + WIDE * part, y - 5 * part
    line = Line(((x, middle), (end, middle)), "soft", 1.2 * part, is_dashed=True)
    return line, Line(((end, middle - 4 * part), (end, middle + 4 * part)), "soft", 1.2 * part)


def _flag(x: float, y: float, part: float) -> tuple[Mark, ...]:
    at, top = x + 8 * part, y - 11 * part
    points = (at, top), (at + 9 * part, top + 3.5 * part), (at, top + 7 * part)
    return Line(((at, top), (at, y + 1 * part)), "ink", 1.4 * part), Shape(points, "ink")
