"""Who reports which indicator (填报任务)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from bihuan.apps.figures.models import Assignment
from bihuan.apps.figures.queries.book import Book, book
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


def plan_of(viewer: Viewer, unit_id: int) -> list[Assignment]:
    """All that one unit reports or ever reported, what is in force first (某单位填报任务)."""
    rows = Assignment.objects.visible_to(viewer).filter(reporter_id=unit_id).select_related("unit", "owner_unit")
    return sorted(rows, key=lambda row: (row.to_month is not None, row.unit.path, row.from_month, row.pk))


def asked_already(unit_id: int, codes: Iterable[str], *, form: str, on: date) -> dict[str, str]:
    """Of some indicators those asked for about a unit on a form, each with the name of who reports it (已下达)."""
    rows = _open(on).filter(unit_id=unit_id, indicator__in=list(codes), form=form)
    return dict(rows.values_list("indicator", "reporter__name"))


def open_assignments(unit_id: int, *, on: date) -> list[Assignment]:
    """What a unit reports, and what is reported about it, until further notice (在报任务)."""
    return list(_open(on).filter(Q(reporter_id=unit_id) | Q(unit_id=unit_id)).order_by("pk"))


def answered_by(unit_id: int, *, on: date) -> QuerySet[Assignment]:
    """What a unit answers for until further notice (主管的任务)."""
    return _open(on).filter(owner_unit_id=unit_id).order_by()


def asked_pairs(unit_id: int, *, on: date) -> set[tuple[str, str]]:
    """Indicator and form of all that is asked for about a unit (已要的数)."""
    return set(_open(on).filter(unit_id=unit_id).values_list("indicator", "form"))


def _open(day: date) -> QuerySet[Assignment]:
    """Assignments without an end, whoever looks: what is asked twice is refused, whoever asks."""
    rows: QuerySet[Assignment] = Assignment.objects.visible_to(Viewer.worker(on=day)).filter(to_month=None)
    return rows


def owners_of(codes: Iterable[str], *, on: date) -> dict[str, int]:
    """The bureau that answers for each indicator, where the district has one of its name (主管单位)."""
    known = {code: one.bureau for code, one in book(on).indicators.items() if code in set(codes)}
    found = bureaus(on, known.values())
    return {code: found[bureau] for code, bureau in known.items() if bureau in found}


def bureaus(day: date, names: Iterable[str]) -> dict[str, int]:
    """Units of a day that go by the names of bureaus: 统计局 is the unit whose name ends so (主管单位)."""
    wanted = set(names)
    found: dict[str, int] = {}
    for unit in units.units_on(day, kinds=("department", "party")):
        for bureau in wanted - found.keys():
            if unit.name.endswith(bureau) or unit.short_name.endswith(bureau):
                found[bureau] = unit.pk
    return found
