"""Who stands for a project: members and helping units, from a day to a day (专班、配合单位)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.urls import reverse

from bihuan.apps.projects import queries
from bihuan.apps.projects.actions.register import PROJECT, kept_project
from bihuan.apps.projects.models import Project, Role, SupportUnit, TeamMember
from bihuan.apps.units import queries as units
from bihuan.apps.units.actions import record_event
from bihuan.base.actors import Actor
from bihuan.base.refusals import Refusal
from bihuan.base.registries import TOLD, announce
from bihuan.engine.calendar import local_day

WORDS = {"projects.team": "项目专班", "projects.support": "项目配合单位"}
"""What these messages are called, by their rule."""


class BadMember(Refusal):
    """Somebody cannot be put on a team or taken off it so; the sentence says why and what to do."""


@dataclass(frozen=True)
class NewMember:
    """Somebody on a project's team (专班成员); person_id: where it is somebody with an account."""

    role: str
    name: str
    from_on: date
    person_id: int | None = None
    unit_name: str = ""
    phone: str = ""


@transaction.atomic
def add_member(project_id: int, new: NewMember, *, by: Actor, now: datetime) -> TeamMember:
    """Put somebody on the team; a new leader follows the one before, whose time ends on that day (定专班成员).

    Raises: Forbidden; BadMember: no name, or the same person stands in that seat already.
    """
    row = kept_project(project_id, "project.register", by)
    word = _role_word(new.role)
    if not new.name.strip():
        raise BadMember(f"请选择{word}，或填写姓名。")
    seated = list(row.team.filter(role=new.role, to_on=None))
    if any((each.person_id, each.name) == (new.person_id, new.name.strip()) for each in seated):
        raise BadMember(f"{new.name}已经是这个项目的{word}。")
    before = _make_room(seated, new) if new.role == Role.LEADER else {}
    found = _keep(row, new, by, now)
    told = {"member": word, "person": found.name, "unit": found.unit_name, "from_on": found.from_on}
    _record("project.member_added", row, by, now, frm=before, to=told)
    _tell(row, "projects.team", f"您是{word}", [new.person_id], by, now)
    return found


def _make_room(seated: list[TeamMember], new: NewMember) -> dict[str, object]:
    """End the time of who led before; what the log says of it."""
    for each in seated:
        if new.from_on < each.from_on:
            raise BadMember(f"起始日期{new.from_on}早于现任{each.name}的起始日期{each.from_on}，请核对。")
        TeamMember.objects.write_if(each, stands={"to_on": None}, values={"to_on": new.from_on})
    return {"person": seated[0].name, "unit": seated[0].unit_name} if seated else {}


def _keep(row: Project, new: NewMember, by: Actor, now: datetime) -> TeamMember:
    found: TeamMember = TeamMember.objects.create(
        project=row,
        role=new.role,
        person_id=new.person_id,
        name=new.name.strip(),
        unit_name=new.unit_name.strip(),
        phone=new.phone.strip(),
        from_on=new.from_on,
        at=now,
        by_id=by.viewer.person_id,
        by_name=by.viewer.name,
    )
    return found


@transaction.atomic
def end_member(member_id: int, project_id: int, *, by: Actor, now: datetime) -> TeamMember:
    """Take somebody off the team from today on; that they stood on it stays (免去专班成员)."""
    row = kept_project(project_id, "project.register", by)
    found = queries.member(member_id, row.pk, by.viewer)
    if not TeamMember.objects.write_if(found, stands={"to_on": None}, values={"to_on": local_day(now)}):
        raise BadMember(f"{found.name}已经不在专班里。")
    told = {"member": _role_word(found.role), "person": found.name}
    _record("project.member_ended", row, by, now, frm=told, to={"to_on": local_day(now)})
    return found


@transaction.atomic
def add_support(project_id: int, unit_id: int, *, by: Actor, now: datetime) -> SupportUnit:
    """Let a unit help with a project; it then sees it (增加配合单位).

    Raises: Forbidden; BadMember: it leads the project, helps already, or is no unit.
    """
    row = kept_project(project_id, "project.register", by)
    unit, on = units.unit(unit_id), local_day(now)
    if unit is None:
        raise BadMember("请选择配合单位。")
    if unit_id == row.lead_unit_id:
        raise BadMember(f"{row.lead_name}是牵头单位，不用再列为配合单位。")
    if row.support.filter(unit_id=unit_id, to_on=None).exists():
        raise BadMember(f"{unit.name}已经是配合单位。")
    name = units.unit_name_on(unit, on)
    signed: dict[str, Any] = {"at": now, "by_id": by.viewer.person_id, "by_name": by.viewer.name}
    found: SupportUnit = SupportUnit.objects.create(project=row, unit=unit, unit_name=name, from_on=on, **signed)
    _record("project.support_added", row, by, now, frm={}, to={"unit": name, "from_on": on})
    told = units.people_who_may("project.read", on=on, unit_ids=[unit_id])
    _tell(row, "projects.support", f"{name}是配合单位", told, by, now)
    return found


@transaction.atomic
def end_support(support_id: int, project_id: int, *, by: Actor, now: datetime) -> SupportUnit:
    """Let a unit help no more from today on (取消配合单位)."""
    row = kept_project(project_id, "project.register", by)
    found = queries.support(support_id, row.pk, by.viewer)
    if not SupportUnit.objects.write_if(found, stands={"to_on": None}, values={"to_on": local_day(now)}):
        raise BadMember(f"{found.unit_name}已经不是配合单位。")
    _record("project.support_ended", row, by, now, frm={"unit": found.unit_name}, to={"to_on": local_day(now)})
    return found


def _role_word(role: str) -> str:
    if role not in Role.values:
        raise BadMember("请选择专班职责。")
    return str(Role(role).label)


def _record(kind: str, row: Project, by: Actor, now: datetime, *, frm: Any, to: Any) -> None:
    said = {name: value for name, value in to.items() if value}
    record_event(kind, object_kind=PROJECT, object_id=row.pk, by=by, at=now, frm=frm, to=said)


def _tell(row: Project, rule: str, text: str, person_ids: Any, by: Actor, now: datetime) -> None:
    """Tell who it concerns, except who did it."""
    to = [pk for pk in dict.fromkeys(person_ids) if pk and pk != by.viewer.person_id]
    about: dict[str, Any] = {"object_kind": PROJECT, "object_id": row.pk}
    about["url"] = reverse("projects:project", args=[row.pk])
    announce(TOLD, rule=rule, **about, title=row.name, text=text, person_ids=to, now=now)
