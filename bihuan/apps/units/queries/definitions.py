"""The one store of definitions: the office's own row first, then what ships (规则)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from bihuan import definitions as shipped
from bihuan.apps.units import mapping, models
from bihuan.engine.calendar import Calendar


def definition(kind: str, code: str, *, on: date) -> shipped.Definition | None:
    """The definition in force on a day; None where there is none."""
    row = _rows_on(on).filter(kind=kind, code=code).order_by("-from_on").first()
    return mapping.to_definition(row) if row else shipped.on(kind, code, on)


def definitions(kind: str, *, on: date) -> list[shipped.Definition]:
    """All definitions of a kind in force on a day, by code; an office row stands before the shipped one."""
    found = {entry.code: entry for entry in shipped.load(kind) if entry.holds_on(on)}
    for row in _rows_on(on).filter(kind=kind).order_by("from_on"):
        found[row.code] = mapping.to_definition(row)
    return [found[code] for code in sorted(found)]


def _rows_on(day: date) -> QuerySet[models.OfficeDefinition]:
    return models.OfficeDefinition.objects.filter(Q(to_on=None) | Q(to_on__gte=day), from_on__lte=day)


def working_calendar(*, on: date) -> Calendar:
    """The working calendar as known on a day (工作日历); a year the office put in stands before the shipped one."""
    return shipped.calendar(definitions("holidays", on=on))


def definitions_of(kinds: Iterable[str], *, on: date) -> dict[str, dict[str, shipped.Definition]]:
    """All definitions of several kinds in force on a day, by kind and code, in one query."""
    wanted = tuple(kinds)
    found = {kind: {entry.code: entry for entry in shipped.load(kind) if entry.holds_on(on)} for kind in wanted}
    for row in _rows_on(on).filter(kind__in=wanted).order_by("from_on"):
        found[row.kind][row.code] = mapping.to_definition(row)
    return found
