"""Forward and backward pass over many projects at once (批量正排与倒排)."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from bihuan.engine.schedule.day_lines import FAR, DayLines, IntArray
from bihuan.engine.schedule.graphs import Graph

NEVER = -1
"""In place of a day: it has not happened."""


@dataclass(frozen=True, eq=False)
class Bounds:
    """What is known of each activity before a pass (排期的已知条件): (activities,), or (activities, projects).

    days: working days or days of its calendar, >= 0. floor: the position before which it does not start. ceiling: the
    position after which it may not finish. begun, done: day numbers of what has happened, `NEVER` where it has not.
    """

    days: IntArray
    floor: IntArray
    ceiling: IntArray
    begun: IntArray | None = None
    done: IntArray | None = None


@dataclass(frozen=True, eq=False)
class Dates:
    """Starts and finishes that a pass found (排期结果): day numbers in the shape of the bounds."""

    start: IntArray
    finish: IntArray


def free(graph: Graph, lines: DayLines, *, today: int, days: IntArray | None = None) -> Bounds:
    """Bounds of projects of which nothing has happened and nothing is fixed (无约束的条件), from a day on."""
    given = graph.days if days is None else days
    calendar = _rows(graph.calendar, like=given)
    return Bounds(
        days=given,
        floor=np.broadcast_to(lines.first_from[calendar, today], given.shape),
        ceiling=np.broadcast_to(lines.until[calendar, FAR] - 1, given.shape),
    )


def promised(bounds: Bounds, graph: Graph, lines: DayLines, *, by: IntArray, target: int | None = None) -> Bounds:
    """The same bounds with a promised day for each project (加上承诺日期).

    Args: by: a day number, or one for each project. target: the activity promised; None: all that nothing waits for.
    """
    ends = graph.outward.alone if target is None else np.array([target])
    ceiling = np.array(np.broadcast_to(bounds.ceiling, np.broadcast_shapes(bounds.ceiling.shape, bounds.days.shape)))
    calendar = _rows(graph.calendar[ends], like=ceiling)
    ceiling[ends] = np.minimum(ceiling[ends], lines.until[calendar, np.asarray(by)] - 1)
    return replace(bounds, ceiling=ceiling)


def earliest(graph: Graph, lines: DayLines, bounds: Bounds) -> Dates:
    """Earliest start and finish of every activity, from what has happened and today on (最早开始、最早完成).

    Args: bounds: (activities,) of one network or many side by side, or (activities, projects) that share one network.
    Returns: in the same shape; day numbers.
    Source: forward pass of the critical path method (Kelley and Walker 1959).
    """
    return (_earliest_flat if bounds.days.ndim == 1 else _earliest_shared)(graph, lines, bounds)


def latest(graph: Graph, lines: DayLines, bounds: Bounds) -> Dates:
    """Latest start and finish of every activity that break no ceiling (最迟开始、最迟完成).

    Returns: as `earliest`; what nothing limits lies past `LAST_DAY`, and so does all that is already done.
    Source: backward pass of the critical path method (Kelley and Walker 1959).
    """
    return (_latest_flat if bounds.days.ndim == 1 else _latest_shared)(graph, lines, bounds)


def _earliest_flat(graph: Graph, lines: DayLines, bounds: Bounds) -> Dates:
    way, size, calendar = graph.inward, graph.size, graph.calendar
    ends = np.empty(2 * size, dtype=np.int64)
    positions = np.array(bounds.floor)
    moot = None if bounds.begun is None else (bounds.begun[way.head_of] != NEVER) & ~way.shifts
    shift = np.where(way.shifts, bounds.days[way.head_of], 0)
    head_calendar = calendar[way.head_of]

    def settle(which: IntArray) -> None:
        start, on = positions[which], calendar[which]
        ends[which] = _told(lines.day(start, on), bounds.begun, which)
        ends[which + size] = _told(lines.day(start + bounds.days[which], on), bounds.done, which)

    settle(way.alone)
    for lo, hi, first, last in way.steps:
        links, heads = slice(first, last), way.heads[lo:hi]
        days_on = lines.lagged(ends[way.source[links]], way.lag[links], way.lag_calendar[links])
        asked = lines.first_from_all(days_on, head_calendar[links]) - shift[links]
        if moot is not None:
            asked[moot[links]] = NEVER
        positions[heads] = np.maximum(positions[heads], np.maximum.reduceat(asked, way.starts[lo:hi] - first))
        settle(heads)
    return Dates(ends[:size], ends[size:])


def _latest_flat(graph: Graph, lines: DayLines, bounds: Bounds) -> Dates:
    way, size, calendar = graph.outward, graph.size, graph.calendar
    ends = np.empty(2 * size, dtype=np.int64)
    positions = np.array(bounds.ceiling)
    shift = np.where(way.shifts, bounds.days[way.head_of], 0)
    head_calendar = calendar[way.head_of]

    def settle(which: IntArray) -> None:
        finish, on = positions[which], calendar[which]
        start = lines.day(finish - bounds.days[which], on)
        ends[which] = _past(start, bounds.begun, which)
        ends[which + size] = _past(lines.day(finish, on), bounds.done, which)

    settle(way.alone)
    for lo, hi, first, last in way.steps:
        links, heads = slice(first, last), way.heads[lo:hi]
        days_on = lines.unlagged(ends[way.source[links]], way.lag[links], way.lag_calendar[links])
        asked = lines.last_until_all(days_on, head_calendar[links]) + shift[links]
        positions[heads] = np.minimum(positions[heads], np.minimum.reduceat(asked, way.starts[lo:hi] - first))
        settle(heads)
    return Dates(ends[:size], ends[size:])


def _earliest_shared(graph: Graph, lines: DayLines, bounds: Bounds) -> Dates:
    """One sweep over the activities of the shared network, each step for all projects."""
    start, finish = np.empty((2, *bounds.days.shape), dtype=np.int64)
    inward = _links_of(graph.after, graph.size)
    for place in graph.order.tolist():
        calendar, days = graph.calendar[place], bounds.days[place]
        position = np.array(bounds.floor[place])
        for link in inward[place]:
            source = (finish if graph.from_finish[link] else start)[graph.before[link]]
            days_on = lines.lagged(source, graph.lag[link], graph.lag_calendar[link])
            asked = lines.first_from_all(days_on, calendar)
            if graph.to_finish[link]:
                asked = asked - days
            elif bounds.begun is not None:
                asked = np.where(bounds.begun[place] != NEVER, NEVER, asked)
            np.maximum(position, asked, out=position)
        start[place] = _told(lines.day(position, calendar), bounds.begun, place)
        finish[place] = _told(lines.day(position + days, calendar), bounds.done, place)
    return Dates(start, finish)


def _latest_shared(graph: Graph, lines: DayLines, bounds: Bounds) -> Dates:
    start, finish = np.empty((2, *bounds.days.shape), dtype=np.int64)
    outward = _links_of(graph.before, graph.size)
    for place in graph.order[::-1].tolist():
        calendar, days = graph.calendar[place], bounds.days[place]
        position = np.array(bounds.ceiling[place])
        for link in outward[place]:
            source = (finish if graph.to_finish[link] else start)[graph.after[link]]
            days_on = lines.unlagged(source, graph.lag[link], graph.lag_calendar[link])
            asked = lines.last_until_all(days_on, calendar)
            np.minimum(position, asked if graph.from_finish[link] else asked + days, out=position)
        start[place] = _past(lines.day(position - days, calendar), bounds.begun, place)
        finish[place] = _past(lines.day(position, calendar), bounds.done, place)
    return Dates(start, finish)


def _told(days: IntArray, happened: IntArray | None, which: IntArray | int) -> IntArray:
    """The days_on, but what has happened where it has."""
    if happened is None:
        return days
    facts = happened[which]
    return np.where(facts != NEVER, facts, days)


def _past(days: IntArray, happened: IntArray | None, which: IntArray | int) -> IntArray:
    """The days_on, but no limit for others where it has happened already."""
    if happened is None:
        return days
    return np.where(happened[which] != NEVER, FAR, days)


def _links_of(ends: IntArray, size: int) -> list[list[int]]:
    found: list[list[int]] = [[] for _ in range(size)]
    for link, place in enumerate(ends.tolist()):
        found[place].append(link)
    return found


def _rows(per_activity: IntArray, *, like: IntArray) -> IntArray:
    return per_activity.reshape(-1, *([1] * (like.ndim - 1)))
