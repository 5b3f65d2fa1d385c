"""What was looked at is written whole or not at all, or given up (写入)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from bihuan.apps.work import mapping, queries
from bihuan.apps.work.actions.amending import amend_item
from bihuan.apps.work.actions.imports.plan import SOURCES, Plan, column_of, known_pk, plan_of
from bihuan.apps.work.actions.imports.preview import SHOWN, shown
from bihuan.apps.work.actions.imports.standing import NotNow, actor_facts, actor_of, cancelled, in_background, record
from bihuan.apps.work.actions.moves import batch
from bihuan.apps.work.mapping.imports import BY_MOVE
from bihuan.apps.work.models import LedgerImport
from bihuan.base import progress, rights
from bihuan.base.actors import Actor
from bihuan.base.jobs import enqueue, task
from bihuan.base.refusals import Refusal, Stale
from bihuan.engine.calendar import local_day

SOON_ROWS = 300
"""Up to so many rows are written while the person waits; more by the worker."""
OFTEN = 100
_STATE = LedgerImport.State
WRITTEN_WORD = "台账导入更正"


def write_ledger(import_id: int, *, token: str, skip_wrong: bool, by: Actor, now: datetime) -> LedgerImport:
    """Write what was looked at: at once, or by the worker where there are many rows (确认导入).

    Raises: NotNow; Stale: what is known moved since; Refusal: rows are wrong and are not to be left out.
    """
    rights.require(by.viewer, "item.register")
    row = queries.ledger_import(import_id, by.viewer)
    if row.state in (_STATE.WRITTEN, _STATE.QUEUED):
        return row
    _check_looked_at(row, token=token, skip_wrong=skip_wrong)
    if row.found["total"] <= SOON_ROWS:
        try:
            return _write(row, skip_wrong=skip_wrong, by=by, now=now)
        finally:
            progress.forget(row.code)
    with transaction.atomic():
        if LedgerImport.objects.write_if(row, stands={"state": _STATE.READ}, values={"state": _STATE.QUEUED}):
            enqueue(write_job, import_id=row.pk, skip_wrong=skip_wrong, **actor_facts(by))
            record("work.ledger_queued", row, by=by, now=now)
    row.refresh_from_db()
    return row


def _check_looked_at(row: LedgerImport, *, token: str, skip_wrong: bool) -> None:
    if row.state != _STATE.READ or not row.found.get("is_ready"):
        raise NotNow(f"这个文件{row.get_state_display()}，还不能导入。请先答完要问的事。")
    if token != row.found["token"]:
        raise Stale("预览之后数据有变动，未写入任何内容。请核对新的预览。")
    if row.found["counts"]["wrong"] and not skip_wrong:
        raise Refusal("文件里还有错误行，未写入任何内容。请下载标出错误的原表改正后重传，或勾选只导入没有问题的行。")
    if not row.found["counts"]["new"] + row.found["counts"]["changed"]:
        raise Refusal("没有要新增或更正的行，未写入任何内容。")


def _write(row: LedgerImport, *, skip_wrong: bool, by: Actor, now: datetime) -> LedgerImport:
    """Read once more, and write in one transaction; what moved since the preview takes all of it back."""
    plan = plan_of(row, by=by, now=now)
    if plan.token != row.found["token"]:
        LedgerImport.objects.write_if(row, stands={"state": row.state}, values=_read_again(plan))
        raise Stale("预览之后数据有变动，未写入任何内容。请核对新的预览。")
    with transaction.atomic():
        made = _make_new(plan, row, by=by, now=now)
        amended = _amend(plan, by=by, now=now)
        told = {"made": len(made), "amended": len(amended), "left_out": len(plan.of("wrong")) if skip_wrong else 0}
        written = {**told, "items": [*made, *amended][:SHOWN]}
        values = {"state": _STATE.WRITTEN, "written": written}
        if not LedgerImport.objects.write_if(row, stands={"state": row.state}, values=values):
            raise NotNow("这个文件已由他人办理，没有重复导入。")
        record("work.ledger_imported", row, by=by, now=now, **told)
    row.refresh_from_db()
    return row


def _read_again(plan: Plan) -> dict[str, Any]:
    return {"state": _STATE.READ, "found": shown(plan)}


def _make_new(plan: Plan, row: LedgerImport, *, by: Actor, now: datetime) -> list[int]:
    """Draft and register the new rows, through the one door, in the order of the file."""
    rows = plan.of("new")
    leaders = queries.leaders_by_name(local_day(now))
    made = []
    with batch(every=1000) as together:
        for place, (line, _) in enumerate(rows):
            if place % OFTEN == 0:
                progress.tell(row.code, place, len(rows))
            new = mapping.imports.new_item(line, kind=row.kind, year=plan.year, leaders=leaders, sources=SOURCES)
            item = together.draft(new, by=by, now=now, key=f"ledger-{row.pk}-{place}")
            together.move(item.pk, "register", version=item.version, answers={}, by=by, now=now)
            made.append(item.pk)
    return made


def _amend(plan: Plan, *, by: Actor, now: datetime) -> list[int]:
    """Put right the words of known items; what changes by a move only stays."""
    amended = []
    for _, one in plan.of("changed"):
        said = {column_of(change.code): change.new for change in one.changes if change.code not in BY_MOVE}
        if said:
            pk = known_pk(one)
            amend_item(pk, said, version=plan.versions[pk], why=WRITTEN_WORD, by=by, now=now)
            amended.append(pk)
    return amended


def cancel_ledger(import_id: int, *, by: Actor, now: datetime) -> LedgerImport:
    """Stop what the worker has in hand, or drop what was not written yet (取消导入)."""
    rights.require(by.viewer, "item.register")
    row = queries.ledger_import(import_id, by.viewer)
    if row.state == _STATE.WRITTEN:
        raise NotNow("这个文件已经导入，不能取消。")
    if row.is_running:
        progress.stop(row.code)
        return row
    return cancelled(row, by=by, now=now)


@task()
def write_job(*, import_id: int, skip_wrong: bool, person_id: int, address: str, request_id: str) -> None:
    """Write many rows in the background; what fails leaves nothing and says why."""
    now = timezone.now()
    by = actor_of(person_id, address, request_id, now=now)
    row = queries.ledger_import(import_id, by.viewer)
    if row.state == _STATE.QUEUED:
        in_background(row, lambda: _write(row, skip_wrong=skip_wrong, by=by, now=now), by=by, now=now)
