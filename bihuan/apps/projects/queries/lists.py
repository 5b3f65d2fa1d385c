"""Key projects of a year, by level and batch; which of last year's go on (重点清单)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from bihuan.apps.projects.models import Batch, KeyProject
from bihuan.apps.projects.queries.stages import stage_rule
from bihuan.base.scope import Viewer
from bihuan.engine.pipeline import Counted, Total, counted_once
from bihuan.engine.values import Quantity, Unit

GO_ON = (Batch.STARTING, Batch.CONTINUING)
DONE_FROM = "in_production"
"""From this stage on nothing is left to be built."""


@dataclass(frozen=True)
class BatchOfList:
    """One heading of a list with its projects and their sum (一类)."""

    code: str
    word: str
    rows: tuple[KeyProject, ...]
    total: Total


@dataclass(frozen=True)
class KeyList:
    """A year's list of a level: its headings, the whole with each project once (重点清单)."""

    batches: tuple[BatchOfList, ...]
    whole: Total
    off: tuple[KeyProject, ...]


def years_of_lists(viewer: Viewer) -> list[int]:
    """Years that have a list, the newest first."""
    rows = KeyProject.objects.visible_to(viewer).order_by("-year")
    return list(rows.values_list("year", flat=True).distinct())


def levels_of_year(viewer: Viewer, year: int) -> Counter[str]:
    """Level -> how many projects stand on its list of a year now."""
    rows = KeyProject.objects.visible_to(viewer).filter(year=year, off_on=None)
    return Counter(rows.values_list("level", flat=True))


def key_list(viewer: Viewer, year: int, level: str) -> KeyList:
    """The list of a year and level, with projects that were taken off (重点清单); one query."""
    rows = list(_listed(viewer).filter(year=year, level=level))
    on = [row for row in rows if row.off_on is None]
    parts = {batch.value: [row for row in on if row.batch == batch] for batch in Batch}
    totals = counted_once({code: [counted(row) for row in part] for code, part in parts.items()})
    batches = tuple(
        BatchOfList(batch.value, batch.label, tuple(parts[batch.value]), totals.groups[batch.value])
        for batch in Batch
        if parts[batch.value]
    )
    return KeyList(batches, totals.whole, tuple(row for row in rows if row.off_on is not None))


def continuing(viewer: Viewer, year: int, level: str) -> list[KeyProject]:
    """Last year's projects that are still being built and stand on no list of this year yet: proposed as 续建."""
    table = stage_rule(viewer.on).table
    listed = KeyProject.objects.inside().filter(year=year, level=level, off_on=None).values("project_id")
    rows = _listed(viewer).filter(year=year - 1, level=level, off_on=None, batch__in=GO_ON)
    rows = rows.filter(project__terminated_on=None).exclude(project_id__in=listed)
    return [row for row in rows if table.order(row.project.stage) < table.order(DONE_FROM)]


def key_project(key_id: int, viewer: Viewer) -> KeyProject:
    """One project's place on a list; else there is none."""
    found: KeyProject | None = _listed(viewer).filter(pk=key_id).first()
    if found is None:
        raise Http404
    return found


def counted(row: KeyProject) -> Counted:
    """A listed project as it is counted."""
    return counted_project(row.project.number, row.project.total)


def counted_project(number: str, total: Any) -> Counted:
    """A project as sums count it: by its number, with its money where known."""
    return Counted(number, None if total is None else Quantity(total, Unit.TEN_THOUSAND_YUAN))


def lists_of_project(project_id: int, viewer: Viewer) -> Sequence[KeyProject]:
    """All lists that a project stands or stood on, the newest first."""
    return list(KeyProject.objects.visible_to(viewer).filter(project_id=project_id).order_by("-year", "level"))


def _listed(viewer: Viewer) -> QuerySet[KeyProject]:
    return KeyProject.objects.visible_to(viewer).select_related("project").order_by("batch", "pk")
