"""Registering a project: its number, its first stage, its event (项目登记)."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from bihuan.apps.projects import mapping
from bihuan.apps.projects.mapping import NewProject
from bihuan.apps.projects.models import Project, ProjectNumber, StageEntry
from bihuan.apps.units import queries as units
from bihuan.apps.units.actions import record_event
from bihuan.base import rights
from bihuan.base.actors import Actor
from bihuan.base.refusals import Forbidden, Refusal
from bihuan.engine.calendar import local_day

PROJECT = "projects.project"
FIRST_STAGE = "idea"


class BadProject(Refusal):
    """A project cannot be kept as it was said; the sentence says why and what to do."""


def register_project(new: NewProject, *, by: Actor, now: datetime, key: str = "") -> Project:
    """Register a project; the same form sent twice gives one project (项目登记).

    Raises: Forbidden: the unit is out of reach; BadProject: its national code stands at another project.
    """
    rights.require(by.viewer, "project.register")
    _require_reach(new, by)
    if known := _of_form(key, by):
        return known
    try:
        return _register(new, by=by, now=now, key=key)
    except IntegrityError as twice:
        if known := _of_form(key, by):
            return known
        raise BadProject(f"项目代码{new.national_code}已登记在另一个项目上，请核对；同一项目不用重复登记。") from twice


@transaction.atomic
def _register(new: NewProject, *, by: Actor, now: datetime, key: str) -> Project:
    on = local_day(now)
    row: Project = Project.objects.create(
        **mapping.to_columns(new),
        number=_next_number(on.year),
        opened_year=on.year,
        lead_name=units.unit_name_on(new.lead_unit_id, on),
        town_name=units.unit_name_on(new.town_id, on) if new.town_id else "",
        registrar_unit_id=by.viewer.unit_id or new.lead_unit_id,
        created_at=now,
        created_by_id=by.viewer.person_id,
        created_by_name=by.viewer.name,
        form_key=key or None,
    )
    event = record_event(
        "project.registered", object_kind=PROJECT, object_id=row.pk, by=by, at=now, to=mapping.facts(row)
    )
    StageEntry.objects.create(
        project=row,
        version=1,
        stage=FIRST_STAGE,
        entered_on=on,
        at=now,
        by_id=by.viewer.person_id,
        by_name=by.viewer.name,
        event_seq=event.seq,
    )
    return row


def _next_number(year: int) -> str:
    """The next number of a year, under the lock of its row."""
    ProjectNumber.objects.get_or_create(year=year)
    last = ProjectNumber.objects.select_for_update().get(year=year)
    last.last += 1
    last.save(update_fields=["last"])
    return f"项{year}-{last.last:04}"


def _require_reach(new: NewProject, by: Actor) -> None:
    if by.viewer.sees_all or new.lead_unit_id in by.viewer.unit_ids or new.town_id in by.viewer.unit_ids:
        return
    raise Forbidden("只能登记由本单位负责或在本辖区的项目；其他项目请由责任单位或督查室登记。")


def _of_form(key: str, by: Actor) -> Project | None:
    own = Project.objects.visible_to(by.viewer).filter(form_key=key, created_by_id=by.viewer.person_id)
    return own.first() if key else None
