"""Programmes that projects belong to: told and counted totals, and what stands in two (专项片区)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet
from django.http import Http404

from bihuan.apps.projects.models import Programme, ProgrammeProject
from bihuan.apps.projects.queries.lists import counted_project
from bihuan.base.scope import Viewer
from bihuan.engine.pipeline import Total, Totals, counted_once


@dataclass(frozen=True)
class ProgrammeLine:
    """A programme with what its paper told and what the library counts (片区合计).

    more_count, more_money: counted less told; None where one of the two is not known.
    """

    row: Programme
    counted: Total
    more_count: int | None
    more_money: Decimal | None


@dataclass(frozen=True)
class Programmes:
    """All programmes, the whole with each project once, and projects that stand in several (片区总览)."""

    lines: tuple[ProgrammeLine, ...]
    whole: Total
    twice: int


@dataclass(frozen=True)
class ProgrammePage:
    """One programme: its line, its projects, and for each the other programmes it stands in (片区)."""

    line: ProgrammeLine
    members: tuple[ProgrammeProject, ...]
    elsewhere: dict[int, list[str]]


def programmes(viewer: Viewer, *, ended: bool = False) -> Programmes:
    """Programmes in force, or those that ended; two queries."""
    rows = list(Programme.objects.visible_to(viewer).filter(ended_on__isnull=not ended))
    members = list(_members(viewer).filter(programme__in=rows))
    totals = _totals(rows, members)
    lines = tuple(_line(row, totals.groups[row.code]) for row in rows)
    return Programmes(lines, totals.whole, len(totals.twice))


def programme(code: str, viewer: Viewer) -> Programme:
    """One programme; else there is none."""
    found: Programme | None = Programme.objects.visible_to(viewer).filter(code=code).first()
    if found is None:
        raise Http404
    return found


def programme_page(code: str, viewer: Viewer) -> ProgrammePage:
    """A programme with its projects in reach (片区); three queries."""
    row = programme(code, viewer)
    members = list(_members(viewer).filter(programme=row))
    others = _members(viewer).filter(project_id__in=[each.project_id for each in members], programme__ended_on=None)
    elsewhere: dict[int, list[str]] = {}
    for project_id, name in others.exclude(programme=row).values_list("project_id", "programme__name"):
        elsewhere.setdefault(project_id, []).append(name)
    return ProgrammePage(_line(row, _totals([row], members).groups[row.code]), tuple(members), elsewhere)


def programmes_of(project_id: int, viewer: Viewer) -> list[ProgrammeProject]:
    """Programmes that a project stands in now, each with its own row."""
    rows = ProgrammeProject.objects.visible_to(viewer).filter(project_id=project_id, to_on=None)
    return list(rows.select_related("programme"))


def member_of_programme(member_id: int, code: str, viewer: Viewer) -> ProgrammeProject:
    """A project's place in a programme; else there is none."""
    found: ProgrammeProject | None = _members(viewer).filter(pk=member_id, programme__code=code).first()
    if found is None:
        raise Http404
    return found


def _members(viewer: Viewer) -> QuerySet[ProgrammeProject]:
    """Projects that stand in programmes now; terminated ones are counted nowhere."""
    rows = ProgrammeProject.objects.visible_to(viewer).filter(to_on=None, project__terminated_on=None)
    return rows.select_related("project", "programme").order_by("project_id")


def _totals(rows: Sequence[Programme], members: Sequence[ProgrammeProject]) -> Totals:
    return counted_once(
        {
            row.code: [
                counted_project(each.project.number, each.project.total)
                for each in members
                if each.programme_id == row.pk
            ]
            for row in rows
        }
    )


def _line(row: Programme, counted: Total) -> ProgrammeLine:
    return ProgrammeLine(
        row=row,
        counted=counted,
        more_count=None if row.told_count is None else counted.number - row.told_count,
        more_money=None if row.told_total is None or counted.money is None else counted.money.amount - row.told_total,
    )
