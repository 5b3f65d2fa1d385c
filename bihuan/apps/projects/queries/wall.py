"""The wall chart of all projects in reach (挂图作战): each with its plan, its nodes of these months and its leader."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bihuan.apps.projects import mapping
from bihuan.apps.projects.models import KeptBaseline, ProgrammeKind, ProgrammeProject, Project, StageEntry
from bihuan.apps.projects.queries.library import Wanted, leaders_of, library
from bihuan.apps.projects.queries.schedules import ProjectPlan, plan_of, plans_of
from bihuan.apps.projects.queries.stages import stage_words
from bihuan.apps.projects.queries.wall_lamps import WallLamp, lamps_of_month
from bihuan.base.scope import Viewer
from bihuan.engine import charts, schedule
from bihuan.engine.schedule import Baseline, DueNode
from bihuan.engine.values import Month

MONTHS = 2
"""How many months' nodes are listed, this one among them."""


@dataclass(frozen=True, eq=False)
class WallRow:
    """One project on the wall (挂图一行). told: how it stands to its promise, in words; nodes: of this
    and the next month.

    programmes: all that it belongs to; it stands under the first.
    """

    project: Project
    stage: str
    stage_order: int
    leader: str
    plan: ProjectPlan
    agreed: Baseline | None
    programmes: Sequence[tuple[str, str]]
    history: Sequence[tuple[str, date]]
    nodes: tuple[DueNode, ...]
    told: str
    is_late: bool
    lamps: tuple[WallLamp, ...] = ()

    @property
    def lamp_words(self) -> str:
        """The lamps that are not green, in words; 暂无 where none is lit (四灯)."""
        off = [lamp.word for lamp in self.lamps if lamp.colour != "green"]
        return "、".join(off) or ("全绿" if self.lamps else "暂无")

    @property
    def next_node(self) -> DueNode | None:
        """The first node that is not done yet (下步节点)."""
        return next((node for node in self.nodes if not node.is_done), None)

    def drawn(self, window: tuple[date, date], *, group: str = "") -> charts.GanttRow:
        """What is drawn of it (横道), with the nodes of the months that are listed."""
        name = self.project.name
        if self.plan.plan is None:
            today, promise = self.plan.on, self.plan.promised_on
            return schedule.history_row(name, self.history, today=today, promise=promise, group=group)
        return schedule.plan_row(self.plan.plan, name, window=window, agreed=self.agreed, group=group)


Way = Callable[[WallRow], str]
WAYS: dict[str, tuple[str, Way]] = {
    "unit": ("按牵头单位", lambda row: row.project.lead_name),
    "programme": ("按专项片区", lambda row: _first(row, is_chain=False) or "未列入专项片区"),
    "chain": ("按产业链", lambda row: _first(row, is_chain=True) or "未列入产业链"),
    "leader": ("按责任领导", lambda row: row.leader or "还没有责任领导"),
    "stage": ("按阶段", lambda row: row.stage),
}
"""How projects may be put together: word, and under which heading one stands."""


def wall(wanted: Wanted, viewer: Viewer, *, only_late: bool = False, lamp: str = "") -> list[WallRow]:
    """Running projects that are asked for, each as one row (挂图各行), in few queries whatever their number.

    lamp: only those of which a lamp shows this colour.
    """
    projects = list(library(wanted, viewer))
    leaders, words = leaders_of(projects), stage_words(viewer.on)
    agreed, programmes, history = baselines_of(projects), _programmes(projects), _history(projects, words)
    window, order = near_window(viewer.on), {code: place for place, code in enumerate(words)}
    lamps = lamps_of_month(viewer)
    rows = [
        _row(
            found,
            (words.get(found.project.stage, ""), order.get(found.project.stage, len(order))),
            leaders.get(found.project.pk, ""),
            agreed.get(found.project.pk),
            (programmes.get(found.project.pk, ()), history.get(found.project.pk, ())),
            window,
        )
        for found in plans_of(projects, viewer)
    ]
    rows = [replace(row, lamps=lamps.get(row.project.pk, ())) for row in rows]
    if lamp:
        rows = [row for row in rows if any(each.colour == lamp for each in row.lamps)]
    return [row for row in rows if row.is_late] if only_late else rows


def grouped(rows: Iterable[WallRow], way: str) -> list[tuple[str, list[WallRow]]]:
    """Rows under their headings, each row once; headings in the order of their names, stages in theirs (分组)."""
    heading = WAYS[way][1]
    found: dict[str, list[WallRow]] = {}
    for row in rows:
        found.setdefault(heading(row), []).append(row)
    if way == "stage":
        return sorted(found.items(), key=lambda each: each[1][0].stage_order)
    return sorted(found.items(), key=lambda each: (each[0].startswith(("未列入", "还没有")), each[0]))


def baseline_of(project: Project) -> Baseline | None:
    """What was agreed last of a project's plan; one query, asked again none (基准计划)."""
    if "_agreed" not in project.__dict__:
        project.__dict__["_agreed"] = baselines_of([project]).get(project.pk)
    found: Baseline | None = project.__dict__["_agreed"]
    return found


def baselines_of(projects: Sequence[Project]) -> dict[int, Baseline]:
    """Project -> what was agreed last; one query."""
    rows = KeptBaseline.objects.of(projects).order_by("pk")
    return {row.project_id: mapping.to_baseline(row) for row in rows}


def near_window(on: date) -> tuple[date, date]:
    """This month and those whose nodes are listed with it (近期)."""
    month = Month(on.year, on.month)
    return month.start_on, month.shifted(MONTHS - 1).end_on


def planned_project(project: Project, viewer: Viewer) -> tuple[ProjectPlan, Baseline | None]:
    """The plan of a project and what was agreed of it, for its page."""
    return plan_of(project, viewer), baseline_of(project)


def _row(
    found: ProjectPlan,
    stage: tuple[str, int],
    leader: str,
    agreed: Baseline | None,
    more: tuple[Sequence[tuple[str, str]], Sequence[tuple[str, date]]],
    window: tuple[date, date],
) -> WallRow:
    nodes = schedule.due_nodes(found.plan, window, agreed) if found.plan else ()
    told, is_late = standing_words(found)
    return WallRow(found.project, *stage, leader, found, agreed, *more, nodes, told, is_late)


def standing_words(found: ProjectPlan) -> tuple[str, bool]:
    """How a plan stands to its promise, in words, and whether it is late (对照承诺)."""
    if found.plan is None:
        return "暂无计划", False
    if found.is_done:
        return "已完成", False
    if found.promise is None:
        return "未承诺", False
    if found.days_short:
        return f"晚{found.days_short}个工作日", True
    return f"可机动{found.days_spare}个工作日" if found.days_spare else "无机动", False


def _programmes(projects: Sequence[Project]) -> dict[int, list[tuple[str, str]]]:
    """Project -> kind and name of each programme that it belongs to."""
    members = ProgrammeProject.objects.of(projects).filter(to_on=None, programme__ended_on=None)
    found: dict[int, list[tuple[str, str]]] = {}
    for project_id, kind, name in members.values_list("project_id", "programme__kind", "programme__name"):
        found.setdefault(project_id, []).append((kind, name))
    return found


def _history(projects: Sequence[Project], words: Mapping[str, str]) -> dict[int, list[tuple[str, date]]]:
    """Project -> the stages that it went through, with their days."""
    entries = StageEntry.objects.of(projects).order_by("entered_on", "version")
    found: dict[int, list[tuple[str, date]]] = {}
    for project_id, stage, entered_on in entries.values_list("project_id", "stage", "entered_on"):
        found.setdefault(project_id, []).append((words.get(stage, stage), entered_on))
    return found


def _first(row: WallRow, *, is_chain: bool) -> str:
    names = (name for kind, name in row.programmes if (kind == ProgrammeKind.CHAIN) == is_chain)
    return next(names, "")
