"""A whole project as one row of a wall chart (挂图一行): its phases, its nodes of these months, its promise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bihuan.engine.charts import GanttRow, Milestone, Span
from bihuan.engine.schedule.passes import NEVER
from bihuan.engine.schedule.pictures import deviation
from bihuan.engine.schedule.plans import ActivityDates, Plan
from bihuan.engine.schedule.slips import Baseline

MOST_NODES = 6
NO_PHASE = "推进"


@dataclass(frozen=True, slots=True)
class DueNode:
    """A node that falls due, or was to be done already (近期节点): finish is as planned, in fact where done."""

    name: str
    finish: date
    is_done: bool
    is_late: bool
    told: str


def due_nodes(plan: Plan, window: tuple[date, date], agreed: Baseline | None = None) -> tuple[DueNode, ...]:
    """Nodes that end in a window, and those late that are not done, by day (近期节点)."""
    found = []
    for dates in plan.dates.values():
        is_in = window[0] <= dates.finish <= window[1]
        if not is_in and (dates.state == "done" or dates.finish > window[1]):
            continue
        is_late, told = deviation(plan, dates, agreed)
        found.append(DueNode(dates.name, dates.finish, dates.state == "done", is_late, told))
    return tuple(sorted(found, key=lambda node: (node.finish, node.name)))


def plan_row(
    plan: Plan, label: str, *, window: tuple[date, date], agreed: Baseline | None = None, group: str = ""
) -> GanttRow:
    """A planned project as one row (挂图一行).

    Args: window: the days whose nodes are drawn, at most a few; what is promised is always drawn.
    """
    spans = list(_spans(plan))
    spans[-1:] = [replace(each, agreed=_agreed(plan, agreed)) for each in spans[-1:]]
    return GanttRow(
        label,
        spans=tuple(spans),
        milestones=tuple(_milestones(plan, window, agreed)),
        promise=plan.standing.promise,
        group=group,
        is_late=plan.days_short > 0 and not plan.is_done,
    )


def history_row(
    label: str, stages: Sequence[tuple[str, date]], *, today: date, promise: date | None = None, group: str = ""
) -> GanttRow:
    """A project without a plan: the stages that it went through, the last one up to today (没有计划的一行).

    Args: stages: name and first day, in order.
    """
    ends = [*(first for _, first in stages[1:]), today]
    spans = tuple(
        Span(first, max(first, end), max(first, end), word=name, says=f"{name}：{first}起")
        for (name, first), end in zip(stages, ends, strict=True)
    )
    return GanttRow(label, spans=spans, promise=promise, group=group)


def _spans(plan: Plan) -> Iterator[Span]:
    """A stretch a phase, one after the other: where phases overlap, the later one begins when the earlier ends."""
    last: date | None = None
    for phase, many in _phases(plan):
        start, finish = min(each.start for each in many), max(each.finish for each in many)
        if last is not None and finish <= last:
            continue
        start = start if last is None else max(start, last)
        last = finish
        says = f"{phase}：{start}至{finish}"
        yield Span(start, finish, _until(plan, many), word=phase, says=says)


def _phases(plan: Plan) -> Iterator[tuple[str, list[ActivityDates]]]:
    by_phase: dict[str, list[ActivityDates]] = {}
    phases = {each.code: each.phase for each in plan.network.activities}
    for code, dates in plan.dates.items():
        by_phase.setdefault(phases[code] or NO_PHASE, []).append(dates)
    yield from by_phase.items()


def _until(plan: Plan, many: Sequence[ActivityDates]) -> date | None:
    """Up to today while one of a phase is under way, else up to the last that was done."""
    if any(each.state == "begun" for each in many):
        return plan.standing.today
    return max((each.finish for each in many if each.state == "done"), default=None)


def _agreed(plan: Plan, agreed: Baseline | None) -> tuple[date, date] | None:
    """First and last day of the whole as agreed, of what it still needs; drawn once, for phases lie over each other."""
    known = [code for code in plan.dates if agreed is not None and code in agreed.finishes]
    if agreed is None or not known:
        return None
    return min(agreed.starts[code] for code in known), max(agreed.finishes[code] for code in known)


def _milestones(plan: Plan, window: tuple[date, date], agreed: Baseline | None) -> Iterator[Milestone]:
    target = plan.network.activities[plan.target].code
    near = [
        dates
        for dates in plan.dates.values()
        if dates.code != target and window[0] <= dates.finish <= window[1] and plan.known.days[plan.places[dates.code]]
    ]
    near.sort(key=lambda dates: (dates.state == "done", dates.finish))
    for dates in (*near[:MOST_NODES], plan.dates[target]):
        is_late, told = deviation(plan, dates, agreed)
        is_done = plan.known.done[plan.places[dates.code]] != NEVER
        says = f"{dates.name}：{dates.finish}{'完成' if is_done else ''}{f'，{told}' if told else ''}"
        yield Milestone(dates.finish, is_done, is_late=is_late, word=dates.name, says=says)
