"""Where a unit's year is heading (全年走势): counted on two ways, and a forecast with what it missed by before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bihuan.apps.figures.queries.book import Book
from bihuan.apps.figures.queries.cubes import cube
from bihuan.apps.figures.queries.targets import TargetLine, targets_of_year
from bihuan.base.scope import Viewer
from bihuan.engine import indicators as engine
from bihuan.engine.indicators import Cube, MonthSpan, TargetKind
from bihuan.engine.indicators import forecast as foreseen
from bihuan.engine.values import Finding, Indicator, Month, Quantity, Unit

YEARS = 8


@dataclass(frozen=True)
class Foreseen:
    """The year's end as foreseen (预测): an amount, or a growth in percent, with the 80 % interval.

    chance: of reaching the goal, in percent, None without one. error: what the same forecast missed by on average in
    earlier years, in percent of the amount or in points of growth; tried: in how many.
    """

    value: Quantity
    low: Quantity
    high: Quantity
    goal: Quantity | None
    chance: int | None
    error: float | None
    tried: int

    @property
    def is_growth(self) -> bool:
        """Whether a growth is foreseen, not an amount."""
        return self.value.unit is Unit.PERCENT


@dataclass(frozen=True)
class Outlook:
    """Where the year ends straight on and by last year's profile, and as foreseen; None: cannot be said."""

    linear: Quantity | None
    by_profile: Quantity | None
    foreseen: Foreseen | None


def outlook(
    viewer: Viewer, *, unit_id: int, code: str, month: Month, book: Book, known_on: date | None = None
) -> Outlook | None:
    """Where the year of a unit's indicator is heading at a month (全年走势); None where there is no figure then."""
    indicator, span = book.indicators[code], MonthSpan(month.year - YEARS + 1, YEARS)
    if not indicator.accumulates or month.month not in indicator.months:
        return None
    made = cube(viewer, book=book, span=span, codes=[code], unit_ids=[unit_id], known_on=known_on)
    if unit_id not in made.tree.places:
        return None
    lines = targets_of_year(viewer, month.year, unit=unit_id, on=known_on, month=month, rules=book)
    own = [line for line in lines if line.code == code]
    at = made.tree.places[unit_id], 0, span.place(month)
    return _of_amounts(made, at, indicator, own, month) or _of_growth(made, at, own)


def _goal(lines: list[TargetLine], *kinds: TargetKind) -> Quantity | None:
    return next((line.asked.goal for line in lines if line.asked.kind in kinds), None)


def _of_amounts(
    made: Cube, at: tuple[int, int, int], indicator: Indicator, lines: list[TargetLine], month: Month
) -> Outlook | None:
    known = foreseen.history(made, at)
    if known is None:
        return None
    goal = _goal(lines, TargetKind.LEVEL, TargetKind.COUNT)
    wanted = None if goal is None else engine.to_level(goal, indicator.unit)
    target = None if wanted is None or isinstance(wanted, Finding) else float(wanted)
    way, told = foreseen.trajectory(known, month=month.month), foreseen.forecast_year(known, target=target)
    by_profile = None if way.by_profile is None else _amount(way.by_profile, indicator)
    year = None
    if told is not None:
        value, low, high = (_amount(each, indicator) for each in (told.total, told.low, told.high))
        year = Foreseen(value, low, high, goal, _percent(told.chance), told.error, told.tried)
    return Outlook(_amount(way.linear, indicator), by_profile, year)


def _of_growth(made: Cube, at: tuple[int, int, int], lines: list[TargetLine]) -> Outlook | None:
    known = foreseen.growth_history(made, at)
    if known is None:
        return None
    goal = _goal(lines, TargetKind.GROWTH)
    told = foreseen.forecast_growth(known, target=None if goal is None else float(goal.amount))
    if told is None:
        return Outlook(None, None, None)
    rates = (told.growth, told.low, told.high)
    value, low, high = (Quantity(Decimal(engine.shown(each, 1)), Unit.PERCENT) for each in rates)
    return Outlook(None, None, Foreseen(value, low, high, goal, _percent(told.chance), told.error, told.tried))


def _amount(smallest: float, indicator: Indicator) -> Quantity:
    return engine.from_level(round(smallest), indicator.unit)


def _percent(chance: float | None) -> int | None:
    return None if chance is None else round(chance * 100)
