"""The plan of a project, and those of many in few queries (倒排工期).

`plan_of` and `plans_of` answer all that other pages ask: the network, the promise, the planned dates, or why there is
no plan. What is shared is made once: networks by their version, day lines by calendar and seasons.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from typing import Any

from bihuan import definitions
from bihuan.apps.projects import mapping
from bihuan.apps.projects.mapping import Choice, ChosenNetwork
from bihuan.apps.projects.models import ActivityFact, Project, ProjectNetwork, Promise, StageEntry
from bihuan.apps.units import queries as units
from bihuan.base.scope import Viewer
from bihuan.definitions import Definition
from bihuan.engine.calendar import BeyondCalendar, Calendar
from bihuan.engine.rules import BadCondition, BadFact
from bihuan.engine.schedule import BadNetwork, BadStanding, DayLines, Network, Plan, Planner, Standing, day_lines

KINDS = ("networks", "holidays")


@dataclass(frozen=True)
class Kept:
    """What is kept of one project's plan, the last row of each (现有记录): its network, its promise, its nodes.

    entered: the day of each stage that it stands in or has passed.
    """

    project: Project
    network: ProjectNetwork | None = None
    promise: Promise | None = None
    facts: Mapping[str, ActivityFact] = field(default_factory=dict)
    entered: Mapping[str, date] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class ProjectPlan:
    """One project as planned on a day (项目计划).

    chosen: None where its network is not to be found. plan: None where it cannot be planned. problems: why, each with
    what to do. notes: what one should know of a plan that stands.
    """

    kept: Kept
    book: PlanBook
    choice: Choice
    chosen: ChosenNetwork | None
    plan: Plan | None
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def project(self) -> Project:
        """Whose plan it is."""
        return self.kept.project

    @property
    def promise(self) -> Promise | None:
        """What was promised last."""
        return self.kept.promise

    @property
    def facts(self) -> Mapping[str, ActivityFact]:
        """What is kept of nodes, by their codes."""
        return self.kept.facts

    @property
    def on(self) -> date:
        """The day as of which it is planned."""
        return self.book.on

    @property
    def promised_on(self) -> date | None:
        """The day that was promised last."""
        return self.promise.promised_on if self.promise else None

    @property
    def expected_on(self) -> date | None:
        """The day on which what is promised can be done, or was done."""
        return self.plan.expected_on if self.plan else None

    @property
    def is_done(self) -> bool:
        """Whether what is promised has been done."""
        return self.plan is not None and self.plan.is_done

    @property
    def days_short(self) -> int | None:
        """Working days by which the promise is missed; None without a promise or a plan."""
        return self.plan.days_short if self.plan and self.promise else None

    @property
    def days_spare(self) -> int | None:
        """Working days left between the expected and the promised day; None as above."""
        if self.plan is None or self.promise is None:
            return None
        between = self.plan.sweep.lines.calendar.working_days_between
        spare: int = max(0, between(self.plan.expected_on, self.promise.promised_on))
        return spare


@dataclass
class PlanBook:
    """What plans of many projects share on a day (排期的共用部分): rules and calendar, read in one query."""

    on: date
    rules: Mapping[str, Sequence[Definition]]
    calendar: Calendar
    _planners: dict[int, tuple[Network, Planner]] = field(default_factory=dict)

    @classmethod
    def of_day(cls, on: date) -> PlanBook:
        """As of a day."""
        read = units.definitions_until(KINDS, on=on)
        by_code: dict[str, list[Definition]] = {}
        for rule in read["networks"]:
            by_code.setdefault(rule.code, []).append(rule)
        return cls(on, by_code, definitions.calendar(_in_force(read["holidays"], on)))

    def rule(self, code: str, on: date) -> Definition | None:
        """The definition of a network in force on a day; an office's row stands before what ships."""
        return next((each for each in reversed(self.rules.get(code, ())) if each.holds_on(on)), None)

    def in_force(self) -> list[Definition]:
        """All networks in force today, by code."""
        found = (self.rule(code, self.on) for code in sorted(self.rules))
        return [each for each in found if each is not None]

    def planner(self, network: Network, lines: DayLines) -> Planner:
        """One planner a network, which keeps what its projects share."""
        kept = self._planners.get(id(network))
        if kept is None:
            kept = self._planners[id(network)] = (network, _planner(_Same(network), lines))
        return kept[1]


def plan_of(project: Project, viewer: Viewer) -> ProjectPlan:
    """The plan of one project as of the viewer's day; asked again it costs nothing (一个项目的计划)."""
    known: ProjectPlan | None = project.__dict__.get("_plan")
    if known is None or known.on != viewer.on:
        known = project.__dict__["_plan"] = plans_of([project], viewer)[0]
    return known


def plans_of(projects: Sequence[Project], viewer: Viewer, *, book: PlanBook | None = None) -> list[ProjectPlan]:
    """Plans of projects in hand, in their order, all on the same day lines (多个项目的计划): five queries."""
    networks = {row.project_id: row for row in ProjectNetwork.objects.of(projects).order_by("version")}
    promises = {row.project_id: row for row in Promise.objects.of(projects).order_by("version")}
    facts: dict[int, dict[str, ActivityFact]] = {}
    for row in ActivityFact.objects.of(projects).order_by("version"):
        facts.setdefault(row.project_id, {})[row.activity] = row
    entered = _entered(projects, viewer.on)
    kept = [
        Kept(each, networks.get(each.pk), promises.get(each.pk), facts.get(each.pk, {}), entered.get(each.pk, {}))
        for each in projects
    ]
    return planned(kept, book or PlanBook.of_day(viewer.on))


def _entered(projects: Sequence[Project], on: date) -> dict[int, dict[str, date]]:
    """The days of stages that count on a day, by project."""
    entries: dict[int, list[StageEntry]] = {}
    for row in StageEntry.objects.of(projects).filter(entered_on__lte=on).order_by("version"):
        entries.setdefault(row.project_id, []).append(row)
    return {project_id: mapping.stages_entered(rows) for project_id, rows in entries.items()}


def what_if(found: ProjectPlan, **changed: Any) -> ProjectPlan:
    """The plan as it would be with another network or promise, or with something else known of nodes (试排).

    Args: network, promise, facts: as in `Kept`; the rows need not be kept.
    """
    return planned([replace(found.kept, **changed)], found.book)[0]


def running_plans(viewer: Viewer) -> list[ProjectPlan]:
    """Plans of all projects in reach that are neither suspended nor terminated (在办项目的计划)."""
    running = Project.objects.visible_to(viewer).filter(suspended_on=None, terminated_on=None)
    return plans_of(list(running.order_by("pk")), viewer)


def planned(rows: Sequence[Kept], book: PlanBook) -> list[ProjectPlan]:
    """Plans from rows in hand; all networks count on one set of day lines."""
    found = [_chosen(each, book) for each in rows]
    networks = {id(each.network): each.network for each, _ in found if each}
    seasons = dict.fromkeys(season for network in networks.values() for season in network.seasons)
    lines = day_lines(book.calendar, tuple(seasons))
    return [_plan(row, chosen, problems, book, lines) for row, (chosen, problems) in zip(rows, found, strict=True)]


def _chosen(rows: Kept, book: PlanBook) -> tuple[ChosenNetwork | None, tuple[str, ...]]:
    choice = mapping.choice_of(rows.project, rows.network, on=book.on)
    try:
        found = mapping.chosen(choice, book.rule(choice.code, choice.rule_on))
    except BadNetwork as bad:
        return None, tuple(each.sentence for each in bad.findings)
    except BadCondition as bad:
        return None, (bad.sentence,)
    if found is None:
        return None, (f"网络图“{choice.code}”在{choice.rule_on}没有有效的版本，请另选一份网络图。",)
    return found, ()


def _plan(
    rows: Kept, chosen: ChosenNetwork | None, problems: tuple[str, ...], book: PlanBook, lines: DayLines
) -> ProjectPlan:
    choice = mapping.choice_of(rows.project, rows.network, on=book.on)
    plan: Plan | None = None
    notes: tuple[str, ...] = ()
    if chosen is not None:
        notes = tuple(_notes(rows, chosen))
        plan, problems = tried(
            book.planner(chosen.network, lines),
            mapping.to_standing(
                rows.project, rows.promise, rows.facts.values(), chosen.network, entered=rows.entered, on=book.on
            ),
        )
    return ProjectPlan(rows, book, choice, chosen, plan, problems, notes)


def tried(planner: Planner, standing: Standing) -> tuple[Plan | None, tuple[str, ...]]:
    """A plan, or the sentences that say why there is none."""
    try:
        return planner.plan(standing), ()
    except BadStanding as bad:
        return None, tuple(each.sentence for each in bad.findings)
    except BadFact as bad:
        return None, (f"网络图的条件拿“{bad.field}”比较，但这个项目登记的内容不能这样比，请改写条件。",)
    except BeyondCalendar:
        return None, ("排出的日期超出日历范围，请核对工期和约束的年份。",)


def _notes(rows: Kept, chosen: ChosenNetwork) -> Iterator[str]:
    if not chosen.choice.version and not rows.project.procedure:
        yield f"办理方式没有登记，暂按“{chosen.name}”排期；请登记办理方式，或在本页选定网络图。"
    if lost := mapping.unknown_activities(rows.facts.values(), chosen.network):
        yield f"网络图里已没有这些节点，登记过的日期没有计入：{'、'.join(lost)}。"


def _in_force(versions: Iterable[Definition], on: date) -> list[Definition]:
    return list({each.code: each for each in versions if each.holds_on(on)}.values())


class _Same:
    """A network, alike only to itself, so that what is made of it is kept with it."""

    def __init__(self, network: Network) -> None:
        self.network = network

    def __hash__(self) -> int:
        return id(self.network)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.network is other.network


@lru_cache(maxsize=1024)
def _planner(network: _Same, lines: DayLines) -> Planner:
    return Planner(network.network, lines)
