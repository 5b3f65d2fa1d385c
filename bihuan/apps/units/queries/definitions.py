"""The one store of definitions: the office's own row first, then what ships (规则)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet

from bihuan import definitions as shipped
from bihuan.apps.units import mapping, models
from bihuan.base import prepared
from bihuan.engine.calendar import SHANGHAI, Calendar


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


def office_codes(kind: str, *, on: date) -> set[str]:
    """Codes of a kind that this office added or changed, as in force on a day (本单位规则)."""
    return set(_rows_on(on).filter(kind=kind).values_list("code", flat=True))


def office_rules(kind: str, *, prefix: str) -> int:
    """How many codes with such a beginning the office ever gave out (已用编码数)."""
    rows = models.OfficeDefinition.objects.filter(kind=kind, code__startswith=prefix)
    return rows.values("code").distinct().count()


def _rows_on(day: date) -> QuerySet[models.OfficeDefinition]:
    return models.OfficeDefinition.objects.filter(Q(to_on=None) | Q(to_on__gte=day), from_on__lte=day)


def working_calendar(*, on: date) -> Calendar:
    """The working calendar as known on a day (工作日历); a year the office put in stands before the shipped one."""
    return shipped.calendar(definitions("holidays", on=on))


def definitions_until(
    kinds: Iterable[str], *, on: date, known_on: date | None = None
) -> dict[str, list[shipped.Definition]]:
    """Every version of several kinds that came into force by a day, in one query; the office's after what ships.

    Of one code, the last that holds on a day is the one in force on it.
    Args: known_on: leave out what the office entered after this day, even where it reaches back (当日所知).
    """
    wanted = tuple(kinds)
    found = {kind: [entry for entry in shipped.load(kind) if entry.effective_on <= on] for kind in wanted}
    for row in prepared.instances(_rows_until, wanted, on, known_on):
        found[row.kind].append(mapping.to_definition(row))
    return found


def _rows_until(kinds: tuple[str, ...], on: date, known_on: date | None) -> QuerySet[models.OfficeDefinition]:
    rows = models.OfficeDefinition.objects.filter(from_on__lte=on, kind__in=kinds)
    if known_on is not None:
        rows = rows.filter(event_seq__in=_events_until(known_on))
    return rows.order_by("from_on")


def _events_until(day: date) -> QuerySet:
    end = datetime.combine(day + timedelta(days=1), time(), tzinfo=SHANGHAI)
    events = models.Event.objects.inside().filter(at__lt=end)
    return events.order_by().values("seq")
