"""An object's own events, in order (时间线); the caller has checked that the viewer may see the object."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from bihuan.apps.units import models
from bihuan.base.scope import ScopedQuerySet, Viewer


def timeline(object_kind: str, object_ids: Iterable[int]) -> ScopedQuerySet:
    """Events of objects that the caller was allowed to see, oldest first."""
    events = models.Event.objects.unscoped("the object itself was scoped by the caller")
    return events.filter(object_kind=object_kind, object_id__in=list(object_ids)).order_by("seq")


def acted_on(viewer: Viewer, object_kind: str) -> QuerySet[Any, dict[str, Any]]:
    """Ids of the objects of a kind that this viewer did something to (经手), for use inside another query."""
    own = models.Event.objects.visible_to(viewer).filter(person_id=viewer.person_id, result="done")
    return own.filter(object_kind=object_kind, object_id__isnull=False).order_by().values("object_id")
