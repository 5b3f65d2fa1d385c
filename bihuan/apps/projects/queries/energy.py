"""Energy and emissions of projects against the district's quotas, and what is flagged (能耗排放)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404

from bihuan.apps.projects import mapping
from bihuan.apps.projects.models import EnergyQuota, Project, StageEntry
from bihuan.apps.units import queries as units
from bihuan.base.scope import Viewer
from bihuan.engine import pipeline
from bihuan.engine.pipeline import Flag
from bihuan.engine.pipeline import energy as engine
from bihuan.engine.pipeline.energy import Load, YearTold
from bihuan.engine.rules import Truth
from bihuan.engine.values import Quantity, Unit

Kind = EnergyQuota.Kind
UNITS = {
    Kind.ENERGY: Unit.TONNE_COAL_EQUIVALENT,
    Kind.ELECTRICITY: Unit.TEN_THOUSAND_KILOWATT_HOURS,
    Kind.CARBON: Unit.TONNE,
    Kind.COD: Unit.TONNE,
    Kind.NOX: Unit.TONNE,
}
THOUGHT_OF = ("idea", "negotiation")
"""Stages in which a project is only thought of; it takes nothing of a quota yet."""
PRODUCING = "in_production"
YEARS_AHEAD = 4


@dataclass(frozen=True)
class KindLine:
    """One quota over the years (一项指标): the year that is looked at, the years around it, its versions."""

    kind: Kind
    told: YearTold
    years: tuple[YearTold, ...]
    versions: tuple[EnergyQuota, ...]

    @property
    def name(self) -> str:
        """What is limited."""
        return str(self.kind.label)

    @property
    def unit_label(self) -> str:
        """What it is counted in."""
        return UNITS[self.kind].label


@dataclass(frozen=True)
class Taker:
    """A project with what it takes and what is flagged (用能项目). is_thought_of: it is not counted yet."""

    project: Project
    year: int | None
    amounts: tuple[Any, ...]
    flags: tuple[Flag, ...]
    is_thought_of: bool

    @property
    def holding(self) -> list[Flag]:
        """Flags that hold."""
        return [flag for flag in self.flags if flag.truth is Truth.YES]

    @property
    def undecided(self) -> list[Flag]:
        """Flags that cannot be told."""
        return [flag for flag in self.flags if flag.truth is Truth.UNKNOWN]

    @property
    def is_unknown(self) -> bool:
        """Whether nothing of what it takes is known."""
        return all(amount is None for amount in self.amounts)


@dataclass(frozen=True)
class EnergyPage:
    """Quotas of a year with what projects take, the projects, and the one that is supposed to come (能耗排放)."""

    year: int
    years: tuple[int, ...]
    lines: tuple[KindLine, ...]
    takers: list[Taker]
    supposed: Project | None


def energy_page(viewer: Viewer, *, year: int, with_project: int | None = None) -> EnergyPage:
    """What the projects in reach take of a year's quotas; four queries, whatever their number.

    Raises: Http404: the project that is supposed to come is not in reach.
    """
    projects = _running(viewer)
    supposed = next((each for each in projects if each.pk == with_project), None)
    if with_project is not None and supposed is None:
        raise Http404
    dated = _production_years(projects)
    quotas = list(EnergyQuota.objects.visible_to(viewer).order_by("year", "kind", "version"))
    years = tuple(range(viewer.on.year - 1, viewer.on.year + YEARS_AHEAD))
    code = supposed.number if supposed else ""
    lines = tuple(_line(kind, projects, dated, quotas, year=year, years=years, with_it=code) for kind in Kind)
    return EnergyPage(year, years, lines, _takers(projects, dated, viewer), supposed)


def _line(  # noqa: PLR0913 - what is limited, by whom, when, how much, for which years, with whom
    kind: Kind,
    projects: Sequence[Project],
    dated: dict[int, int],
    quotas: Sequence[EnergyQuota],
    *,
    year: int,
    years: Sequence[int],
    with_it: str,
) -> KindLine:
    loads = [_load(project, kind, dated.get(project.pk)) for project in projects]
    last = {quota.year: quota for quota in quotas if quota.kind == kind}

    def told(each: int) -> YearTold:
        quota: Any = last.get(each)
        amount = Quantity(quota.amount, UNITS[kind]) if quota else None
        return engine.tell_year(str(kind.label), each, amount, loads, with_it=with_it)

    versions = tuple(quota for quota in quotas if quota.kind == kind and quota.year == year)
    return KindLine(kind, told(year), tuple(told(each) for each in years), versions)


def _load(project: Project, kind: Kind, year: int | None) -> Load:
    amount = getattr(project, kind.value)
    quantity = None if amount is None else Quantity(amount, UNITS[kind])
    return Load(project.number, project.name, year, quantity, project.stage not in THOUGHT_OF)


def _production_years(projects: Sequence[Project]) -> dict[int, int]:
    """The year from which each project takes: in which it began to produce, else is to be finished (投产年份)."""
    planned = {project.pk: project.to_year for project in projects if project.to_year is not None}
    rows = StageEntry.objects.of(projects).filter(stage=PRODUCING).order_by("version")
    return planned | {pk: day.year for pk, day in rows.values_list("project_id", "entered_on")}


def _takers(projects: Sequence[Project], dated: dict[int, int], viewer: Viewer) -> list[Taker]:
    rule = _rule(viewer)
    made = [
        Taker(
            project,
            dated.get(project.pk),
            tuple(getattr(project, kind.value) for kind in Kind),
            rule.flags(mapping.facts(project)) if rule else (),
            project.stage in THOUGHT_OF,
        )
        for project in projects
    ]
    return sorted(made, key=lambda each: (each.is_thought_of, each.is_unknown, each.year or 9999, each.project.pk))


def flags_of(project: Project, viewer: Viewer) -> tuple[Flag, ...]:
    """What every rule of high energy use says of one project (两高、三高标识)."""
    rule = _rule(viewer)
    return rule.flags(mapping.facts(project)) if rule else ()


def _rule(viewer: Viewer) -> Any:
    found = units.definition("high_energy", "standard", on=viewer.on)
    return None if found is None else pipeline.build_high_energy(found.body)


def amounts_of(project: Project) -> list[tuple[str, Any, str]]:
    """What one project takes at full capacity: of what, how much, in which unit (达产用量)."""
    return [(str(kind.label), getattr(project, kind.value), UNITS[kind].label) for kind in Kind]


def last_quota(viewer: Viewer, *, year: int, kind: str) -> EnergyQuota | None:
    """The quota of a year that is in force, its last version (现行指标)."""
    rows = EnergyQuota.objects.visible_to(viewer).filter(year=year, kind=kind)
    found: EnergyQuota | None = rows.order_by("-version").first()
    return found


def _running(viewer: Viewer) -> list[Project]:
    rows = Project.objects.visible_to(viewer).filter(suspended_on=None, terminated_on=None)
    return list(rows.order_by("pk"))
