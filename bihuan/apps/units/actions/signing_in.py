"""Signing in and out, and failing to, as the log keeps it (登录留痕)."""

from __future__ import annotations

from datetime import datetime

from bihuan.apps.units import models, queries
from bihuan.apps.units.actions.events import record_event
from bihuan.apps.units.actions.refusals import nobody
from bihuan.base.actors import Actor


def record_sign_in(person: models.Person, *, by: Actor, at: datetime) -> None:
    """Keep that a person signed in."""
    record_event("person.signed_in", object_kind="person", object_id=person.pk, by=by, at=at)


def record_sign_out(*, by: Actor, at: datetime) -> None:
    """Keep that a person signed out."""
    record_event("person.signed_out", object_kind="person", object_id=by.viewer.person_id, by=by, at=at)


def record_sign_in_failure(login: str, *, address: str, request_id: str, at: datetime) -> None:
    """Keep a failed sign-in; of an unknown name not the name, which may be a password typed in the wrong field."""
    person_id = queries.person_id_of_login(login)
    record_event(
        "person.sign_in_failed",
        object_kind="person",
        object_id=person_id,
        by=nobody(on=at.date(), address=address, request_id=request_id),
        at=at,
        to={"login": login if person_id else "(无此登录名)"},
        result="failed",
    )
