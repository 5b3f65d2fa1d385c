"""Items for the search: their titles and numbers, who may see them, and how a find reads (搜事项)."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone

from bihuan.apps.work.models import Item
from bihuan.base.registries import Hit, Named
from bihuan.base.scope import ScopedQuerySet, Viewer


def named_items(ids: Iterable[int] | None) -> Iterable[Named]:
    """Items by title and number, as 12号, 2026-12 and 〔2026〕12号."""
    rows = Item.objects.visible_to(Viewer.worker(on=timezone.localdate()))
    if ids is not None:
        rows = rows.filter(pk__in=list(ids))
    return [
        Named(pk, (title,), (f"{number}号", f"{year}-{number}", f"〔{year}〕{number}号") if number else ())
        for pk, title, year, number in rows.values_list("pk", "title", "year", "number")
    ]


def items_seen(viewer: Viewer) -> ScopedQuerySet:
    """Items that this viewer may see."""
    return Item.objects.visible_to(viewer)


def item_hits(viewer: Viewer, ids: list[int]) -> list[Hit]:
    """Items as results of the search."""
    rows = items_seen(viewer).in_bulk(ids)
    return [
        Hit(row.numbered or "拟办", row.title, reverse("work:item", args=[pk]), row.lead_name)
        for pk in ids
        if (row := rows.get(pk))
    ]


def renames_item(kind: str, after: str) -> bool:
    """Whether an event may have changed an item's title or number."""
    return kind in {"work.drafted", "work.amended"} or (kind == "work.moved" and '"move":"register"' in after)
