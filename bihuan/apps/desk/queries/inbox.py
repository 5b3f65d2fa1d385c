"""Notices to the viewer, suggestions and their answers."""

from __future__ import annotations

from django.utils import timezone

from bihuan.apps.desk import models
from bihuan.base.scope import ScopedQuerySet, Viewer

RECENT = 100


def notices(viewer: Viewer) -> ScopedQuerySet:
    """The viewer's own notices, newest first."""
    return models.Notice.objects.visible_to(viewer)


def latest(viewer: Viewer, *, shown: int) -> tuple[list[models.Notice], int]:
    """The newest notices, and how many of the last hundred are not opened yet; one query."""
    found = list(notices(viewer).defer("lines")[:RECENT])
    return found[:shown], sum(notice.read_at is None for notice in found)


def suggestion_of(receipt: str) -> ScopedQuerySet:
    """The anonymous suggestion of a receipt; whoever holds the receipt may see it (凭回执查看)."""
    day, _, code = receipt.upper().partition("-")
    rows = models.Suggestion.objects.visible_to(Viewer.worker(on=timezone.localdate()))
    found = rows.filter(code=code).exclude(code="")
    return found if day.isdecimal() and len(code) >= 8 else rows.none()


def suggestions(viewer: Viewer) -> ScopedQuerySet:
    """Own suggestions and all answered ones, newest first; all of them for the office that answers."""
    return models.Suggestion.objects.visible_to(viewer)
