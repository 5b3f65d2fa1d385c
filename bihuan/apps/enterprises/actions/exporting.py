"""That the register left the house as a file (导出留痕)."""

from __future__ import annotations

from datetime import datetime

from bihuan.apps.units.actions import record_event
from bihuan.base.actors import Actor


def record_export(title: str, *, query: str, count: int, by: Actor, now: datetime) -> None:
    """Keep who took how many entries as a file, and how they were filtered."""
    to = {"title": title, "query": query, "count": count}
    record_event("enterprise.exported", object_kind="enterprise", object_id=None, by=by, at=now, to=to)
