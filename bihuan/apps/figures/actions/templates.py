"""A filled template comes in, is looked at, and goes into the sheet's draft (填报导入)."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.http import Http404

from bihuan.apps.figures import mapping, queries
from bihuan.apps.figures.actions.moves import SHEET
from bihuan.apps.figures.actions.sheets import open_page, save_draft
from bihuan.apps.figures.models import Sheet, SheetImport
from bihuan.apps.units.actions import record_event
from bihuan.base import files
from bihuan.base.actors import Actor
from bihuan.base.refusals import Refusal, Stale
from bihuan.base.uploads import in_child
from bihuan.engine.office.sheets import NotATemplate, read_returned
from bihuan.engine.office.workbook import of_plain
from bihuan.engine.values import Month

OPEN = "bihuan.base.sheets:open_book"


class BadTemplate(Refusal):
    """The file is no template of this unit's month; the sentence says what to do."""


def seal_of(unit_id: int, month: Month, form: str) -> str:
    """What a template carries so that it comes back to its own month (模板封签)."""
    return f"{unit_id}|{month.year}-{month.month:02}|{form}"


def receive_template(  # noqa: PLR0913 - whose, which month and form, the file, by whom, when
    unit_id: int, content: bytes, *, name: str, month: Month, form: str, key: str = "", by: Actor, now: datetime
) -> SheetImport:
    """Keep a returned template with what it says; no figure comes of it before the unit takes it and sends.

    Raises: BadTemplate; the refusals of `submit_sheet` and of `base.uploads`.
    """
    own = SheetImport.objects.visible_to(by.viewer).filter(form_key=key, by_id=by.viewer.person_id)
    if key and (known := own.first()):
        return known
    page = open_page(unit_id, month=month, form=form, by=by)
    if not content:
        raise BadTemplate("请选择填好的模板文件。")
    opened = in_child(OPEN, content, name=name)
    book = queries.book(by.viewer.on)
    try:
        returned = read_returned(of_plain(opened["book"]), mapping.templates.COLUMNS, words=book.words)
    except NotATemplate as not_one:
        raise BadTemplate(not_one.sentence) from not_one
    if (returned.code, returned.seal) != (mapping.templates.CODE, seal_of(unit_id, month, form)):
        raise BadTemplate(f"这份模板不是“{page.sheet.unit_name}”{month.label}的。请下载本单位本月的模板再填。")
    found = mapping.templates.said(returned, page.lines, words=book.words)
    sheet = page.sheet if page.sheet.pk else save_draft(unit_id, {}, month=month, form=form, by=by, now=now)
    try:
        with files.keeping(content, name=opened["name"]) as file:
            return _keep(sheet, file, found, key=key, by=by, now=now)
    except IntegrityError:
        return own.get()


@transaction.atomic
def _keep(
    sheet: Sheet, file: files.Kept, found: dict[str, object], *, key: str, by: Actor, now: datetime
) -> SheetImport:
    row: SheetImport = SheetImport.objects.create(
        sheet=sheet,
        path=file.path,
        digest=file.sha256,
        name=file.name,
        size=file.size,
        found=found,
        at=now,
        by_id=by.viewer.person_id,
        by_name=by.viewer.name,
        form_key=key or None,
    )
    told = {"name": file.name, "unit": sheet.unit_name, "month": sheet.month.label, "new": found["new"]}
    evidence = [file.sha256]
    record_event("figures.received", object_kind=SHEET, object_id=sheet.pk, by=by, at=now, to=told, evidence=evidence)
    return row


@transaction.atomic
def take_template(import_id: int, *, by: Actor, now: datetime) -> Sheet:
    """Put what a template says into the draft, wrong rows left out (填入草稿)."""
    row = template(import_id, by=by)
    if row.state != SheetImport.State.READ:
        raise Stale(f"这个文件{row.get_state_display()}，不能再填入。")
    sheet = row.sheet
    typed = {each["key"]: {**each["stood"], **each["typed"]} for each in row.found["rows"] if each["news"]}
    kept = save_draft(sheet.unit_id, typed, month=sheet.month, form=sheet.form, by=by, now=now)
    told = {"name": row.name, "unit": sheet.unit_name, "month": sheet.month.label, "count": len(typed)}
    record_event("figures.imported", object_kind=SHEET, object_id=sheet.pk, by=by, at=now, to=told)
    if not SheetImport.objects.write_if(row, stands={"state": row.state}, values={"state": SheetImport.State.TAKEN}):
        raise Stale("这个文件刚被填入过，请刷新。")
    return kept


def template(import_id: int, *, by: Actor) -> SheetImport:
    """A file that came in; else it does not exist."""
    found: SheetImport | None = (
        SheetImport.objects.visible_to(by.viewer).select_related("sheet").filter(pk=import_id).first()
    )
    if found is None:
        raise Http404
    return found
