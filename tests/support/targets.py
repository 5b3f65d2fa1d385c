"""Targets for tests: a paper, and growth and levels that a unit is to reach."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from bihuan.apps.figures import actions, queries
from bihuan.engine import indicators as engine
from bihuan.engine.values import Quantity
from tests.support.builders import DAY, NOW, actor, viewer
from tests.support.cast import Cast

YEAR = 2026
GROUND = actions.Ground("2026年区委经济工作会议报告")
KINDS = {kind.code: kind for kind in engine.TargetKind}


def asked(code: str, kind: str, goal: str, **numbers: str) -> engine.Target:
    """What a target of an indicator asks."""
    indicator = queries.book(DAY).indicators.get(code)
    unit = engine.unit_of_target(KINDS[kind], indicator)
    every = {name: Quantity(Decimal(number), unit) for name, number in {"goal": goal, **numbers}.items()}
    return engine.Target(kind=KINDS[kind], told_by=engine.told_by(KINDS[kind], indicator), **every)


def aim(unit: Any, code: str, kind: str, goal: str, **numbers: str) -> actions.Aim:
    """A target to be set."""
    return actions.Aim(unit.pk, code, asked(code, kind, goal, **numbers), GROUND)


def set_one(cast: Cast, unit: Any, code: str = "exports", kind: str = "growth", goal: str = "6", **numbers: str) -> Any:
    """A target of this year, set by the supervision office."""
    return actions.set_target(aim(unit, code, kind, goal, **numbers), year=YEAR, by=actor(cast.supervisor), now=NOW)


def drafted(cast: Cast, unit: Any, **said: Any) -> Any:
    """A letter of a unit, drafted by the supervision office; the unit has a target of imports at least."""
    if not queries.targets_of_year(viewer(cast.supervisor), YEAR, unit=unit.pk):
        set_one(cast, unit, code="imports")
    wanted = {"superior": "镜澜区人民政府", "basis": "2026年区委经济工作会议报告", **said}
    return actions.draft_letter(unit.pk, YEAR, actions.LetterWanted(**wanted), by=actor(cast.supervisor), now=NOW)


def planned(cast: Cast, unit: Any, *, version: int = 0, reason: str = "", **said: Any) -> Any:
    """A plan to double a unit's exports in five years."""
    amount = {"start": "100", "goal": "200"} | {name: said.pop(name) for name in ("start", "goal") if name in said}
    indicator = queries.book(DAY).indicators[said.get("indicator", "exports")]
    numbers = {name: Quantity(Decimal(text), indicator.unit) for name, text in amount.items()}
    plain = {"kind": "total", "indicator": "exports", "name": "出口倍增", "source": "倍增行动方案"}
    years = {"start_year": 2025, "goal_year": 2030}
    wanted = actions.PlanWanted(unit.pk, **{**plain, **years, **numbers, **said})
    return actions.set_doubling(wanted, version=version, reason=reason, by=actor(cast.supervisor), now=NOW)
