"""The page of one project's plan: its nodes, why each date, what may give, baselines, versions (倒排工期)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bihuan.apps.projects import mapping
from bihuan.apps.projects.models import ActivityFact, KeptBaseline, Project, ProjectNetwork, Promise
from bihuan.apps.projects.queries.schedules import PlanBook, ProjectPlan, tried
from bihuan.engine import schedule
from bihuan.engine.schedule import (
    Activity,
    ActivityDates,
    ConstraintKind,
    Move,
    Plan,
    Repairs,
    Slipped,
    critical_path,
    float_words,
    why_earliest,
    why_latest,
)

TRIALS = 2000
"""Sets of changes that are tried while a page is waited for."""
SLIP_DAYS = 5
"""Days by which a node is thought longer, to show what follows."""


@dataclass(frozen=True)
class NodeLine:
    """One node of a plan with all that is said of it (节点).

    early, late: why the earliest and the latest dates are what they are. in_doubt: what must be known to say whether
    it is needed at all.
    """

    activity: Activity
    dates: ActivityDates
    length: str
    spare: str
    early: str
    late: str
    fact: ActivityFact | None
    is_critical: bool
    in_doubt: str

    @property
    def code(self) -> str:
        """Its code."""
        return self.activity.code

    @property
    def is_late(self) -> bool:
        """Whether it is already too late for the promise, or for its own limit."""
        return self.dates.float_days is not None and self.dates.float_days < 0 and self.dates.state != "done"

    @property
    def fixed(self) -> str:
        """What is fixed of its days, in words."""
        if self.fact is None or not self.fact.constraint:
            return ""
        words = ConstraintKind[self.fact.constraint].value
        return words.replace("此日", str(self.fact.constraint_on)) if self.fact.constraint_on else words


def from_stage(found: ProjectPlan, code: str) -> str:
    """Which days of a node the project's stages tell already, in a sentence; empty where they tell none (已知日期)."""
    if found.chosen is None:
        return ""
    starts, ends = mapping.stage_days(found.chosen.network, found.kept.entered)
    told = [f"{word}{days[code]}" for word, days in (("开始", starts), ("完成", ends)) if code in days]
    return f"按项目阶段登记的日期，这个节点{'、'.join(told)}，不用再填；与实际不同时在这里改。" if told else ""


def node_lines(found: ProjectPlan) -> list[NodeLine]:
    """Every node that the project needs, in the network's order; none without a plan."""
    plan = found.plan
    if plan is None:
        return []
    critical = frozenset(critical_path(plan))
    return [_line(found, plan, code, critical) for code in plan.dates]


def node_line(found: ProjectPlan, code: str) -> NodeLine | None:
    """One node; None where the plan has none of this code."""
    plan = found.plan
    if plan is None or code not in plan.dates:
        return None
    return _line(found, plan, code, frozenset(critical_path(plan)))


def left_out(found: ProjectPlan) -> list[tuple[str, str]]:
    """Nodes that the project does not need, with why (不需要的节点)."""
    if found.plan is None:
        return []
    return [(found.plan.network.activity(code).name, why) for code, why in found.plan.fitted.left_out.items()]


def path_names(found: ProjectPlan) -> list[str]:
    """Nodes that hold the promised day where it is, first to last (关键路线)."""
    return [found.plan.network.activity(code).name for code in critical_path(found.plan)] if found.plan else []


def repairs_of(found: ProjectPlan) -> Repairs | None:
    """What would have to give; None where nothing has to, or there is no plan or no promise (怎样才能按期)."""
    if found.plan is None or found.plan.is_done:
        return None
    return schedule.repairs(found.plan, most_trials=TRIALS)


def moves_between(before: ProjectPlan, after: ProjectPlan) -> tuple[Move, ...]:
    """Nodes whose planned days differ; none where one of them is no plan (要动的节点)."""
    return schedule.moves(before.plan, after.plan) if before.plan and after.plan else ()


def if_it_slips(found: ProjectPlan, code: str) -> tuple[Plan, tuple[Move, ...]] | None:
    """The plan if a node takes so many days longer, and what moves with it; None where it is done (晚了会怎样)."""
    if found.plan is None or found.chosen is None or found.plan.dates[code].state == "done":
        return None
    standing, lines = found.plan.standing, found.plan.sweep.lines
    days = found.plan.network.activity(code).days + SLIP_DAYS
    after, _ = tried(found.book.planner(found.chosen.network, lines), replace(standing, days={code: days}))
    return (after, schedule.moves(found.plan, after)) if after else None


def forecast_years(found: ProjectPlan) -> list[int]:
    """Years on whose holidays planned days rest before there is a notice of them (未公布放假安排的年份)."""
    if found.plan is None:
        return []
    years = {each.finish.year for each in found.plan.dates.values() if each.is_forecast}
    return sorted(years)


@dataclass(frozen=True)
class AgainstBaseline:
    """A baseline with how far the promised activity has moved since, and at which links (与基准相比)."""

    row: KeptBaseline
    slipped: Slipped | None

    @property
    def steps(self) -> list[str]:
        """Where the days came in, in words."""
        return [each.words for each in self.slipped.slips if each.days] if self.slipped else []


def baselines_of(found: ProjectPlan) -> list[AgainstBaseline]:
    """All baselines of a project, the newest first, each held against the plan (基准计划)."""
    rows = KeptBaseline.objects.of([found.project]).order_by("-pk")
    return [AgainstBaseline(row, _slipped(found.plan, row)) for row in rows]


def promises_of(project: Project) -> Sequence[Promise]:
    """All promises of a project, the newest first (历次承诺)."""
    return list(Promise.objects.of([project]).order_by("-version"))


def networks_of(project: Project) -> Sequence[ProjectNetwork]:
    """All choices and edits of a project's network, the newest first (历次网络图)."""
    return list(ProjectNetwork.objects.of([project]).order_by("-version"))


def network_choices(book: PlanBook) -> list[tuple[str, str]]:
    """Networks that a project can be planned on (可选的网络图)."""
    return [(rule.code, rule.name) for rule in book.in_force()]


def _slipped(plan: Plan | None, row: KeptBaseline) -> Slipped | None:
    return schedule.slipped(plan, mapping.to_baseline(row)) if plan else None


def _line(found: ProjectPlan, plan: Plan, code: str, critical: frozenset[str]) -> NodeLine:
    activity = plan.network.activity(code)
    return NodeLine(
        activity,
        plan.dates[code],
        schedule.length_words(activity.days, activity.calendar, plan.network),
        float_words(plan, plan.places[code]),
        why_earliest(plan, code),
        why_latest(plan, code),
        found.facts.get(code),
        code in critical,
        plan.fitted.in_doubt.get(code, ""),
    )
