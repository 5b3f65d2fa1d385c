"""Planning lines in force, and their kinds (管控线)."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet
from django.http import Http404

from bihuan.apps.projects import mapping
from bihuan.apps.projects.models import PlanningLine
from bihuan.apps.units import queries as units
from bihuan.base.scope import Viewer
from bihuan.engine import sites

BORDER = "district_boundary"
AROUND_METRES = 20_000
"""How far outside of the district a shape may lie."""


def line_kinds(on: date) -> dict[str, sites.LineKind]:
    """Kinds of planning lines in force on a day, by code (管控线种类)."""
    return {entry.code: mapping.to_kind(entry) for entry in units.definitions("site_lines", on=on)}


def line_sources(on: date) -> dict[str, str]:
    """On what each kind of line rests, in words (管控依据)."""
    found = units.definitions("site_lines", on=on)
    return {entry.code: f"{entry.source.document}（{entry.source.number}）" for entry in found}


def lines(viewer: Viewer) -> QuerySet[PlanningLine]:
    """All planning lines, those in force and those that ended (管控线)."""
    return PlanningLine.objects.visible_to(viewer).select_related("registrar_unit").order_by("kind", "pk")


def lines_on(viewer: Viewer, on: date) -> QuerySet[PlanningLine]:
    """Planning lines in force on a day."""
    return lines(viewer).filter(Q(to_on=None) | Q(to_on__gte=on), from_on__lte=on)


def line(line_id: int, viewer: Viewer) -> PlanningLine:
    """One planning line; else it does not exist."""
    found: PlanningLine | None = lines(viewer).filter(pk=line_id).first()
    if found is None:
        raise Http404
    return found


def line_index(viewer: Viewer, on: date) -> sites.LineIndex:
    """Lines in force on a day, ready for checks; a kind asked of every site and not registered is in it as unknown."""
    kinds = line_kinds(on)
    rows = [row for row in lines_on(viewer, on) if row.kind in kinds]
    always = [kind for kind in kinds.values() if kind.is_always]
    return sites.line_index([mapping.to_line(row, kinds) for row in rows], on=on, kinds=always)


def surroundings(viewer: Viewer, on: date) -> tuple[float, float, float, float]:
    """Box in which shapes must lie: around the district's border where it is registered, else the country."""
    rows = lines_on(viewer, on).filter(kind=BORDER)
    shapes = [shape for row in rows if (shape := mapping.to_shape(row.shape)) is not None]
    return sites.box_around(shapes, metres=AROUND_METRES) if shapes else sites.CHINA


def keeps_line(viewer: Viewer, row: PlanningLine) -> bool:
    """Whether a line is this viewer's to end."""
    return viewer.sees_all or row.registrar_unit_id in viewer.unit_ids


def kind_versions(on: date) -> dict[str, str]:
    """The version of each kind of line (规则版本)."""
    return {entry.code: entry.version for entry in units.definitions("site_lines", on=on)}
