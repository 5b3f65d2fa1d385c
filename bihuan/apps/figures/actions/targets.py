"""Setting a year's targets and changing them (定目标、调整目标): one act, one event, nothing overwritten."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.http import Http404

from bihuan.apps.figures import mapping, queries
from bihuan.apps.figures.models import Target, TargetVersion
from bihuan.apps.units import queries as units
from bihuan.apps.units.actions import append_events, event_draft
from bihuan.base import rights
from bihuan.base.actors import Actor
from bihuan.base.refusals import Refusal, Stale
from bihuan.engine import indicators as engine

TARGET = "figures.target"
STATISTICS = "统计局"


class BadAim(Refusal):
    """A target cannot be set as it is; the sentence says why and what to do."""


@dataclass(frozen=True)
class Ground:
    """Where a target comes from (依据): a paper in words, and the sentence where it was taken from a document."""

    source: str
    document_id: int | None = None
    candidate_id: int | None = None
    quote: str = ""


@dataclass(frozen=True)
class Aim:
    """One target to be set (拟定目标): of which unit and indicator, what it asks, on what ground.

    name: what a qualitative target is about. nodes: percent of the year at the end of each quarter, where it has its
    own. parent_id: the target it is broken down from. item_id: the matter whose progress shows a qualitative one.
    """

    unit_id: int
    indicator: str
    asked: engine.Target
    ground: Ground
    name: str = ""
    nodes: tuple[Decimal, ...] = ()
    parent_id: int | None = None
    item_id: int | None = None


def set_target(
    aim: Aim, *, year: int, from_on: date | None = None, reason: str = "", by: Actor, now: datetime
) -> TargetVersion:
    """Set one target of a unit for a year (定目标).

    Raises: Forbidden; BadAim: no such unit, a kind that the indicator has not, no ground, or it is set already.
    """
    return set_targets([aim], year=year, from_on=from_on, reason=reason, by=by, now=now)[0]


def set_targets(
    aims: Iterable[Aim], *, year: int, from_on: date | None = None, reason: str = "", by: Actor, now: datetime
) -> list[TargetVersion]:
    """Set targets of units for a year in one act (定目标): all or none, one event.

    Args: from_on: the day from which they hold; else the first day of the year. reason: why, in an officer's words.
    Raises: as `set_target`.
    """
    rights.require(by.viewer, "target.set")
    wanted = list(aims)
    for aim in wanted:
        _check(aim, by=by)
    try:
        return _set(wanted, year=year, from_on=from_on or date(year, 1, 1), reason=reason, by=by, now=now)
    except IntegrityError as twice:
        raise BadAim("这个单位本年度已有同一指标、同一类型的目标。要改数请用“调整目标”，原来的目标会保留。") from twice


def change_target(  # noqa: PLR0913 - which, as shown, to what, from when, why, on what ground, by whom, when
    target_id: int,
    asked: engine.Target,
    *,
    version: int,
    from_on: date,
    reason: str,
    ground: Ground,
    nodes: tuple[Decimal, ...] = (),
    by: Actor,
    now: datetime,
) -> TargetVersion:
    """Change a target in mid-year (调整目标): a new version from a day on, the old one stays and is judged beside it.

    Raises: Forbidden; Stale: somebody changed it meanwhile; BadAim: no reason, another kind, a day before it began.
    """
    change = Change(target_id, asked, version, nodes)
    return change_targets([change], from_on=from_on, reason=reason, ground=ground, by=by, now=now)[0]


@dataclass(frozen=True)
class Change:
    """One target with its new numbers (调整一项). version: the one that was shown."""

    target_id: int
    asked: engine.Target
    version: int
    nodes: tuple[Decimal, ...] = ()


def change_targets(
    changes: Iterable[Change], *, from_on: date, reason: str, ground: Ground, by: Actor, now: datetime
) -> list[TargetVersion]:
    """Change several targets in one act (调整目标), as when a breakdown is made anew; all or none, one event.

    Raises: as `change_target`.
    """
    rights.require(by.viewer, "target.set")
    if not reason.strip():
        raise BadAim("请写明调整的理由。")
    _check_ground(ground)
    wanted = [(_standing(change, from_on=from_on, by=by), change) for change in changes]
    try:
        return _change(wanted, from_on=from_on, reason=reason.strip()[:500], ground=ground, by=by, now=now)
    except IntegrityError as twice:
        raise Stale("其中有目标刚被他人调整过，请刷新后再办。") from twice


@transaction.atomic
def end_target(  # noqa: PLR0913 - which, as shown, from when, why, on what ground, by whom, when
    target_id: int, *, version: int, from_on: date, reason: str, ground: Ground, by: Actor, now: datetime
) -> TargetVersion:
    """A target no longer holds from a day on (取消目标); what it was stays."""
    rights.require(by.viewer, "target.set")
    if not reason.strip():
        raise BadAim("请写明取消的理由。")
    _check_ground(ground)
    stands = _found(target_id, version, by=by)
    if from_on < stands.from_on:
        raise BadAim(f"取消日期不能早于现行目标的起效日期{stands.from_on:%Y-%m-%d}。")
    asked = mapping.to_target(stands, stands.target.kind)
    row = mapping.to_version(
        asked,
        **_columns(stands.target, stands.version + 1, ground, by=by, now=now),
        from_on=from_on,
        reason=reason.strip()[:500],
        is_ended=True,
        nodes=stands.nodes,
        item_id=stands.item_id,
    )
    _keep("target.ended", [row], by=by, now=now, why=reason)
    return row


def _check(aim: Aim, *, by: Actor) -> None:
    _check_ground(aim.ground)
    day = by.viewer.on
    unit = units.units_on(day).filter(pk=aim.unit_id).first()
    if unit is None:
        raise BadAim("没有找到承担单位，请重新选择。目标只定到部门、镇街和园区，不定到企业。")
    book = queries.book(day)
    if aim.indicator and aim.indicator not in book.indicators:
        raise BadAim(f"没有指标“{aim.indicator}”，请从列表中选择。")
    indicator = book.indicators.get(aim.indicator)
    if indicator is None and not aim.name.strip():
        raise BadAim("定性目标要写明做成什么。")
    if aim.asked.kind not in engine.kinds_of(indicator):
        label = indicator.label if indicator else aim.name
        raise BadAim(f"“{label}”不能设{aim.asked.kind.word}目标，请换一种目标类型。")
    if indicator and indicator.bureau == STATISTICS and unit.name.endswith(STATISTICS):
        raise BadAim("统计部门独立统计，不承担自己提供数据的指标目标。请改由主管部门承担。")
    _check_numbers(aim.asked, indicator)


def _check_numbers(asked: engine.Target, indicator: object) -> None:
    unit = engine.unit_of_target(asked.kind, indicator)  # type: ignore[arg-type]
    for name in mapping.TIERS:
        number = getattr(asked, name)
        if number is not None and number.unit.dimension != unit.dimension:
            raise BadAim(f"计量单位应为“{unit.label}”，“{number}”不是。")


def _check_ground(ground: Ground) -> None:
    if not ground.source.strip():
        raise BadAim("请写明依据（文件名称和文号，或会议名称）。")


@transaction.atomic
def _set(aims: list[Aim], *, year: int, from_on: date, reason: str, by: Actor, now: datetime) -> list[TargetVersion]:
    targets = Target.objects.bulk_create(
        Target(
            unit_id=aim.unit_id,
            indicator=aim.indicator,
            name="" if aim.indicator else aim.name.strip()[:100],
            year=year,
            kind=aim.asked.kind.code,
            parent_id=aim.parent_id,
        )
        for aim in aims
    )
    rows = [
        mapping.to_version(
            aim.asked,
            **_columns(row, 1, aim.ground, by=by, now=now),
            from_on=from_on,
            reason=reason.strip()[:500],
            nodes=[str(each) for each in aim.nodes],
            item_id=aim.item_id,
        )
        for row, aim in zip(targets, aims, strict=True)
    ]
    return _keep("target.set", rows, by=by, now=now, why=reason)


@transaction.atomic
def _change(
    wanted: list[tuple[TargetVersion, Change]],
    *,
    from_on: date,
    reason: str,
    ground: Ground,
    by: Actor,
    now: datetime,
) -> list[TargetVersion]:
    rows = [
        mapping.to_version(
            change.asked,
            **_columns(old.target, old.version + 1, ground, by=by, now=now),
            from_on=from_on,
            reason=reason,
            nodes=[str(each) for each in change.nodes],
            item_id=old.item_id,
        )
        for old, change in wanted
    ]
    before = [mapping.facts_of(old) for old, _ in wanted]
    return _keep("target.changed", rows, by=by, now=now, why=reason, before=before)


def _keep(
    kind: str,
    rows: list[TargetVersion],
    *,
    by: Actor,
    now: datetime,
    why: str,
    before: Sequence[dict[str, str] | None] = (),
) -> list[TargetVersion]:
    """Write versions, each with its event, in one go."""
    drafts = [
        event_draft(
            kind,
            object_kind=TARGET,
            object_id=row.target_id,
            by=by,
            at=now,
            frm=old,
            to={**_told(row.target), **mapping.facts_of(row)},
            why=why.strip(),
        )
        for row, old in zip(rows, before or [None] * len(rows), strict=True)
    ]
    first = append_events(drafts).seq - len(drafts) + 1
    for seq, row in enumerate(rows, start=first):
        row.event_seq = seq
    return TargetVersion.objects.bulk_create(rows)


def _standing(change: Change, *, from_on: date, by: Actor) -> TargetVersion:
    stands = _found(change.target_id, change.version, by=by)
    kept = mapping.kind_of(stands.target.kind)
    if change.asked.kind is not kept:
        raise BadAim(f"这是{kept.word}目标，不能改成{change.asked.kind.word}目标；请取消后另定。")
    if from_on < stands.from_on:
        raise BadAim(f"调整的起效日期不能早于现行目标的起效日期{stands.from_on:%Y-%m-%d}。")
    _check_numbers(change.asked, queries.book(by.viewer.on).indicators.get(stands.target.indicator))
    return stands


def _found(target_id: int, version: int, *, by: Actor) -> TargetVersion:
    """The last version of a target, as it was shown."""
    last = (
        TargetVersion.objects.visible_to(by.viewer)
        .filter(target_id=target_id)
        .select_related("target")
        .order_by("-version")
        .first()
    )
    if last is None:
        raise Http404
    found: TargetVersion = last
    if found.version != version:
        raise Stale("这个目标刚被他人调整过，请刷新后再办。")
    if found.is_ended:
        raise BadAim("这个目标已取消，不能再调整。")
    return found


def _columns(target: Target, version: int, ground: Ground, *, by: Actor, now: datetime) -> dict[str, Any]:
    """What every version keeps beside its numbers."""
    return {
        "target": target,
        "version": version,
        "source": ground.source.strip()[:200],
        "document_id": ground.document_id,
        "candidate_id": ground.candidate_id,
        "quote": ground.quote,
        "at": now,
        "by_id": by.viewer.person_id,
        "by_name": by.viewer.name,
    }


def _told(row: Target) -> dict[str, object]:
    return {"unit_id": row.unit_id, "indicator": row.indicator or row.name, "year": row.year, "kind": row.kind}
