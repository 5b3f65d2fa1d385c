"""Sheets of a unit's month: given out with their rows, brought back, looked at, taken (填报表)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from bihuan.apps.units import queries as units
from bihuan.apps.work import actions, queries
from bihuan.apps.work.forms import SheetFileForm, TakeSheetForm
from bihuan.apps.work.models import ReturnedSheet
from bihuan.apps.work.views.month import asked_month, asked_unit, unit_choices
from bihuan.base.refusals import Refusal
from bihuan.base.rights import needs

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ZIP = "application/zip"
PAGE_SIZE = 20
SORTS = (
    ("wrong", "有错误，没有收"),
    ("conflict", "两方都改过，请选定"),
    ("taken", "要收下"),
    ("gone", "现在不由本单位报送，没有收"),
    ("unchanged", "没有新内容"),
    ("missing", "表里删了的行，已有内容不动"),
)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("item.move")
def sheets(request: Any) -> HttpResponse:
    """Take a sheet, bring one back; below, those that came back."""
    book = queries.rulebook(request.viewer.on)
    unit_id, month_on = asked_unit(request), asked_month(request.GET.get("month", ""), book)
    form = SheetFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file, key = form.cleaned_data["file"], form.cleaned_data["form_key"]
        try:
            row = actions.receive_sheet(file.read(), name=file.name, by=request.actor, now=timezone.now(), key=key)
            return redirect("work:sheet", sheet_id=row.pk)
        except Refusal as refusal:
            form.add_error("file", refusal.sentence)
    page = Paginator(queries.returned_sheets(request.viewer), PAGE_SIZE).get_page(request.GET.get("page"))
    facts = {"form": form, "page": page, "month_on": month_on, "unit_id": unit_id, "choices": unit_choices(request)}
    facts["unit_name"] = units.unit_name_on(unit_id, request.viewer.on) if unit_id else ""
    facts["may_all"] = units.right(request.viewer, "item.move") == "all"
    return render(request, "work/sheets.html", facts, status=422 if form.errors else 200)


@require_POST
@needs("item.move")
def sheet_out(request: Any) -> HttpResponse:
    """The sheet of a unit; without one, those of all units in one archive."""
    unit_id = asked_unit(request)
    month_on = asked_month(request.GET.get("month", ""), queries.rulebook(request.viewer.on))
    when = {"month_on": month_on, "by": request.actor, "now": timezone.now()}
    name, content = actions.give_out(unit_id, **when) if unit_id else actions.give_out_all(**when)
    answer = HttpResponse(content, content_type=XLSX if unit_id else ZIP)
    answer["Content-Disposition"] = content_disposition_header(True, name)
    return answer


@require_safe
@needs("item.move")
def sheet(request: Any, sheet_id: int) -> HttpResponse:
    """One returned sheet: what would be reported, where a side is to be chosen, what is wrong."""
    row = queries.returned_sheet(sheet_id, request.viewer)
    return render(request, "work/sheet.html", _facts(row))


def _facts(row: ReturnedSheet) -> dict[str, Any]:
    rows = row.found.get("rows", [])
    sorts = [(code, word, [each for each in rows if each["sort"] == code]) for code, word in SORTS]
    counts = {code: len(some) for code, _, some in sorts}
    wrong = counts["wrong"] + len(row.found.get("loose", []))
    does = counts["taken"] + counts["conflict"]
    return {"row": row, "sorts": sorts, "counts": counts, "wrong": wrong, "does": does}


@require_safe
@needs("item.move")
def sheet_state(request: Any, sheet_id: int) -> HttpResponse:
    """Whether a sheet that waits was read; once it was, the page is brought anew."""
    row = queries.returned_sheet(sheet_id, request.viewer)
    if row.state != ReturnedSheet.State.WAITING and request.htmx:
        return HttpResponseClientRedirect(reverse("work:sheet", args=[row.pk]))
    return render(request, "work/import_state.html", {"row": row, "progress": None})


@require_POST
@needs("item.move")
def sheet_take(request: Any, sheet_id: int) -> HttpResponse:
    """Report what was looked at."""
    row = queries.returned_sheet(sheet_id, request.viewer)
    form = TakeSheetForm(request.POST, found=row.found)
    if not form.is_valid():
        return redirect("work:sheet", sheet_id=sheet_id)
    said = {"token": form.cleaned_data["token"], "skip_wrong": form.cleaned_data["skip_wrong"]}
    done = actions.take_sheet(sheet_id, **said, choices=form.choices(), by=request.actor, now=timezone.now())
    messages.success(request, f"已收下：{done.unit_name}报送{done.found['reported']}项。")
    return redirect("work:sheet", sheet_id=sheet_id)


@require_POST
@needs("item.move")
def sheet_drop(request: Any, sheet_id: int) -> HttpResponse:
    """Give up what was not taken."""
    actions.drop_sheet(sheet_id, by=request.actor, now=timezone.now())
    messages.success(request, "这份表已作废，没有收下任何内容。")
    return redirect("work:sheet", sheet_id=sheet_id)


@require_safe
@needs("item.move")
def sheet_marked(request: Any, sheet_id: int) -> HttpResponse:
    """The unit's own file with its wrong cells marked."""
    row = queries.returned_sheet(sheet_id, request.viewer)
    answer = HttpResponse(actions.marked_sheet(sheet_id, by=request.actor), content_type=XLSX)
    answer["Content-Disposition"] = content_disposition_header(True, f"{row.name.removesuffix('.xlsx')}_标出错误.xlsx")
    return answer
