"""One figure: its versions, what it is made of, where it came from (一个数)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.http import Http404

from bihuan.apps.figures.models import Correction, Observation
from bihuan.apps.figures.queries.book import Book
from bihuan.apps.figures.queries.cells import Shown
from bihuan.apps.figures.queries.figures import end_of_day, versions
from bihuan.apps.figures.queries.month import around, may_read_unit
from bihuan.apps.figures.queries.plan import assigned, is_answered_by
from bihuan.apps.units import queries as units
from bihuan.base.scope import Viewer
from bihuan.engine.values import Indicator, Month


@dataclass(frozen=True)
class Part:
    """One unit's share in a figure (构成)."""

    unit_id: int
    name: str
    cell: Shown


@dataclass(frozen=True)
class CellPage:
    """One figure with all its versions, newest first, its parts by unit, and what is asked to be corrected."""

    unit_id: int
    unit_name: str
    indicator: Indicator
    month: Month
    cell: Shown
    versions: list[Observation]
    parts: list[Part]
    corrections: list[Correction]
    reporter: str
    known_on: date | None


def cell_page(
    viewer: Viewer, *, unit_id: int, code: str, month: Month, book: Book, known_on: date | None = None
) -> CellPage:
    """A figure for whoever may read it.

    Raises: Http404: no such indicator or unit, or not for this viewer's eyes.
    """
    if code not in book.indicators or units.unit(unit_id) is None:
        raise Http404
    found = versions(viewer, unit_id=unit_id, indicator=code, month=month)
    if not found and not may_read_unit(viewer, unit_id):
        raise Http404
    if known_on is not None:
        found = [row for row in found if row.at < end_of_day(known_on)]
    reporters = assigned(viewer, indicator=code, month=month)
    parts = _parts(viewer, unit_id, book.indicators[code], month, list(reporters), book=book, known_on=known_on)
    asked = Correction.objects.visible_to(viewer).filter(unit_id=unit_id, indicator=code, month=month)
    names = units.unit_names_on({unit_id, reporters.get(unit_id, unit_id)}, month.end_on)
    read = around(viewer, months=[month], unit_ids=[unit_id], book=book, indicators=[code], known_on=known_on)
    return CellPage(
        unit_id=unit_id,
        unit_name=names[unit_id],
        indicator=book.indicators[code],
        month=month,
        cell=read.cell((unit_id, code, month)),
        versions=found,
        parts=parts,
        corrections=list(asked.order_by("-pk")),
        reporter=names[reporters[unit_id]] if unit_id in reporters else "",
        known_on=known_on,
    )


def _parts(  # noqa: PLR0913 - of which figure, under which rules, as of when
    viewer: Viewer,
    unit_id: int,
    indicator: Indicator,
    month: Month,
    unit_ids: list[int],
    *,
    book: Book,
    known_on: date | None,
) -> list[Part]:
    """The same figure of the units directly below."""
    whole = units.unit(unit_id)
    if whole is None:
        return []
    below = units.units_on(month.end_on).filter(pk__in=unit_ids, path__startswith=whole.path, depth=whole.depth + 1)
    answers = is_answered_by(viewer, indicator.code)
    own = viewer.unit_ids if not (viewer.sees_all or answers) else None
    names = {pk: name for pk, name in below.values_list("pk", "name") if own is None or pk in own}
    if not names:
        return []
    read = around(viewer, months=[month], unit_ids=names, book=book, indicators=[indicator.code], known_on=known_on)
    return [Part(pk, name, read.cell((pk, indicator.code, month))) for pk, name in names.items()]


def figure(observation_id: int, viewer: Viewer) -> Observation:
    """One version of a figure; else it does not exist."""
    found: Observation | None = Observation.objects.visible_to(viewer).filter(pk=observation_id).first()
    if found is None:
        raise Http404
    return found


def correction(correction_id: int, viewer: Viewer) -> Correction:
    """What was asked to be corrected; else it does not exist."""
    found: Correction | None = Correction.objects.visible_to(viewer).filter(pk=correction_id).first()
    if found is None:
        raise Http404
    return found


def figures_by_number(numbers: Iterable[int | None], viewer: Viewer) -> dict[int, Observation]:
    """Versions of figures by number of their row, those in reach (按编号取数)."""
    rows = Observation.objects.visible_to(viewer).filter(pk__in=[each for each in numbers if each is not None])
    return {row.pk: row for row in rows}
