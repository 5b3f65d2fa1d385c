"""Rows of a project's plan as engine values (倒排工期): the network that it is planned on, and where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from bihuan.apps.projects.mapping.projects import facts as project_facts
from bihuan.apps.projects.models import (
    ActivityFact,
    KeptBaseline,
    Procedure,
    Project,
    ProjectNetwork,
    Promise,
    StageEntry,
)
from bihuan.definitions import Definition, version_of
from bihuan.engine import schedule
from bihuan.engine.calendar import local_day
from bihuan.engine.schedule import Baseline, Constraint, ConstraintKind, Network, Standing

BY_PROCEDURE: Mapping[str, str] = {
    Procedure.FILING: "record_filing",
    Procedure.APPROVAL: "approval",
    Procedure.VERIFICATION: "verification",
}
"""Network that a project is planned on as long as nobody chose one."""
WITHOUT_PROCEDURE = "record_filing"


@dataclass(frozen=True)
class Choice:
    """The network that a project is planned on (采用的网络图).

    version: of the choice, 0 where nobody chose and the procedure decides. body: the project's own, where it was
    edited. rule_on: the day as of which the definition is read.
    """

    code: str
    rule_on: date
    version: int = 0
    body: Mapping[str, Any] | None = None
    reason: str = ""

    @property
    def is_own(self) -> bool:
        """Whether the project has its own edited copy."""
        return self.body is not None


@dataclass(frozen=True)
class ChosenNetwork:
    """A choice with the network that it means, and what it is called (网络图); rule: the definition it comes from."""

    choice: Choice
    name: str
    network: Network
    rule: Definition | None
    body: Mapping[str, Any]


def choice_of(project: Project, row: ProjectNetwork | None, *, on: date) -> Choice:
    """What was chosen last; else what the procedure asks for, record filing where that is not known."""
    if row is None:
        return Choice(BY_PROCEDURE.get(project.procedure, WITHOUT_PROCEDURE), on)
    return Choice(row.code, row.rule_on, row.version, row.body, row.reason)


def chosen(choice: Choice, rule: Definition | None) -> ChosenNetwork | None:
    """The network of a choice; None where there is no such definition and no own copy.

    Raises: BadNetwork; BadCondition: the own copy does not hold (it was checked when it was kept).
    """
    body = choice.body if choice.body is not None else rule.body if rule else None
    if body is None:
        return None
    version = rule.version if choice.body is None and rule else version_of(body)
    return ChosenNetwork(choice, rule.name if rule else choice.code, _built(_Body(body, version)), rule, body)


def to_standing(
    project: Project,
    promise: Promise | None,
    facts: Iterable[ActivityFact],
    network: Network,
    *,
    entered: Mapping[str, date],
    on: date,
) -> Standing:
    """Where a project stands on a day; what is known of activities that its network has not is left out.

    entered: the day on which the project entered each stage that it still stands in or has passed; it tells the days
    of activities that bring a stage, where nothing else was said of them: nobody is asked twice.
    """
    known = {each.code for each in network.activities}
    rows = [each for each in facts if each.activity in known]
    starts, ends = stage_days(network, entered)
    return Standing(
        today=on,
        promise=promise.promised_on if promise else None,
        given_on=local_day(promise.at) if promise else None,
        started_on=starts | {each.activity: each.started_on for each in rows if each.started_on},
        finished_on=ends | {each.activity: each.finished_on for each in rows if each.finished_on},
        constraints=tuple(_constraint(each) for each in rows if each.constraint),
        facts=project_facts(project),
    )


def stage_days(network: Network, entered: Mapping[str, date]) -> tuple[dict[str, date], dict[str, date]]:
    """Starts and ends of activities that are known from the stages a project entered (由阶段得知的日期)."""
    starts = {each.code: entered.get(each.starts_stage or "") for each in network.activities}
    ends = {each.code: entered.get(each.ends_stage or "") for each in network.activities}
    return _known(starts), _known(ends)


def _known(days: Mapping[str, date | None]) -> dict[str, date]:
    return {code: day for code, day in days.items() if day}


def stages_entered(entries: Iterable[StageEntry]) -> dict[str, date]:
    """The day of each stage that still counts, from entries in their order; one that was gone back from counts no more.

    Going back to a stage undoes what was entered after it; to one that was passed over, all that was entered before.
    """
    days: dict[str, date] = {}
    for each in entries:
        if each.stage in days:
            stages = list(days)
            days = {stage: days[stage] for stage in stages[: stages.index(each.stage) + 1]}
        elif each.words:
            days = {}
        else:
            days[each.stage] = each.entered_on
    return days


def unknown_activities(facts: Iterable[ActivityFact], network: Network) -> list[str]:
    """Activities of which something is kept, though the network has them no more (网络图里已没有的节点)."""
    known = {each.code for each in network.activities}
    return sorted({each.activity for each in facts} - known)


def to_baseline(row: KeptBaseline) -> Baseline:
    """What was agreed, as kept by `from_baseline`."""
    days = {code: (date.fromisoformat(start), date.fromisoformat(end)) for code, (start, end) in row.body.items()}
    starts, finishes = ({code: pair[end] for code, pair in days.items()} for end in (0, 1))
    return Baseline(row.on, starts, finishes)


def from_baseline(agreed: Baseline) -> dict[str, Sequence[str]]:
    """A baseline as a row keeps it: start and finish by activity."""
    return {code: (day.isoformat(), agreed.finishes[code].isoformat()) for code, day in agreed.starts.items()}


def _constraint(row: ActivityFact) -> Constraint:
    return Constraint(row.activity, ConstraintKind[row.constraint], row.constraint_on)


class _Body:
    """The body of a network, alike where its content is: so that one network is built once."""

    def __init__(self, body: Mapping[str, Any], version: str) -> None:
        self.body, self.version = body, version

    def __hash__(self) -> int:
        return hash(self.version)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Body) and self.version == other.version


@lru_cache(maxsize=1024)
def _built(body: _Body) -> Network:
    return schedule.shared_seasons(schedule.build(body.body))


def is_called(office: str, unit_name: str) -> bool:
    """Whether a unit is the office that a network names shortly (办理单位与机构名称): its characters stand in the
    unit's name in their order, as 住房城乡建设 in 区住房和城乡建设局.
    """
    rest = iter(unit_name)
    return bool(office) and all(each in rest for each in office)
