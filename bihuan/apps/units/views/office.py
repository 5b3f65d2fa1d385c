"""Bringing units, people and posts from one xlsx: template, preview, confirmation (导入单位人员)."""

from __future__ import annotations

from typing import Any

from django.core import signing
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bihuan.apps.units import actions
from bihuan.apps.units.forms import office as sheets
from bihuan.base import uploads
from bihuan.base.refusals import Refusal
from bihuan.base.rights import needs
from bihuan.engine.office import SheetColumn, sheet

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SALT, MADE = "bihuan.office-import", "bihuan.office-passwords"
AN_HOUR = 3600


@require_http_methods(["GET", "POST"])
@needs("office.import")
def upload(request: Any) -> HttpResponse:
    """Upload the file; the answer is a preview, nothing is written."""
    form = sheets.OfficeFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _preview(request, form.cleaned_data["file"])
        except Refusal as refusal:
            form.add_error("file", refusal.sentence)
    return render(request, "units/office.html", {"form": form}, status=422 if form.errors else 200)


@require_GET
@needs("office.import")
def template(request: Any) -> HttpResponse:
    """The empty file to fill in."""
    return _file(sheets.template(), "office-template.xlsx")


@require_POST
@needs("office.import")
def confirm(request: Any) -> HttpResponse:
    """Do what was previewed; the answer shows the one-time passwords, once."""
    try:
        looked_at, rows = signing.loads(request.POST.get("plan", ""), salt=SALT, max_age=AN_HOUR)
    except signing.BadSignature:
        return render(request, "units/office.html", {"form": sheets.OfficeFileForm(), "stale": True}, status=422)
    made = actions.import_office(rows, looked_at=looked_at, by=request.actor, now=timezone.now())
    return render(request, "units/office_done.html", {"made": made, "file": signing.dumps(made, salt=MADE)})


@require_POST
@needs("office.import")
def passwords(request: Any) -> HttpResponse:
    """The one-time passwords of the page that shows them, as a file; they are kept nowhere."""
    try:
        made = signing.loads(request.POST.get("made", ""), salt=MADE, max_age=AN_HOUR)
    except signing.BadSignature:
        return render(request, "units/office.html", {"form": sheets.OfficeFileForm(), "stale": True}, status=422)
    columns = [SheetColumn("姓名"), SheetColumn("登录名", width=20), SheetColumn("一次性口令", width=24)]
    note = f"共{len(made)}个新账号。口令7天内有效，首次登录须改；只在此文件中出现一次，请妥善分发后删除。"
    return _file(sheet("一次性口令", note=note, columns=columns, rows=made), "one-time-passwords.xlsx")


def _preview(request: Any, file: Any) -> HttpResponse:
    content = file.read()
    uploads.checked(content, name=file.name, allowed=["xlsx"])
    cells = uploads.in_child("bihuan.base.sheets:read_sheets", content, names=[sheets.UNITS, sheets.PEOPLE])
    rows = [_row(line) for line in sheets.lines(cells)]
    deeds = actions.plan_office(rows, by=request.actor)
    counts = {state: sum(deed.state == state for deed in deeds) for state in ("新增", "变更", "不变", "错误")}
    plan = signing.dumps([actions.digest(deeds), rows], salt=SALT, compress=True)
    facts = {"deeds": deeds, "counts": counts, "plan": plan, "does": counts["新增"] + counts["变更"]}
    return render(request, "units/office_preview.html", facts)


def _row(line: sheets.Line) -> dict[str, str]:
    """A line as the plan wants it, codes in place of words."""
    fields = dict(line.fields)
    if line.sheet == sheets.UNITS:
        fields["type"] = sheets.KINDS.get(fields.pop("kind", ""), "")
    elif fields.get("role"):
        fields["role"] = sheets.ROLE_CODES.get(fields["role"], "")
    kind = "unit" if line.sheet == sheets.UNITS else "person"
    return {**fields, "at": line.at, "kind": kind, "wrong": line.wrong}


def _file(content: bytes, name: str) -> HttpResponse:
    disposition = f'attachment; filename="{name}"'
    return HttpResponse(content, content_type=XLSX, headers={"Content-Disposition": disposition})
