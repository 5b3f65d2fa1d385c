"""Documents for the search: their titles, who may see them, and how a find reads (搜文件)."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone

from bihuan.apps.documents import models
from bihuan.apps.documents.queries.documents import readable
from bihuan.base.registries import Hit, Named
from bihuan.base.scope import Viewer


def named_documents(ids: Iterable[int] | None) -> Iterable[Named]:
    """Documents by title and by the name of their file."""
    rows = models.Document.objects.visible_to(Viewer.worker(on=timezone.localdate()))
    if ids is not None:
        rows = rows.filter(pk__in=list(ids))
    return [
        Named(pk, tuple(dict.fromkeys((title, name)))) for pk, title, name in rows.values_list("pk", "title", "name")
    ]


def document_hits(viewer: Viewer, ids: list[int]) -> list[Hit]:
    """Documents as results of the search."""
    rows = readable(viewer).in_bulk(ids)
    return [
        Hit("文件", row.title, reverse("documents:page", args=[pk]), row.unit_name)
        for pk in ids
        if (row := rows.get(pk))
    ]
