"""Setting a plan over several years, and changing it (定倍增计划)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import IntegrityError, transaction

from bihuan.apps.figures import mapping, queries
from bihuan.apps.figures.actions.targets import BadAim
from bihuan.apps.figures.models import Doubling
from bihuan.apps.units import queries as units
from bihuan.apps.units.actions import record_event
from bihuan.base import rights
from bihuan.base.actors import Actor
from bihuan.base.refusals import Stale
from bihuan.engine.values import Quantity

DOUBLING = "figures.doubling"
LONGEST = 15


@dataclass(frozen=True)
class PlanWanted:
    """A plan to be set (拟定计划). given: milestones of some years that differ from growing alike, by the year."""

    unit_id: int
    kind: str
    indicator: str
    name: str
    start_year: int
    goal_year: int
    start: Quantity
    goal: Quantity
    source: str
    given: Mapping[int, Quantity] = field(default_factory=dict)


def set_doubling(wanted: PlanWanted, *, version: int = 0, reason: str = "", by: Actor, now: datetime) -> Doubling:
    """Set a plan, or a new version of one (定倍增计划); the old versions stay.

    Args: version: the one that was shown, 0 for a new plan. reason: of a change.
    Raises: Forbidden; BadAim: years, numbers or an indicator that do not go together, no source, no reason.
    """
    rights.require(by.viewer, "target.set")
    indicator = queries.book(by.viewer.on).indicators.get(wanted.indicator)
    if indicator is None:
        raise BadAim("请选择指标。")
    _check(wanted, by=by)
    if mapping.MEASURES[Doubling.Kind(wanted.kind)] not in indicator.measures:
        word = Doubling.Kind(wanted.kind).label
        raise BadAim(f"“{indicator.label}”不能作{word}计划：企业数量要选按家数公布的指标，其余要选有总量的指标。")
    if version and not reason.strip():
        raise BadAim("请写明调整的理由。")
    years = wanted.goal_year - wanted.start_year
    given = {year - wanted.start_year: number for year, number in wanted.given.items()}
    kept = Doubling(
        unit_id=wanted.unit_id,
        kind=wanted.kind,
        indicator=wanted.indicator,
        start_year=wanted.start_year,
        goal_year=wanted.goal_year,
        version=version + 1,
        name=wanted.name.strip()[:100],
        milestones=mapping.milestones_for(wanted.start, wanted.goal, years=years, given=given, indicator=indicator),
        source=wanted.source.strip()[:200],
        reason=reason.strip()[:500],
        at=now,
        by_id=by.viewer.person_id,
        by_name=by.viewer.name,
    )
    kept.start, kept.goal = wanted.start, wanted.goal
    try:
        return _keep(kept, by=by, now=now)
    except IntegrityError as twice:
        raise Stale("同一单位、指标和年份的计划已有这一版，请刷新后用“调整”。") from twice


@transaction.atomic
def _keep(kept: Doubling, *, by: Actor, now: datetime) -> Doubling:
    told = {
        "name": kept.name,
        "unit_id": kept.unit_id,
        "indicator": kept.indicator,
        "start_year": kept.start_year,
        "goal_year": kept.goal_year,
        "goal": str(kept.goal),
        "milestones": kept.milestones,
        "source": kept.source,
    }
    kind = "target.plan_set" if kept.version == 1 else "target.plan_changed"
    event = record_event(kind, object_kind=DOUBLING, object_id=None, by=by, at=now, to=told, why=kept.reason)
    kept.event_seq = event.seq
    kept.save(force_insert=True)
    return kept


def _check(wanted: PlanWanted, *, by: Actor) -> None:
    unit = units.units_on(by.viewer.on).filter(pk=wanted.unit_id).first()
    if unit is None:
        raise BadAim("没有找到承担单位，请重新选择。计划只定到区、部门、镇街和园区，不定到企业。")
    if wanted.kind == Doubling.Kind.ZONE and unit.kind != "zone":
        raise BadAim("园区计划的承担单位要选园区。")
    if not 1 <= wanted.goal_year - wanted.start_year <= LONGEST:
        raise BadAim(f"目标年应在基期年之后，最长{LONGEST}年。")
    if wanted.start.amount <= 0 or wanted.goal.amount <= 0:
        raise BadAim("基期数和目标数都要大于0。")
    if not wanted.name.strip() or not wanted.source.strip():
        raise BadAim("请写明计划名称和依据。")
