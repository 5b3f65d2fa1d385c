"""Notices to the viewer, suggestions and their answers."""

from __future__ import annotations

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


def suggestions(viewer: Viewer) -> ScopedQuerySet:
    """Own suggestions and all answered ones, newest first; all of them for the office that answers."""
    return models.Suggestion.objects.visible_to(viewer)
