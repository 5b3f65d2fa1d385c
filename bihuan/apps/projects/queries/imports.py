"""What a table of projects is read and held against (项目表导入)."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from datetime import date
from typing import Any

from django.db.models import Count, Max, Sum

from bihuan.apps.projects.mapping import imports as tables
from bihuan.apps.projects.models import Project
from bihuan.apps.projects.queries.register import keeps
from bihuan.apps.units import queries as units
from bihuan.base.scope import Viewer
from bihuan.base.table_imports import Known
from bihuan.engine.values import enterprise_key

TOWNS = ("town", "zone")
"""Kinds of units in which a project stands."""


def library_known(viewer: Viewer, sentence: Callable[[Project], str]) -> tuple[tables.Library, Known]:
    """The library in reach as rows of a file are held against it; three queries."""
    mark = library_mark(viewer)
    rows = list(Project.objects.visible_to(viewer).order_by("pk"))
    known = Known(
        values={row.pk: tables.known_values(row) for row in rows},
        versions={row.pk: row.version for row in rows},
        mark=mark,
        barred={row.pk: sentence(row) for row in rows if not keeps(viewer, row)},
    )
    by_name: dict[str, list[Project]] = {}
    for row in rows:
        by_name.setdefault(enterprise_key(row.name), []).append(row)
    library = tables.Library(
        by_number={row.number: row for row in rows},
        by_code={row.national_code: row for row in rows if row.national_code},
        by_name=by_name,
        towns=frozenset(str(unit.pk) for unit in units.units_on(viewer.on, kinds=TOWNS)),
        home=None if viewer.sees_all else viewer.unit_id,
        units=None if viewer.sees_all else viewer.unit_ids,
    )
    return library, known


def library_mark(viewer: Viewer) -> Hashable:
    """What moves on whenever a project in reach comes or changes."""
    found: dict[str, Any] = Project.objects.visible_to(viewer).aggregate(
        count=Count("pk"), newest=Max("pk"), versions=Sum("version")
    )
    return found["count"], found["newest"], found["versions"]


def unit_names(day: date) -> dict[str, str]:
    """Units of a day by their number."""
    return {str(unit.pk): unit.name for unit in units.units_on(day)}


def projects_by_pk(pks: Sequence[int], viewer: Viewer) -> dict[int, Project]:
    """Projects in reach by their number."""
    return Project.objects.visible_to(viewer).in_bulk(list(pks))
