"""Programmes: kept with what their paper tells, projects put in and taken out (专项片区)."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction

from bihuan.apps.projects import queries
from bihuan.apps.projects.actions.lists import Listed
from bihuan.apps.projects.actions.register import PROJECT
from bihuan.apps.projects.models import Programme, ProgrammeProject, Project
from bihuan.apps.units import queries as units
from bihuan.apps.units.actions import record_event
from bihuan.base import rights
from bihuan.base.actors import Actor
from bihuan.base.refusals import Refusal
from bihuan.engine.calendar import local_day

PROGRAMME = "projects.programme"


class BadProgramme(Refusal):
    """A programme cannot be kept so; the sentence says why and what to do."""


@dataclass(frozen=True, kw_only=True)
class NewProgramme:
    """What is said of a programme (专项片区); told_total in 万元, unknown is None."""

    name: str
    kind: str
    lead_unit_id: int
    from_year: int
    to_year: int | None = None
    told_count: int | None = None
    told_total: Decimal | None = None
    source: str = ""
    code: str = ""


def add_programme(new: NewProgramme, *, by: Actor, now: datetime, key: str = "") -> Programme:
    """Keep a programme with what its paper tells (登记专项片区).

    Raises: Forbidden; BadProgramme: no paper is named, or one of that name stands there.
    """
    rights.require(by.viewer, "project.list")
    own = Programme.objects.visible_to(by.viewer).filter(form_key=key, by_id=by.viewer.person_id)
    if key and (known := own.first()):
        return known
    if not new.source.strip():
        raise BadProgramme("请填写依据，如：城市更新专项规划（文号）。")
    try:
        return _add(new, by=by, now=now, key=key)
    except IntegrityError as twice:
        raise BadProgramme(f"已有“{new.name}”，不用重复登记。") from twice


@transaction.atomic
def _add(new: NewProgramme, *, by: Actor, now: datetime, key: str) -> Programme:
    told = _told(new, now)
    row: Programme = Programme.objects.create(
        **told,
        code=new.code or f"p{secrets.token_hex(5)}",
        kind=new.kind,
        lead_unit_id=new.lead_unit_id,
        at=now,
        by_id=by.viewer.person_id,
        by_name=by.viewer.name,
        form_key=key or None,
    )
    said = {name: value for name, value in told.items() if value not in (None, "")}
    record_event("project.programme_added", object_kind=PROGRAMME, object_id=row.pk, by=by, at=now, to=said)
    return row


@transaction.atomic
def change_programme(row: Programme, new: NewProgramme, *, why: str, by: Actor, now: datetime) -> Programme:
    """Change what is told of a programme, with the reason (更改专项片区).

    Args: row: as the person saw it. Raises: Forbidden; BadProgramme: no reason, or others were quicker.
    """
    rights.require(by.viewer, "project.list")
    if not why.strip():
        raise BadProgramme("请写明更改的理由，如：规划调整，项目数由54个改为56个。")
    told = _told(new, now)
    changed = {name: value for name, value in told.items() if getattr(row, name) != value}
    if not changed:
        return row
    before = {name: getattr(row, name) for name in changed}
    values = {**changed, "lead_unit_id": new.lead_unit_id}
    if not Programme.objects.write_if(row, stands=before, values=values):
        raise BadProgramme("这个片区刚刚被他人更改，请刷新后核对再改。")
    sides: dict[str, Any] = {"object_kind": PROGRAMME, "object_id": row.pk, "by": by, "at": now}
    record_event("project.programme_changed", frm=before, to=changed, why=why.strip(), **sides)
    row.refresh_from_db()
    return row


def put_in_programme(project_ids: Iterable[int], code: str, *, by: Actor, now: datetime) -> list[Listed]:
    """Put projects into a programme; each for itself, what does not go is told (列入片区)."""
    rights.require(by.viewer, "project.list")
    row = queries.programme(code, by.viewer)
    if row.ended_on:
        raise BadProgramme(f"“{row.name}”{row.ended_on}已结束，不再列入项目。")
    wanted = queries.projects(by.viewer).filter(pk__in=list(project_ids)).order_by("pk")
    return [_put(project, row, by=by, now=now) for project in wanted]


def _put(project: Project, row: Programme, *, by: Actor, now: datetime) -> Listed:
    try:
        _join(project, row, by=by, now=now)
    except IntegrityError:
        return Listed(project, False, f"已在“{row.name}”里，不用重复列入。")
    return Listed(project, True, f"列入“{row.name}”")


@transaction.atomic
def _join(project: Project, row: Programme, *, by: Actor, now: datetime) -> None:
    signed: dict[str, Any] = {"at": now, "by_id": by.viewer.person_id, "by_name": by.viewer.name}
    ProgrammeProject.objects.create(programme=row, project=project, **signed)
    told = {"programme": row.name}
    record_event("project.programme_joined", object_kind=PROJECT, object_id=project.pk, by=by, at=now, to=told)


@transaction.atomic
def take_out(member_id: int, code: str, *, words: str, by: Actor, now: datetime) -> ProgrammeProject:
    """Take a project out of a programme from today on, with the reason (移出片区)."""
    rights.require(by.viewer, "project.list")
    row = queries.member_of_programme(member_id, code, by.viewer)
    if not words.strip():
        raise BadProgramme("请写明移出的原因。")
    if not ProgrammeProject.objects.write_if(row, stands={"to_on": None}, values={"to_on": local_day(now)}):
        raise BadProgramme("这个项目已经移出片区。")
    sides: dict[str, Any] = {"object_kind": PROJECT, "object_id": row.project_id, "by": by, "at": now}
    told = {"programme": row.programme.name}
    record_event("project.programme_left", frm=told, to={"to_on": local_day(now)}, why=words.strip(), **sides)
    return row


def _told(new: NewProgramme, now: datetime) -> dict[str, Any]:
    """What is told of a programme, as columns."""
    return {
        "name": new.name.strip(),
        "lead_name": units.unit_name_on(new.lead_unit_id, local_day(now)),
        "told_count": new.told_count,
        "told_total": new.told_total,
        "source": new.source.strip(),
        "from_year": new.from_year,
        "to_year": new.to_year,
    }
