"""The demonstration's targets: what the conference asked of the district, and of its towns (演示目标)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.utils import timezone

from bihuan.apps.figures import actions, mapping, queries
from bihuan.base.demonstration import Demonstration
from bihuan.engine import indicators as engine
from bihuan.engine.indicators.decomposition import Method
from bihuan.engine.values import Quantity, Unit

OFFICE = "ducha"
SET_ON, SHARED_ON = (2, 10), (3, 5)
"""Month and day on which a year's targets were set, and shared out among the towns."""
TENTH = Decimal("0.1")
PLAN_YEARS = 5


@cache
def wanted() -> dict[str, list[list[Any]]]:
    """Targets of the district, and which are shared out, from targets.yaml."""
    told: dict[str, list[list[Any]]] = yaml.safe_load((Path(__file__).parent / "targets.yaml").read_text("utf-8"))
    return told


def make(demonstration: Demonstration, years: tuple[int, ...]) -> int:
    """Set the district's targets of some years and share some out among its towns; how many the district has."""
    return sum(_year(demonstration, year, late=years[-1] - year) for year in years)


def plan(demonstration: Demonstration, year: int) -> int:
    """Set the district's plans of doubling from a year on; how many."""
    now = _at(demonstration, year + 1, *SET_ON)
    by, rules = demonstration.actor_of(OFFICE, now), queries.book(demonstration.on)
    district = next(unit.pk for unit in demonstration.made["units"].values() if unit.depth == 1)
    for name, kind, code, start, goal in wanted()["plans"]:
        unit = rules.indicators[code].unit
        first, last = (Quantity(Decimal(each), unit) for each in (start, goal))
        source = "工业倍增行动方案（演示）"
        plan = actions.PlanWanted(district, kind, code, name, year, year + PLAN_YEARS, first, last, source)
        actions.set_doubling(plan, by=by, now=now)
    return len(wanted()["plans"])


def _year(demonstration: Demonstration, year: int, *, late: int) -> int:
    now = _at(demonstration, year, *SET_ON)
    rules = queries.book(demonstration.on)
    source = f"{year}年区委经济工作会议报告（演示）"
    district = next(unit.pk for unit in demonstration.made["units"].values() if unit.depth == 1)
    aims = [_aim(district, line, rules.indicators[line[0]], source, late=late) for line in wanted()["district"]]
    by = demonstration.actor_of(OFFICE, now)
    rows = actions.set_targets(aims, year=year, by=by, now=now)
    for code, kind, method in () if late else wanted()["towns"]:
        row = next(each for each in rows if (each.target.indicator, each.target.kind) == (code, kind))
        _share(demonstration, row, method, rules)
    return len(rows)


def _share(demonstration: Demonstration, row: Any, method: str, rules: queries.Book) -> None:
    """Share a target out among the towns, as the office would after talking to them."""
    now = _at(demonstration, row.target.year, *SHARED_ON)
    by = demonstration.actor_of(OFFICE, now)
    page = queries.breakdown_page(by.viewer, row.target_id, who="towns", rules=rules)
    chosen = next(each for each in Method if each.code == method)
    said = [mapping.UnitSaid(each.unit_id, _numbers(each, row, place)) for place, each in enumerate(page.rows)]
    known = [each for each in said if each.get("base") is not None]
    if known:
        kept = replace(page, rows=[each for each in page.rows if each.base is not None])
        words = "按区委经济工作会议要求，与各镇街协商后分解（演示）。"
        actions.break_down(kept, actions.Sharing(known, chosen), words=words, by=by, now=now)


def _numbers(row: queries.BreakdownRow, whole: Any, place: int) -> dict[str, Quantity]:
    numbers = {"base": row.base} if row.base is not None else {}
    if whole.goal.unit is Unit.PERCENT:
        numbers["proposal"] = Quantity(whole.goal.amount + (place * 7 % 5 - 2) * TENTH * 4, Unit.PERCENT)
    return numbers


def _at(demonstration: Demonstration, year: int, month: int, day: int) -> datetime:
    return timezone.make_aware(datetime.combine(min(date(year, month, day), demonstration.on), time(15)))


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
