"""What happened to a node of a project, what is fixed of it, and baselines (节点实绩、约束、基准计划)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from bihuan.apps.projects import mapping, queries
from bihuan.apps.projects.actions.planning import (
    PROJECT,
    BadPlan,
    one_version,
    plan_to_change,
    refuse_problems,
    same_version,
    signed,
)
from bihuan.apps.projects.models import ActivityFact, KeptBaseline
from bihuan.apps.projects.queries import ProjectPlan
from bihuan.apps.units.actions import record_event
from bihuan.base.actors import Actor
from bihuan.engine import schedule
from bihuan.engine.schedule import ConstraintKind


@dataclass(frozen=True)
class NodeSaid:
    """What is said of a node: when it began and was done in fact, what is fixed of its days, and why (节点登记)."""

    activity: str
    started_on: date | None = None
    finished_on: date | None = None
    constraint: str = ""
    constraint_on: date | None = None
    reason: str = ""


def keep_node(project_id: int, said: NodeSaid, *, version: int, by: Actor, now: datetime) -> ActivityFact:
    """Say what happened to a node or what is fixed of it; the same form sent twice is kept once (登记节点).

    Args: version: of what was shown of the node, 0 where nothing was known.
    Raises: BadPlan: unknown node, days that contradict each other, no reason where one is needed; Stale; Forbidden.
    """
    found = plan_to_change(project_id, by, whole=False)
    kept = found.facts.get(said.activity)
    if kept and kept.version == version + 1 and kept.by_id == by.viewer.person_id and _columns(kept) == _said(said):
        return kept
    same_version(kept, version)
    _check(found, said, kept)
    row = node_row(found, said, by=by, now=now)
    refuse_problems(queries.what_if(found, facts={**found.facts, said.activity: row}))
    with one_version():
        row.event_seq = record_event(
            "project.node_kept",
            object_kind=PROJECT,
            object_id=project_id,
            by=by,
            at=now,
            frm=_facts(found, kept) if kept else None,
            to=_facts(found, row),
            why=row.reason,
        ).seq
        row.save(force_insert=True)
    return row


def node_row(found: ProjectPlan, said: NodeSaid, *, by: Actor, now: datetime) -> ActivityFact:
    """The row that what is said of a node would become; not kept yet."""
    kept = found.facts.get(said.activity)
    version = kept.version + 1 if kept else 1
    return ActivityFact(
        project=found.project, activity=said.activity, version=version, **_columns_of(said), **signed(by, now)
    )


def _columns_of(said: NodeSaid) -> dict[str, object]:
    dated = bool(said.constraint) and ConstraintKind[said.constraint].is_dated
    return {
        "started_on": said.started_on,
        "finished_on": said.finished_on,
        "constraint": said.constraint,
        "constraint_on": said.constraint_on if dated else None,
        "reason": said.reason.strip()[:500],
    }


def keep_baseline(project_id: int, name: str, *, by: Actor, now: datetime) -> KeptBaseline:
    """Keep the plan as it stands under a name, to compare with (立基准).

    Raises: BadPlan: there is no plan, or no name; the name is taken.
    """
    found = plan_to_change(project_id, by)
    refuse_problems(found)
    said = name.strip()[:100]
    if not said or found.plan is None:
        raise BadPlan(["请给基准起一个名称，如“首次承诺”。"])
    body = mapping.from_baseline(schedule.baseline(found.plan))
    try:
        with transaction.atomic():
            facts = {"name": said, "expected_on": found.expected_on, "promised_on": found.promised_on}
            event = record_event(
                "project.baseline_kept", object_kind=PROJECT, object_id=project_id, by=by, at=now, to=facts
            )
            row: KeptBaseline = KeptBaseline.objects.create(
                project=found.project, name=said, on=found.on, body=body, event_seq=event.seq, **signed(by, now)
            )
    except IntegrityError as twice:
        raise BadPlan([f"已有名为“{said}”的基准，请换一个名称。"]) from twice
    return row


def _check(found: ProjectPlan, said: NodeSaid, kept: ActivityFact | None) -> None:
    if found.chosen is None or said.activity not in {each.code for each in found.chosen.network.activities}:
        raise BadPlan([f"网络图里没有“{said.activity}”这个节点，请核对，或先在网络图里加上。"])
    if kept and _columns(kept)[:4] == _said(said)[:4]:
        raise BadPlan(["没有改动。请填写要登记或更改的日期。"])
    if kept is None and not (said.started_on or said.finished_on or said.constraint):
        raise BadPlan(["请填写实际开始、实际完成或约束中的一项。"])
    if not said.reason.strip() and (why := _why_reason(said, kept)):
        raise BadPlan([f"{why}，请写明理由。"])


def _why_reason(said: NodeSaid, kept: ActivityFact | None) -> str:
    """What asks for a reason: a day said before is changed or taken back, a constraint is set or lifted."""
    if kept and kept.started_on not in (None, said.started_on):
        return "改动已登记的实际开始日期"
    if kept and kept.finished_on not in (None, said.finished_on):
        return "改动已登记的实际完成日期"
    fixed = (kept.constraint, kept.constraint_on) if kept else ("", None)
    changed = fixed != (said.constraint, _columns_of(said)["constraint_on"])
    return "给节点加上或去掉约束" if changed else ""


def _columns(row: ActivityFact) -> tuple[object, ...]:
    return row.started_on, row.finished_on, row.constraint, row.constraint_on, row.reason


def _said(said: NodeSaid) -> tuple[object, ...]:
    return tuple(_columns_of(said).values())


def _facts(found: ProjectPlan, row: ActivityFact) -> dict[str, object]:
    """A node as the log keeps it, in words."""
    network = found.chosen.network if found.chosen else None
    names = {each.code: each.name for each in network.activities} if network else {}
    return {
        "activity": names.get(row.activity, row.activity),
        "started_on": row.started_on,
        "finished_on": row.finished_on,
        "constraint": ConstraintKind[row.constraint].value if row.constraint else "",
        "constraint_on": row.constraint_on,
    }
