"""A sheet comes back: checked, kept, read, its wrong cells marked (交回)."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.core import signing
from django.db import IntegrityError, transaction
from django.utils import timezone

from bihuan.apps.units import queries as units
from bihuan.apps.work import mapping, queries
from bihuan.apps.work.actions.imports.reading import MARK
from bihuan.apps.work.actions.imports.standing import NotNow, actor_facts, actor_of
from bihuan.apps.work.actions.sheets.looking import SALT, check_may, look_again, record
from bihuan.apps.work.mapping.sheets import CODE
from bihuan.apps.work.models import ReturnedSheet
from bihuan.base import files, rights
from bihuan.base.actors import Actor
from bihuan.base.filetypes import check_size, shown_name
from bihuan.base.jobs import enqueue, task
from bihuan.base.refusals import Refusal
from bihuan.base.uploads import TooBusy, in_child
from bihuan.engine.office.sheets import NotATemplate, read_returned
from bihuan.engine.office.workbook import Workbook, of_plain

OPEN = "bihuan.apps.work.mapping.sheets:checked_upload"
SOON_SECONDS, LATER_SECONDS = 1.0, 600.0
_STATE = ReturnedSheet.State


class BadSheet(Refusal):
    """The file is no sheet that this installation gave out."""


def receive_sheet(content: bytes, *, name: str, by: Actor, now: datetime, key: str = "") -> ReturnedSheet:
    """Keep a returned sheet and read it, or queue it where many come at once; nothing is reported yet (交回).

    Raises: Forbidden; BadSheet; the refusals of `base.uploads`.
    """
    rights.require(by.viewer, "item.move")
    own = ReturnedSheet.objects.visible_to(by.viewer).filter(form_key=key, by_id=by.viewer.person_id)
    if key and (known := own.first()):
        return known
    check_size(len(content))
    try:
        opened = in_child(OPEN, content, name=name, wait_seconds=SOON_SECONDS)
    except TooBusy:
        read: dict[str, Any] = {"name": shown_name(name)}
    else:
        read = {"name": opened["name"], **_read(of_plain(opened["book"]), by)}
    try:
        with files.keeping(content, name=read.pop("name")) as file:
            return _keep(file, read, by=by, now=now, key=key)
    except IntegrityError:
        return own.get()


@transaction.atomic
def _keep(file: files.Kept, read: Mapping[str, Any], *, by: Actor, now: datetime, key: str) -> ReturnedSheet:
    row = ReturnedSheet.objects.create(
        path=file.path,
        digest=file.sha256,
        name=file.name,
        size=file.size,
        at=now,
        by_id=by.viewer.person_id,
        by_name=by.viewer.name,
        form_key=key or None,
        **read,
    )
    record("work.sheet_received", row, by=by, now=now)
    if read:
        look_again(row, by=by)
    else:
        enqueue(read_job, sheet_id=row.pk, **actor_facts(by))
    return row


def _read(book: Workbook, by: Actor) -> dict[str, Any]:
    """Whose month the sheet is and what it says, as columns of its row."""
    words = queries.cell_words_on(by.viewer.on)
    try:
        returned = read_returned(book, mapping.sheets.COLUMNS, words=words)
        seal = signing.loads(returned.seal, salt=SALT)
    except NotATemplate as no:
        raise BadSheet(no.sentence) from no
    except signing.BadSignature as forged:
        raise BadSheet("这份表不是本系统发出的，或随表信息被改动过。请重新下载填报表，把内容复制过去。") from forged
    if returned.code != CODE:
        raise BadSheet("这不是本月填报表。请在“填报表”页下载后填写。")
    check_may(seal["unit"], by)
    name = units.unit_name_on(seal["unit"], by.viewer.on)
    facts = {"unit_id": seal["unit"], "unit_name": name, "month_on": date.fromisoformat(seal["month"])}
    return {**facts, "state": _STATE.READ, "said": mapping.sheets.said(returned)}


def marked_sheet(sheet_id: int, *, by: Actor) -> bytes:
    """The unit's own file with its wrong cells marked and the reasons beside them (标出错误的原表)."""
    row = queries.returned_sheet(sheet_id, by.viewer)
    if not row.said or row.unit_id is None or row.month_on is None:
        raise NotNow(f"这份表{row.get_state_display()}，还没有可以标出的错误。")
    rows = queries.beside(row.unit_id, row.month_on, by.viewer).rows(row.said, {})
    told = [[each[0], each[1], each[2]] for each in row.said["findings"]]
    told += [[each.code, each.at, each.sentence] for one in rows for each in one.findings]
    unique = [list(each) for each in dict.fromkeys(map(tuple, told))]
    headings = {row.said["sheet"]: row.said["head"]}
    return base64.b64decode(in_child(MARK, files.read_kept(row.path), findings=unique, headings=headings))


@task()
def read_job(*, sheet_id: int, person_id: int, address: str, request_id: str) -> None:
    """Read a sheet that came while many others did."""
    now = timezone.now()
    by = actor_of(person_id, address, request_id, now=now)
    row = queries.returned_sheet(sheet_id, by.viewer)
    if row.state != _STATE.WAITING:
        return
    try:
        opened = in_child(OPEN, files.read_kept(row.path), name=row.name, wait_seconds=LATER_SECONDS)
        values = _read(of_plain(opened["book"]), by)
    except Refusal as refusal:
        values = {"state": _STATE.UNREADABLE, "because": refusal.sentence[:500]}
    with transaction.atomic():
        if ReturnedSheet.objects.write_if(row, stands={"state": _STATE.WAITING}, values=values):
            row.refresh_from_db()
            if row.state == _STATE.READ:
                look_again(row, by=by)
