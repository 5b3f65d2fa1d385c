"""Templates out and in: download with all that is known, preview, take (填报模板)."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from bihuan.apps.figures import actions, mapping, queries
from bihuan.base.rights import needs
from bihuan.engine.values import Month

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@needs("figure.read")
def template(request: Any, unit_id: int, month: Month) -> HttpResponse:
    """The unit's rows with last month's figures, to be filled in elsewhere."""
    book = queries.book(request.viewer.on)
    page = queries.sheet_page(request.viewer, unit_id=unit_id, month=month, book=book, form=book.form)
    name, due = page.sheet.unit_name, page.form.due_on(month)
    content = mapping.templates.filled(
        page.lines,
        title=f"{month.label}数据填报表",
        note=f"{name}　要填{page.asked}格，{due:%Y-%m-%d}前报送。灰色的不用改；填完在填报页导入，可以多次导入。",
        seal=actions.seal_of(unit_id, month, page.form.code),
    )
    head = content_disposition_header(as_attachment=True, filename=f"{name}{month.label}数据填报表.xlsx") or ""
    return HttpResponse(content, content_type=XLSX, headers={"Content-Disposition": head})


@require_POST
@needs("figure.report")
def receive(request: Any, unit_id: int, month: Month) -> HttpResponse:
    """A filled template comes in."""
    file = request.FILES.get("file")
    content, name = (file.read(), file.name) if file else (b"", "")
    sides = {"month": month, "form": queries.MONTHLY, "key": request.POST.get("form_key", "")[:40]}
    row = actions.receive_template(unit_id, content, name=name, **sides, by=request.actor, now=timezone.now())
    return redirect("figures:import_page", import_id=row.pk)


@require_safe
@needs("figure.report")
def import_page(request: Any, import_id: int) -> HttpResponse:
    """What a file would put into the draft, row by row; what is wrong says where and why."""
    row = actions.template(import_id, by=request.actor)
    lines = row.found["rows"]
    facts = {
        "row": row,
        "found": row.found,
        "lines": sorted(
            (line for line in lines if line["findings"] or line["news"]), key=lambda line: not line["findings"]
        ),
        "unchanged": [line["name"] for line in lines if not line["findings"] and not line["news"]],
        "key": uuid.uuid4().hex,
    }
    return render(request, "figures/import.html", facts)


@require_POST
@needs("figure.report")
def import_take(request: Any, import_id: int) -> HttpResponse:
    """Put it into the draft."""
    sheet = actions.take_template(import_id, by=request.actor, now=timezone.now())
    messages.success(request, "已填入草稿，还没有报送。请核对后报送。")
    return redirect("figures:sheet", unit_id=sheet.unit_id, month=sheet.month)
