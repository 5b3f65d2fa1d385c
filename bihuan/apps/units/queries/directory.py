"""The directory of units: who exists on a day and what they were called (单位名录)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet

from bihuan.apps.units import models
from bihuan.base import prepared
from bihuan.definitions import language
from bihuan.engine.text import UnitNames


def units_on(day: date, *, kinds: Iterable[str] = ()) -> QuerySet[models.Unit]:
    """Units that exist on a day, in tree order; of some kinds where asked."""
    units = models.Unit.objects.filter(Q(ended_on=None) | Q(ended_on__gt=day), began_on__lte=day)
    return (units.filter(kind__in=list(kinds)) if kinds else units).order_by("path")


def district_name() -> str:
    """Name of the district, as the top of every page shows it; empty before there is one."""
    return next((name for (name,) in prepared.rows(_roots)), "")


def _roots() -> QuerySet[models.Unit, tuple[str]]:
    return models.Unit.objects.filter(depth=1).order_by("path").values_list("name")[:1]


def unit(unit_id: int) -> models.Unit | None:
    """One unit; None where there is none."""
    return models.Unit.objects.filter(pk=unit_id).first()


def tree(day: date, *, ended: bool) -> list[models.Unit]:
    """All units in tree order, each before those below it; ended ones only where asked for."""
    units = models.Unit.objects.select_related("became").order_by("path") if ended else units_on(day)
    return list(units)


def unit_choices(day: date, *, kinds: Iterable[str] = ()) -> list[tuple[str, list[tuple[int, str]]]]:
    """Units of a day grouped by kind, as a form's choices."""
    groups: dict[str, list[tuple[int, str]]] = {}
    for pk, kind, name in units_on(day, kinds=kinds).values_list("pk", "kind", "name"):
        groups.setdefault(models.UnitKind(kind).label, []).append((pk, name))
    return list(groups.items())


def names_of_units(day: date) -> UnitNames:
    """The names that units of a day go by, for the names that papers give them; one query (单位名称表)."""
    rows = units_on(day).filter(depth__gt=1).values_list("pk", "name", "short_name")
    return UnitNames({pk: tuple(names) for pk, *names in rows}, language().unit_names)


class Directory:
    """Units and their names for many looks in one transaction, each unit read once (单位名录)."""

    def __init__(self) -> None:
        self._units: dict[int, models.Unit] = {}
        self._names: dict[int, list[tuple[date, str]]] = {}

    def learn(self, unit_ids: Iterable[int]) -> None:
        """Read units that are not known yet, in two queries."""
        wanted = set(unit_ids) - self._names.keys()
        if wanted:
            self._units |= models.Unit.objects.in_bulk(wanted)
            self._names |= {unit_id: [] for unit_id in wanted}
            for row in models.UnitName.objects.filter(unit_id__in=wanted).order_by("from_on"):
                self._names[row.unit_id].append((row.from_on, row.name))

    def name_on(self, unit_id: int, day: date) -> str:
        """What a unit was called on a day; its first name before it had one (当时名称)."""
        self.learn([unit_id])
        names = self._names[unit_id]
        known = [name for from_on, name in names if from_on <= day]
        return known[-1] if known else (names[0][1] if names else self._units[unit_id].name)

    def exists_on(self, unit_id: int, day: date) -> bool:
        """Whether a unit exists on a day."""
        self.learn([unit_id])
        unit = self._units.get(unit_id)
        return unit is not None and unit.began_on <= day and (unit.ended_on is None or unit.ended_on > day)


def unit_name_on(unit: models.Unit | int, day: date) -> str:
    """What a unit was called on a day (当时名称)."""
    return Directory().name_on(unit if isinstance(unit, int) else unit.pk, day)


def unit_names_on(unit_ids: Iterable[int], day: date) -> dict[int, str]:
    """Names of many units on a day, in two queries."""
    wanted, directory = list(unit_ids), Directory()
    directory.learn(wanted)
    return {unit_id: directory.name_on(unit_id, day) for unit_id in wanted}


def units_called(words: str, *, most: int = 10) -> list[tuple[models.Unit, str]]:
    """Units that go or went by a name with these words, those in use first; with the other name where it is one."""
    named = models.UnitName.objects.filter(Q(name__icontains=words) | Q(short_name__icontains=words))
    then = dict(named.order_by("from_on").values_list("unit_id", "name"))
    units = models.Unit.objects.filter(pk__in=then).order_by(F("ended_on").asc(nulls_first=True), "path")[:most]
    return [(unit, "" if then[unit.pk] == unit.name else f"曾用名或新名 {then[unit.pk]}") for unit in units]


def has_units() -> bool:
    """Whether this database holds a district already."""
    return models.Unit.objects.exists()


def person_of(login: str) -> models.Person:
    """The person who signs in under this name."""
    return models.Person.objects.get_by_natural_key(login)


def leaders_of(unit: models.Unit, *, on: date) -> list[int]:
    """Ids of the leaders in whose portfolio a unit lies on a day (分管领导)."""
    lines = models.Portfolio.objects.filter(Q(to_on=None) | Q(to_on__gte=on), unit=unit, from_on__lte=on)
    return list(lines.order_by("pk").values_list("leader_id", flat=True))


@dataclass(frozen=True)
class Dutied:
    """A unit with the names it goes by and its duties by list (职责): kind of the list -> texts."""

    unit_id: int
    name: str
    kind: str
    names: tuple[str, ...]
    duties: dict[str, list[str]]


def duties_on(day: date) -> list[Dutied]:
    """Units of a day with names and duties, in tree order; three queries."""
    units = list(units_on(day))
    ids = [unit.pk for unit in units]
    names: dict[int, list[str]] = {}
    for unit_id, name, short_name in models.UnitName.objects.filter(unit_id__in=ids).values_list(
        "unit_id", "name", "short_name"
    ):
        names.setdefault(unit_id, []).extend(each for each in (name, short_name) if each)
    duties: dict[int, dict[str, list[str]]] = {}
    for unit_id, kind, text in models.Duty.objects.filter(unit_id__in=ids).values_list("unit_id", "kind", "text"):
        duties.setdefault(unit_id, {}).setdefault(kind, []).append(text)
    return [
        Dutied(
            unit_id=unit.pk,
            name=unit.name,
            kind=unit.kind,
            names=tuple(dict.fromkeys(each for each in (unit.name, unit.short_name, *names.get(unit.pk, ())) if each)),
            duties=duties.get(unit.pk, {}),
        )
        for unit in units
    ]


def merged_until(day: date) -> list[tuple[int, int]]:
    """Units that were merged on or before a day, each with the unit that it became (并入)."""
    ended = models.Unit.objects.filter(ended_on__lte=day).exclude(became=None).order_by("ended_on", "pk")
    return list(ended.values_list("pk", "became_id"))
