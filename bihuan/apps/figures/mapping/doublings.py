"""Plans over several years <-> their rows (倍增计划)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from bihuan.apps.figures.models import Doubling
from bihuan.engine.indicators import Milestone, implied_by, path
from bihuan.engine.values import Indicator, Quantity

MEASURES = {
    Doubling.Kind.TOTAL: "level",
    Doubling.Kind.ENTERPRISES: "count",
    Doubling.Kind.INVESTMENT: "level",
    Doubling.Kind.ZONE: "level",
}
"""What an indicator must be published in, to have a plan of a kind."""


def milestones_of(row: Doubling) -> list[Milestone]:
    """The years of a plan, each with the growth that it implies."""
    found, before = [], row.start
    for text in row.milestones:
        goal = Quantity(Decimal(text), row.start.unit)
        found.append(Milestone(goal, implied_by(before, goal)))
        before = goal
    return found


def milestones_for(
    start: Quantity, goal: Quantity, *, years: int, given: Mapping[int, Quantity], indicator: Indicator
) -> list[str]:
    """What each year is to end with, as kept: those given, the others growing alike between them."""
    places = 2 if indicator.unit.factor > 1 else 0
    return [f"{each.goal.amount:f}" for each in path(start, goal, years=years, given=given, places=places)]
