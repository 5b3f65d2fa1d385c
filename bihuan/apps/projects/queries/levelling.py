"""All running projects under the limits they share: who waits for what, what moves if one goes first (统筹)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bihuan.apps.projects import mapping
from bihuan.apps.projects.models import Project
from bihuan.apps.projects.queries.schedules import ProjectPlan, running_plans
from bihuan.apps.units import queries as units
from bihuan.base.scope import Viewer
from bihuan.definitions import Definition
from bihuan.engine import schedule
from bihuan.engine.schedule import Asked, BadStanding, Levelled, LimitRule, Plan
from bihuan.engine.schedule.shared_limits import days_late

KIND = "shared_limits"
MOST_NEEDS = 700
"""Needs in the queue up to which a better order and the bound are looked for while a page is waited for."""
STEPS = 60


@dataclass(frozen=True)
class LevelLine:
    """One project under the shared limits (统筹后的一个项目). alone: the day it could be done on without rivals."""

    found: ProjectPlan
    alone: date
    together: date
    days_late: int
    waits: Sequence[str]
    left_out: Sequence[str]

    @property
    def days_waiting(self) -> int:
        """Days by which it is done later than alone."""
        return (self.together - self.alone).days


@dataclass(frozen=True)
class PutOff:
    """A project that is moved if another goes first: days later, earlier where negative (受影响的项目)."""

    found: ProjectPlan
    days: int

    @property
    def days_earlier(self) -> int:
        """The same as days earlier."""
        return -self.days


@dataclass(frozen=True)
class Levelling:
    """All running projects levelled (统筹结果); lines and put_off only of those in reach.

    hidden: how many projects beyond reach stand in the same queue. late_alone: days that they would be late without
    any limit. is_bounded: False where the queue is too long to
    look for the least days late that any order can reach. first: the project that goes before all others,
    with what that moves; put_off_hidden: how many of those moved are beyond reach.
    """

    rules: Sequence[tuple[Definition, LimitRule]]
    lines: Sequence[LevelLine]
    hidden: int
    total_late: int
    at_least: int
    late_alone: int = 0
    is_bounded: bool = True
    first: ProjectPlan | None = None
    put_off: Sequence[PutOff] = ()
    put_off_hidden: int = 0
    problems: Sequence[str] = ()

    @property
    def late_by_waiting(self) -> int:
        """Days late in total that come from waiting for each other."""
        return max(0, self.total_late - self.late_alone)

    @property
    def gap(self) -> int:
        """Days late in total by which a better order could do at most."""
        return max(0, self.total_late - self.at_least)


def limits_in_force(on: date) -> list[tuple[Definition, LimitRule]]:
    """Limits in force on a day, an office's before what ships."""
    rules = units.definitions(KIND, on=on)
    return list(zip(rules, limits_from(rules), strict=True))


def limits_from(rules: Iterable[Definition]) -> list[LimitRule]:
    """The limits of definitions, in their order."""
    return mapping.limit_rules(rules)


def levelling(viewer: Viewer, first_id: int | None = None) -> Levelling:
    """All running projects under the limits in force, and what moves if one in reach goes first (统筹排期)."""
    rules = limits_in_force(viewer.on)
    found = [each for each in running_plans(Viewer.worker(on=viewer.on)) if each.plan and not each.is_done]
    in_reach = set(Project.objects.visible_to(viewer).values_list("pk", flat=True))
    queue = Queue(found, [rule for _, rule in rules])
    try:
        levelled = queue.level()
    except BadStanding as bad:
        return Levelling(rules, (), 0, 0, 0, problems=[each.sentence for each in bad.findings])
    lines = [queue.line(levelled, which) for which, each in enumerate(found) if each.project.pk in in_reach]
    lines.sort(key=lambda line: (-line.days_late, -line.days_waiting, line.found.project.pk))
    hidden = len(found) - len(lines)
    whole = Levelling(
        rules,
        lines,
        hidden,
        levelled.total_late,
        levelled.at_least,
        late_alone=queue.late_alone,
        is_bounded=queue.is_bounded,
    )
    place = next((which for which, each in enumerate(found) if each.project.pk == first_id), None)
    return whole if place is None or first_id not in in_reach else queue.with_first(whole, levelled, place, in_reach)


class Queue:
    """Projects in one queue for their limits."""

    def __init__(self, found: Sequence[ProjectPlan], rules: Sequence[LimitRule]) -> None:
        self.found = found
        self.plans: list[Plan] = [each.plan for each in found if each.plan]
        self.limits = [rule.limit for rule in rules]
        self.asked: Asked = schedule.asked_of(rules, self.plans, [mapping.facts(each.project) for each in found])
        self.late_alone = sum(days_late(plan, plan.early.finish[plan.target]) for plan in self.plans)
        self.is_bounded = len(self.asked.needs) <= MOST_NEEDS

    def level(self, first: Sequence[int] = ()) -> Levelled:
        """All of them planned together."""
        return schedule.level(
            self.plans, self.limits, self.asked.needs, first=first, steps=STEPS, bounded=self.is_bounded
        )

    def line(self, levelled: Levelled, which: int) -> LevelLine:
        """One of them as planned together."""
        return LevelLine(
            self.found[which],
            self.plans[which].expected_on,
            levelled.expected_on[which],
            levelled.days_late[which],
            schedule.wait_words(levelled, self.plans, self.limits, which),
            self.asked.left_out.get(which, ()),
        )

    def with_first(self, whole: Levelling, before: Levelled, place: int, in_reach: set[int]) -> Levelling:
        """The same, with what moves if one goes before all others."""
        after = self.level(first=[place])
        moved = [PutOff(self.found[which], days) for which, days in schedule.put_off(before, after)]
        told = [each for each in moved if each.found.project.pk in in_reach]
        return replace(
            whole,
            first=self.found[place],
            put_off=sorted(told, key=lambda each: -each.days),
            put_off_hidden=len(moved) - len(told),
        )
