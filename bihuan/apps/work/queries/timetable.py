"""Where the bars of a timetable stand, as the page draws them (时间表)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bihuan.apps.work.queries.columns import Row
from bihuan.apps.work.queries.lamps import done_on
from bihuan.engine.calendar import local_day
from bihuan.engine.lamps import NodeMark

LEFT, WIDTH, LINE, TOP = 250, 740, 30, 34


@dataclass(frozen=True)
class Dot:
    """A node on a bar."""

    x: float
    is_done: bool
    word: str


@dataclass(frozen=True)
class Bar:
    """One item's bar: from its dispatch, or the year's start, to its due day."""

    row: Row
    y: int
    x: float
    width: float
    dots: tuple[Dot, ...]
    word: str


@dataclass(frozen=True)
class Timetable:
    """A year's timetable: bars, month lines and today, in the drawing's own units."""

    year: int
    height: int
    bars: tuple[Bar, ...]
    months: tuple[tuple[float, int], ...]
    today: float | None


def timetable(rows: Sequence[Row], *, year: int, today: date) -> Timetable:
    """Bars of items over the months of a year; items without a due day get none."""
    dated = [(row, row.item.due_on) for row in rows if row.item.due_on]
    bars = tuple(_bar(row, due_on, at, year) for at, (row, due_on) in enumerate(dated))
    months = tuple((_x(date(year, month, 1), year), month) for month in range(1, 13))
    return Timetable(year, TOP + LINE * len(bars) + 8, bars, months, _x(today, year) if today.year == year else None)


def _bar(row: Row, due_on: date, at: int, year: int) -> Bar:
    began = local_day(row.item.dispatched_at) if row.item.dispatched_at else date(year, 1, 1)
    start, end = _x(min(began, due_on), year), _x(due_on, year)
    dots = tuple(
        Dot(_x(node.due_on, year), _is_met(node, row), f"{node.name} {node.due_on}")
        for node in row.nodes
        if node.due_on and node.due_on.year == year
    )
    word = f"{row.item.title}：{began}至{due_on}，{row.signs.lamp.word}"
    return Bar(row, TOP + LINE * at, start, max(end - start, 4), dots, word)


def _is_met(node: NodeMark, row: Row) -> bool:
    """Whether a node is met: by itself, or with its item, as for the lamp."""
    return node.done_on is not None or done_on(row.item) is not None


def _x(day: date, year: int) -> float:
    """Where a day stands; days outside the year at its edge."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    days = (min(max(day, first), last) - first) / timedelta(days=1)
    return round(LEFT + WIDTH * days / (last - first).days, 1)
