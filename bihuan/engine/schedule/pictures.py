"""A plan as rows of a Gantt chart and nodes of a map (横道图与节点图的内容): which state each is in, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from bihuan.engine.charts import Column, GanttRow, MapNode, Milestone, NodeState, Span
from bihuan.engine.schedule.day_lines import CALENDAR_DAYS
from bihuan.engine.schedule.plans import ActivityDates, Plan
from bihuan.engine.schedule.slips import Baseline
from bihuan.engine.schedule.why import critical_path

PLAN_COLUMNS = (Column("开始", 80), Column("完成", 80), Column("路线", 40), Column("偏差", 104))
STATES = {"done": "已完成", "begun": "进行中", "ahead": "未开始"}


def gantt_rows(plan: Plan, agreed: Baseline | None = None) -> tuple[GanttRow, ...]:
    """A row an activity that the project needs, under its phase (横道图各行); columns as in `PLAN_COLUMNS`.

    Args: agreed: what is drawn below each bar, and what being late is measured by where there is one.
    """
    critical = frozenset(critical_path(plan))
    phases = [activity.phase for activity in plan.network.activities]
    ordered = sorted(plan.dates.values(), key=lambda each: phases.index(plan.network.activity(each.code).phase))
    return tuple(_row(plan, each, agreed, is_critical=each.code in critical) for each in ordered)


def map_nodes(plan: Plan, agreed: Baseline | None = None) -> tuple[MapNode, ...]:
    """A node an activity that the project needs (节点图各节点)."""
    return tuple(_node(plan, each, agreed) for each in plan.dates.values())


def map_links(plan: Plan) -> tuple[tuple[str, str], ...]:
    """What waits for what, past what the project does not need (节点图连线)."""
    after: dict[str, list[str]] = {}
    for link in plan.network.links:
        after.setdefault(link.before, []).append(link.after)

    def reached(code: str) -> Iterator[str]:
        for each in after.get(code, []):
            if each in plan.fitted.left_out:
                yield from reached(each)
            else:
                yield each

    return tuple(dict.fromkeys((code, each) for code in plan.dates for each in reached(code)))


def _row(plan: Plan, dates: ActivityDates, agreed: Baseline | None, *, is_critical: bool) -> GanttRow:
    is_late, told = deviation(plan, dates, agreed)
    says = f"{dates.name}：{dates.start}至{dates.finish}，{STATES[dates.state]}{f'，{told}' if told else ''}"
    cells = (dates.start.isoformat(), dates.finish.isoformat(), "关键" if is_critical else "", told)
    phase = plan.network.activity(dates.code).phase or ""
    row = GanttRow(dates.name, cells, group=phase, is_late=is_late)
    then, free = _agreed(dates.code, agreed), _free_until(dates)
    if plan.known.days[plan.places[dates.code]] == 0:
        is_done, on = dates.state == "done", then[1] if then else None
        point = Milestone(dates.finish, is_done, on, free, is_critical=is_critical, is_late=is_late, says=says)
        return replace(row, milestones=(point,))
    until = {"done": dates.finish, "begun": plan.standing.today}.get(dates.state)
    span = Span(dates.start, dates.finish, until, then, free, is_critical=is_critical, is_late=is_late, says=says)
    return replace(row, spans=(span,))


def _node(plan: Plan, dates: ActivityDates, agreed: Baseline | None) -> MapNode:
    is_late, told = deviation(plan, dates, agreed)
    phase = plan.network.activity(dates.code).phase or ""
    word = STATES[dates.state]
    says = f"{dates.name}：{word}，{dates.start}至{dates.finish}{f'，{told}' if told else ''}"
    if dates.state == "done":
        return MapNode(dates.code, dates.name, "done", phase, f"{word} {dates.finish}", says)
    if is_late:
        return MapNode(dates.code, dates.name, "late", phase, f"{word} {told}", says)
    state: NodeState = "begun" if dates.state == "begun" else "ahead"
    return MapNode(dates.code, dates.name, state, phase, f"{word} 预计{dates.finish}", says)


def deviation(plan: Plan, dates: ActivityDates, agreed: Baseline | None) -> tuple[bool, str]:
    """Whether an activity is late, and by how much in words (偏差).

    Where dates were agreed, against them in working days; else against the last day that the promise leaves, as float.
    Late is what is not done by the day agreed, or too late for the promise; what was moved and still keeps it is not.
    """
    then, days = _agreed(dates.code, agreed), dates.float_days
    if then is not None:
        moved = plan.sweep.lines.calendar.working_days_between(then[1], dates.earliest_finish)
        is_overdue = then[1] < plan.standing.today or (days is not None and days < 0)
        is_late = moved > 0 and is_overdue and dates.state != "done"
        word = "已晚" if is_late else "推迟" if moved > 0 else "提前"
        return is_late, f"{word}{abs(moved)}个工作日" if moved else "按原定"
    if days is None or dates.state == "done":
        return False, ""
    unit = "天" if plan.network.activity(dates.code).calendar == CALENDAR_DAYS else "个工作日"
    if days < 0:
        return True, f"已晚{-days}{unit}"
    return False, f"机动{days}{unit}" if days else "无机动"


def _agreed(code: str, agreed: Baseline | None) -> tuple[date, date] | None:
    if agreed is None or code not in agreed.finishes:
        return None
    return agreed.starts[code], agreed.finishes[code]


def _free_until(dates: ActivityDates) -> date | None:
    if dates.state == "done" or (dates.float_days or 0) <= 0:
        return None
    return dates.latest_finish
