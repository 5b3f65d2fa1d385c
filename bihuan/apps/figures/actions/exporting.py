"""That figures left the house as a file (导出留痕)."""

from __future__ import annotations

from datetime import datetime

from bihuan.apps.units.actions import record_event
from bihuan.base.actors import Actor


def record_export(title: str, *, query: str, whole: bool, by: Actor, now: datetime) -> None:
    """Keep who took which table of figures as a file, and how it was filtered."""
    to = {"title": title, "query": query, "whole": whole}
    record_event("figures.exported", object_kind="figures.observation", object_id=None, by=by, at=now, to=to)
