"""An office's own ledger comes in: upload, questions, preview, confirmation, progress (台账导入)."""

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
from bihuan.apps.work.forms import AnswersForm, LedgerFileForm
from bihuan.apps.work.models import LedgerImport
from bihuan.base import progress
from bihuan.base.refusals import Refusal
from bihuan.base.rights import needs

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PAGE_SIZE = 20
LONG_ROWS = 2000
"""From so many rows on it takes minutes until all is in."""
SORTS = (("wrong", "错误"), ("new", "新增"), ("changed", "变更"), ("same", "不变"))


@require_http_methods(["GET", "HEAD", "POST"])
@needs("item.register")
def imports(request: Any) -> HttpResponse:
    """Upload a ledger; below, those that came in."""
    kinds = {kind.code: kind.name for kind in queries.kinds_on(request.viewer.on)}
    form = LedgerFileForm(request.POST or None, request.FILES or None, kinds=kinds)
    if request.method == "POST" and form.is_valid():
        try:
            return _received(request, form)
        except Refusal as refusal:
            form.add_error("file", refusal.sentence)
    page = Paginator(queries.ledger_imports(request.viewer), PAGE_SIZE).get_page(request.GET.get("page"))
    facts = {"form": form, "page": page, "kinds": kinds}
    return render(request, "work/imports.html", facts, status=422 if form.errors else 200)


def _received(request: Any, form: LedgerFileForm) -> HttpResponse:
    file, said = form.cleaned_data["file"], form.cleaned_data
    facts = {"name": file.name, "kind": said["kind"], "key": said["form_key"]}
    row = actions.receive_ledger(file.read(), **facts, by=request.actor, now=timezone.now())
    return redirect("work:import_page", import_id=row.pk)


@require_safe
@needs("item.register")
def import_page(request: Any, import_id: int) -> HttpResponse:
    """One file: where it stands, what has to be asked, what each row would do."""
    row = queries.ledger_import(import_id, request.viewer)
    return render(request, "work/import.html", _facts(request, row))


def _facts(request: Any, row: LedgerImport, form: AnswersForm | None = None) -> dict[str, Any]:
    asked = form or AnswersForm(found=row.found, units=units.unit_choices(request.viewer.on))
    counts, rows = row.found.get("counts", {}), row.found.get("rows", {})
    sorts = [(code, word, counts.get(code, 0), rows.get(code, [])) for code, word in SORTS]
    return {
        "row": row,
        "form": asked,
        "sorts": sorts,
        "counts": counts,
        "does": (does := counts.get("new", 0) + counts.get("changed", 0)),
        "is_long": does > LONG_ROWS,
        "progress": progress.told(row.code) if row.is_running else None,
        "items": row.written.get("items", []),
        "kind_word": queries.rulebook(request.viewer.on).kind_word(row.kind),
    }


@require_safe
@needs("item.register")
def import_state(request: Any, import_id: int) -> HttpResponse:
    """How far the worker is; once it is done the page is brought anew."""
    row = queries.ledger_import(import_id, request.viewer)
    if not row.is_running and request.htmx:
        return HttpResponseClientRedirect(reverse("work:import_page", args=[row.pk]))
    return render(request, "work/import_state.html", {"row": row, "progress": progress.told(row.code)})


@require_POST
@needs("item.register")
def import_answer(request: Any, import_id: int) -> HttpResponse:
    """Keep the answers and read the file anew."""
    row = queries.ledger_import(import_id, request.viewer)
    form = AnswersForm(request.POST, found=row.found, units=units.unit_choices(request.viewer.on))
    if not form.is_valid():
        return render(request, "work/import.html", _facts(request, row, form), status=422)
    actions.answer_ledger(import_id, form.answers(), by=request.actor, now=timezone.now())
    messages.success(request, "已记下答复并重新读取，下次导入不再问同样的事。")
    return redirect("work:import_page", import_id=import_id)


@require_POST
@needs("item.register")
def import_write(request: Any, import_id: int) -> HttpResponse:
    """Write what was looked at."""
    said = request.POST
    row = actions.write_ledger(
        import_id,
        token=said.get("token", ""),
        skip_wrong=said.get("skip_wrong") == "on",
        by=request.actor,
        now=timezone.now(),
    )
    if row.state == LedgerImport.State.WRITTEN:
        messages.success(request, f"已导入：新增{row.written['made']}项，更正{row.written['amended']}项。")
    return redirect("work:import_page", import_id=import_id)


@require_POST
@needs("item.register")
def import_cancel(request: Any, import_id: int) -> HttpResponse:
    """Drop what was not written yet; stop what the worker has in hand."""
    row = actions.cancel_ledger(import_id, by=request.actor, now=timezone.now())
    messages.success(request, "正在停止，未写入的内容都不会写入。" if row.is_running else "已取消，台账没有改动。")
    return redirect("work:import_page", import_id=import_id)


@require_safe
@needs("item.register")
def import_marked(request: Any, import_id: int) -> HttpResponse:
    """The person's own file with its wrong cells marked."""
    row = queries.ledger_import(import_id, request.viewer)
    content = actions.marked_ledger(import_id, by=request.actor, now=timezone.now())
    answer = HttpResponse(content, content_type=XLSX)
    name = row.name.removesuffix(".xlsx")
    answer["Content-Disposition"] = content_disposition_header(True, f"{name}_标出错误.xlsx")
    return answer
