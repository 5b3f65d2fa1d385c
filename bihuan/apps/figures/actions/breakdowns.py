"""Sharing a target out among units, and anew in mid-year (目标分解): the units' targets in the same act."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.http import Http404

from bihuan.apps.figures import mapping, queries
from bihuan.apps.figures.actions.targets import TARGET, Aim, BadAim, Change, Ground, change_targets, set_targets
from bihuan.apps.figures.models import Breakdown
from bihuan.apps.units.actions import record_event
from bihuan.base import rights
from bihuan.base.actors import Actor
from bihuan.base.refusals import Stale
from bihuan.engine import indicators as engine
from bihuan.engine.indicators.decomposition import CannotSplit, Method, Plan


@dataclass(frozen=True)
class Sharing:
    """How a target is to be shared out (分解意见): to whom with which numbers, by which method, with what on top.

    method: None where it is shared out anew, by least change.
    """

    units: Sequence[mapping.UnitSaid]
    method: Method | None = None
    above: Decimal = Decimal(0)


def try_breakdown(page: queries.BreakdownPage, sharing: Sharing) -> Plan:
    """What comes of it, without keeping anything (试算).

    Raises: BadAim: the bounds or numbers do not let it; the sentence says what to do.
    """
    if not sharing.units:
        raise BadAim("没有可分解的单位。")
    try:
        if page.is_anew:
            old = {row.unit_id: row.old.asked.goal for row in page.rows if row.old is not None}
            return mapping.replan_of(page.line.asked, old, sharing.units, page.indicator)
        method = sharing.method or Method.BASE_SHARE
        return mapping.plan_of(page.line.asked, sharing.units, page.indicator, method=method, above=sharing.above)
    except CannotSplit as cannot:
        short = str(engine.from_level(cannot.short, page.indicator.unit))
        raise BadAim(cannot.sentence.replace("{short}", short)) from cannot


def break_down(page: queries.BreakdownPage, sharing: Sharing, *, words: str, by: Actor, now: datetime) -> Breakdown:
    """Give each unit its share as its own target (下达分解): sums exact, the rationale kept, all or none.

    In mid-year, where units have targets already, those that change get a new version from this day on.

    Raises: Forbidden; BadAim: no rationale, or as `try_breakdown`; Stale: somebody changed a target meanwhile.
    """
    rights.require(by.viewer, "target.set")
    if not words.strip():
        raise BadAim("请写明分解的理由，如办法、协商情况、会议或文件。")
    _refuse_what_does_not_add_up(page)
    made = try_breakdown(page, sharing)
    goals = mapping.goals_of(made, page.line.asked.kind, page.indicator)
    try:
        return _keep(page, sharing, made, goals, words=words.strip()[:500], by=by, now=now)
    except IntegrityError as twice:
        raise Stale("这个目标刚被他人分解过，请刷新后再办。") from twice


@transaction.atomic
def _keep(  # noqa: PLR0913 - what is shared out, how, with which result, why, by whom, when
    page: queries.BreakdownPage,
    sharing: Sharing,
    made: Plan,
    goals: Sequence[Any],
    *,
    words: str,
    by: Actor,
    now: datetime,
) -> Breakdown:
    lines = mapping.facts_of_plan(sharing.units, made, goals)
    target = page.line.row.target
    kept = Breakdown(
        target=target,
        version=(page.kept[0].version if page.kept else 0) + 1,
        method=sharing.method.code if sharing.method and not page.is_anew else "",
        goal=str(page.line.asked.goal),
        verdict=made.coverage.verdict if made.coverage else "",
        lines=lines,
        words=words,
        at=now,
        by_id=by.viewer.person_id,
        by_name=by.viewer.name,
    )
    kept.above = sharing.above or None
    told = {"method": kept.method, "goal": kept.goal, "count": len(lines), "verdict": kept.verdict}
    event = record_event(
        "target.broken_down", object_kind=TARGET, object_id=target.pk, by=by, at=now, to=told, why=words
    )
    kept.event_seq = event.seq
    kept.save(force_insert=True)
    _give(page, sharing, goals, words=words, by=by, now=now)
    return kept


def _give(
    page: queries.BreakdownPage, sharing: Sharing, goals: Sequence[Any], *, words: str, by: Actor, now: datetime
) -> None:
    """New targets, or new versions of those that change."""
    row = page.line.row
    ground = Ground(row.source, row.document_id, row.candidate_id, row.quote)
    goal_of = {each.unit_id: goal for each, goal in zip(sharing.units, goals, strict=True)}
    if not page.is_anew:
        asked = replace(page.line.asked, floor=None, stretch=None)
        nodes = mapping.nodes_of(row)
        aims = [
            Aim(pk, page.indicator.code, replace(asked, goal=goal), ground, nodes=nodes, parent_id=row.target_id)
            for pk, goal in goal_of.items()
        ]
        start = max(row.from_on, date(row.target.year, 1, 1))
        set_targets(aims, year=row.target.year, from_on=start, reason=words, by=by, now=now)
        return
    old = [one.old for one in page.rows if one.old is not None]
    changes = [
        Change(line.target_id, _moved(line.asked, goal_of[line.unit_id]), line.row.version, mapping.nodes_of(line.row))
        for line in old
        if goal_of[line.unit_id] != line.asked.goal
    ]
    if changes:
        change_targets(changes, from_on=by.viewer.on, reason=words, ground=ground, by=by, now=now)


def _moved(asked: engine.Target, goal: Any) -> engine.Target:
    """A target with another goal; floor and stretch stay where they still are below and above it."""
    try:
        return replace(asked, goal=goal)
    except engine.BadTarget:
        return replace(asked, goal=goal, floor=None, stretch=None)


def _refuse_what_does_not_add_up(page: queries.BreakdownPage) -> None:
    if page.line.asked.kind is not engine.TargetKind.GROWTH and not page.indicator.additive:
        raise BadAim(f"“{page.indicator.label}”各单位的数不能相加，不能按总量分解。请分别定目标。")
    if page.line.row.is_ended:
        raise Http404
