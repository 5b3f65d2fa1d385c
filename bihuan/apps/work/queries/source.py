"""The way back from an item to its words in a document (原句)."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from bihuan.apps.documents import queries as documents
from bihuan.apps.work.models import Item
from bihuan.base.scope import Viewer


@dataclass(frozen=True)
class SourceLink:
    """Where an item's words stand in their document, and whether they still stand there."""

    title: str
    before: str
    after: str
    is_broken: bool
    url: str


def source_of(item: Item, viewer: Viewer) -> SourceLink | None:
    """The item's words in their document; None without a document, or where this viewer may not read it."""
    if item.source_document_id is None or item.source_start is None or item.source_end is None:
        return None
    start, end = item.source_start, item.source_end
    found = documents.source(viewer, item.source_document_id, quote=item.source_quote, start=start, end=end)
    if found is None:
        return None
    page = reverse("documents:page", args=[found.document_id])
    return SourceLink(found.title, found.before, found.after, found.is_broken, f"{page}?start={start}&end={end}#here")
