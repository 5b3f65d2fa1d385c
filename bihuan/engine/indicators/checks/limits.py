"""How far figures may lie apart before a note is made (核对尺度), and what a note says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bihuan.engine.values import Quantity


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of checks (核对尺度); `definitions.check_limits(day)` gives those in force.

    sum_gap: percent between a figure and the sum of its parts. jump: times last year's same period. growth_gap:
    points between published growth and that of the levels. printed_gap: points between printed and recomputed
    percents. slips: factors by which a unit is mistaken for another.
    """

    sum_gap: float
    jump: float
    growth_gap: float
    printed_gap: float
    slips: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """Something about a figure that may be worth a look (核对提示): it notes and never blocks, and may be answered.

    unit: id; indicator: code; proposal: the figure in the unit that may have been meant.
    """

    code: str
    unit: int
    indicator: str
    sentence: str
    proposal: Quantity | None = None


def limits(body: Mapping[str, Any]) -> Limits:
    """Limits from the checked body of their definition (由定义生成)."""
    return Limits(
        float(body["sum_gap"]),
        float(body["jump"]),
        float(body["growth_gap"]),
        float(body["printed_gap"]),
        tuple(sorted(body["slips"])),
    )
