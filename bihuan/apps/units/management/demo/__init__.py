"""The demonstration's units and people, from units.yaml (演示单位与人员)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from bihuan.apps.units import actions, models
from bihuan.base.actors import Actor
from bihuan.base.demonstration import Demonstration

PASSWORD = "Qiming-2026"  # noqa: S105 - shown to everyone who starts the demonstration, which listens on loopback only
NO_PASSWORD = "!"  # noqa: S105 - Django's mark of an account that cannot sign in
STANDARD_UNITS = 300
STANDARD_PEOPLE = 3000


@dataclass(frozen=True)
class Account:
    """One account of the cast: who, as what, and what to try first."""

    login: str
    name: str
    post: str
    note: str
    password: str = PASSWORD


@cache
def book() -> dict[str, Any]:
    """The contents of units.yaml."""
    return dict(yaml.safe_load((Path(__file__).parent / "units.yaml").read_text(encoding="utf-8")))


def accounts() -> list[Account]:
    """The cast of this database, for the words at start; empty where there is none."""
    found = []
    for member in book()["cast"]:
        person = models.Person.objects.unscoped("the start-up page of the demonstration").filter(login=member["login"])
        for one in person.prefetch_related("posts__unit"):
            post = one.posts.all()[0]
            found.append(Account(one.login, one.name, f"{post.unit.name}{post.title}", member["note"]))
    return found


def make(demonstration: Demonstration) -> None:
    """Units in their tree with duties, then people in their posts; each leaves its event."""
    notes: list[dict[str, Any]] = []
    units = _make_units(demonstration, notes)
    demonstration.made["units"] = units
    demonstration.made["people"] = _make_people(demonstration, units, notes)
    actions.append_events(notes)
    demonstration.say(f"单位{len(units)}个，人员{models.Post.objects.count()}人。")


def _began(demonstration: Demonstration) -> date:
    return date(demonstration.on.year - 6, 1, 1)


def _at(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(9)))


def _make_units(demonstration: Demonstration, notes: list[dict[str, Any]]) -> dict[str, models.Unit]:
    began, root_values = _began(demonstration), book()["district"]
    root = _add_unit(None, {**root_values, "kind": "district"}, began=began)
    units = {root.code: root}
    for values in _unit_list(demonstration):
        parent = units[values.pop("under", root.code)]
        units[values["code"]] = _add_unit(parent, values, began=began)
    for unit in units.values():
        notes.append(_note("unit.added", "unit", unit.pk, {"name": unit.name, "code": unit.code}, on=began))
    return units


def _unit_list(demonstration: Demonstration) -> Iterator[dict[str, Any]]:
    towns = [{**town, "kind": "town"} for town in book()["towns"]]
    first = [*book()["units"], *towns]
    yield from (dict(values) for values in first)
    wanted = STANDARD_UNITS - 1 - len(first) if demonstration.is_standard else 2 * len(book()["units"][:20])
    sections = ((unit, k, name) for k, name in enumerate(_section_names(demonstration)) for unit in first)
    for (unit, k, name), _ in zip(sections, range(wanted), strict=False):
        yield {"code": f"{unit['code']}{k + 1:02}", "name": f"{unit['short']}{name}", "short": name,
               "kind": "section", "under": unit["code"]}  # fmt: skip


def _section_names(demonstration: Demonstration) -> list[str]:
    return ["综合科", "业务科", "督查科", "运行科", "项目科", "服务科"] if demonstration.is_standard else ["综合科"]


def _add_unit(parent: models.Unit | None, values: Mapping[str, Any], *, began: date) -> models.Unit:
    row = {"code": values["code"], "name": values["name"], "short_name": values.get("short", ""),
           "kind": values["kind"], "began_on": began}  # fmt: skip
    tree = models.Unit.objects
    unit = tree.add_child(tree.get(pk=parent.pk), row) if parent else tree.add_root(row)
    unit.names.create(name=unit.name, short_name=unit.short_name, from_on=began)
    for kind, texts in _duties(values).items():
        unit.duties.bulk_create([models.Duty(unit=unit, text=text, kind=kind, source="演示数据") for text in texts])
    return unit


def _note(kind: str, object_kind: str, object_id: int, facts: Mapping[str, object], *, on: date) -> dict[str, Any]:
    by = Actor.worker(on=on)
    return actions.event_draft(kind, object_kind=object_kind, object_id=object_id, by=by, at=_at(on), to=facts)


def _duties(values: Mapping[str, Any]) -> dict[str, list[str]]:
    if values["kind"] == "town":
        return dict(book()["town_duties"])
    return {"department": list(values.get("duties", []))}


@dataclass(frozen=True)
class _Seat:
    """One person to be in one post."""

    login: str
    unit: models.Unit
    role: str
    title: str
    password: str = NO_PASSWORD


def _make_people(
    demonstration: Demonstration, units: dict[str, models.Unit], notes: list[dict[str, Any]]
) -> dict[str, models.Person]:
    """The cast with passwords, then staff without: they stand in records and cannot sign in."""
    seats = {seat.login: seat for seat in (*_cast(units), *_staff(demonstration, units))}
    for seat in _leaders(units):
        seats.setdefault(seat.login, seat)
    people = _seated(list(seats.values()), demonstration, notes)
    began = _began(demonstration)
    for member in book()["cast"]:
        if "proxy_of" in member:
            people[member["login"]].acts_for.create(leader=people[member["proxy_of"]], from_on=began)
    for login, leader in _led():
        lines = [models.Portfolio(leader=people[login], unit=units[code], from_on=began) for code in leader["line"]]
        models.Portfolio.objects.bulk_create(lines)
    return people


def _cast(units: dict[str, models.Unit]) -> Iterator[_Seat]:
    hashed = make_password(PASSWORD)
    for member in book()["cast"]:
        yield _Seat(member["login"], units[member["unit"]], member["role"], member["title"], hashed)


def _staff(demonstration: Demonstration, units: dict[str, models.Unit]) -> Iterator[_Seat]:
    posts = [("head", "unit_head", "负责人"), ("lx", "liaison", "联络员"), ("jb", "clerk", "经办人")]
    extra = STANDARD_PEOPLE // STANDARD_UNITS - len(posts) if demonstration.is_standard else 0
    posts += [(f"jb{k + 2}", "clerk", "工作人员") for k in range(extra)]
    for code, unit in units.items():
        for suffix, role, title in posts if unit.depth > 1 else []:
            yield _Seat(f"{code.lower()}-{suffix}", unit, role, title)


def _leaders(units: dict[str, models.Unit]) -> Iterator[_Seat]:
    root = units[book()["district"]["code"]]
    for login, leader in _led():
        yield _Seat(login, root, "leader", leader["title"])


def _led() -> list[tuple[str, dict[str, Any]]]:
    """The leaders with their logins; one of them is of the cast."""
    leaders = enumerate(book()["leaders"])
    return [("quzhang" if each["title"] == "常务副区长" else f"qld{number}", each) for number, each in leaders]


def _seated(seats: list[_Seat], demonstration: Demonstration, notes: list[dict[str, Any]]) -> dict[str, models.Person]:
    """Write all accounts, then all posts."""
    began, names = _began(demonstration), _names(demonstration)
    added, given = began + timedelta(days=1), began + timedelta(days=2)
    moments = {"created_at": _at(added), "password_set_at": _at(demonstration.on)}
    rows = [models.Person(login=seat.login, name=next(names), password=seat.password, **moments) for seat in seats]
    people = models.Person.objects.bulk_create(rows, batch_size=500)
    models.Post.objects.bulk_create(
        models.Post(person=person, unit=seat.unit, role=seat.role, title=seat.title, from_on=given)
        for person, seat in zip(people, seats, strict=True)
    )
    for person, seat in zip(people, seats, strict=True):
        told = {"unit": seat.unit.name, "role": seat.role}
        said = {"login": person.login, "name": person.name}
        notes.append(_note("person.added", "person", person.pk, said, on=added))
        notes.append(_note("right.granted", "person", person.pk, told, on=given))
    return {person.login: person for person in people}


def _names(demonstration: Demonstration) -> Iterator[str]:
    """Invented names without end, in an order that the seed decides."""
    given = sorted(book()["given"])
    first = [surname + name for surname in book()["surnames"] for name in given]
    demonstration.chance.shuffle(first)
    yield from first
    for surname in book()["surnames"]:
        for left in given:
            yield from (f"{surname}{left[0]}{right[-1]}" for right in given)
