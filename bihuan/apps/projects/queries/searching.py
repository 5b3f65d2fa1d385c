"""Projects for the search: their names and numbers, who may see them, and how a find reads (搜项目)."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from bihuan.apps.projects.models import Project
from bihuan.base.registries import Hit, Named
from bihuan.base.rights import may
from bihuan.base.scope import ScopedQuerySet, Viewer

MOST = 20
TEXTS = ("name", "content", "place", "owner_name", "national_code")


def named_projects(ids: Iterable[int] | None) -> Iterable[Named]:
    """Projects by name, our number and the national code."""
    rows = Project.objects.visible_to(Viewer.worker(on=timezone.localdate()))
    if ids is not None:
        rows = rows.filter(pk__in=list(ids))
    return [
        Named(pk, (name,), tuple(filter(None, (number, number.removeprefix("项"), code))))
        for pk, name, number, code in rows.values_list("pk", "name", "number", "national_code")
    ]


def projects_seen(viewer: Viewer) -> ScopedQuerySet:
    """Projects that this viewer may see; none without the right."""
    rows = Project.objects.visible_to(viewer)
    return rows if may(viewer, "project.read") else rows.none()


def project_hits(viewer: Viewer, ids: list[int]) -> list[Hit]:
    """Projects as results of the search."""
    rows = projects_seen(viewer).in_bulk(ids)
    return [_hit(row) for pk in ids if (row := rows.get(pk))]


def found_projects(viewer: Viewer, words: str) -> list[Hit]:
    """Projects that have all these words somewhere, the newest first."""
    rows = projects_seen(viewer)
    for word in words.split():
        anywhere = Q()
        for column in TEXTS:
            anywhere |= Q(**{f"{column}__icontains": word})
        rows = rows.filter(anywhere)
    return [_hit(row) for row in rows.order_by("-pk")[:MOST]] if words.split() else []


def renames_project(kind: str, after: str) -> bool:
    """Whether an event may have changed a project's name or code."""
    return kind == "project.registered" or (
        kind == "project.changed" and ('"name"' in after or '"national_code"' in after)
    )


def _hit(row: Project) -> Hit:
    return Hit(row.number, row.name, reverse("projects:project", args=[row.pk]), row.lead_name)
