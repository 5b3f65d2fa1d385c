"""A file comes in, is read, asked about and read anew; its wrong cells go back marked (读取)."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from bihuan.apps.work import queries
from bihuan.apps.work.actions.imports.plan import cell_of, plan_of
from bihuan.apps.work.actions.imports.preview import shown
from bihuan.apps.work.actions.imports.standing import NotNow, actor_facts, actor_of, in_background, record
from bihuan.apps.work.models import LedgerAnswer, LedgerImport
from bihuan.base import files, rights
from bihuan.base.actors import Actor
from bihuan.base.jobs import enqueue, task
from bihuan.base.refusals import Refusal
from bihuan.base.uploads import checked, in_child

MARK = "bihuan.apps.work.mapping.imports:marked_upload"
SOON_BYTES = 150_000
"""Files up to this size are read while the person waits; larger ones by the worker."""
AT_ONCE = 2
"""Files of one person that the worker may have in hand."""
_STATE = LedgerImport.State


class TooManyAtOnce(Refusal):
    """This person has as many files in hand as one may."""

    status = 429


def receive_ledger(content: bytes, *, name: str, kind: str, by: Actor, now: datetime, key: str = "") -> LedgerImport:
    """Keep a file and read it, or queue it where it is large; nothing is written into the ledger (上传台账).

    Raises: Forbidden; TooManyAtOnce; the refusals of `base.uploads`.
    """
    rights.require(by.viewer, "item.register")
    own = LedgerImport.objects.visible_to(by.viewer).filter(form_key=key, by_id=by.viewer.person_id)
    if key and (known := own.first()):
        return known
    _check_running(by)
    shown = checked(content, name=name, allowed=["xlsx"])
    try:
        with files.keeping(content, name=shown) as file:
            row = _keep(file, kind=kind, by=by, now=now, key=key)
    except IntegrityError:
        return own.get()
    if len(content) <= SOON_BYTES:
        return read_ledger(row.pk, by=by, now=now)
    return row


def _check_running(by: Actor) -> None:
    mine = LedgerImport.objects.visible_to(by.viewer).filter(by_id=by.viewer.person_id)
    if mine.filter(state__in=LedgerImport.RUNNING).count() >= AT_ONCE:
        raise TooManyAtOnce(f"您已有{AT_ONCE}个文件在后台处理。请等其中一个完成，或取消一个，再传。")


@transaction.atomic
def _keep(file: files.Kept, *, kind: str, by: Actor, now: datetime, key: str) -> LedgerImport:
    row = LedgerImport.objects.create(
        kind=kind,
        unit_id=by.viewer.unit_id,
        unit_name=by.viewer.unit_name,
        path=file.path,
        digest=file.sha256,
        name=file.name,
        size=file.size,
        at=now,
        by_id=by.viewer.person_id,
        by_name=by.viewer.name,
        form_key=key or None,
    )
    record("work.ledger_received", row, by=by, now=now)
    if file.size > SOON_BYTES:
        enqueue(read_job, import_id=row.pk, **actor_facts(by))
    return row


def read_ledger(import_id: int, *, by: Actor, now: datetime) -> LedgerImport:
    """Read the file with all that was answered so far, and hold it against what is known (读取核对)."""
    row = queries.ledger_import(import_id, by.viewer)
    try:
        plan = plan_of(row, by=by, now=now)
    except Refusal as refusal:
        values = {"state": _STATE.UNREADABLE, "because": refusal.sentence[:500], "found": {}}
    else:
        values = {"state": _STATE.READ, "because": "", "found": shown(plan)}
    LedgerImport.objects.write_if(row, stands={"state": row.state}, values=values)
    row.refresh_from_db()
    return row


def answer_ledger(import_id: int, answers: Mapping[str, str], *, by: Actor, now: datetime) -> LedgerImport:
    """Keep what was answered, what lasts for the office's next files too, and read anew (答复)."""
    rights.require(by.viewer, "item.register")
    row = queries.ledger_import(import_id, by.viewer)
    if row.state not in (_STATE.READ, _STATE.UNREADABLE):
        raise NotNow(f"这个文件{row.get_state_display()}，不能再答复。")
    lasting = {key: answer for key, answer in answers.items() if not key.startswith(("heading:", "year:"))}
    with transaction.atomic():
        for key, answer in lasting.items():
            _remember(row, key, answer, by=by, now=now)
        own = {key: answer for key, answer in answers.items() if key not in lasting}
        is_large = row.size > SOON_BYTES
        values = {"answers": {**row.answers, **own}, "state": _STATE.WAITING if is_large else row.state}
        LedgerImport.objects.write_if(row, stands={"state": row.state}, values=values)
        record("work.ledger_answered", row, by=by, now=now, answers=dict(answers))
        if is_large:
            enqueue(read_job, import_id=row.pk, **actor_facts(by))
    if is_large:
        row.refresh_from_db()
        return row
    return read_ledger(import_id, by=by, now=now)


def _remember(row: LedgerImport, key: str, answer: str, *, by: Actor, now: datetime) -> None:
    """An answer of the office; a later one takes the place of the earlier."""
    own = LedgerAnswer.objects.visible_to(by.viewer).filter(unit_id=row.unit_id, key=key[:300])
    values = {"answer": answer, "at": now, "by_id": by.viewer.person_id}
    if not own.update(**values):
        LedgerAnswer.objects.create(unit_id=row.unit_id, key=key[:300], **values)


def marked_ledger(import_id: int, *, by: Actor, now: datetime) -> bytes:
    """The user's own file with its wrong cells marked and the reasons beside them (标出错误的原表)."""
    row = queries.ledger_import(import_id, by.viewer)
    plan = plan_of(row, by=by, now=now)
    wrong = [finding for one in plan.compared for finding in one.findings]
    headings = {table.name: table.heading.bottom for table in plan.found.tables}
    told = [[each.code, cell_of(each.at, plan), each.sentence] for each in wrong]
    content = in_child(MARK, files.read_kept(row.path), findings=told, headings=headings)
    return base64.b64decode(content)


@task()
def read_job(*, import_id: int, person_id: int, address: str, request_id: str) -> None:
    """Read a large file in the background."""
    now = timezone.now()
    by = actor_of(person_id, address, request_id, now=now)
    row = queries.ledger_import(import_id, by.viewer)
    in_background(row, lambda: read_ledger(import_id, by=by, now=now), by=by, now=now)
