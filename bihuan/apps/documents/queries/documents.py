"""Documents and the words that others quote from them (文件库)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from bihuan.apps.documents import models
from bihuan.apps.units import queries as units
from bihuan.base.refusals import Refusal
from bihuan.base.scope import ScopedQuerySet, Viewer

AROUND = 60


class NoDocument(Refusal):
    """There is no such document for this viewer; the same answer whether it is missing or another's."""

    status = 404

    def __init__(self) -> None:
        super().__init__("没有找到这个文件，可能已移走，或不在您的查看范围内。")


@dataclass(frozen=True)
class Source:
    """The words that something was taken from, with what stands around them (出处)."""

    document_id: int
    title: str
    before: str
    quote: str
    after: str
    is_broken: bool


def may_open_room(viewer: Viewer) -> bool:
    """Whether there is anything for this viewer in the room of documents."""
    if not viewer.business or not units.may(viewer, "document.read"):
        return False
    return units.may(viewer, "document.add") or models.Document.objects.visible_to(viewer).exists()


def readable(viewer: Viewer) -> ScopedQuerySet:
    """Documents that this viewer may read; none without the right."""
    rows = models.Document.objects.visible_to(viewer)
    return rows if units.may(viewer, "document.read") else rows.none()


def library(
    viewer: Viewer, *, words: str = "", kind: str = "", from_on: date | None = None, to_on: date | None = None
) -> ScopedQuerySet:
    """Documents for the list, newest first, with the number of candidates still open; asks once for all rows."""
    opened = models.Candidate.objects.visible_to(viewer).filter(document_id=OuterRef("pk"), state=models.State.OPEN)
    counted = opened.order_by().values("document_id").annotate(number=Count("pk")).values("number")
    rows = readable(viewer).annotate(
        open_count=Coalesce(Subquery(counted), 0),
        day=Coalesce("held_on", "published_on"),
        note=Coalesce("unit_name", Value("")),
    )
    for word in words.split():
        read = models.Reading.objects.visible_to(viewer).filter(body__contains=word).values("document_id")
        rows = rows.filter(Q(title__contains=word) | Q(name__contains=word) | Q(pk__in=read))
    if kind:
        rows = rows.filter(kind=kind)
    if from_on:
        rows = rows.filter(day__gte=from_on)
    if to_on:
        rows = rows.filter(day__lte=to_on)
    return rows.order_by("-uploaded_at", "-pk")


def document(viewer: Viewer, document_id: int) -> models.Document:
    """One document that this viewer may read.

    Raises: NoDocument.
    """
    found = readable(viewer).filter(pk=document_id).first()
    if found is None:
        raise NoDocument
    return found


def newest_reading(found: models.Document) -> models.Reading | None:
    """The reading that counts; None while the encoding is asked for."""
    return found.readings.select_related("second").order_by("-version").first()


def source(viewer: Viewer, document_id: int, *, quote: str, start: int, end: int) -> Source | None:
    """The words that something was taken from, in their document; None where this viewer may not read it."""
    found = readable(viewer).filter(pk=document_id).first()
    reading = newest_reading(found) if found else None
    if found is None or reading is None:
        return None
    body = reading.body
    stands = body[start:end] == quote
    return Source(
        document_id=found.pk,
        title=found.title,
        before=body[max(0, start - AROUND) : start] if stands else "",
        quote=quote,
        after=body[end : end + AROUND] if stands else "",
        is_broken=not stands,
    )
