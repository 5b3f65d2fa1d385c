"""Plans over several years and how far they are (倍增计划)."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404

from bihuan.apps.figures import mapping
from bihuan.apps.figures.models import Doubling, Observation
from bihuan.apps.figures.queries.book import Book
from bihuan.apps.figures.queries.figures import standing
from bihuan.apps.units import queries as units
from bihuan.base.scope import Viewer
from bihuan.engine import indicators as engine
from bihuan.engine.values import Indicator, Month


@dataclass(frozen=True)
class DoublingYear:
    """One year of a plan (计划的一年). figure: the newest of the year, with its month; judged: beside the milestone."""

    year: int
    milestone: engine.Milestone
    month: Month | None
    figure: Observation | None
    judged: engine.Judged


@dataclass(frozen=True)
class DoublingPage:
    """One version of a plan, year by year (倍增计划)."""

    row: Doubling
    unit_name: str
    indicator: Indicator | None
    growth: object
    years: list[DoublingYear]
    versions: list[Doubling]


def doublings(viewer: Viewer) -> list[tuple[Doubling, str]]:
    """The newest version of each plan in reach, with the unit's name."""
    newest: dict[tuple[int, str, int, int], Doubling] = {}
    for row in Doubling.objects.visible_to(viewer).order_by("version"):
        newest[row.unit_id, row.indicator, row.start_year, row.goal_year] = row
    names = units.unit_names_on({row.unit_id for row in newest.values()}, viewer.on)
    return [(row, names[row.unit_id]) for row in sorted(newest.values(), key=lambda row: (-row.goal_year, row.pk))]


def doubling_page(viewer: Viewer, doubling_id: int, *, rules: Book) -> DoublingPage:
    """One plan: its years, the growth each implies, the figures beside them, its other versions.

    Raises: Http404.
    """
    row: Doubling | None = Doubling.objects.visible_to(viewer).filter(pk=doubling_id).first()
    if row is None:
        raise Http404
    same = {"unit_id": row.unit_id, "indicator": row.indicator, "start_year": row.start_year}
    versions = Doubling.objects.visible_to(viewer).filter(**same, goal_year=row.goal_year).order_by("-version")
    span = range(row.start_year + 1, row.goal_year + 1)
    months = [Month(year, number) for year in span for number in range(1, 13)]
    stands = standing(viewer, months=months, unit_ids=[row.unit_id], indicators=[row.indicator])
    newest = {key[2].year: (key[2], figure) for key, figure in sorted(stands.items(), key=lambda each: each[0][2])}
    years = [
        _year(row, year, milestone, newest.get(year))
        for year, milestone in zip(span, mapping.milestones_of(row), strict=True)
    ]
    return DoublingPage(
        row=row,
        unit_name=units.unit_name_on(row.unit_id, viewer.on),
        indicator=rules.indicators.get(row.indicator),
        growth=engine.yearly_growth(row.start, row.goal, years=row.goal_year - row.start_year),
        years=years,
        versions=list(versions),
    )


def _year(
    row: Doubling, year: int, milestone: engine.Milestone, found: tuple[Month, Observation] | None
) -> DoublingYear:
    month, figure = found or (None, None)
    kind = engine.TargetKind.COUNT if row.kind == Doubling.Kind.ENTERPRISES else engine.TargetKind.LEVEL
    asked = engine.Target(kind, milestone.goal)
    passed = engine.by_months(month) if month else None
    judged = engine.judge(asked, engine.Standing(figure.level if figure else None), time_progress=passed)
    return DoublingYear(year, milestone, month, figure, judged)
