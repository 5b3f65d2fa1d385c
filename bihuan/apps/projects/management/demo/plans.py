"""The demonstration's plans: what has happened to nodes, what was promised, what slipped (演示倒排工期).

What has happened is what a plan from an earlier day says of the days since, so that nodes, stages and dates agree.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from bihuan.apps.projects import actions, queries
from bihuan.apps.projects.models import Project
from bihuan.apps.projects.queries import PlanBook, ProjectPlan
from bihuan.base.demonstration import Demonstration
from bihuan.base.scope import Viewer
from bihuan.engine.schedule import ActivityDates

OFFICE = "ducha"
BEFORE_BUILDING = {"negotiation": 10, "signed": 40}
"""Days before the day of the demonstration on which a project of a stage without works began its papers."""
WORKS = ("started", "building", "in_production", "full_capacity")
SPARE = (15, 40, -22, 8, 60, -9, 25, 5)
"""Working days between the expected and the promised day, project by project; negative where something must give."""
TO_WHOM = ("区政府", "投资方", "市政府")
KEPT, SLIPPED = "首次承诺", 3
"""What the first baseline is called, and which project slipped since."""


def make(demonstration: Demonstration, projects: Mapping[str, Project]) -> str:
    """Plan the projects that are on their way; what was made, in words."""
    making = _Making(demonstration)
    running = [row for row in projects.values() if row.is_running and row.stage not in ("idea", "full_capacity")]
    for place, row in enumerate(running):
        making.project(row, place)
    return f"倒排计划{len(running)}个"


class _Making:
    """One run: the office enters what the papers say."""

    def __init__(self, demonstration: Demonstration) -> None:
        self.on = demonstration.on
        self.now = timezone.make_aware(datetime.combine(self.on, time(9)))
        self.by = demonstration.actor_of(OFFICE, self.now)
        self.eyes = self.by.viewer
        self.book = PlanBook.of_day(self.on)

    def project(self, row: Project, place: int) -> None:
        """One project: what happened, then its baseline, its promise, and one that slipped."""
        for dates in self._happened(row):
            self._enter(row, dates)
        if place == SLIPPED:
            self._slip(row)
        if (found := self._plan(row)).plan and not found.is_done:
            self._promise(found, place)

    def _plan(self, row: Project) -> ProjectPlan:
        return queries.plans_of([row], self.eyes, book=self.book)[0]

    def _happened(self, row: Project) -> Iterable[ActivityDates]:
        """Days of nodes in a plan from the day on which the project began its papers."""
        began = self._began(row)
        eyes = Viewer.worker(on=began)
        plan = queries.plans_of([row], eyes, book=PlanBook(began, self.book.rules, self.book.calendar))[0].plan
        return [each for each in plan.dates.values() if each.earliest_start < self.on] if plan else []

    def _began(self, row: Project) -> date:
        since = row.entries.order_by("-version").first()
        entered = since.entered_on if since else self.on
        if row.stage not in WORKS:
            return self.on - timedelta(days=BEFORE_BUILDING.get(row.stage, 5))
        plan = queries.what_if(self._plan(row), entered={}).plan
        works = plan.dates.get("building") if plan else None
        return entered - (works.earliest_start - self.on) if works else entered

    def _enter(self, row: Project, dates: ActivityDates) -> None:
        done = dates.earliest_finish if dates.earliest_finish <= self.on else None
        said = actions.NodeSaid(dates.code, started_on=dates.earliest_start, finished_on=done)
        actions.keep_node(row.pk, said, version=0, by=self.by, now=self.now)

    def _slip(self, row: Project) -> None:
        """The agreed plan is kept, then a node that has not begun must wait."""
        actions.keep_baseline(row.pk, KEPT, by=self.by, now=self.now)
        plan = self._plan(row).plan
        ahead: Sequence[ActivityDates] = [each for each in plan.dates.values() if each.state == "ahead"] if plan else ()
        for each in ahead[:1]:
            later = self.book.calendar.add_working_days(each.earliest_start, 12)
            said = actions.NodeSaid(each.code, constraint="SNET", constraint_on=later, reason="等上级批复用地指标")
            actions.keep_node(row.pk, said, version=0, by=self.by, now=self.now)

    def _promise(self, found: ProjectPlan, place: int) -> None:
        assert found.expected_on is not None
        day = self.book.calendar.add_working_days(found.expected_on, SPARE[place % len(SPARE)])
        new: dict[str, Any] = {"to_whom": TO_WHOM[place % len(TO_WHOM)], "source": "项目推进专题会议纪要"}
        promise = actions.NewPromise(max(day, self.on + timedelta(days=20)), **new)
        actions.make_promise(found.project.pk, promise, version=0, by=self.by, now=self.now)
