"""Figures <-> their rows (数据行)."""

from __future__ import annotations

from typing import Any

from bihuan.apps.figures.mapping.entries import Entered
from bihuan.apps.figures.models import Basis, Observation
from bihuan.engine.indicators import to_level
from bihuan.engine.values import Finding, Indicator, Quantity


def basis_of(indicator: Indicator) -> str:
    """What period an indicator's figures cover (口径)."""
    return Basis.CUMULATIVE if indicator.accumulates else Basis.POINT


def to_observation(entered: Entered, indicator: Indicator, **columns: Any) -> Observation:
    """A row that is not written yet: the figure, and whatever else is known of it.

    Args: entered: checked by `read_entry`, so that its level fits.
    """
    level = entered.level
    row = Observation(
        indicator=indicator.code,
        basis=basis_of(indicator),
        level_smallest=None if level is None else _smallest(level, indicator),
        growth_basis="" if entered.growth is None else indicator.growth or "nominal",
        **columns,
    )
    row.level, row.growth = level, entered.growth
    return row


def _smallest(level: Quantity, indicator: Indicator) -> int:
    kept = to_level(level, indicator.unit)
    if isinstance(kept, Finding):
        raise ValueError(kept.sentence)
    return kept


def entered_of(row: Observation) -> Entered:
    """The figure that a row keeps."""
    return Entered(row.level, row.growth)


def level_text(level: Quantity | None) -> str:
    """A level as it was entered, with thousands (绝对数写法); empty where there is none."""
    return "" if level is None else f"{level.amount:,f}"
