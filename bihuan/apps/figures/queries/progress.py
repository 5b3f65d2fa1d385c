"""How a unit's month stands against its targets and its peers (完成进度、位次)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import numpy as np

from bihuan.apps.figures.queries.book import Book
from bihuan.apps.figures.queries.cubes import cube
from bihuan.apps.figures.queries.targets import TargetLine
from bihuan.base.scope import Viewer
from bihuan.engine import indicators as engine
from bihuan.engine.indicators import Cube, MonthSpan, Singles, TargetKind
from bihuan.engine.lamps import Lamp
from bihuan.engine.values import Finding, Month, Quantity, Unit

YEARS = 6
"""So many years are looked through for the best pace ever."""
AMOUNTS = frozenset({TargetKind.LEVEL, TargetKind.COUNT, TargetKind.REVERSE})


@dataclass(frozen=True)
class Needed:
    """What each month left must bring (后期要求), beside the best month and the best rest of a year ever;
    growth is counted (测算). None where it cannot be said."""

    month: Quantity | None
    best: Quantity | None
    best_rest: Quantity | None
    growth: Decimal | None

    @property
    def is_beyond(self) -> bool:
        """Whether more is needed than was ever reached."""
        return self.month is not None and self.best is not None and self.month > self.best


@dataclass(frozen=True)
class Progress:
    """One target of a unit in a month: how it stands, its lamp with the reason, what is still needed (目标进度)."""

    line: TargetLine
    lamp: Lamp | None
    needed: Needed | None


def lamp_of(line: TargetLine, book: Book) -> Lamp | None:
    """The lamp of a target by the rule of its kind (目标状态灯); None where none is defined or nothing is known."""
    asked, judged = line.asked, line.judged
    if asked.kind in AMOUNTS:
        rule = book.lamps.get(book.form.lamps["amount"])
        if rule is None:
            return None
        passed = line.time_progress
        return engine.level_lamp(rule, completed=judged.completion, time_progress=passed, told_by=asked.told_by)
    rule = book.lamps.get(book.form.lamps["growth"])
    if asked.kind is not TargetKind.GROWTH or rule is None or line.figure is None:
        return None
    return engine.growth_lamp(rule, growth=line.figure.growth, target=asked.goal.amount)


def progress_of(
    viewer: Viewer, lines: Iterable[TargetLine], *, month: Month, book: Book, known_on: date | None = None
) -> dict[str, list[Progress]]:
    """Targets of one unit in a month by indicator, each with its lamp and what the rest of the year must bring."""
    known = [line for line in lines if line.indicator is not None]
    needed = _needed(viewer, known, month=month, book=book, known_on=known_on)
    found: dict[str, list[Progress]] = {}
    for line in known:
        found.setdefault(line.code, []).append(Progress(line, lamp_of(line, book), needed.get(line.target_id)))
    return found


def _needed(
    viewer: Viewer, lines: list[TargetLine], *, month: Month, book: Book, known_on: date | None
) -> dict[int, Needed]:
    """For each target of an amount or a growth that a level stands behind; one query over the unit's years."""
    wanted = [line for line in lines if line.asked.kind in AMOUNTS - {TargetKind.REVERSE} | {TargetKind.GROWTH}]
    if not wanted:
        return {}
    codes, unit_id = {line.code for line in wanted}, wanted[0].unit_id
    span = MonthSpan(month.year - YEARS + 1, YEARS)
    made = cube(viewer, book=book, span=span, codes=codes, unit_ids=[unit_id], known_on=known_on)
    if unit_id not in made.tree.places:
        return {}
    singles = engine.single_values(made)
    each = {line.target_id: _needed_of(line, made, singles, month) for line in wanted}
    return {target_id: needed for target_id, needed in each.items() if needed is not None}


def _needed_of(line: TargetLine, made: Cube, singles: Singles, month: Month) -> Needed | None:
    place, at = made.span.place(month), (made.tree.places[line.unit_id], made.catalogue.places[line.code])
    targets = _as_targets(line, made, at)
    found = engine.paces(made, place, targets=targets, singles=singles)
    unit = made.catalogue.indicators[at[1]].unit
    said = Needed(
        month=_quantity(float(found.required[at]), unit),
        best=_quantity(float(found.best[at]), unit),
        best_rest=_quantity(float(found.best_rest[at]), unit),
        growth=_decimal(float(found.growth[at])),
    )
    return said if said.month is not None or said.growth is not None else None


def _as_targets(line: TargetLine, made: Cube, at: tuple[int, int]) -> engine.Targets:
    """The one target as the arrays of the engine."""
    targets = engine.no_targets(made, engine.time_progress_table(made.catalogue))
    year = line.row.target.year - made.span.first_year
    if line.asked.kind is TargetKind.GROWTH:
        targets.growth[*at, year] = float(line.asked.goal.amount)
    elif not isinstance(level := engine.to_level(line.asked.goal, made.catalogue.indicators[at[1]].unit), Finding):
        targets.levels[*at, year] = level
    return targets


def _quantity(smallest: float, unit: Unit) -> Quantity | None:
    return None if np.isnan(smallest) else engine.from_level(round(smallest), unit)


def _decimal(number: float) -> Decimal | None:
    return None if np.isnan(number) else Decimal(repr(number))
