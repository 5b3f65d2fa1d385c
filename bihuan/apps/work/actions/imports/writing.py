"""What was looked at is written whole or not at all, or given up (写入)."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone

from bihuan.apps.work import mapping, queries
from bihuan.apps.work.actions.ahead import Ahead
from bihuan.apps.work.actions.dossier import Overtaken
from bihuan.apps.work.actions.imports.plan import SOURCES, Plan, column_of, known_pk, plan_of
from bihuan.apps.work.actions.imports.preview import SHOWN, shown
from bihuan.apps.work.actions.imports.standing import NotNow, actor_facts, actor_of, cancelled, in_background, record
from bihuan.apps.work.actions.moves import Batch
from bihuan.apps.work.mapping.imports import BY_MOVE
from bihuan.apps.work.models import LedgerImport
from bihuan.apps.work.queries import Mark
from bihuan.base import progress, rights
from bihuan.base.actors import Actor
from bihuan.base.jobs import enqueue, task
from bihuan.base.refusals import Refusal, Stale
from bihuan.engine.calendar import local_day

SOON_ROWS = 300
"""Up to so many rows are written while the person waits; more by the worker."""
OFTEN = 100
TRIES = 3
"""How often a file is read anew because the ledger moved while its rows were made ready."""
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
    """Read once more, make all ready while others go on writing, and write it in one short transaction.

    What changed since the preview takes all of it back; a ledger that moved meanwhile is read anew, with the same test.
    """
    for _ in range(TRIES):
        plan = plan_of(row, by=by, now=now)
        if plan.token != row.found["token"]:
            LedgerImport.objects.write_if(row, stands={"state": row.state}, values=_read_again(plan))
            raise Stale("预览之后数据有变动，未写入任何内容。请核对新的预览。")
        ahead = Ahead()
        told = _make_ready(plan, row, ahead=ahead, by=by, now=now)
        told |= {"left_out": len(plan.of("wrong")) if skip_wrong else 0}
        with suppress(Overtaken):
            _put(row, ahead, told, mark=plan.mark, by=by, now=now)
            row.refresh_from_db()
            return row
    raise Stale("准备写入时台账一直有人在改，未写入任何内容。请稍后再导入。")


def _read_again(plan: Plan) -> dict[str, Any]:
    return {"state": _STATE.READ, "found": shown(plan)}


def _make_ready(plan: Plan, row: LedgerImport, *, ahead: Ahead, by: Actor, now: datetime) -> dict[str, Any]:
    """Draft and register the new rows and put right the known items, in memory; what will have been written."""
    rows, changed = plan.of("new"), _said_of_known(plan)
    together = Batch(every=OFTEN, writing=ahead)
    leaders = queries.leaders_by_name(local_day(now))
    items = []
    for place, (line, _) in enumerate(rows):
        if place % OFTEN == 0:
            progress.tell(row.code, place, len(rows) + len(changed))
        new = mapping.imports.new_item(line, kind=row.kind, year=plan.year, leaders=leaders, sources=SOURCES)
        item = together.draft(new, by=by, now=now, key=f"ledger-{row.pk}-{place}")
        together.move(item.pk, "register", version=item.version, answers={}, by=by, now=now)
        items.append(item.pk)
    for place, (pk, said) in enumerate(changed.items()):
        if place % OFTEN == 0:
            progress.tell(row.code, len(rows) + place, len(rows) + len(changed))
            together.read(list(changed)[place : place + OFTEN], by.viewer)
        together.amend(pk, said, version=plan.versions[pk], why=WRITTEN_WORD, by=by, now=now)
    together.write()
    return {"made": len(rows), "amended": len(changed), "items": [*items, *changed][:SHOWN]}


def _said_of_known(plan: Plan) -> dict[int, dict[str, Any]]:
    """What the file says of known items, by their number; what changes by a move only stays."""
    found = {}
    for _, one in plan.of("changed"):
        if said := {column_of(change.code): change.new for change in one.changes if change.code not in BY_MOVE}:
            found[known_pk(one)] = said
    return found


@transaction.atomic
def _put(row: LedgerImport, ahead: Ahead, told: dict[str, Any], *, mark: Mark, by: Actor, now: datetime) -> None:
    """Write what is ready. Raises: Overtaken: the ledger moved since it was read; Stopped: someone wants it so."""
    ahead.give_numbers()
    if queries.ledger_mark(row.kind, viewer=by.viewer) != mark:
        raise Overtaken
    done = told["made"] + told["amended"]
    ahead.put(between=partial(progress.tell, row.code, done, done))
    if not LedgerImport.objects.write_if(
        row, stands={"state": row.state}, values={"state": _STATE.WRITTEN, "written": told}
    ):
        raise NotNow("这个文件已由他人办理，没有重复导入。")
    said = {name: told[name] for name in ("made", "amended", "left_out")}
    record("work.ledger_imported", row, by=by, now=now, **said)


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
