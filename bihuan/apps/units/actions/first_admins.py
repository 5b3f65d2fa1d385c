"""The first administrators of a new office, with one-time passwords (首批管理员)."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from bihuan.apps.units import models
from bihuan.apps.units.actions.events import record_event
from bihuan.apps.units.actions.people import add_person
from bihuan.apps.units.actions.tree import add_unit
from bihuan.base.actors import Actor
from bihuan.base.refusals import Refusal

FIRST = (
    ("xitong", "系统管理员", "system_admin"),
    ("anquan", "安全管理员", "security_admin"),
    ("anquan2", "安全复核员", "security_admin"),
    ("shenji", "审计管理员", "audit_admin"),
)


@transaction.atomic
def make_first_admins(district: str, *, now: datetime) -> list[tuple[str, str, str]]:
    """Make the district and the accounts of the three administrators; granting needs two, so security has two.

    Returns: (login, who, one-time password), shown once.
    Raises: Refusal: there are accounts already.
    """
    by = Actor.worker(on=timezone.localtime(now).date())
    if models.Person.objects.visible_to(by.viewer).exists():
        raise Refusal("系统里已有账号，首批管理员只在空库时建立。")
    today = by.viewer.on
    unit = models.Unit.objects.filter(depth=1).first() or add_unit(
        "district", name=district, kind="district", began_on=today - timedelta(days=1), by=by, now=now
    )
    made = []
    for login, name, role in FIRST:
        person, password = add_person(login, name=name, by=by, now=now)
        person.posts.create(unit=unit, role=role, title=name, from_on=today)
        facts = {"person": name, "unit": unit.name, "role": role, "from_on": today}
        record_event(
            "right.granted", object_kind="person", object_id=person.pk, by=by, at=now, to=facts, why="首批管理员"
        )
        made.append((login, name, password))
    return made
