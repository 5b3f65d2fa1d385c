"""Adding an indicator, or changing one from a day on (增改指标)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bihuan.apps.figures import queries
from bihuan.apps.units import actions as units
from bihuan.base import rights
from bihuan.base.actors import Actor

KIND = "indicators"
NEW = "office_"
"""Codes of the office's own indicators begin so; nobody has to type one."""


def define_indicator(entry: dict[str, Any], *, code: str = "", by: Actor, now: datetime) -> str:
    """Put an indicator in force from a day on (增改指标); its code, a new one where none is given.

    An office row of the one store of definitions: checked by itself and among the others, kept as an event.
    Raises: units.BadRule: the findings, each with its place. Refusal: the day has a row already.
    """
    rights.require(by.viewer, "indicator.change")
    code = code or f"{NEW}{queries.office_indicators() + 1}"
    units.change_rule(KIND, code, entry=entry, by=by, now=now)
    return code
