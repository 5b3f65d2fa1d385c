"""The demonstration's targets: what the conference asked of the district, and of its towns (演示目标)."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.utils import timezone

from bihuan.apps.figures import actions, queries
from bihuan.base.demonstration import Demonstration
from bihuan.engine import indicators as engine
from bihuan.engine.values import Quantity

OFFICE = "ducha"
SET_ON = (2, 10)
"""Month and day on which a year's targets were set."""


@cache
def wanted() -> dict[str, list[list[Any]]]:
    """Targets of the district and of each town, from targets.yaml."""
    told: dict[str, list[list[Any]]] = yaml.safe_load((Path(__file__).parent / "targets.yaml").read_text("utf-8"))
    return told


def make(demonstration: Demonstration, years: tuple[int, ...], codes: tuple[str, ...]) -> int:
    """Set the targets of some years; how many there are. codes: indicators that towns report."""
    return sum(_year(demonstration, year, late=years[-1] - year, codes=codes) for year in years)


def _year(demonstration: Demonstration, year: int, *, late: int, codes: tuple[str, ...]) -> int:
    day = min(date(year, *SET_ON), demonstration.on)
    now = timezone.make_aware(datetime.combine(day, time(15)))
    rules = queries.book(demonstration.on)
    source = f"{year}年区委经济工作会议报告（演示）"
    units = demonstration.made["units"].values()
    district = [unit.pk for unit in units if unit.depth == 1]
    towns = [unit.pk for unit in units if unit.kind == "town"]
    pairs = [(pk, line) for line in wanted()["district"] for pk in district]
    pairs += [(pk, line) for line in wanted()["towns"] if line[0] in codes for pk in towns]
    aims = [_aim(pk, line, rules.indicators[line[0]], source, late=late) for pk, line in pairs]
    return len(actions.set_targets(aims, year=year, by=demonstration.actor_of(OFFICE, now), now=now))


def _aim(unit_id: int, line: list[Any], indicator: Any, source: str, *, late: int) -> actions.Aim:
    code, kind_code, *numbers = line
    kind = next(each for each in engine.TargetKind if each.code == kind_code)
    unit = engine.unit_of_target(kind, indicator)
    floor, goal, stretch = (
        None if number is None else Quantity(_earlier(Decimal(str(number)), kind, late), unit) for number in numbers
    )
    if goal is None:
        raise ValueError(f"targets.yaml: {code} has no goal")
    asked = engine.Target(kind=kind, goal=goal, floor=floor, stretch=stretch, told_by=engine.told_by(kind, indicator))
    return actions.Aim(unit_id, code, asked, actions.Ground(source))


def _earlier(number: Decimal, kind: engine.TargetKind, late: int) -> Decimal:
    """A year earlier growth was a point less, amounts a tenth."""
    if kind is engine.TargetKind.GROWTH:
        return number - late
    return (number * (10 - late) / 10).quantize(Decimal(1)) if late else number
