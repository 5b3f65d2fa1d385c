"""The network that a project is planned on: chosen, edited, given way (网络图): a new version each time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bihuan import definitions
from bihuan.apps.projects import queries
from bihuan.apps.projects.actions.planning import (
    PROJECT,
    BadPlan,
    need_reason,
    one_version,
    plan_to_change,
    refuse_problems,
    same_version,
    signed,
)
from bihuan.apps.projects.actions.promises import keep_promise
from bihuan.apps.projects.models import ProjectNetwork, Promise
from bihuan.apps.projects.queries import ProjectPlan
from bihuan.apps.units.actions import change_rule, record_event
from bihuan.base.actors import Actor
from bihuan.base.refusals import Stale
from bihuan.engine import schedule
from bihuan.engine.schedule import ChangeKind, Repair


def choose_network(
    project_id: int, code: str, *, version: int, reason: str = "", by: Actor, now: datetime
) -> ProjectNetwork:
    """Plan a project on a network of the store, as in force today (选网络图).

    Raises: BadPlan: no such network, nothing changes, no reason; Stale; Forbidden.
    """
    found = plan_to_change(project_id, by)
    if kept := _again(found, version, by, code=code, body=None):
        return kept
    same_version(found.kept.network, version)
    said = need_reason(reason, version=version, what="改用别的网络图")
    rule = found.book.rule(code, found.on)
    if rule is None:
        raise BadPlan([f"没有编码为“{code}”的网络图，请从列出的网络图中选。"])
    row = ProjectNetwork(
        project=found.project, version=version + 1, code=code, rule_on=found.on, reason=said, **signed(by, now)
    )
    _keep(row, found, by=by, now=now)
    return row


def edit_network(
    project_id: int, body: Mapping[str, Any], *, version: int, reason: str, by: Actor, now: datetime
) -> ProjectNetwork:
    """Plan a project on its own copy of a network, edited (改本项目的网络图).

    Raises: BadPlan: what is wrong with it, node by node, or no reason; Stale; Forbidden.
    """
    found = plan_to_change(project_id, by)
    if kept := _again(found, version, by, code=found.choice.code, body=dict(body)):
        return kept
    same_version(found.kept.network, version)
    if findings := definitions.check("networks", dict(body)):
        raise BadPlan([each.sentence for each in findings])
    if not reason.strip():
        raise BadPlan(["改动本项目的网络图，请写明理由。"])
    row = own_row(found, body, reason=reason, by=by, now=now)
    if found.chosen and not schedule.differences(found.chosen.network, _built(body)):
        raise BadPlan(["网络图没有改动。"])
    _keep(row, found, by=by, now=now)
    return row


def own_row(found: ProjectPlan, body: Mapping[str, Any], *, reason: str, by: Actor, now: datetime) -> ProjectNetwork:
    """The row that an edited copy would become; not kept yet."""
    return ProjectNetwork(
        project=found.project,
        version=found.choice.version + 1,
        code=found.choice.code,
        rule_on=found.choice.rule_on,
        body=dict(body),
        reason=reason.strip()[:500],
        **signed(by, now),
    )


@dataclass(frozen=True)
class Taken:
    """A set of changes that is taken: as it was told, with the versions that it was shown on (采用方案)."""

    words: str
    network_version: int
    promise_version: int
    reason: str = ""


def take_repair(project_id: int, taken: Taken, *, by: Actor, now: datetime) -> ProjectPlan:
    """Let give what a set of changes says: the project's own network, its promise, or both, in one act (采用方案).

    Raises: Stale: the plan has changed and the set with it; BadPlan: no reason; Forbidden.
    """
    found = plan_to_change(project_id, by)
    same_version(found.kept.network, taken.network_version)
    same_version(found.promise, taken.promise_version)
    if not taken.reason.strip():
        raise BadPlan(["采用这个方案，请写明理由。"])
    repair = _told(found, taken.words)
    network, promise = _rows(found, repair, taken, by=by, now=now)
    changed = {key: row for key, row in (("network", network), ("promise", promise)) if row is not None}
    tried = queries.what_if(found, **changed)
    refuse_problems(tried)
    with one_version():
        if network is not None:
            _write(network, found, tried, by=by, now=now)
        if promise is not None:
            keep_promise(promise, before=found.promise, by=by, now=now)
    return tried


def _told(found: ProjectPlan, words: str) -> Repair:
    offered = queries.repairs_of(found)
    sets = [*offered.sets, *offered.with_move, *([offered.move] if offered.move else [])] if offered else []
    repair = next((each for each in sets if each.words == words), None)
    if repair is None:
        raise Stale("项目的情况已有变化，这个方案不再适用，请刷新后另选。")
    return repair


def _rows(
    found: ProjectPlan, repair: Repair, taken: Taken, *, by: Actor, now: datetime
) -> tuple[ProjectNetwork | None, Promise | None]:
    """What a set of changes becomes: an own copy of the network, a moved promise."""
    assert found.plan is not None
    assert found.chosen is not None
    reason = f"{taken.reason.strip()}（采用方案：{repair.words}）"[:500]
    moved: date | None = next((each.on for each in repair.changes if each.kind is ChangeKind.MOVE), None)
    network = promise = None
    if any(each.kind is not ChangeKind.MOVE for each in repair.changes):
        body = schedule.apply_changes(found.chosen.body, found.plan.network, repair.changes)
        network = own_row(found, body, reason=reason, by=by, now=now)
    if moved is not None and found.promise is not None:
        promise = Promise(
            project=found.project,
            version=found.promise.version + 1,
            promised_on=moved,
            to_whom=found.promise.to_whom,
            source=found.promise.source,
            reason=reason,
            **signed(by, now),
        )
    return network, promise


def change_office_network(entry: Mapping[str, Any], *, code: str, by: Actor, now: datetime) -> Any:
    """Put the office's own version of a network in force from a day on (改本区网络图).

    Args: entry: name, source, effective_on and body, as `units.actions.change_rule` takes them.
    Raises: BadPlan: what is wrong with it, node by node; Refusal: the day has a version already; Forbidden.
    """
    if findings := definitions.check("networks", entry["body"]):
        raise BadPlan([each.sentence for each in findings])
    return change_rule("networks", code, entry=dict(entry), by=by, now=now)


def _again(found: ProjectPlan, version: int, by: Actor, **said: object) -> ProjectNetwork | None:
    """The row that this same form has written already."""
    row = found.kept.network
    if row is None or row.version != version + 1 or row.by_id != by.viewer.person_id:
        return None
    return row if all(getattr(row, name) == value for name, value in said.items()) else None


def _keep(row: ProjectNetwork, found: ProjectPlan, *, by: Actor, now: datetime) -> None:
    tried = queries.what_if(found, network=row)
    if tried.chosen is None:
        refuse_problems(tried)
    with one_version():
        _write(row, found, tried, by=by, now=now)


def _write(row: ProjectNetwork, found: ProjectPlan, tried: ProjectPlan, *, by: Actor, now: datetime) -> None:
    """Write a version of the network and its event, in the caller's transaction."""
    row.event_seq = record_event(
        "project.network_changed",
        object_kind=PROJECT,
        object_id=row.project_id,
        by=by,
        at=now,
        frm={"network": network_word(found)},
        to={"network": network_word(tried), "network_changes": list(changes_between(found, tried))},
        why=row.reason,
    ).seq
    row.save(force_insert=True)


def network_word(found: ProjectPlan) -> str:
    """What the network of a plan is called."""
    name = found.chosen.name if found.chosen else found.choice.code
    return f"{name}（本项目自定）" if found.choice.is_own else name


def changes_between(before: ProjectPlan, after: ProjectPlan) -> tuple[str, ...]:
    """How the networks of two plans differ, in sentences; nothing between networks of different kinds."""
    if before.chosen is None or after.chosen is None or before.choice.code != after.choice.code:
        return ()
    return schedule.differences(before.chosen.network, after.chosen.network)


def _built(body: Mapping[str, Any]) -> schedule.Network:
    return schedule.shared_seasons(schedule.build(body))
