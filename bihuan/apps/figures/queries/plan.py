"""Who reports which indicator (填报任务)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bihuan.apps.figures.models import Assignment
from bihuan.apps.figures.queries.book import Book
from bihuan.apps.figures.queries.sheets import asked_fields, assignments
from bihuan.apps.units import queries as units
from bihuan.base.scope import Viewer
from bihuan.engine.values import Month


@dataclass(frozen=True)
class PlanRow:
    """One reporting unit with what it is asked for (填报任务一行)."""

    unit_id: int
    name: str
    figures: int
    fields: int
    names: tuple[str, ...]
    source: str


def plan_rows(viewer: Viewer, *, month: Month, book: Book) -> list[PlanRow]:
    """Reporting units in the order of their tree, each with its figures and how many fields they ask for."""
    found: dict[int, list[Assignment]] = {}
    for row in assignments(viewer, month=month):
        found.setdefault(row.reporter_id, []).append(row)
    names = units.unit_names_on(found, month.end_on)
    return [_row(unit_id, names[unit_id], rows, month=month, book=book) for unit_id, rows in found.items()]


def _row(unit_id: int, name: str, rows: list[Assignment], *, month: Month, book: Book) -> PlanRow:
    codes = [row.indicator for row in rows]
    labels = tuple(dict.fromkeys(book.label(code) for code in codes))
    return PlanRow(unit_id, name, len(codes), sum(asked_fields(codes, month, book)), labels, rows[0].source)


def assigned(viewer: Viewer, *, indicator: str, month: Month) -> dict[int, int]:
    """Unit a figure is about -> unit that reports it, for one indicator (谁报)."""
    rows = assignments(viewer, month=month).filter(indicator=indicator)
    return dict(rows.values_list("unit_id", "reporter_id"))


def is_answered_by(viewer: Viewer, indicator: str) -> bool:
    """Whether one's own unit answers for an indicator, and so reads all its figures (主管)."""
    own = Assignment.objects.visible_to(viewer).filter(owner_unit_id__in=list(viewer.unit_ids), indicator=indicator)
    return own.exists()


def bureaus(day: date, names: Iterable[str]) -> dict[str, int]:
    """Units of a day that go by the names of bureaus: 统计局 is the unit whose name ends so (主管单位)."""
    wanted = set(names)
    found: dict[str, int] = {}
    for unit in units.units_on(day, kinds=("department", "party")):
        for bureau in wanted - found.keys():
            if unit.name.endswith(bureau) or unit.short_name.endswith(bureau):
                found[bureau] = unit.pk
    return found
