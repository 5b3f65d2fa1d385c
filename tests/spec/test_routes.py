"""Every address x every role x own or another unit's object answers as tests/spec/routes.csv says (A01).

Columns: route; methods it takes; the right it needs (an action of docs/roles.csv, or `public`, or `signed_in`);
the kind of object in its address, if any (made in tests/spec/objects.py). What a role then gets follows from the
right's reach: `no` is refused (403), `own` and `portfolio` see the leading unit's object and not the stranger's
(404, the same page as for a missing one), `all` sees both. Objects marked `*` are common: who has the right sees any.
With `signed_in` and an object the object is the person's own (a notice).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db import transaction
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from bihuan.base.rights import matrix, role_codes
from tests.spec.objects import makers, missing

HERE = Path(__file__).parent
OK = {200, 204, 302}
PERSONAL = {"saved_view"}  # whoever has the right has it over their own only


@dataclass(frozen=True)
class Route:
    """One line of routes.csv."""

    name: str
    methods: tuple[str, ...]
    action: str
    object: str

    @property
    def common(self) -> bool:
        return self.object.endswith("*")

    @property
    def kind(self) -> str:
        return self.object.rstrip("*")

    def reach(self, role: str) -> str:
        if self.action in ("public", "signed_in"):
            return "own" if self.object else "all"
        reach = matrix()[self.action][role]
        return "own" if self.kind in PERSONAL and reach != "no" else reach

    def __str__(self) -> str:
        return self.name


def lines() -> list[Route]:
    with (HERE / "routes.csv").open(encoding="utf-8", newline="") as file:
        return [
            Route(line["route"], tuple(line["methods"].split()), line["action"], line["object"] or "")
            for line in csv.DictReader(file)
        ]


def walked(patterns: list[URLPattern | URLResolver], spaces: tuple[str, ...] = ()) -> Iterator[str]:
    for each in patterns:
        if isinstance(each, URLResolver):
            yield from walked(each.url_patterns, (*spaces, each.namespace) if each.namespace else spaces)
        else:
            yield ":".join((*spaces, each.name or f"unnamed {each.pattern}"))


def test_every_address_has_a_line_in_the_matrix_and_every_line_an_address():
    assert sorted(walked(get_resolver().url_patterns)) == sorted(line.name for line in lines())


def test_every_line_names_a_known_right():
    assert {line.action for line in lines()} <= {"public", "signed_in", *matrix()}


def made(route: Route, cast, person):
    return makers[route.kind](cast, person) if route.object else ({}, {})


@pytest.mark.parametrize("route", lines(), ids=str)
def test_an_address_answers_each_role_as_the_matrix_says(route, cast, client_of):
    faults = []
    for role in role_codes():
        with undone():
            faults += faults_of(route, role, cast, client_of(cast.of_role(role)))

    assert faults == []


@contextmanager
def undone() -> Iterator[None]:
    """What one role did is undone before the next tries."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def faults_of(route: Route, role: str, cast, client) -> list[str]:
    """How the answers that a role gets there differ from what the matrix says."""
    own, other = made(route, cast, cast.of_role(role))
    method = "get" if "GET" in route.methods else "post"
    reach = route.reach(role)

    def told(whose: str, arguments, expected) -> list[str]:
        response = getattr(client, method)(reverse(route.name, kwargs=arguments))
        response.close()
        status = response.status_code
        return [] if expected(status, method) else [f"{role} gets {status} for {whose} ({reach})"]

    found = told("the own object", own, is_hidden if reach == "no" else good)
    if route.object and not route.common:
        found += told("another's object", other, good if reach == "all" else is_hidden)
    return found


def good(status: int, method: str) -> bool:
    """A page, or for a bare POST whatever the form says of it; never refused for want of right, never broken."""
    return status in OK if method == "get" else status in OK | {409, 422, 400}


def is_hidden(status: int, method: str) -> bool:
    return status in (403, 404)


@pytest.mark.parametrize("route", [line for line in lines() if line.object and not line.common], ids=str)
def test_another_units_object_looks_like_a_missing_one(route, cast, client_of):
    _, other = made(route, cast, cast.lead_clerk)
    client = client_of(cast.lead_clerk)
    method = "get" if "GET" in route.methods else "post"
    none = missing.get(route.kind) or dict.fromkeys(other, 10**9)

    hidden = getattr(client, method)(reverse(route.name, kwargs=other))
    absent = getattr(client, method)(reverse(route.name, kwargs=none))

    assert (hidden.status_code, shape(hidden)) == (absent.status_code, shape(absent))


def shape(response) -> str:
    """The page without what differs by chance: the address, the request's number, tokens."""
    text = response.content.decode().replace(response.request["PATH_INFO"], "ADDRESS")
    return re.sub(r"[0-9a-f]{32}|[A-Za-z0-9]{64}|nonce=\"[^\"]*\"", "X", text)


@pytest.mark.parametrize("route", lines(), ids=str)
def test_an_address_refuses_other_methods(route, cast, client_of):
    own, _ = made(route, cast, cast.supervisor)
    client = client_of(cast.supervisor)
    url = reverse(route.name, kwargs=own)

    for method in {"GET", "POST", "PUT", "PATCH", "DELETE"} - set(route.methods):
        assert getattr(client, method.lower())(url).status_code in (403, 405), method


@pytest.mark.parametrize("route", [line for line in lines() if "POST" in line.methods], ids=str)
def test_a_form_without_its_token_is_refused(route, cast, client_of):
    own, _ = made(route, cast, cast.supervisor)
    client = client_of(cast.supervisor, enforce_csrf_checks=True)

    assert client.post(reverse(route.name, kwargs=own)).status_code == 403


@pytest.mark.parametrize("route", [line for line in lines() if line.action != "public"], ids=str)
def test_a_page_sends_a_stranger_to_sign_in(route, cast, client):
    own, _ = made(route, cast, cast.supervisor)
    method = "get" if "GET" in route.methods else "post"

    answer = getattr(client, method)(reverse(route.name, kwargs=own))

    assert answer.status_code == 302
    assert answer.url.startswith("/login/")
