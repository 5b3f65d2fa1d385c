"""Enterprises for the search: names, letters, code; who may see them, and how a find reads (搜企业)."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from bihuan.apps.enterprises.models import Enterprise
from bihuan.apps.units import queries as units
from bihuan.base.registries import Hit, Named
from bihuan.base.scope import Viewer


def named_enterprises(ids: Iterable[int] | None) -> Iterable[Named]:
    """Enterprises by name, short name and code."""
    rows = Enterprise.objects.visible_to(Viewer.worker(on=timezone.localdate()))
    if ids is not None:
        rows = rows.filter(pk__in=list(ids))
    return [
        Named(pk, tuple(filter(None, (name, short_name))), codes=(code,) if code else ())
        for pk, name, short_name, code in rows.values_list("pk", "name", "short_name", "code")
    ]


def enterprises_seen(viewer: Viewer) -> QuerySet[Enterprise]:
    """Enterprises that this viewer may look up."""
    rows = Enterprise.objects.visible_to(viewer)
    return rows if units.may(viewer, "enterprise.read") else rows.none()


def enterprise_hits(viewer: Viewer, ids: list[int]) -> list[Hit]:
    """Enterprises as results of the search."""
    rows = enterprises_seen(viewer).select_related("unit").in_bulk(ids)
    return [
        Hit("企业", row.name, reverse("enterprises:enterprise", args=[pk]), _note(row))
        for pk in ids
        if (row := rows.get(pk))
    ]


def _note(row: Enterprise) -> str:
    if row.status != "active":
        return row.get_status_display()
    return row.code or (row.unit.name if row.unit else "")
