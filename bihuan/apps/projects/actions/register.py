"""Registering a project: its number, its first stage, its event (项目登记)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from bihuan.apps.projects import mapping, queries
from bihuan.apps.projects.mapping import NewProject
from bihuan.apps.projects.models import Project, ProjectNumber, StageEntry
from bihuan.apps.units import queries as units
from bihuan.apps.units.actions import record_event
from bihuan.base import rights
from bihuan.base.actors import Actor
from bihuan.base.refusals import Forbidden, Refusal, Stale
from bihuan.engine.calendar import local_day
from bihuan.engine.values import Finding, read_project_code

PROJECT = "projects.project"
FIRST_STAGE = "idea"
FLAG_WORDS = {"suspended": "暂停", "terminated": "终止", "resumed": "恢复"}
"""What may be done to the flags of a project."""
NUMBERS = ("lead_unit_id", "town_id", "owner_id")
"""Columns that the log leaves out: the name beside them says it."""


class BadProject(Refusal):
    """A project cannot be kept as it was said; the sentence says why and what to do."""


@dataclass(frozen=True)
class Flag:
    """A project suspended, ended or taken up again (暂停、终止、恢复); kind: a code of `FLAG_WORDS`."""

    kind: str
    on: date
    words: str


@dataclass(frozen=True)
class Standing:
    """In which stage a project stands when it is registered, and since when (登记时所处阶段)."""

    stage: str
    since: date


def register_project(
    new: NewProject, *, standing: Standing | None = None, by: Actor, now: datetime, key: str = ""
) -> Project:
    """Register a project; the same form sent twice gives one project (项目登记).

    Args: standing: where it stands already; an idea of today where nothing is said. No gate is asked of it: what its
    stage needs is told on its page.
    Raises: Forbidden: the unit is out of reach; BadProject: its national code stands at another project, or it cannot
    stand so.
    """
    rights.require(by.viewer, "project.register")
    _require_reach(new, by)
    _require_national_code(new, by)
    if known := _of_form(key, by):
        return known
    try:
        return _register(new, standing or Standing(FIRST_STAGE, local_day(now)), by=by, now=now, key=key)
    except IntegrityError as twice:
        if known := _of_form(key, by):
            return known
        raise BadProject(_twice(new)) from twice


@transaction.atomic
def _register(new: NewProject, standing: Standing, *, by: Actor, now: datetime, key: str) -> Project:
    on = local_day(now)
    _require_standing(standing, on)
    row: Project = Project.objects.create(
        **mapping.to_columns(new),
        number=_next_number(on.year),
        stage=standing.stage,
        opened_year=on.year,
        **_names(new, on),
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
        stage=standing.stage,
        entered_on=standing.since,
        words="" if standing.stage == FIRST_STAGE else "登记时已在这个阶段",
        at=now,
        by_id=by.viewer.person_id,
        by_name=by.viewer.name,
        event_seq=event.seq,
    )
    return row


def _require_standing(standing: Standing, on: date) -> None:
    if standing.stage not in queries.stage_words(on):
        raise BadProject("没有这个阶段，请从阶段中选一个。")
    if standing.since > on:
        raise BadProject(f"进入阶段的日期{standing.since}还没有到，请填写今天或以前的日期。")


def _next_number(year: int) -> str:
    """The next number of a year, under the lock of its row."""
    ProjectNumber.objects.get_or_create(year=year)
    last = ProjectNumber.objects.select_for_update().get(year=year)
    last.last += 1
    last.save(update_fields=["last"])
    return f"项{year}-{last.last:04}"


def change_project(project_id: int, new: NewProject, *, version: int, why: str, by: Actor, now: datetime) -> Project:
    """Change what is said of a project, with the reason (更改项目).

    Raises: Forbidden: another unit keeps it; BadProject: no reason, or its code stands elsewhere; Stale: others were
    quicker, both sides told.
    """
    row = kept_project(project_id, "project.register", by)
    if not why.strip():
        raise BadProject("请写明更改的理由，如：备案变更、总投资重新核定。")
    _require_national_code(new, by)
    columns = mapping.to_columns(new) | _names(new, local_day(now))
    changed = {name: value for name, value in columns.items() if getattr(row, name) != value}
    if not changed:
        return row
    if row.version != version:
        raise stale(row, changed)
    try:
        with transaction.atomic():
            write(row, changed, by=by, now=now, kind="project.changed", why=why.strip())
    except IntegrityError as twice:
        raise BadProject(_twice(new)) from twice
    return row


@transaction.atomic
def flag_project(project_id: int, flag: Flag, *, version: int, by: Actor, now: datetime) -> Project:
    """Suspend a project, end it, or take it up again, with the day and the reason (暂停、终止、恢复).

    Raises: Forbidden; BadProject: no reason, a day to come, or it stands so already; Stale: others were quicker.
    """
    row = kept_project(project_id, "project.register", by)
    if not flag.words.strip():
        raise BadProject(f"请写明{FLAG_WORDS[flag.kind]}的原因和依据。")
    if flag.on > local_day(now):
        raise BadProject(f"日期{flag.on}还没有到，请填写今天或以前的日期。")
    if row.version != version:
        raise stale(row, {})
    write(row, _flagged(row, flag), by=by, now=now, kind=f"project.{flag.kind}", why=flag.words.strip())
    return row


def _flagged(row: Project, flag: Flag) -> dict[str, Any]:
    """Columns of a flag set; what stands so already is refused."""
    if flag.kind == "resumed":
        if row.is_running:
            raise BadProject("这个项目没有暂停或终止，不用恢复。")
        return {"suspended_on": None, "terminated_on": None, "flag_words": ""}
    if row.terminated_on:
        raise BadProject(f"这个项目{row.terminated_on}已经终止；要再推进，请先恢复。")
    if flag.kind == "suspended" and row.suspended_on:
        raise BadProject(f"这个项目{row.suspended_on}已经暂停，不用再暂停。")
    return {f"{flag.kind}_on": flag.on, "flag_words": flag.words.strip()}


def kept_project(project_id: int, action: str, by: Actor) -> Project:
    """A project that this person may do something to (可办项目).

    Raises: Forbidden: without the right, or another unit keeps it; Http404: out of reach.
    """
    rights.require(by.viewer, action)
    row = queries.project(project_id, by.viewer)
    if not queries.keeps(by.viewer, row, action):
        raise Forbidden(not_kept(row))
    return row


def not_kept(row: Project) -> str:
    """Why this person may not do it, and whom to ask."""
    return f"这个项目由{row.lead_name}牵头，由牵头单位、属地或登记单位办理；有意见请与{row.lead_name}联系。"


def write(row: Project, values: dict[str, Any], *, by: Actor, now: datetime, kind: str, why: str = "") -> Any:
    """Write columns of a project if nobody was quicker, with the event; the caller holds the transaction.

    Raises: Stale.
    """
    before = {name: getattr(row, name) for name in values}
    version = row.version
    if not Project.objects.write_if(row, stands={"version": version}, values={**values, "version": version + 1}):
        row.refresh_from_db()
        raise stale(row, values)
    for name, value in (values | {"version": version + 1}).items():
        setattr(row, name, value)
    sides: dict[str, Any] = {"object_kind": PROJECT, "object_id": row.pk, "by": by, "at": now}
    named = [name for name in values if name not in NUMBERS]
    told = {name: values[name] for name in named}
    return record_event(kind, frm={name: before[name] for name in named}, to=told, why=why, **sides)


def stale(row: Project, mine: dict[str, Any]) -> Stale:
    """Somebody else changed the project meanwhile; what stands there now beside what was typed."""
    labels = {field.attname: str(field.verbose_name) for field in Project._meta.concrete_fields}
    shown = [name for name in mine if not name.endswith("_id")]
    return Stale(
        "这个项目刚刚被他人更新，请核对两方内容后再办。",
        theirs={labels[name]: _shown(row, name) for name in shown},
        mine={labels[name]: str(mine[name] if mine[name] not in (None, "") else "暂无") for name in shown},
    )


def _shown(row: Project, name: str) -> str:
    value = getattr(row, f"get_{name}_display", lambda: getattr(row, name))()
    return str(value) if value not in (None, "") else "暂无"


def _names(new: NewProject, on: date) -> dict[str, str]:
    """Names of its units, copied as of the day."""
    return {
        "lead_name": units.unit_name_on(new.lead_unit_id, on),
        "town_name": units.unit_name_on(new.town_id, on) if new.town_id else "",
    }


def _require_national_code(new: NewProject, by: Actor) -> None:
    """A code that cannot be one is refused; empty is unknown."""
    read = read_project_code(new.national_code)
    if isinstance(read, Finding):
        raise BadProject(read.sentence)


def _twice(new: NewProject) -> str:
    return f"项目代码{new.national_code}已登记在另一个项目上，请核对；同一项目不用重复登记。"


def _require_reach(new: NewProject, by: Actor) -> None:
    if by.viewer.sees_all or new.lead_unit_id in by.viewer.unit_ids or new.town_id in by.viewer.unit_ids:
        return
    raise Forbidden("只能登记由本单位负责或在本辖区的项目；其他项目请由牵头单位或督查室登记。")


def _of_form(key: str, by: Actor) -> Project | None:
    own = Project.objects.visible_to(by.viewer).filter(form_key=key, created_by_id=by.viewer.person_id)
    return own.first() if key else None
