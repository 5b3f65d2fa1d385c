"""A table of enterprises comes in: looked at first, written whole or not at all (企业表导入)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from bihuan.apps.enterprises import mapping, queries
from bihuan.apps.enterprises.actions.many import add_enterprises
from bihuan.apps.enterprises.actions.register import NewEnterprise, change_enterprise, kept_by
from bihuan.apps.enterprises.models import EnterpriseImport
from bihuan.apps.units import queries as units
from bihuan.apps.units.actions import Importer, opened
from bihuan.base.actors import Actor
from bihuan.base.jobs import task
from bihuan.base.table_imports import Plan, TableImport, TableSpec, read_plan
from bihuan.base.table_imports.preview import Say
from bihuan.engine.calendar import local_day

TABLE = "enterprises"


def _plan(row: TableImport, answers: Mapping[str, str], by: Actor, now: datetime) -> Plan:
    day = local_day(now)
    register, known = queries.register_known(by.viewer, kept_by)
    spec = TableSpec(
        columns=units.table_columns(TABLE, on=day),
        required=frozenset({"name"}),
        keys=mapping.imports.KEYS,
        codes=mapping.imports.CODES,
        title="name",
        single=("code",),
    )
    return read_plan(
        opened(row),
        spec=spec,
        known=known,
        reader=lambda read, at, first: mapping.imports.enterprise_row(read, at, first, register=register, today=day),
        resolve=units.unit_resolver(day),
        answers=answers,
    )


def _say(now: datetime) -> Say:
    places = queries.names_of_places(local_day(now))
    return lambda code, value: mapping.imports.said_word(code, value, units=places)


def _write(plan: Plan, row: TableImport, by: Actor, now: datetime) -> dict[str, int]:
    new = [_new(one.row.values, row.name) for _, one in plan.of("new")]
    add_enterprises(new, by=by, now=now)
    changed = {int(str(one.known)): one for _, one in plan.of("changed")}
    stands = queries.rows_by_pk(list(changed), by.viewer)
    for pk, one in changed.items():
        said = _said({code: getattr(stands[pk], code) for code in asdict(NewEnterprise(""))}) | _said(
            {change.code: change.new for change in one.changes}
        )
        why = f"企业表导入更正（{row.name}）"[:200]
        change_enterprise(pk, NewEnterprise(**said), version=plan.known.versions[pk], why=why, by=by, now=now)
    return {"made": len(new), "amended": len(changed)}


def _new(values: Mapping[str, Any], file_name: str) -> NewEnterprise:
    said = _said({code: value for code, value in values.items() if code in mapping.imports.CODES})
    return NewEnterprise(**{"source": f"导入：{file_name}"[:200], **said})


def _said(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values of a row or an entry, as the action takes them."""
    said = {code: value for code, value in values.items() if code != "unit"}
    said |= {"code": values["code"] or ""} if "code" in values else {}
    return said | ({"unit_id": int(values["unit"])} if values.get("unit") else {})


@task()
def read_job(**asked: Any) -> None:
    """Read a large file in the background."""
    IMPORTER.read_behind(**asked)


@task()
def write_job(**asked: Any) -> None:
    """Write many rows in the background."""
    IMPORTER.write_behind(**asked)


IMPORTER = Importer(
    model=EnterpriseImport,
    right="enterprise.change",
    room="enterprise",
    plan=_plan,
    say=_say,
    write=_write,
    mark=queries.register_mark,
    jobs=lambda: (read_job, write_job),
)
