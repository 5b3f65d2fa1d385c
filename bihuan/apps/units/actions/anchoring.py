"""Anchoring the event log outside the database, every day (写锚点)."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings

from bihuan.apps.units import queries
from bihuan.base.anchors import Anchors


def anchor_chain(*, now: datetime, on: date | None = None) -> str:
    """Write number and digest of the last event to the file of anchors."""
    seq, digest = queries.chain_head()
    anchor = Anchors(settings.HOME).add(seq=seq, digest=digest, at=now)
    return f"锚点：第{anchor.seq}号事件，摘要{anchor.digest[:16]}，时间{anchor.at}"
