"""Planning lines (规划管控线): kinds with their rule, and lines with shape or list, document and days in force."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from bihuan.engine.sites.shapes import Shape

Rule = Literal["inside", "apart", "told"]

RULES: dict[Rule, str] = {"inside": "须在线内", "apart": "不得占用", "told": "涉及须说明"}
"""What a line asks of a site, in words."""


@dataclass(frozen=True, slots=True)
class Tolerance:
    """What drawing by hand may leave (图形误差): patches up to `mu`, strips under `metres` up to `percent`."""

    mu: Decimal
    metres: Decimal
    percent: Decimal


@dataclass(frozen=True, slots=True)
class LineKind:
    """A kind of planning line (管控线种类): what it asks, of every site or not, what to do, who knows."""

    code: str
    name: str
    rule: Rule
    do: str
    asks: str
    tolerance: Tolerance
    is_always: bool = True

    @property
    def rule_words(self) -> str:
        """What the line asks (管控要求)."""
        return RULES[self.rule]


@dataclass(frozen=True, slots=True)
class Line:
    """A planning line (管控线): drawn, given as a list of parcels' codes, or both; with its document and its days."""

    code: str
    name: str
    kind: LineKind
    document: str
    shape: Shape | None = None
    parcels: frozenset[str] | None = None
    starts_on: date | None = None
    ends_on: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether the line is in force on a day (是否有效); both days count."""
        begun = self.starts_on is None or self.starts_on <= day
        return begun and (self.ends_on is None or day <= self.ends_on)


def build(body: Mapping[str, Any], *, code: str = "", name: str = "") -> LineKind:
    """A kind of line from a definition's body (由定义生成)."""
    given = body["tolerance"]
    tolerance = Tolerance(*(Decimal(str(given[key])) for key in ("mu", "metres", "percent")))
    return LineKind(code, name, body["rule"], body["do"], body["asks"], tolerance, body["always"])
