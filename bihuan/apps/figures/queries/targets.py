"""A year's targets and how each stands (年度目标): engine values with their judgement, old and new versions apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.http import Http404

from bihuan.apps.documents import queries as documents
from bihuan.apps.figures import mapping
from bihuan.apps.figures.models import Observation, Target, TargetVersion
from bihuan.apps.figures.queries.book import Book, book
from bihuan.apps.figures.queries.figures import Key, end_of_day, standing
from bihuan.apps.figures.queries.places import places_in
from bihuan.apps.units import queries as units
from bihuan.apps.work import queries as work
from bihuan.base.scope import ScopedQuerySet, Viewer
from bihuan.engine import indicators as engine
from bihuan.engine.values import Indicator, Month, Quantity


@dataclass(frozen=True)
class TargetPage:
    """One target with all its versions (一个目标).

    lines: versions, newest first, each judged by the same figures. stands: the one that holds today, None where none
    does. parts: targets of units below that it was broken down to. read: candidates whose
    documents this viewer may open.
    """

    target: Target
    unit_name: str
    label: str
    indicator: Indicator | None
    lines: list[TargetLine]
    stands: TargetLine | None
    parts: list[TargetLine]
    read: set[int]

    @property
    def last(self) -> TargetVersion:
        """The newest version, which a change goes out from."""
        return self.lines[0].row


@dataclass(frozen=True)
class TargetLine:
    """One target in force with what it is set against (目标一行).

    indicator: None for a qualitative target. row: the version in force, with its source. asked: the same for the
    engine. month: of the figure it is judged by, and figure: that figure, both None where there is none yet.
    time_progress: percent of the year at that month, None where the target tells no time.
    """

    row: TargetVersion
    unit_name: str
    indicator: Indicator | None
    label: str
    asked: engine.Target
    month: Month | None
    figure: Observation | None
    time_progress: Decimal | None
    judged: engine.Judged

    @property
    def target_id(self) -> int:
        """The target whose version this is."""
        return self.row.target_id

    @property
    def unit_id(self) -> int:
        """Who is to reach it."""
        return self.row.target.unit_id

    @property
    def code(self) -> str:
        """Code of the indicator; empty for a qualitative target."""
        return self.row.target.indicator

    @property
    def is_changed(self) -> bool:
        """Whether it was changed in the year; the versions before are on its page."""
        return self.row.version > 1


def targets_of_year(
    viewer: Viewer,
    year: int,
    *,
    unit: int | None = None,
    on: date | None = None,
    month: Month | None = None,
    rules: Book | None = None,
) -> list[TargetLine]:
    """Targets of a year in this viewer's reach, judged, in the order of units and indicators (年度目标).

    Args: unit: of one unit alone. on: as they stood, and as was known, at the end of a past day. month: judged by the
        figures of this month and none later; else by the newest. rules: the day's rules, where they are in hand.
    """
    rules = rules or book(on or viewer.on)
    rows = versions_in_force(viewer, year, on=on)
    if unit is not None:
        rows = [row for row in rows if row.target.unit_id == unit]
    return judged(viewer, rows, month=month, known_on=on, rules=rules)


def years_with_targets(viewer: Viewer) -> list[int]:
    """Years of which there are targets in reach, newest first (有目标的年度)."""
    return list(Target.objects.visible_to(viewer).order_by("-year").values_list("year", flat=True).distinct())


def unit_names_of(rows: Iterable[TargetVersion], *, on: date) -> dict[int, str]:
    """Units that have these targets, with their names, in the order of their tree (有目标的单位)."""
    wanted = {row.target.unit_id for row in rows}
    order = units.units_on(on).filter(pk__in=wanted).values_list("pk", flat=True)
    names = units.unit_names_on(wanted, on)
    return {pk: names[pk] for pk in (*order, *(wanted - set(order)))}


def by_unit(lines: Iterable[TargetLine]) -> list[tuple[int, str, list[TargetLine]]]:
    """Lines under their units, in the order they come in (按单位)."""
    found: dict[int, list[TargetLine]] = {}
    for line in lines:
        found.setdefault(line.unit_id, []).append(line)
    return [(unit_id, own[0].unit_name, own) for unit_id, own in found.items()]


def target_page(viewer: Viewer, target_id: int, *, rules: Book) -> TargetPage:
    """One target: old and new versions judged side by side, and what it was broken down to.

    Raises: Http404: no such target for this viewer.
    """
    rows = list(target_versions(viewer).filter(target_id=target_id).order_by("-version"))
    if not rows:
        raise Http404
    target = rows[0].target
    lines = sorted(judged(viewer, rows, rules=rules), key=lambda line: -line.row.version)
    holding = versions_in_force(viewer, target.year)
    in_force = {row.pk for row in holding if row.target_id == target_id}
    below = [row for row in holding if row.target.parent_id == target_id]
    return TargetPage(
        target=target,
        unit_name=lines[0].unit_name,
        label=lines[0].label,
        indicator=lines[0].indicator,
        lines=lines,
        stands=next((line for line in lines if line.row.pk in in_force), None),
        parts=judged(viewer, below, rules=rules),
        read=readable_origins(viewer, rows),
    )


def readable_origins(viewer: Viewer, rows: Iterable[TargetVersion]) -> set[int]:
    """Of the candidates that versions were taken from, those whose documents this viewer may open (可看出处)."""
    wanted = {row.candidate_id for row in rows if row.candidate_id is not None}
    return set(documents.candidates(viewer, wanted).values_list("pk", flat=True)) if wanted else set()


def target_versions(viewer: Viewer) -> ScopedQuerySet:
    """Versions of targets in this viewer's reach, with their targets, oldest first."""
    return TargetVersion.objects.visible_to(viewer).select_related("target").order_by("target_id", "version")


def versions_in_force(viewer: Viewer, year: int, *, on: date | None = None) -> list[TargetVersion]:
    """The version of each target of a year that holds on a day (现行目标); ended ones are left out.

    Of a year that is over, those of its last day; of one to come, those of its first.
    """
    day = min(max(on or viewer.on, date(year, 1, 1)), date(year, 12, 31))
    rows = target_versions(viewer).filter(target__year=year, from_on__lte=day)
    if on is not None:
        rows = rows.filter(at__lt=end_of_day(on))
    last = {row.target_id: row for row in rows}
    return [row for row in last.values() if not row.is_ended]


def judged(
    viewer: Viewer,
    rows: Iterable[TargetVersion],
    *,
    rules: Book,
    month: Month | None = None,
    known_on: date | None = None,
) -> list[TargetLine]:
    """Versions of targets set against the figures that this viewer may read (目标判定)."""
    found = list(rows)
    figures = _figures(viewer, found, month=month, known_on=known_on)
    names = units.unit_names_on({row.target.unit_id for row in found}, known_on or viewer.on)
    places = _places(viewer, found, figures, rules=rules, known_on=known_on)
    shown = _shown(viewer, found)
    lines = [
        _line(row, figures, names=names, rules=rules, place=places.get(row.pk), progress=shown.get(row.item_id))
        for row in found
    ]
    order = _order(rules, viewer)
    return sorted(lines, key=lambda line: (order(line), line.label, line.asked.kind.code, line.row.version))


Figures = Mapping[tuple[int, str], Mapping[Month, Observation]]


def _figures(
    viewer: Viewer, rows: list[TargetVersion], *, month: Month | None, known_on: date | None
) -> dict[tuple[int, str], dict[Month, Observation]]:
    """Figures of the years of the targets up to the month, and of the years before, by unit and indicator."""
    years = {row.target.year for row in rows}
    before = {year - 1 for year in years if any(row.told_by == "last_year" for row in rows)}
    months = [Month(year, number) for year in years | before for number in range(1, 13)]
    wanted = [each for each in months if month is None or each <= month]
    stands: dict[Key, Observation] = standing(
        viewer,
        months=wanted,
        unit_ids={row.target.unit_id for row in rows},
        indicators={row.target.indicator for row in rows},
        known_on=known_on,
    )
    found: dict[tuple[int, str], dict[Month, Observation]] = {}
    for (unit_id, code, each), figure in stands.items():
        found.setdefault((unit_id, code), {})[each] = figure
    return found


def _month_of(row: TargetVersion, figures: Figures) -> Month | None:
    """The newest month of the target's year with a figure."""
    own = figures.get((row.target.unit_id, row.target.indicator), {})
    return max((each for each in own if each.year == row.target.year), default=None)


def _places(
    viewer: Viewer, rows: list[TargetVersion], figures: Figures, *, rules: Book, known_on: date | None
) -> dict[int, int]:
    """Places among peers of the units whose target is a rank, for those whose work needs the order of units."""
    asked: dict[tuple[int, Month], set[str]] = {}
    ranked = [row for row in rows if row.target.kind == engine.TargetKind.RANK.code]
    months = {row.pk: month for row in ranked if (month := _month_of(row, figures)) is not None}
    for row in ranked:
        if row.pk in months:
            asked.setdefault((row.target.unit_id, months[row.pk]), set()).add(row.target.indicator)
    found = {
        key: places_in(viewer, key[0], month=key[1], book=rules, codes=codes, known_on=known_on)
        for key, codes in asked.items()
    }
    return {
        row.pk: place.place
        for row in ranked
        if row.pk in months
        and (place := found[row.target.unit_id, months[row.pk]].get(row.target.indicator)) is not None
    }


def _shown(viewer: Viewer, rows: list[TargetVersion]) -> dict[int | None, Decimal | None]:
    """Progress of the matters that show qualitative targets, as far as this viewer may see them."""
    wanted = {row.item_id for row in rows if row.item_id is not None}
    return {pk: progress for pk, (_, progress) in work.progress_of_items(viewer, wanted).items()} if wanted else {}


def _line(
    row: TargetVersion,
    figures: Figures,
    *,
    names: Mapping[int, str],
    rules: Book,
    place: int | None,
    progress: Decimal | None,
) -> TargetLine:
    target = row.target
    indicator = rules.indicators.get(target.indicator)
    asked = mapping.to_target(row, target.kind)
    own = figures.get((target.unit_id, target.indicator), {})
    month = _month_of(row, figures)
    figure = own.get(month) if month else None
    passed = _passed(row, asked, month, own)
    stands = engine.standing_of(
        asked.kind,
        level=figure.level if figure else None,
        growth=figure.growth if figure else None,
        place=place,
        progress=progress,
    )
    return TargetLine(
        row=row,
        unit_name=names[target.unit_id],
        indicator=indicator,
        label=indicator.label if indicator else target.name or target.indicator,
        asked=asked,
        month=month,
        figure=figure,
        time_progress=passed,
        judged=engine.judge(asked, stands, time_progress=passed),
    )


def _passed(
    row: TargetVersion, asked: engine.Target, month: Month | None, own: Mapping[Month, Observation]
) -> Decimal | None:
    if month is None:
        return None
    return engine.time_passed(asked.told_by, month, nodes=mapping.nodes_of(row), last_year=_last_year(own, month))


def _last_year(own: Mapping[Month, Observation], month: Month) -> tuple[Quantity, Quantity] | None:
    part, whole = own.get(month.shifted(-12)), own.get(Month(month.year - 1, 12))
    if part is None or whole is None or part.level is None or whole.level is None:
        return None
    return part.level, whole.level


def _order(rules: Book, viewer: Viewer) -> Callable[[TargetLine], tuple[int, str, int]]:
    """Units in the order of their tree, their indicators in the order of pages."""
    tree = {pk: place for place, pk in enumerate(units.units_on(viewer.on).values_list("pk", flat=True))}
    places = {each.code: place for place, each in enumerate(rules.ordered(rules.indicators))}
    return lambda line: (tree.get(line.unit_id, len(tree)), line.unit_name, places.get(line.code, len(places)))
