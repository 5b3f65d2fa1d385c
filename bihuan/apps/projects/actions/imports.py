"""A table of projects comes in: looked at first, written whole or not at all (项目表导入)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bihuan.apps.enterprises import queries as enterprises
from bihuan.apps.projects.actions.register import change_project, register_project
from bihuan.apps.projects.mapping import imports as tables
from bihuan.apps.projects.models import Project, ProjectImport
from bihuan.apps.projects.queries import imports as held
from bihuan.apps.units import queries as units
from bihuan.apps.units.actions import Importer, opened
from bihuan.base import progress
from bihuan.base.actors import Actor
from bihuan.base.jobs import task
from bihuan.base.table_imports import Plan, TableImport, TableSpec, read_plan
from bihuan.base.table_imports.preview import Say
from bihuan.engine.calendar import local_day
from bihuan.engine.values import enterprise_key

TABLE = "projects"
OFTEN = 50


def _plan(row: TableImport, answers: Mapping[str, str], by: Actor, now: datetime) -> Plan:
    day = local_day(now)
    library, known = held.library_known(by.viewer, _kept_by)
    resolve = units.unit_resolver(day)
    spec = TableSpec(
        columns=units.table_columns(TABLE, on=day),
        required=frozenset({"name"}),
        keys=tables.KEYS,
        codes=tables.CODES,
        title="name",
        single=("national_code",),
    )
    return read_plan(
        opened(row),
        spec=spec,
        known=known,
        reader=lambda read, at, first: tables.project_row(read, at, first, library=library, resolve=resolve),
        resolve=resolve,
        answers=answers,
    )


def _kept_by(row: Project) -> str:
    return f"这个项目由{row.lead_name}负责，由负责单位、属地或登记单位更改；需要更改的请告诉他们。"


def _say(now: datetime) -> Say:
    names = held.unit_names(local_day(now))
    return lambda code, value: tables.said_word(code, value, units=names)


def _write(plan: Plan, row: TableImport, by: Actor, now: datetime) -> dict[str, int]:
    new, changed = plan.of("new"), plan.of("changed")
    owners = _owners([one.row.values.get("owner_name") for _, one in (*new, *changed)], by)
    done, total = 0, len(new) + len(changed)
    for line, one in new:
        values = one.row.values
        said = tables.new_project(
            values, line.read, owner_id=owners.get(enterprise_key(values.get("owner_name", ""))), source=_source(row)
        )
        register_project(said, by=by, now=now)
        done = _tell(row, done, total)
    stands = held.projects_by_pk([int(str(one.known)) for _, one in changed], by.viewer)
    for _, one in changed:
        known = stands[int(str(one.known))]
        told = {change.code: change.new for change in one.changes}
        owner = owners.get(enterprise_key(told.get("owner_name", "")))
        said = tables.changed_project(known, told, owner_id=owner)
        change_project(known.pk, said, version=plan.known.versions[known.pk], why=_source(row), by=by, now=now)
        done = _tell(row, done, total)
    return {"made": len(new), "amended": len(changed)}


def _source(row: TableImport) -> str:
    return f"项目表导入（{row.name}）"[:300]


def _tell(row: TableImport, done: int, total: int) -> int:
    if done % OFTEN == 0:
        progress.tell(row.code, done, total)
    return done + 1


def _owners(names: list[Any], by: Actor) -> dict[str, int]:
    """Enterprises of the register that the rows name, by their names as compared; the others stay words."""
    found = enterprises.enterprises_called([str(name) for name in names if name], by.viewer)
    return {key: row.pk for key, row in found.items()}


@task()
def read_job(**asked: Any) -> None:
    """Read a large file in the background."""
    IMPORTER.read_behind(**asked)


@task()
def write_job(**asked: Any) -> None:
    """Write many rows in the background."""
    IMPORTER.write_behind(**asked)


IMPORTER = Importer(
    model=ProjectImport,
    right="project.register",
    room="project",
    plan=_plan,
    say=_say,
    write=_write,
    mark=held.library_mark,
    jobs=lambda: (read_job, write_job),
)
