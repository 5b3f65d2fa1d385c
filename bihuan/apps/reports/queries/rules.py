"""The rules that a report is made by on a day: outline, words, layout (报告规则)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bihuan.apps.units import queries as units
from bihuan.base.refusals import Refusal
from bihuan.definitions import Definition
from bihuan.engine import analysis
from bihuan.engine.office import papers, word

PLAN, WORDING, LAYOUT = "monthly", "economic_analysis", "standard"


class NoRule(Refusal):
    """A rule that reports are made by is not in force on the day."""


@dataclass(frozen=True)
class Rules:
    """What a report is made by; `versions` says which versions they were."""

    plan: analysis.Plan
    wording: papers.Wording
    layout: word.Layout
    versions: dict[str, str]


def rules_of(day: date) -> Rules:
    """The rules in force on a day.

    Raises: NoRule.
    """
    plan = _definition("analysis_plans", PLAN, day, "经济运行分析提纲")
    wording = _definition("paper_wordings", WORDING, day, "经济运行分析用语")
    layout = _definition("paper_layouts", LAYOUT, day, "公文版式")
    return Rules(
        analysis.plan(plan.body),
        papers.wording(wording.body),
        word.layout(layout.body),
        {f"{each.kind}/{each.code}": each.version for each in (plan, wording, layout)},
    )


def _definition(kind: str, code: str, day: date, name: str) -> Definition:
    found = units.definition(kind, code, on=day)
    if found is None:
        raise NoRule(f"{day}没有“{name}”。请在“规则”里补上。")
    return found
