"""Letters of targets, and what goes into a new one (目标责任书)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404

from bihuan.apps.figures import mapping
from bihuan.apps.figures.models import Letter, LetterFact, LetterState, Observation, TargetVersion
from bihuan.apps.figures.queries.book import Book
from bihuan.apps.figures.queries.figures import standing
from bihuan.apps.figures.queries.targets import TargetLine, targets_of_year, versions_in_force
from bihuan.apps.units import queries as units
from bihuan.apps.work import queries as work
from bihuan.base.scope import Viewer
from bihuan.engine.office import papers
from bihuan.engine.values import Month


@dataclass(frozen=True)
class LetterRow:
    """One unit with its newest letter of a year (责任书一行). moved: targets that changed since it was signed."""

    unit_id: int
    unit_name: str
    targets: int
    letter: Letter | None
    moved: int


@dataclass(frozen=True)
class LetterPage:
    """One letter: what it says, what was done to it, its other versions, and what has changed since.

    lines: its targets as they stood in it, judged by the figures of today. moved: those that another version holds for.
    """

    row: Letter
    said: papers.TargetLetter
    facts: list[LetterFact]
    versions: list[Letter]
    moved: list[TargetLine]


@dataclass(frozen=True)
class LetterDraft:
    """What a new letter of a unit can hold (拟责任书材料). last_year: of each target's indicator, the figure that stood
    at the end of the year before."""

    unit_id: int
    unit_name: str
    year: int
    superior: str
    lines: list[TargetLine]
    items: list[Any]
    before: Letter | None
    last_year: dict[str, Observation]


def letter_rows(viewer: Viewer, year: int) -> list[LetterRow]:
    """Units in reach that have targets in a year, with the newest version of their letter (责任书一览)."""
    found: dict[int, list[TargetVersion]] = {}
    for row in versions_in_force(viewer, year):
        found.setdefault(row.target.unit_id, []).append(row)
    letters = {row.unit_id: row for row in Letter.objects.visible_to(viewer).filter(year=year).order_by("version")}
    below = units.units_on(viewer.on).filter(pk__in={*found, *letters}, depth__gt=1)
    reach = None if viewer.sees_all else viewer.unit_ids
    return [
        LetterRow(
            unit.pk, unit.name, len(found.get(unit.pk, ())), letters.get(unit.pk), _moved(letters.get(unit.pk), found)
        )
        for unit in below
        if reach is None or unit.pk in reach
    ]


def _moved(letter: Letter | None, found: dict[int, list[TargetVersion]]) -> int:
    if letter is None or letter.state == LetterState.CHANGED:
        return 0
    held = set(letter.targets)
    return len({row.pk for row in found.get(letter.unit_id, ())} ^ held)


def letter(viewer: Viewer, letter_id: int) -> Letter:
    """One letter; else it does not exist."""
    found: Letter | None = Letter.objects.visible_to(viewer).filter(pk=letter_id).first()
    if found is None:
        raise Http404
    return found


def letter_page(viewer: Viewer, letter_id: int, *, rules: Book) -> LetterPage:
    """One letter with all around it."""
    row = letter(viewer, letter_id)
    held = set(row.targets)
    lines = targets_of_year(viewer, row.year, unit=row.unit_id, rules=rules)
    versions = Letter.objects.visible_to(viewer).filter(unit_id=row.unit_id, year=row.year).order_by("-version")
    return LetterPage(
        row=row,
        said=mapping.said_in(row),
        facts=list(row.facts.all()),
        versions=list(versions),
        moved=[] if row.state == LetterState.CHANGED else [line for line in lines if line.row.pk not in held],
    )


def letter_draft(viewer: Viewer, unit_id: int, year: int, *, rules: Book) -> LetterDraft:
    """Everything that a new letter of a unit can hold: its targets in force, the items that it leads.

    Raises: Http404: no such unit below the district.
    """
    unit = units.units_on(viewer.on).filter(pk=unit_id, depth__gt=1).first()
    if unit is None:
        raise Http404
    before = Letter.objects.visible_to(viewer).filter(unit_id=unit_id, year=year).order_by("-version").first()
    lines = targets_of_year(viewer, year, unit=unit_id, rules=rules)
    return LetterDraft(
        unit_id=unit_id,
        unit_name=units.unit_name_on(unit_id, viewer.on),
        year=year,
        superior=units.district_name(),
        lines=lines,
        last_year=_last_year(viewer, unit_id, year, [line.code for line in lines if line.code]),
        items=work.led_items(viewer, unit_id, year=year),
        before=before,
    )


def _last_year(viewer: Viewer, unit_id: int, year: int, codes: list[str]) -> dict[str, Observation]:
    """The last figure of the year before, of each indicator."""
    months = [Month(year - 1, number) for number in range(1, 13)]
    stands = standing(viewer, months=months, unit_ids=[unit_id], indicators=codes)
    ordered = sorted(stands.items(), key=lambda found: found[0][2])
    return {code: row for (_, code, _), row in ordered}
