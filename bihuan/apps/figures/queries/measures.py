"""The library of measures, and those taken for the figures of a month, with how far each is (措施库)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.http import Http404

from bihuan.apps.figures.models import Measure, MeasureTaken, Observation
from bihuan.apps.figures.queries.figures import standing
from bihuan.apps.units import queries as units
from bihuan.apps.work import queries as work
from bihuan.base.scope import Viewer
from bihuan.engine.values import Month

HIDDEN = "不在您的查看范围"
MEASURE_SOURCE = "figures"
"""What a matter that a measure became says of where it comes from."""


@dataclass(frozen=True)
class TakenMeasure:
    """A measure that was taken, with its matter as it stands (已采用措施). number: empty out of reach."""

    row: MeasureTaken
    lead_name: str
    number: str
    due_on: date | None
    status: str
    lamp: object | None
    is_seen: bool


def measures(viewer: Viewer, *, indicator: str = "", with_ended: bool = False) -> QuerySet[Measure]:
    """Measures of the library, of one indicator where asked (措施库)."""
    found = Measure.objects.visible_to(viewer).order_by("indicator", "cause", "pk")
    found = found if with_ended else found.filter(ended_at=None)
    return found.filter(indicator=indicator) if indicator else found


def measure(measure_id: int, viewer: Viewer) -> Measure:
    """One measure; else it does not exist."""
    found: Measure | None = Measure.objects.visible_to(viewer).filter(pk=measure_id).first()
    if found is None:
        raise Http404
    return found


def taken_for(
    viewer: Viewer, *, unit_id: int, month: Month, indicators: Iterable[str] | None = None
) -> list[TakenMeasure]:
    """Measures taken for the figures of a unit's month, oldest first, each with its matter (已采用措施)."""
    rows = MeasureTaken.objects.visible_to(viewer).filter(unit_id=unit_id, month=month).select_related("measure")
    return _taken(viewer, rows if indicators is None else rows.filter(indicator__in=list(indicators)))


def taken_as(viewer: Viewer, item_id: int) -> MeasureTaken | None:
    """The measure that a matter came from, if it came from one (事项出处)."""
    rows = MeasureTaken.objects.visible_to(viewer).filter(item_id=item_id)
    found: MeasureTaken | None = rows.select_related("measure").first()
    return found


def figure_now(viewer: Viewer, *, unit_id: int, code: str, month: Month) -> Observation | None:
    """The figure that stands in one cell (现数)."""
    return standing(viewer, months=[month], unit_ids=[unit_id], indicators=[code]).get((unit_id, code, month))


def _taken(viewer: Viewer, rows: Iterable[MeasureTaken]) -> list[TakenMeasure]:
    found = list(rows)
    names = units.unit_names_on({row.lead_unit_id for row in found}, viewer.on)
    seen = work.items_in_hand({row.item_id for row in found}, viewer=viewer, book=work.rulebook(viewer.on))
    return [_one(row, names[row.lead_unit_id], seen.get(row.item_id)) for row in found]


def _one(row: MeasureTaken, lead_name: str, line: work.Row | None) -> TakenMeasure:
    if line is None:
        return TakenMeasure(row, lead_name, "", None, HIDDEN, None, is_seen=False)
    item, signs = line.item, line.signs
    return TakenMeasure(row, lead_name, item.numbered, item.due_on, signs.status.word, signs.lamp, is_seen=True)
