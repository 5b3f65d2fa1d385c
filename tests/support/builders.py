"""Builders of units, people and posts for tests; names are invented."""

from __future__ import annotations

from datetime import date, datetime
from itertools import count
from zoneinfo import ZoneInfo

from bihuan.apps.units import models, queries
from bihuan.base.actors import Actor
from bihuan.base.scope import Viewer

LONG_AGO = date(2020, 1, 1)
DAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 2, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
PASSWORD = "Heming-2026-lu"
_numbers = count(1)


def make_unit(
    name: str, *, kind: str = "department", under: models.Unit | None = None, code: str = "", short_name: str = ""
) -> models.Unit:
    """A unit, under another or as the root, with its first name."""
    values = {"code": code or f"u{next(_numbers)}", "name": name, "short_name": short_name, "kind": kind}
    values["began_on"] = LONG_AGO
    tree = models.Unit.objects
    unit = tree.add_child(tree.get(pk=under.pk), values) if under else tree.add_root(values)
    unit.names.create(name=name, short_name=short_name, from_on=LONG_AGO)
    return unit


def make_person(name: str, *, login: str = "", password: str = PASSWORD) -> models.Person:
    """A person without any right."""
    person = models.Person(login=login or f"p{next(_numbers)}", name=name, created_at=NOW, password_set_at=NOW)
    person.set_password(password)
    person.save()
    return person


def give_post(
    person: models.Person, unit: models.Unit, role: str, *, title: str = "", from_on: date = LONG_AGO
) -> models.Post:
    """Give a person a role in a unit."""
    return person.posts.create(unit=unit, role=role, title=title, from_on=from_on)


def make_holder(name: str, unit: models.Unit, role: str, *, login: str = "") -> models.Person:
    """A person who holds one role in one unit."""
    person = make_person(name, login=login)
    give_post(person, unit, role)
    return person


def viewer(person: models.Person, *, on: date = DAY) -> Viewer:
    """What this person may see on a day."""
    return queries.viewer_of(person, on=on)


def actor(person: models.Person, *, on: date = DAY) -> Actor:
    """This person, acting."""
    return Actor(viewer(person, on=on), address="127.0.0.1", request_id="test")
