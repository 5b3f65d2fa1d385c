"""Units and people for the search: their names, who may see them, and how a find reads (搜单位、搜人)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from bihuan.apps.units import models
from bihuan.apps.units.queries.people import people
from bihuan.base.registries import Hit, Named
from bihuan.base.rights import may
from bihuan.base.scope import ScopedQuerySet, Viewer

LEVELS = "省市区县镇乡"
"""What stands before the name of a body of that level, and what nobody types: 区财政局."""


def named_units(ids: Iterable[int] | None) -> Iterable[Named]:
    """Units with all names that they go or went by; also without the level that stands before them."""
    rows = models.UnitName.objects.order_by("unit_id", "-from_on")
    if ids is not None:
        rows = rows.filter(unit_id__in=list(ids))
    found: dict[int, dict[str, None]] = {}
    for unit_id, *names in rows.values_list("unit_id", "name", "short_name"):
        for name in filter(None, names):
            known = found.setdefault(unit_id, {})
            known[name] = None
            if name[0] in LEVELS and len(name) > 3:
                known[name[1:]] = None
    return [Named(unit_id, tuple(names)) for unit_id, names in found.items()]


def units_seen(viewer: Viewer) -> QuerySet[models.Unit]:
    """Units that this viewer may look up."""
    return models.Unit.objects.all() if may(viewer, "unit.read") else models.Unit.objects.none()


def unit_hits(viewer: Viewer, ids: list[int]) -> list[Hit]:
    """Units as results of the search."""
    rows = units_seen(viewer).in_bulk(ids)
    return [
        Hit("单位", row.name, reverse("units:unit", args=[pk]), _of_unit(row)) for pk in ids if (row := rows.get(pk))
    ]


def _of_unit(unit: models.Unit) -> str:
    return f"{unit.ended_on}撤销" if unit.ended_on else unit.short_name


def named_people(ids: Iterable[int] | None) -> Iterable[Named]:
    """People by their names."""
    rows = models.Person.objects.visible_to(Viewer.worker(on=timezone.localdate()))
    if ids is not None:
        rows = rows.filter(pk__in=list(ids))
    return [Named(pk, (name,), is_person=True) for pk, name in rows.values_list("pk", "name")]


def people_seen(viewer: Viewer) -> ScopedQuerySet:
    """People whom this viewer may look up."""
    rows = models.Person.objects.visible_to(viewer)
    return rows if may(viewer, "person.read") else rows.none()


def person_hits(viewer: Viewer, ids: list[int]) -> list[Hit]:
    """People as results of the search, with what they are."""
    rows: dict[int, Any] = {row.pk: row for row in people(viewer).filter(pk__in=ids)}
    return [
        Hit("人员", row.name, reverse("units:person", args=[pk]), _post(row)) for pk in ids if (row := rows.get(pk))
    ]


def _post(person: Any) -> str:
    posts = [f"{post.unit.name}{post.title}" for post in person.posts_now]
    return "；".join(posts) if person.is_active else "已停用"
