"""Which rooms hold something for a viewer, asked once a request (栏目里有没有内容)."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet, Value

from bihuan.apps.work.models import Inspection, Meeting
from bihuan.base import prepared
from bihuan.base.scope import Viewer

KEPT = "_rooms_held"


def holds(viewer: Viewer, room: str) -> bool:
    """Whether a room that opens only to whom it concerns has something for this viewer: meetings, inspections.

    The menu stands on every page and asks for each room; the answer is kept on the viewer, who lives for one request.
    """
    if viewer.sees_all:
        return True
    if KEPT not in viewer.__dict__:
        viewer.__dict__[KEPT] = frozenset(room for (room,) in prepared.rows(_held, viewer))
    return room in viewer.__dict__[KEPT]


def _held(viewer: Viewer) -> QuerySet[Any, Any]:
    found = (
        rows.objects.visible_to(viewer).order_by().annotate(room=Value(room)).values_list("room")
        for room, rows in (("meetings", Meeting), ("inspections", Inspection))
    )
    first, second = found
    return first.union(second)
