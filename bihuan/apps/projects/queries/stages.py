"""Stages of projects as the rule in force names them, how a project went, and what the next one asks (项目阶段)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bihuan.apps.projects import mapping
from bihuan.apps.projects.models import Evidence, Project, StageEntry
from bihuan.apps.units import queries as units
from bihuan.base.refusals import Refusal
from bihuan.definitions import Definition
from bihuan.engine.pipeline import Requirement, Stage, StageTable, build_stages

KIND, ENTRY, CODE = "project_stages", "statistics_entry", "standard"


class NoStageRule(Refusal):
    """No rule of stages is in force on this day."""


@dataclass(frozen=True)
class StageRule:
    """The table of stages in force, and the words by which an entry names it (项目阶段规则)."""

    table: StageTable
    cited: str


@dataclass(frozen=True)
class Need:
    """One thing that a stage asks, whether it is there, and which papers would show it (要求)."""

    asked: Requirement
    is_met: bool
    papers: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Gate:
    """What is there and what is missing to enter a stage (进入条件)."""

    stage: Stage
    needs: tuple[Need, ...]

    @property
    def missing(self) -> tuple[Need, ...]:
        """What is not there yet."""
        return tuple(need for need in self.needs if not need.is_met)


@dataclass(frozen=True)
class Step:
    """A stage on a project's line: when it was entered, how many days it lasted or lasts (阶段历程)."""

    name: str
    entry: StageEntry
    days: int
    is_now: bool
    is_back: bool


def stage_rule(on: date) -> StageRule:
    """The rule of stages in force on a day.

    Raises: NoStageRule.
    """
    return _rule(units.definition(KIND, CODE, on=on), on)


def stage_rule_and_papers(on: date) -> tuple[StageRule, dict[str, str]]:
    """The rule of stages, and code of a paper -> what it is called, of gates and of entering the statistics; one query.

    Raises: NoStageRule.
    """
    found = units.definitions_until((KIND, ENTRY), on=on)
    stages_, entry = (
        next((each for each in reversed(found[kind]) if each.code == CODE and each.holds_on(on)), None)
        for kind in (KIND, ENTRY)
    )
    rule = _rule(stages_, on)
    more: Mapping[str, str] = entry.body.get("evidence", {}) if entry else {}
    return rule, {**rule.table.evidence, **more}


def _rule(found: Definition | None, on: date) -> StageRule:
    if found is None:
        raise NoStageRule(f"{on}没有有效的项目阶段规则，请督查室在规则页录入。")
    return StageRule(build_stages(found.body), f"{found.name} {found.effective_on}")


def stages(on: date) -> tuple[Stage, ...]:
    """All stages in their order, as of a day (各阶段)."""
    return stage_rule(on).table.stages


def stage_words(on: date) -> dict[str, str]:
    """Code of a stage -> its name, in their order (阶段名称)."""
    return {each.code: each.name for each in stages(on)}


def gate(row: Project, to: str, rule: StageRule, evidence: Sequence[Evidence]) -> Gate:
    """What is there and what is missing for a project to enter a stage (还缺什么)."""
    codes = {each.code for each in evidence if each.withdrawn_at is None}
    needs = rule.table.needs(to, mapping.facts(row), codes)
    words = rule.table.evidence
    papers = [(asked, met, tuple((code, words[code]) for code in asked.evidence)) for asked, met in needs]
    return Gate(rule.table.stage(to), tuple(Need(*each) for each in papers))


def ways_on(row: Project, table: StageTable) -> tuple[Stage, ...]:
    """Stages that a project may go on to now, the next first (可进入的阶段)."""
    here = table.order(row.stage)
    return tuple(stage for stage in table.stages[here + 1 :] if table.may_go(row.stage, stage.code))


def ways_back(row: Project, table: StageTable) -> tuple[Stage, ...]:
    """Stages that a project may be put back to, the nearest first (可退回的阶段)."""
    return table.stages[: table.order(row.stage)][::-1]


def steps(entries: Sequence[StageEntry], table: StageTable, on: date) -> list[Step]:
    """How a project went, oldest first, with the days that each stage lasted (阶段历程)."""
    names = {stage.code: stage.name for stage in table.stages}
    ends = [*(entry.entered_on for entry in entries[1:]), on]
    return [
        Step(
            name=names.get(entry.stage, entry.stage),
            entry=entry,
            days=max((end - entry.entered_on).days, 0),
            is_now=entry is entries[-1],
            is_back=bool(entry.from_stage) and table.is_back(entry.from_stage, entry.stage),
        )
        for entry, end in zip(entries, ends, strict=True)
    ]
