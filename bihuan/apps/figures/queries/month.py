"""A month of one unit: every indicator with its figure, last year's, and the sum of its parts (月度指标)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.http import Http404

from bihuan.apps.figures.models import Observation
from bihuan.apps.figures.queries.book import Book
from bihuan.apps.figures.queries.cells import NO_MONTH, Around, Shown
from bihuan.apps.figures.queries.figures import standing, waiting_for_release
from bihuan.apps.figures.queries.places import Place, places_in
from bihuan.apps.figures.queries.progress import Progress, progress_of
from bihuan.apps.figures.queries.sheets import assignments
from bihuan.apps.figures.queries.targets import targets_of_year
from bihuan.apps.units import queries as units
from bihuan.base.scope import Viewer
from bihuan.engine.charts import Drawing, spark
from bihuan.engine.values import Indicator, Month


@dataclass(frozen=True)
class MonthRow:
    """One indicator of a unit in a month (指标一行). before: the figure before. depth: of a part under its whole.

    trend: growth of the months of the year.
    progress: its targets with lamp and what is needed. place: among peers, None where not known or not for this viewer.
    """

    indicator: Indicator
    cell: Shown
    year_before: Observation | None
    before: Observation | None
    depth: int = 0
    trend: tuple[tuple[Month, Decimal | None], ...] = ()
    progress: tuple[Progress, ...] = ()
    place: Place | None = None

    @property
    def spark(self) -> Drawing | None:
        """The small line of its growth over the year (走势)."""
        return spark([rate for _, rate in self.trend], [month for month, _ in self.trend])

    @property
    def rests(self) -> bool:
        """Whether the indicator has no figure in such a month: a quarterly one in October (本月无数)."""
        return self.cell.row is None and self.cell.word == NO_MONTH


@dataclass(frozen=True)
class MonthTable:
    """A unit's month."""

    unit_id: int
    unit_name: str
    month: Month
    rows: list[MonthRow]
    known_on: date | None

    @property
    def current(self) -> list[MonthRow]:
        """Indicators that have, or should have, a figure in this month."""
        return [row for row in self.rows if not row.rests]

    @property
    def resting(self) -> list[MonthRow]:
        """Those that have none in such a month."""
        return [row for row in self.rows if row.rests]

    @property
    def is_ranked(self) -> bool:
        """Whether any place is shown."""
        return any(row.place for row in self.rows)

    @property
    def has_targets(self) -> bool:
        """Whether any indicator has a target."""
        return any(row.progress for row in self.rows)

    @property
    def reported(self) -> int:
        """How many indicators have a figure."""
        return sum(row.cell.row is not None for row in self.rows)


def around(
    viewer: Viewer,
    *,
    months: Collection[Month],
    unit_ids: Collection[int],
    book: Book,
    indicators: Iterable[str] | None = None,
    known_on: date | None = None,
) -> Around:
    """All that cells of some units and months are read from, in three queries."""
    last = max(months)
    asked = assignments(viewer, month=last).filter(unit_id__in=unit_ids).order_by()
    return Around(
        stands=standing(viewer, months=months, unit_ids=unit_ids, indicators=indicators, known_on=known_on),
        waiting=waiting_for_release(viewer, months=months, unit_ids=unit_ids) if known_on is None else {},
        asked=set(asked.values_list("unit_id", "indicator")),
        book=book,
    )


def district_id(day: date) -> int:
    """The district itself, whose figures pages show first (本区)."""
    found = units.units_on(day).filter(depth=1).values_list("pk", flat=True).first()
    if found is None:
        raise Http404
    return found


def may_read_unit(viewer: Viewer, unit_id: int) -> bool:
    """Whether a unit's figures are for this viewer's eyes; the district's own are for all who read figures."""
    return viewer.sees_all or unit_id in viewer.unit_ids or unit_id == district_id(viewer.on)


def month_table(
    viewer: Viewer,
    *,
    unit_id: int,
    month: Month,
    book: Book,
    known_on: date | None = None,
    figures_alone: bool = False,
) -> MonthTable:
    """Every indicator that a unit has, or should have, in a month, with its targets and its place among peers.

    Args: figures_alone: without targets and places.
    Raises: Http404: the unit is not for this viewer's eyes.
    """
    if not may_read_unit(viewer, unit_id) or units.unit(unit_id) is None:
        raise Http404
    months = [month.shifted(-back) for back in range(13)]
    found = around(viewer, months=months, unit_ids=[unit_id], book=book, known_on=known_on)
    codes = {code for _, code, _ in (*found.stands, *found.waiting)} | {code for _, code in found.asked}
    table = MonthTable(
        unit_id,
        units.unit_name_on(unit_id, month.end_on),
        month,
        [_row(found, unit_id, indicator, month) for indicator in book.ordered(codes)],
        known_on,
    )
    return table if figures_alone else _with_progress(viewer, table, book)


def _with_progress(viewer: Viewer, table: MonthTable, book: Book) -> MonthTable:
    """Targets, lamps, what is needed, and places beside the figures."""
    sides: dict[str, Any] = {"month": table.month, "known_on": table.known_on, "book": book}
    lines = targets_of_year(
        viewer, table.month.year, unit=table.unit_id, on=table.known_on, month=table.month, rules=book
    )
    targets = progress_of(viewer, lines, **sides)
    places = places_in(viewer, table.unit_id, codes={row.indicator.code for row in table.rows}, **sides)
    rows = [
        replace(row, progress=tuple(targets.get(code, ())), place=places.get(code))
        for row in table.rows
        for code in (row.indicator.code,)
    ]
    return replace(table, rows=rows)


def _row(found: Around, unit_id: int, indicator: Indicator, month: Month) -> MonthRow:
    code = indicator.code
    return MonthRow(
        indicator=indicator,
        cell=found.cell((unit_id, code, month)),
        year_before=found.stands.get((unit_id, code, month.shifted(-12))),
        before=_before(found, unit_id, indicator, month),
        depth=0 if indicator.parent is None else 1,
        trend=_trend(found, unit_id, indicator, month),
    )


def _trend(found: Around, unit_id: int, indicator: Indicator, month: Month) -> tuple[tuple[Month, Decimal | None], ...]:
    """Growth of the months of the year that exist, up to the month (走势)."""
    months = [Month(month.year, each) for each in indicator.months if each <= month.month]
    rows = [(each, found.stands.get((unit_id, indicator.code, each))) for each in months]
    return tuple((each, None if row is None else row.growth) for each, row in rows)


def _before(found: Around, unit_id: int, indicator: Indicator, month: Month) -> Observation | None:
    """The figure of the last month that has one."""
    earlier = (month.shifted(-back) for back in range(1, 13))
    existing = next((each for each in earlier if each.month in indicator.months), None)
    return None if existing is None else found.stands.get((unit_id, indicator.code, existing))
