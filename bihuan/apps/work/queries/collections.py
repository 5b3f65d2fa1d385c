"""The register of forms, what each costs, and the burden of each unit and month (报表台账、填报负担)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from bihuan.apps.units import queries as units
from bihuan.apps.work.models import Collection, CollectionUnit
from bihuan.base import registries
from bihuan.base.refusals import Refusal
from bihuan.base.registries import FormAsked
from bihuan.base.scope import Viewer
from bihuan.engine.calendar import filling_hours, local_day, recurring_days
from bihuan.engine.values import Month


class NoBurdenRule(Refusal):
    """The office has no rule of what a form costs on this day."""


@dataclass(frozen=True)
class BurdenRule:
    """What a form costs and how early it is to be announced (填报工时)."""

    minutes: int
    notice_days: int


@dataclass(frozen=True)
class Cost:
    """What a form costs: columns x units x times, in hours (工时)."""

    columns: int
    units: int
    times: int
    minutes: int

    @property
    def hours(self) -> float:
        """Hours of all units together, to a tenth."""
        return round(filling_hours(self.columns * self.units * self.times, self.minutes), 1)


@dataclass(frozen=True)
class CollectionLine:
    """A form with its cost and how it stands on a day (一张报表)."""

    row: Collection
    cost: Cost
    standing: str


@dataclass
class UnitBurden:
    """What a unit is asked to fill in a month: how many forms, how many columns, hours (填报负担)."""

    name: str
    months: dict[int, float] = field(default_factory=dict)
    forms: set[int | str] = field(default_factory=set)

    @property
    def total(self) -> float:
        """Hours of all months."""
        return round(sum(self.months.values()), 1)


def burden_rule(day: date) -> BurdenRule:
    """The rule in force on a day, the office's own first."""
    found = units.definition("form_burden", "standard", on=day)
    if found is None:
        raise NoBurdenRule(f"{day}没有填报工时的规则。请在“规则”里补上。")
    return BurdenRule(found.body["minutes_per_field"], found.body["notice_working_days"])


def collections(viewer: Viewer) -> QuerySet[Collection]:
    """Forms in reach, newest first."""
    return Collection.objects.visible_to(viewer).prefetch_related("units").order_by("-at", "-pk")


def collection(collection_id: int, viewer: Viewer) -> Collection:
    """One form; else it does not exist."""
    row = Collection.objects.visible_to(viewer).prefetch_related("units").filter(pk=collection_id).first()
    if row is None:
        raise Http404
    return row


def days_of(row: Collection) -> tuple[date, ...]:
    """The days on which a form falls due; none after it was stopped (各期报送日期)."""
    if row.first_due_on is None or row.expires_on is None:
        return ()
    until = min(row.expires_on, local_day(row.stopped_at)) if row.stopped_at else row.expires_on
    return recurring_days(row.first_due_on, every=row.every, until=until)


def line_of(row: Collection, *, day: date) -> CollectionLine:
    """A form with its cost; before it is sent, by today's rule."""
    minutes = row.minutes or burden_rule(day).minutes
    cost = Cost(len(row.columns), len(row.units.all()), len(days_of(row)), minutes)
    return CollectionLine(row, cost, _standing(row, day))


def _standing(row: Collection, day: date) -> str:
    if row.sent_at is None:
        return "未布置"
    if row.stopped_at:
        return "已停止"
    return "已到期停用" if row.expires_on and row.expires_on < day else "在用"


def asked_elsewhere(row: Collection, viewer: Viewer, *, day: date) -> list[tuple[str, str]]:
    """Columns that another form in use asks of one of the same units: column and that form (一数一源)."""
    own = [each.unit_id for each in row.units.all()]
    live = Collection.objects.visible_to(viewer).filter(sent_at__isnull=False, stopped_at=None, expires_on__gte=day)
    others = live.filter(units__unit_id__in=own).exclude(pk=row.pk).distinct().order_by("title")
    return [(name, other.title) for other in others for name in row.columns if name in other.columns]


def burden(viewer: Viewer, *, year: int) -> list[UnitBurden]:
    """Hours that each unit is asked for by month of a year, in the office's own order, not ranked; those of other
    apps counted by their fields. The queries are as many for one unit as for all.
    """
    rows = CollectionUnit.objects.visible_to(viewer).filter(collection__sent_at__isnull=False)
    if not viewer.sees_all:
        rows = rows.filter(unit_id__in=list(viewer.unit_ids))
    found = _burdens(rows.select_related("collection"), year)
    _add_forms(found, registries.forms_asked(viewer, date(year, 1, 1), date(year, 12, 31)), burden_rule(viewer.on))
    order = units.units_on(viewer.on).filter(pk__in=list(found)).values_list("pk", flat=True)
    return [found[pk] for pk in order]


def _burdens(rows: Iterable[CollectionUnit], year: int) -> dict[int, UnitBurden]:
    found: dict[int, UnitBurden] = {}
    for row in rows:
        form = row.collection
        hours = filling_hours(len(form.columns), form.minutes)
        months = [day.month for day in days_of(form) if day.year == year]
        if not months:
            continue
        own = found.setdefault(row.unit_id, UnitBurden(row.unit_name))
        own.forms.add(form.pk)
        for month in months:
            own.months[month] = own.months.get(month, 0.0) + hours
    return found


def _add_forms(found: dict[int, UnitBurden], asked: Iterable[FormAsked], rule: BurdenRule) -> None:
    """Put the forms of other apps with those of the register."""
    for form in asked:
        own = found.setdefault(form.unit_id, UnitBurden(form.unit_name))
        own.forms.add(form.title)
        month = form.due_on.month
        own.months[month] = own.months.get(month, 0.0) + filling_hours(form.fields, rule.minutes)


def own_burden(viewer: Viewer) -> dict[str, Any]:
    """What the viewer's own unit is asked for in the month of the day: forms, fields, hours (本月填报负担)."""
    rows = CollectionUnit.objects.visible_to(viewer).filter(collection__sent_at__isnull=False)
    rows = rows.filter(unit_id=viewer.unit_id).select_related("collection")
    forms, hours = [], 0.0
    for row in rows:
        days = [day for day in days_of(row.collection) if (day.year, day.month) == (viewer.on.year, viewer.on.month)]
        if days:
            forms.append((row.collection, days))
            hours += filling_hours(len(row.collection.columns) * len(days), row.collection.minutes)
    month = Month(viewer.on.year, viewer.on.month)
    others = registries.forms_asked(viewer, month.start_on, month.end_on, viewer.unit_id)
    fields = sum(each.fields for each in others)
    if others:
        hours += filling_hours(fields, burden_rule(viewer.on).minutes)
    kept = sorted(forms, key=lambda pair: pair[1][0])
    return {
        "forms": kept,
        "count": len(kept) + len(others),
        "others": others,
        "fields": fields,
        "hours": round(hours, 1),
    }


def short_notices(viewer: Viewer, *, year: int) -> list[tuple[str, int, int]]:
    """Of each asking unit: forms sent in a year, and those announced too late, in the office's own order."""
    rows = Collection.objects.visible_to(viewer).filter(sent_at__year=year).values_list("unit_id", "is_short_notice")
    counted: dict[int, list[int]] = {}
    for unit_id, is_short in rows:
        own = counted.setdefault(unit_id, [0, 0])
        own[0] += 1
        own[1] += is_short
    order = units.units_on(viewer.on).filter(pk__in=list(counted)).values_list("pk", "name")
    return [(name, counted[pk][0], counted[pk][1]) for pk, name in order]


def months_shown(burdens: Sequence[UnitBurden]) -> list[int]:
    """Months in which anything is asked of anyone."""
    return sorted({month for each in burdens for month in each.months})
