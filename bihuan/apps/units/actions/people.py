"""Accounts: made without rights, with a one-time password; stopped; reset (账号)."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from bihuan.apps.units import models
from bihuan.apps.units.actions.events import record_event
from bihuan.base import passwords, rights
from bihuan.base.actors import Actor
from bihuan.base.refusals import Refusal

ONE_TIME_DAYS = 7


class LoginTaken(Refusal):
    """Another account has this login name."""


class BadPassword(Refusal):
    """The new password does not follow the rules; says which."""


@transaction.atomic
def add_person(login: str, *, name: str, phone: str = "", by: Actor, now: datetime) -> tuple[models.Person, str]:
    """Make an account without any right (建账号).

    Returns: the person and a one-time password, which is shown once and kept nowhere.
    """
    rights.require(by.viewer, "person.add")
    if models.Person.objects.visible_to(by.viewer).filter(login=login).exists():
        raise LoginTaken(f"登录名“{login}”已有人使用，请另取一个。")
    person = models.Person(login=login, name=name, phone=phone, created_at=now)
    password = _set_one_time(person, now=now)
    person.save(force_insert=True)
    record_event(
        "person.added", object_kind="person", object_id=person.pk, by=by, at=now, to={"login": login, "name": name}
    )
    return person, password


@transaction.atomic
def change_person(person_id: int, *, name: str, phone: str, by: Actor, now: datetime) -> None:
    """Correct a person's name or telephone; records made before keep the old name (改资料)."""
    rights.require(by.viewer, "person.add")
    person = _locked(person_id, by=by)
    before = {"name": person.name, "phone": bool(person.phone)}
    person.name, person.phone = name, phone
    person.save(update_fields=["name", "phone"])
    facts = {"name": name, "phone": bool(phone)}
    record_event("person.changed", object_kind="person", object_id=person.pk, by=by, at=now, frm=before, to=facts)


@transaction.atomic
def reset_password(person_id: int, *, by: Actor, now: datetime) -> str:
    """Give a one-time password in place of a forgotten one; open sessions end (重置口令)."""
    rights.require(by.viewer, "person.add")
    person = _locked(person_id, by=by)
    password = _set_one_time(person, now=now)
    person.session_version += 1
    person.save()
    record_event("person.password_reset", object_kind="person", object_id=person.pk, by=by, at=now)
    return password


@transaction.atomic
def stop_person(person_id: int, *, why: str, by: Actor, now: datetime) -> None:
    """Stop an account: no sign-in, open sessions end, records keep the name (停用)."""
    rights.require(by.viewer, "person.add")
    if person_id == by.viewer.person_id:
        raise Refusal("不能停用自己的账号，请由其他管理员办理。")
    person = _locked(person_id, by=by)
    person.is_active = False
    person.session_version += 1
    person.save(update_fields=["is_active", "session_version"])
    record_event("person.stopped", object_kind="person", object_id=person.pk, by=by, at=now, why=why)


@transaction.atomic
def restart_person(person_id: int, *, by: Actor, now: datetime) -> str:
    """Put a stopped account back in use with a one-time password (启用)."""
    rights.require(by.viewer, "person.add")
    person = _locked(person_id, by=by)
    person.is_active = True
    password = _set_one_time(person, now=now)
    person.save()
    record_event("person.restarted", object_kind="person", object_id=person.pk, by=by, at=now)
    return password


@transaction.atomic
def change_password(person_id: int, *, password: str, by: Actor, now: datetime) -> None:
    """Set one's own password; all other sessions of the account end (修改口令)."""
    person = _locked(person_id, by=by)
    try:
        validate_password(password, person)
    except ValidationError as error:
        raise BadPassword("".join(error.messages)) from error
    if person.check_password(password):
        raise BadPassword("新口令不能与原口令相同。")
    person.set_password(password)
    person.password_set_at, person.one_time_until, person.must_change_password = now, None, False
    person.save()
    record_event("person.password_changed", object_kind="person", object_id=person.pk, by=by, at=now)


def end_sessions(person_ids: set[int], *, by: Actor) -> None:
    """Let all open sessions of these people end at their next request."""
    people = models.Person.objects.visible_to(by.viewer)
    people.filter(pk__in=person_ids).update(session_version=F("session_version") + 1)


def _locked(person_id: int, *, by: Actor) -> models.Person:
    person = models.Person.objects.visible_to(by.viewer).select_for_update().filter(pk=person_id).first()
    if person is None:
        raise Refusal("没有这个人员。")
    return person


def _set_one_time(person: models.Person, *, now: datetime) -> str:
    password = passwords.one_time_password()
    person.set_password(password)
    person.password_set_at = None
    person.must_change_password = True
    person.one_time_until = now + timedelta(days=ONE_TIME_DAYS)
    return password
