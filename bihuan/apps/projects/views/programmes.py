"""Programmes: told and counted totals, their projects (专项片区)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bihuan.apps.projects import actions, queries
from bihuan.apps.projects.forms import ProgrammeForm
from bihuan.apps.projects.models import Programme
from bihuan.apps.projects.views.lists import results, ticked
from bihuan.apps.units import queries as units
from bihuan.base.refusals import Refusal
from bihuan.base.rights import may, needs

TOLD = ("name", "lead_unit_id", "from_year", "to_year", "told_count", "told_total", "source")


@require_safe
@needs("project.read")
def programmes(request: Any) -> HttpResponse:
    """All programmes with what their papers told and what the library counts."""
    facts = {
        "tab": "programmes",
        "all": queries.programmes(request.viewer),
        "may_list": may(request.viewer, "project.list"),
    }
    return render(request, "projects/programmes.html", facts)


@require_safe
@needs("project.read")
def programme(request: Any, code: str) -> HttpResponse:
    """One programme with its projects, each once."""
    page = queries.programme_page(code, request.viewer)
    facts = {
        "page": page,
        "row": page.line.row,
        "members": [(each, page.elsewhere.get(each.project_id, [])) for each in page.members],
        "words": queries.stage_words(request.viewer.on),
        "may_list": may(request.viewer, "project.list"),
    }
    return render(request, "projects/programme.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("project.list")
def programme_new(request: Any) -> HttpResponse:
    """Keep a programme with what its paper tells."""
    form, status = _form(request, initial={"from_year": request.viewer.on.year}), 200
    if request.method == "POST" and form.is_valid():
        key = form.cleaned_data["form_key"]
        try:
            row = actions.add_programme(form.programme(), by=request.actor, now=timezone.now(), key=key)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
            status = refusal.status
        else:
            messages.success(request, "已登记。到项目库勾选项目，列入这个片区。")
            return redirect("projects:programme", row.code)
    return _form_page(request, form, None, status)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("project.list")
def programme_change(request: Any, code: str) -> HttpResponse:
    """Change what is told of a programme, with the reason."""
    row = queries.programme(code, request.viewer)
    form, status = _form(request, initial={name: getattr(row, name) for name in TOLD}, changes=True), 200
    if request.method == "POST" and form.is_valid():
        sides: dict[str, Any] = {"why": form.cleaned_data["why"], "by": request.actor, "now": timezone.now()}
        try:
            actions.change_programme(row, form.programme(row.kind), **sides)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
            status = refusal.status
        else:
            messages.success(request, "已更改。")
            return redirect("projects:programme", row.code)
    return _form_page(request, form, row, status)


def _form(request: Any, *, initial: dict[str, Any], changes: bool = False) -> ProgrammeForm:
    choices = units.unit_choices(request.viewer.on)
    return ProgrammeForm(request.POST or None, units=choices, initial=initial, changes=changes)


def _form_page(request: Any, form: ProgrammeForm, row: Programme | None, status: int) -> HttpResponse:
    status = 422 if form.errors and status == 200 else status
    return render(request, "projects/programme_form.html", {"form": form, "row": row}, status=status)


@require_POST
@needs("project.list")
def programme_put(request: Any) -> HttpResponse:
    """Put ticked projects into a programme."""
    ids, code = ticked(request), request.POST.get("programme", "")
    if not ids or not code:
        raise actions.BadProgramme("请先勾选项目，再选列入哪个片区。")
    row = queries.programme(code, request.viewer)
    done = actions.put_in_programme(ids, code, by=request.actor, now=timezone.now())
    return results(request, f"列入“{row.name}”", done, reverse("projects:programme", args=[code]))


@require_POST
@needs("project.list")
def programme_out(request: Any, code: str, member_id: int) -> HttpResponse:
    """Take a project out of a programme, with the reason."""
    words = request.POST.get("words", "")[:300]
    actions.take_out(member_id, code, words=words, by=request.actor, now=timezone.now())
    messages.success(request, "已移出片区。")
    return redirect("projects:programme", code)
