"""Indicators (指标): what is measured, under which names, in what unit, how often, and by whom it is given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bihuan.engine.values.findings import Finding
from bihuan.engine.values.units import Unit, unit_of


class BadIndicator(ValueError):
    """An indicator cannot be used (指标定义有误); `findings` says where and what to do."""

    def __init__(self, finding: Finding) -> None:
        self.findings = (finding,)
        super().__init__(str(finding))


@dataclass(frozen=True)
class Indicator:
    """A statistic that a place reports (指标).

    names: as papers write it, the first is shown. measures: how it is published, the headline first. accumulates:
    January to a month, else a state at the end of the month. months: those that exist. growth: real, comparable,
    nominal, or None where none is published. bureau: who gives it. parent: the code of what it is part of.
    unit: of its level, share or count; growth is in percent whatever the unit. time_progress: how the share of the
    year that has passed is told for its targets. formula: how it follows from others.
    """

    code: str
    names: tuple[str, ...]
    unit: Unit
    measures: tuple[str, ...]
    accumulates: bool
    frequency: str
    months: tuple[int, ...]
    direction: str
    additive: bool
    growth: str | None
    bureau: str
    parent: str | None = None
    time_progress: str = "months"
    formula: str | None = None

    @property
    def label(self) -> str:
        """As a page shows it (名称)."""
        return self.names[0]


def indicator(body: Mapping[str, Any], code: str = "") -> Indicator:
    """An indicator from the checked body of its definition (建立指标).

    Raises: BadIndicator: a unit that is none, or months that a quarterly or yearly indicator has not.
    """
    unit = unit_of(body["unit"])
    if unit is None:
        raise BadIndicator(Finding("unknown_unit", "unit", f"不认识计量单位“{body['unit']}”，请写成亿元、%、家这样。"))
    months = tuple(sorted(body["months"]))
    if extra := [month for month in months if month % _STEPS[body["frequency"]]]:
        word = {"quarter": "季度", "year": "年度"}[body["frequency"]]
        raise BadIndicator(Finding("odd_months", "months", f"{word}指标没有{extra[0]}月，请删去或改写频率。"))
    return Indicator(
        code=code,
        names=tuple(body["names"]),
        unit=unit,
        measures=tuple(body["measures"]),
        accumulates=body["accumulates"],
        frequency=body["frequency"],
        months=months,
        direction=body["direction"],
        additive=body["additive"],
        growth=body.get("growth"),
        bureau=body["bureau"],
        parent=body.get("parent"),
        time_progress=body["time_progress"],
        formula=body.get("formula"),
    )


_STEPS = {"month": 1, "quarter": 3, "year": 12}
