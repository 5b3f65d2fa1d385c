"""What a document says is to be reached (文中目标), as targets that an officer confirms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from bihuan.engine.indicators import TargetKind, kinds_of, unit_of_target
from bihuan.engine.values import Indicator, Quantity, unit_of

_KINDS = {
    "growth": TargetKind.GROWTH,
    "level": TargetKind.LEVEL,
    "count": TargetKind.COUNT,
    "share": TargetKind.RATIO,
    "rank": TargetKind.RANK,
}
BOUNDS = {
    "about": "左右",
    "at_least": "以上",
    "at_most": "以内",
    "strive": "力争",
    "ensure": "确保",
    "relative": "与全市比",
}


@dataclass(frozen=True)
class Said:
    """One target figure of a document (文中一个目标): the words, and what they most likely ask.

    indicator: None where no name of an indicator fits. kind: None where the indicator cannot have such a target.
    number: as the text writes it, with its unit. start: where the number stands.
    """

    number: int
    name: str
    subject: str
    year: int | None
    indicator: Indicator | None
    kind: TargetKind | None
    value: str
    bound: str
    quote: str
    start: int


def said_targets(figures: list[dict[str, Any]], *, indicators: Mapping[str, Indicator]) -> list[Said]:
    """The target figures of a reading in the order of the text (文中目标)."""
    wanted = [figure for figure in figures if figure["status"] == "target" and figure["span"]]
    return [_said(number, figure, indicators) for number, figure in enumerate(wanted)]


def _said(number: int, figure: Mapping[str, Any], indicators: Mapping[str, Indicator]) -> Said:
    indicator = indicators.get(figure["indicator"] or "")
    unit = unit_of(figure["unit"] or "")
    year = str(figure["period"] or "")[:4]
    return Said(
        number=number,
        name=figure["name"],
        subject=figure["subject"] or "",
        year=int(year) if year.isdecimal() and len(year) == 4 else None,
        indicator=indicator,
        kind=_kind(figure, indicator),
        value=f"{figure['value']}{unit.label if unit else figure['unit'] or ''}",
        bound=BOUNDS.get(figure["bound"] or "", ""),
        quote=figure["quote"],
        start=figure["span"][0],
    )


def _kind(figure: Mapping[str, Any], indicator: Indicator | None) -> TargetKind | None:
    """The kind that the words ask for, if the indicator can have it in the unit that they use."""
    if indicator is None:
        return None
    kind = _KINDS.get(figure["measure"])
    if figure["bound"] == "relative" and kind is TargetKind.GROWTH:
        kind = TargetKind.RELATIVE
    if kind not in kinds_of(indicator):
        return None
    unit = unit_of(figure["unit"] or "")
    value = Quantity(Decimal(str(figure["value"])), unit) if unit else None
    return kind if value and value.unit.dimension == unit_of_target(kind, indicator).dimension else None
