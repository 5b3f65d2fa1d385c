"""One indicator over units and the months of a year, with places among peers (一个指标)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.http import Http404

from bihuan.apps.figures.mapping import asks_growth
from bihuan.apps.figures.queries.book import Book
from bihuan.apps.figures.queries.cells import Shown
from bihuan.apps.figures.queries.cubes import cube
from bihuan.apps.figures.queries.month import around, district_id
from bihuan.apps.figures.queries.places import earlier_month, sees_order
from bihuan.apps.figures.queries.plan import assigned, is_answered_by
from bihuan.apps.units import queries as units
from bihuan.base.scope import Viewer
from bihuan.engine import indicators as engine
from bihuan.engine.indicators import Cube, MonthSpan
from bihuan.engine.values import Indicator, Month, Quantity


@dataclass(frozen=True)
class UnitRow:
    """One unit's year of an indicator (一个单位的一年). place: among its peers in the month, None where not known."""

    unit_id: int
    name: str
    cells: list[tuple[Month, Shown]]
    place: int | None = None
    change: int | None = None

    @property
    def rates(self) -> list[Decimal | None]:
        """Growth of each month, for the chart."""
        return [cell.growth for _, cell in self.cells]


@dataclass(frozen=True)
class SumOfParts:
    """What the units below add up to beside the unit's own figure (合计与差额)."""

    total: Quantity
    counted: int
    lacking: int
    gap: Quantity | None


@dataclass(frozen=True)
class IndicatorPage:
    """An indicator's year: the district first, then the units in the order of their tree."""

    indicator: Indicator
    month: Month
    months: list[Month]
    rows: list[UnitRow]
    by_growth: bool
    parts: list[Indicator]
    sum: SumOfParts | None
    known_on: date | None


def indicator_page(
    viewer: Viewer, *, code: str, month: Month, book: Book, known_on: date | None = None
) -> IndicatorPage:
    """Units by months of one year for an indicator; places only for those whose work needs the order of units (C08).

    Raises: Http404: no such indicator.
    """
    if code not in book.indicators:
        raise Http404
    indicator = book.indicators[code]
    reporters = assigned(viewer, indicator=code, month=month)
    own = district_id(viewer.on)
    rows = units.units_on(month.end_on).filter(pk__in={own, *reporters}).values_list("pk", "name")
    answers = is_answered_by(viewer, code)
    names = {pk: name for pk, name in rows if answers or pk == own or viewer.sees_all or pk in viewer.unit_ids}
    months = [Month(month.year, number) for number in indicator.months if number <= month.month] or [month]
    read = around(viewer, months=months, unit_ids=names, book=book, indicators=[code], known_on=known_on)
    cells = {pk: [(each, read.cell((pk, code, each))) for each in months] for pk in names}
    made = cube(viewer, book=book, span=MonthSpan(month.year - 1, 2), codes=[code], known_on=known_on)
    places = _places(made, list(names), month, indicator) if sees_order(viewer) else {}
    return IndicatorPage(
        indicator=indicator,
        month=month,
        months=months,
        rows=[UnitRow(pk, name, cells[pk], *places.get(pk, (None, None))) for pk, name in names.items()],
        by_growth=asks_growth(indicator),
        parts=[each for each in book.ordered(book.indicators) if each.parent == code],
        sum=_sum(made, own, month, indicator),
        known_on=known_on,
    )


def _places(
    made: Cube, unit_ids: list[int], month: Month, indicator: Indicator
) -> dict[int, tuple[int | None, int | None]]:
    """Places of the units below the district in a month, and how many they gained since the month before."""
    tree, at = made.tree, made.span.place(month)
    group = engine.peers([[pk for pk in unit_ids if tree.depths[tree.places[pk]] > 0]], tree)
    now = engine.ranks_among(engine.headline(made, at), group, made.catalogue.signs)[:, 0]
    then = now * 0
    if earlier := earlier_month(indicator, month):
        then = engine.ranks_among(engine.headline(made, made.span.place(earlier)), group, made.catalogue.signs)[:, 0]
    change, known = engine.rank_change(then, now)
    found = {}
    for pk in unit_ids:
        place = tree.places[pk]
        found[pk] = (int(now[place]) or None, int(change[place]) if known[place] else None)
    return found


def _sum(made: Cube, own: int, month: Month, indicator: Indicator) -> SumOfParts | None:
    """The sum of the units below the district; None where the indicator does not add up or nothing was reported."""
    found, place = engine.sums(made, made.span.place(month)), made.tree.places[own]
    if not indicator.additive or not found.counted[place, 0]:
        return None
    gap = engine.from_level(int(found.gap[place, 0]), indicator.unit) if found.compared[place, 0] else None
    total = engine.from_level(int(found.total[place, 0]), indicator.unit)
    return SumOfParts(total, int(found.counted[place, 0]), int(found.lacking[place, 0]), gap)
