"""Entry of projects to the statistics: who may enter, and what is missing (入库纳统)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from bihuan.apps.projects import mapping
from bihuan.apps.projects.models import Evidence, Project
from bihuan.apps.projects.queries.months import MonthBook, projects_with_plan
from bihuan.base.scope import Viewer
from bihuan.engine.lamps import Lamp
from bihuan.engine.pipeline import Entry


@dataclass(frozen=True)
class Entering:
    """A project on its way to the statistics (待入库项目): since when works go on, its lamp, what is missing."""

    project: Any
    entry: Entry
    started_on: Any
    lamp: Lamp | None
    evidence: frozenset[str]

    @property
    def may_enter(self) -> bool:
        """Whether everything is there."""
        return self.entry.truth.value == "yes"


def entry_of(project: Project, book: MonthBook, evidence: Iterable[str]) -> Entry:
    """Whether a project may enter, by the rule of the day (入库判断)."""
    return book.entry.entry(mapping.facts(project), frozenset(evidence))


def entering(viewer: Viewer, book: MonthBook) -> list[Entering]:
    """Begun projects in reach that are not in the statistics yet, the longest waiting first (待入库清单)."""
    begun = [code for code in book.form.begun if book.table.order(code) < book.table.order(book.form.producing)]
    rows = projects_with_plan(viewer, book.day.year, book.form).filter(
        stage__in=begun, entered_statistics_on=None, suspended_on=None, terminated_on=None
    )
    projects = list(rows.order_by("pk"))
    papers = _papers(viewer, projects)
    found = [_entering(row, book, papers.get(row.pk, frozenset())) for row in projects]
    return sorted(found, key=lambda each: (each.started_on is None, each.started_on, each.project.pk))


def _entering(project: Any, book: MonthBook, evidence: frozenset[str]) -> Entering:
    lamp = book.lamps.statistics(on=book.day, started_on=project.begun_on, entered_on=None)
    return Entering(project, entry_of(project, book, evidence), project.begun_on, lamp, evidence)


def _papers(viewer: Viewer, projects: list[Any]) -> dict[int, frozenset[str]]:
    """Codes of the papers that stand, by project."""
    rows = Evidence.objects.visible_to(viewer).filter(project_id__in=[row.pk for row in projects], withdrawn_at=None)
    found: dict[int, set[str]] = {}
    for project_id, code in rows.order_by().values_list("project_id", "code"):
        found.setdefault(project_id, set()).add(code)
    return {pk: frozenset(codes) for pk, codes in found.items()}


def papers_of(project: Project, viewer: Viewer) -> frozenset[str]:
    """Codes of the papers of one project that stand."""
    return _papers(viewer, [project]).get(project.pk, frozenset())
