"""What a report of the economy speaks of (分析提纲), from a definition: sectors, what is split, which lines are drawn.

Units are neither named nor ranked unless the definition asks for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bihuan.engine.values import Finding


class BadPlan(ValueError):
    """A plan of a report cannot be used (提纲有误); `findings` says where and what to do."""

    def __init__(self, findings: list[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("；".join(map(str, findings)))


@dataclass(frozen=True, slots=True)
class Sector:
    """A sector with its indicators in order (领域)."""

    word: str
    indicators: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Split:
    """A whole and those of its parts that are told apart (构成); what they leave is the rest."""

    whole: str
    parts: tuple[str, ...]


@dataclass(frozen=True)
class Plan:
    """The outline of a report (分析提纲). by_units: whose growth is told by unit; ranked: of which places are told."""

    sectors: tuple[Sector, ...]
    splits: tuple[Split, ...]
    lines: tuple[str, ...]
    by_units: tuple[str, ...] = ()
    ranked: tuple[str, ...] = ()

    @property
    def indicators(self) -> tuple[str, ...]:
        """All that the report speaks of, in its order."""
        return tuple(dict.fromkeys(code for sector in self.sectors for code in sector.indicators))


def plan(body: Mapping[str, Any]) -> Plan:
    """A plan from the checked body of its definition (建立提纲).

    Raises: BadPlan: an indicator stands in two sectors, or is drawn or split but in no sector.
    """
    made = Plan(
        sectors=tuple(Sector(each["word"], tuple(each["indicators"])) for each in body["sectors"]),
        splits=tuple(Split(each["whole"], tuple(each["parts"])) for each in body["splits"]),
        lines=tuple(body["lines"]),
        by_units=tuple(body.get("by_units", ())),
        ranked=tuple(body.get("ranked", ())),
    )
    findings = list(_findings(made))
    if findings:
        raise BadPlan(findings)
    return made


def _findings(made: Plan) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    for place, sector in enumerate(made.sectors):
        for code in sector.indicators:
            if code in seen:
                sentence = f"“{code}”在“{seen[code]}”和“{sector.word}”里都有，请只留一处。"
                yield Finding("twice", f"sectors[{place}]", sentence)
            seen[code] = sector.word
    drawn = [("lines", made.lines), ("by_units", made.by_units), ("ranked", made.ranked)]
    drawn += [(f"splits[{place}]", (each.whole, *each.parts)) for place, each in enumerate(made.splits)]
    for at, codes in drawn:
        for code in codes:
            if code not in seen:
                yield Finding("in_no_sector", at, f"“{code}”不在任何领域里，请先列入一个领域。")
