"""Plans of all projects side by side, and the nodes that come next, by office (各项目倒排工期、近期节点)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from bihuan.apps.projects import mapping
from bihuan.apps.projects.queries.schedules import ProjectPlan
from bihuan.apps.units import queries as units
from bihuan.base.scope import Viewer
from bihuan.engine import schedule
from bihuan.engine.schedule import Ahead

AHEAD_DAYS = 30
OWNER = "建设单位"
"""The office of a network that stands for the one who builds, whom the lead unit pushes."""


@dataclass(frozen=True)
class PlanLine:
    """One project in the list of plans: its plan, and what comes next (一个项目)."""

    found: ProjectPlan
    ahead: Sequence[Ahead]

    @property
    def late(self) -> int:
        """How many of the nodes that come next are too late already."""
        return sum(each.is_late for each in self.ahead)


@dataclass(frozen=True)
class NodeAhead:
    """A node that comes next, with its project (近期节点)."""

    found: ProjectPlan
    node: Ahead

    @property
    def office(self) -> str:
        """Who does it; the lead unit where it is the builder's."""
        return f"{OWNER}（{self.found.project.lead_name}）" if self.node.office == OWNER else self.node.office or ""


def by_need(plans: Iterable[ProjectPlan]) -> list[ProjectPlan]:
    """Plans in the order in which they need care: those without a plan, then by days short, then by days to spare."""
    return sorted(plans, key=_need)


def plan_lines(plans: Iterable[ProjectPlan]) -> list[PlanLine]:
    """Plans with what comes next in each."""
    return [PlanLine(each, ahead_of(each)) for each in plans]


def ahead_of(found: ProjectPlan) -> tuple[Ahead, ...]:
    """Nodes of a project that can be worked on within the next 30 days."""
    if found.plan is None:
        return ()
    return schedule.ahead(found.plan, found.on + timedelta(days=AHEAD_DAYS))


def nodes_ahead(plans: Iterable[ProjectPlan]) -> list[NodeAhead]:
    """Nodes of many projects that come next, the most pressing first (近期节点)."""
    found = [NodeAhead(plan, node) for plan in plans for node in ahead_of(plan)]
    return sorted(found, key=lambda each: (each.node.due, each.found.project.pk))


def offices_in(nodes: Iterable[NodeAhead]) -> list[str]:
    """Offices that have nodes ahead, by the words of the networks."""
    return sorted({each.node.office or "" for each in nodes} - {""})


def nodes_of_units(nodes: Iterable[NodeAhead], viewer: Viewer, unit_ids: Iterable[int]) -> list[NodeAhead]:
    """Of nodes ahead those that these units do: their office's, or the builder's where they lead the project."""
    wanted = set(unit_ids)
    names = list(units.unit_names_on(wanted, viewer.on).values())
    return [each for each in nodes if _is_of(each, wanted, names)]


def _is_of(each: NodeAhead, unit_ids: set[int], names: Sequence[str]) -> bool:
    office = each.node.office or ""
    if office == OWNER:
        return each.found.project.lead_unit_id in unit_ids
    return any(mapping.is_called(office, name) for name in names)


def _need(found: ProjectPlan) -> tuple[int, int, int, int]:
    if found.plan is None:
        return 0, 0, 0, found.project.pk
    if found.is_done:
        return 3, 0, 0, found.project.pk
    if found.days_short is None:
        return 2, 0, 0, found.project.pk
    return 1, -found.days_short, found.days_spare or 0, found.project.pk
