"""Kept figures as the engine's figures with their sources (取数)."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from bihuan.engine.analysis import Figure
from bihuan.engine.values import Month


def to_figure(unit_id: int, code: str, month: Month, row: Any, *, lack: str = "") -> Figure:
    """A row of the figures, or why there is none, as reports take it."""
    if row is None:
        return Figure(unit_id, code, month, why_lacking=lack)
    day = timezone.localtime(row.at)
    told = f"{row.get_state_display()}第{row.version}版，{row.source}，{row.reporter_name or '系统'}{day:%Y-%m-%d}报送"
    return Figure(unit_id, code, month, row.level, row.growth, version=row.pk, told=told)
