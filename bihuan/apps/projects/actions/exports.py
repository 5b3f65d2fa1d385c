"""That projects left the house as a file (导出留痕)."""

from __future__ import annotations

from datetime import datetime

from bihuan.apps.projects.actions.register import PROJECT
from bihuan.apps.units.actions import record_event
from bihuan.base.actors import Actor


def record_export(
    title: str, *, query: str, count: int, by: Actor, now: datetime, project_id: int | None = None
) -> None:
    """Keep who took how many projects as what file, and how they were filtered."""
    to = {"title": title, "query": query, "count": count}
    record_event("project.exported", object_kind=PROJECT, object_id=project_id, by=by, at=now, to=to)
