"""Indicators <-> what an officer fills in of one, and the words in which pages tell them (指标定义)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bihuan.definitions import Definition
from bihuan.engine.indicators import TimeProgress, formula_in_names
from bihuan.engine.values import Indicator, indicator

MEASURES = {
    "level": "绝对数",
    "growth": "增速",
    "share": "占比",
    "count": "个数",
    "rank": "位次",
}
PUBLISHED = {
    "level growth": "绝对数和增速，以绝对数为主",
    "growth level": "增速和绝对数，以增速为主",
    "level": "只有绝对数",
    "growth": "只有增速",
    "count": "个数（家、个、项）",
    "share": "占比或比率",
    "growth share": "增速和占比",
    "level growth share": "绝对数、增速和占比",
    "growth level share": "增速、绝对数和占比",
}
"""The ways in which statistics are published, the headline first."""
PERIODS = {"yes": "累计（1月至本月）", "no": "时点（月末）"}
FREQUENCIES = {"month": "每月", "quarter": "每季", "year": "每年"}
DIRECTIONS = {"more": "越高越好", "less": "越低越好", "neither": "不论高低"}
GROWTHS = {"real": "实际增速", "comparable": "可比增速", "nominal": "名义增速"}
TIMES = {each.code: each.word for each in TimeProgress}
_STEPS = {"month": 1, "quarter": 3, "year": 12}


@dataclass(frozen=True)
class KnownIndicator:
    """One indicator as the catalogue shows it (指标目录一行). own: the office's own row, not what ships."""

    indicator: Indicator
    source: str
    effective_on: date
    own: bool
    parent: str
    formula: str

    @property
    def period(self) -> str:
        """Cumulative or at a point."""
        return "累计" if self.indicator.accumulates else "时点"

    @property
    def published(self) -> str:
        """What is published of it, the headline first."""
        return "、".join(MEASURES[each] for each in self.indicator.measures)

    @property
    def months(self) -> str:
        """The months that exist (有数月份)."""
        return months_word(self.indicator)

    @property
    def growth(self) -> str:
        """What its growth is measured on (增速口径)."""
        return GROWTHS.get(self.indicator.growth or "", "")

    @property
    def direction(self) -> str:
        """Which way is better."""
        return DIRECTIONS[self.indicator.direction]

    @property
    def time_progress(self) -> str:
        """How the share of the year is told."""
        return TIMES[self.indicator.time_progress]


def months_word(known: Indicator) -> str:
    """The months that exist, in words (有数月份): 每月; 2—12月; 季末月."""
    whole = tuple(range(_STEPS[known.frequency], 13, _STEPS[known.frequency]))
    if known.months == whole:
        return {"month": "每月", "quarter": "季末月", "year": "12月"}[known.frequency]
    first, last = known.months[0], known.months[-1]
    if known.months == tuple(range(first, last + 1)):
        return f"{first}—{last}月"
    return "、".join(map(str, known.months)) + "月"


def to_known(found: Definition, others: Mapping[str, Indicator], *, own: bool) -> KnownIndicator:
    """A line of the catalogue from a definition."""
    made = indicator(found.body, found.code)
    whole = others.get(made.parent or "")
    parent = whole.label if whole else made.parent or ""
    named = formula_in_names(made.formula, others) if made.formula else ""
    return KnownIndicator(made, found.source.label, found.effective_on, own, parent, named)


def to_body(said: Mapping[str, Any]) -> dict[str, Any]:
    """The body of a definition from a cleaned form; checked by nobody yet."""
    body = {
        "names": said["names"],
        "unit": said["unit"],
        "measures": said["published"].split(),
        "accumulates": said["period"] == "yes",
        "frequency": said["frequency"],
        "months": said["months"],
        "direction": said["direction"],
        "time_progress": said["time_progress"],
        "additive": said["additive"] == "yes",
        "bureau": said["bureau"],
        "growth": said["growth"],
        "parent": said["parent"],
        "formula": said["formula"],
    }
    return {name: value for name, value in body.items() if value != ""}


def to_said(found: Definition, others: Mapping[str, Indicator]) -> dict[str, Any]:
    """What the form begins with where an indicator is changed."""
    made = indicator(found.body, found.code)
    return {
        "name": made.label,
        "aliases": "\n".join(made.names[1:]),
        "unit": made.unit.label,
        "published": " ".join(made.measures),
        "period": "yes" if made.accumulates else "no",
        "frequency": made.frequency,
        "months": [str(month) for month in made.months],
        "direction": made.direction,
        "time_progress": made.time_progress,
        "additive": "yes" if made.additive else "no",
        "bureau": made.bureau,
        "growth": made.growth or "",
        "parent": made.parent or "",
        "formula": formula_in_names(made.formula, others) if made.formula else "",
    }
