"""What a table of enterprises is read and held against (企业表导入)."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from datetime import date
from typing import Any

from django.db.models import Count, Max, Sum

from bihuan.apps.enterprises import mapping
from bihuan.apps.enterprises.models import Enterprise
from bihuan.apps.enterprises.queries.register import keeps
from bihuan.apps.units import queries as units
from bihuan.base.scope import Viewer
from bihuan.base.table_imports import Known

PLACES = ("town", "zone")
"""Kinds of units in which an enterprise stands."""


def register_known(viewer: Viewer, sentence: Callable[[Enterprise], str]) -> tuple[mapping.imports.Register, Known]:
    """The register as rows of a file are held against it; three queries."""
    mark = register_mark(viewer)
    rows = list(Enterprise.objects.visible_to(viewer).select_related("unit", "registrar_unit"))
    known = Known(
        values={row.pk: mapping.imports.known_values(row) for row in rows},
        versions={row.pk: row.version for row in rows},
        mark=mark,
        barred={row.pk: sentence(row) for row in rows if not keeps(viewer, row)},
    )
    register = mapping.imports.Register(
        by_code={row.code: row for row in rows if row.code},
        by_name={row.name_key: row for row in rows if row.is_living},
        places=frozenset(str(unit.pk) for unit in units.units_on(viewer.on, kinds=PLACES)),
    )
    return register, known


def register_mark(viewer: Viewer) -> Hashable:
    """What moves on whenever an entry comes or changes."""
    found: dict[str, Any] = Enterprise.objects.visible_to(viewer).aggregate(
        count=Count("pk"), newest=Max("pk"), versions=Sum("version")
    )
    return found["count"], found["newest"], found["versions"]


def names_of_places(day: date) -> dict[str, str]:
    """Towns and parks of a day by their number."""
    return {str(unit.pk): unit.name for unit in units.units_on(day, kinds=PLACES)}


def rows_by_pk(pks: Sequence[int], viewer: Viewer) -> dict[int, Enterprise]:
    """Entries in reach by their number."""
    return Enterprise.objects.visible_to(viewer).in_bulk(list(pks))
