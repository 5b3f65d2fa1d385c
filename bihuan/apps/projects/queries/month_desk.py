"""What waits for a person: their unit's month of projects, reports to check; and what the form costs (待办、负担)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.db.models import Count, Max
from django.urls import reverse_lazy

from bihuan.apps.projects.models import MonthReport, MonthState
from bihuan.apps.projects.queries.months import MonthBook, asked_projects, month_book
from bihuan.base.registries import FormAsked, Matter
from bihuan.base.rights import may
from bihuan.base.scope import Viewer
from bihuan.engine.values import Month

REPORTERS = ("clerk", "liaison", "unit_head")
SENT = (MonthState.SUBMITTED, MonthState.APPROVED)


class ProjectMonthLines:
    """One person's lines of the desk about months of projects: one a unit to fill in, one a unit to check."""

    def __init__(self, viewer: Viewer) -> None:
        self.viewer = viewer

    def count(self, tab: str, group: str = "") -> int:
        """How many lines the tab, or one group of it, has."""
        return len(self.find(tab, 10_000, group))

    def find(self, tab: str, limit: int, group: str = "") -> list[Matter]:
        """The first lines of the tab."""
        lines = {"todo": self._todo, "late": [line for line in self._own if line.group == "overdue"]}.get(tab, [])
        return [line for line in lines if group in ("", line.group)][:limit]

    @cached_property
    def _todo(self) -> list[Matter]:
        return sorted([*self._own, *self._to_check], key=lambda line: (line.due_on or date.max, line.title))

    @cached_property
    def _book(self) -> MonthBook:
        return month_book(self.viewer.on)

    @cached_property
    def _own(self) -> list[Matter]:
        """Months of projects that one's units still have to send."""
        own = {post.unit_id for post in self.viewer.posts if post.role in REPORTERS}
        if not own or not may(self.viewer, "project.report"):
            return []
        month = self._book.month_due()
        asked: dict[int, list[Any]] = {}
        for row in asked_projects(self.viewer, month, self._book.form).filter(lead_unit_id__in=own).order_by("pk"):
            asked.setdefault(row.lead_unit_id, []).append(row)
        if not asked:
            return []
        states = self._states(own, month)
        lines = (self._line(rows, states, month) for rows in asked.values())
        return [line for line in lines if line is not None]

    def _states(self, own: Iterable[int], month: Month) -> Mapping[int, str]:
        rows = MonthReport.objects.visible_to(self.viewer).filter(unit_id__in=own, month=month)
        return dict(rows.order_by().values_list("project_id", "state"))

    def _line(self, projects: list[Any], states: Mapping[int, str], month: Month) -> Matter | None:
        """One unit's line; none where all is sent."""
        left = [row for row in projects if states.get(row.pk) not in SENT]
        if not left:
            return None
        due_on = self._book.form.due_on(month)
        returned = sum(states.get(row.pk) == MonthState.RETURNED for row in left)
        return Matter(
            title=f"{month.label}项目月报",
            url=_page(projects[0].lead_unit_id, month),
            word="项目月报",
            step="已退回" if returned else "待填报",
            unit=projects[0].lead_name,
            due_on=due_on,
            is_returned=bool(returned),
            remind=f"还有{len(left)}个项目" + (f"，退回{returned}个" if returned else ""),
            group=self._group(due_on, returned=bool(returned)),
        )

    def _group(self, due_on: date, *, returned: bool) -> str:
        if due_on < self.viewer.on:
            return "overdue"
        if returned:
            return "returned"
        return "soon" if due_on <= self.viewer.on + timedelta(days=self._book.form.soon_days) else "rest"

    @cached_property
    def _to_check(self) -> list[Matter]:
        """Reports that wait for the office, a line for each unit and month."""
        if not may(self.viewer, "project.review"):
            return []
        rows = MonthReport.objects.visible_to(self.viewer).filter(state=MonthState.SUBMITTED)
        counted = rows.order_by("month", "unit_id").values("unit_id", "unit_name", "month")
        return [self._check(each) for each in counted.annotate(count=Count("pk"), at=Max("submitted_at"))]

    def _check(self, each: Mapping[str, Any]) -> Matter:
        due_on = self._book.form.reviewed_on(each["month"])
        return Matter(
            title=f"{each['unit_name']}{each['month'].label}项目月报",
            url=_page(each["unit_id"], each["month"]),
            word="项目月报审核",
            step="待审核",
            unit=each["unit_name"],
            due_on=due_on,
            at=each["at"],
            remind=f"{each['count']}个项目",
            group=self._group(due_on, returned=False),
        )


def month_forms_asked(viewer: Viewer, first: date, last: date, unit_id: int | None = None) -> list[FormAsked]:
    """Each unit's month of projects that falls due between two days, with its fields (填报负担)."""
    book = month_book(viewer.on)
    month, found = Month(first.year, first.month).shifted(-1), []
    while month <= Month(last.year, last.month):
        due_on = book.form.due_on(month)
        if first <= due_on <= last:
            found += _forms(viewer, month, due_on, book, unit_id)
        month = month.shifted(1)
    return found


def _forms(viewer: Viewer, month: Month, due_on: date, book: MonthBook, unit_id: int | None) -> list[FormAsked]:
    rows = asked_projects(viewer, month, book.form, unit_id)
    if unit_id is None and not viewer.sees_all:
        rows = rows.filter(lead_unit_id__in=list(viewer.unit_ids))
    by_unit: dict[tuple[int, str], int] = {}
    columns = ("lead_unit_id", "lead_name", "stage")
    for lead_id, name, stage in rows.order_by("lead_unit__path").values_list(*columns):
        by_unit[lead_id, name] = by_unit.get((lead_id, name), 0) + len(book.form.asked_of(stage))
    return [
        FormAsked(
            unit_id=lead_id,
            unit_name=name,
            title=book.form.name,
            asker=book.form.source,
            url=_page(lead_id, month),
            fields=fields,
            due_on=due_on,
        )
        for (lead_id, name), fields in by_unit.items()
    ]


def _page(unit_id: int, month: Month) -> Any:
    return reverse_lazy("projects:unit_month", args=[unit_id, month])
