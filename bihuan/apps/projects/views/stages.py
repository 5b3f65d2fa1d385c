"""A project enters a stage or goes back; its evidence (阶段、佐证材料)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bihuan.apps.projects import actions, queries
from bihuan.apps.projects.forms import EnterForm, EvidenceForm
from bihuan.apps.projects.views.register import require_keeper
from bihuan.base import files, uploads
from bihuan.base.files import Kept
from bihuan.base.filetypes import EVIDENCE
from bihuan.base.refusals import Refusal
from bihuan.base.rights import needs


@require_http_methods(["GET", "HEAD", "POST"])
@needs("project.stage")
def stage(request: Any, project_id: int) -> HttpResponse:
    """What a stage asks, what is there, what is missing; sent, the project enters it or goes back."""
    page = queries.project_page(project_id, request.viewer)
    require_keeper(request.viewer, page.row, "project.stage")
    asked = _asked_stage(request, page)
    form = _enter_form(request, page, asked)
    status = 200
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        step = actions.Entering(said["stage"], said["on"], said["words"])
        sides: dict[str, Any] = {"version": said["version"], "by": request.actor, "now": timezone.now()}
        try:
            actions.enter_stage(page.row.pk, step, **sides)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
            status = refusal.status
            page = queries.project_page(project_id, request.viewer)
            form.data = form.data.copy()  # type: ignore[attr-defined]
            form.data["version"] = str(page.row.version)  # type: ignore[index]
        else:
            messages.success(request, f"已进入“{page.rule.table.stage(said['stage']).name}”。")
            return redirect("projects:project", page.row.pk)
    return render(
        request, "projects/stage.html", _stage_facts(request, page, asked, form), status=_status(form, status)
    )


def _status(form: Any, status: int) -> int:
    return 422 if form.errors and status == 200 else status


def _asked_stage(request: Any, page: queries.ProjectPage) -> str:
    """The stage that is asked for; the next where none is, the last that it stands in after all."""
    said = request.POST.get("stage") or request.GET.get("to") or (page.ahead.stage.code if page.ahead else "")
    return said if said in {stage.code for stage in page.rule.table.stages} else ""


def _enter_form(request: Any, page: queries.ProjectPage, asked: str) -> EnterForm:
    table = page.rule.table
    choices = [(each.code, each.name) for each in table.stages if each.code != page.row.stage]
    initial = {"version": page.row.version, "stage": asked, "on": request.viewer.on}
    return EnterForm(request.POST or None, stages=choices, initial=initial)


def _stage_facts(request: Any, page: queries.ProjectPage, asked: str, form: EnterForm) -> dict[str, Any]:
    table = page.rule.table
    is_back = bool(asked) and table.is_back(page.row.stage, asked)
    here = page.row.stage
    gate = None
    if asked and asked != here and not is_back:
        gate = queries.gate(page.row, asked, page.rule, [each for each, _ in page.evidence])
    return {
        "page": page,
        "project": page.row,
        "asked": table.stage(asked) if asked and asked != here else None,
        "gate": gate,
        "is_back": is_back,
        "may_go": bool(asked) and asked != here and table.may_go(here, asked),
        "on": queries.ways_on(page.row, table),
        "form": form,
        "upload": EvidenceForm(words=page.words),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@needs("project.stage")
def evidence_new(request: Any, project_id: int) -> HttpResponse:
    """Add evidence: its kind, number, day and file; checked in the child before it is kept."""
    viewer = request.viewer
    row = queries.project(project_id, viewer)
    require_keeper(viewer, row, "project.stage")
    initial = {"code": request.GET.get("code", "")}
    form = EvidenceForm(request.POST or None, request.FILES or None, words=_words(request), initial=initial)
    to, status = request.POST.get("to", "") or request.GET.get("to", ""), 200
    if request.method == "POST" and form.is_valid():
        try:
            _add(request, row.pk, form)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
            status = refusal.status
        else:
            messages.success(request, "已添加佐证。")
            return redirect(_back(row.pk, to))
    facts = {"form": form, "project": row, "to": to}
    return render(request, "projects/evidence_new.html", facts, status=_status(form, status))


def _words(request: Any) -> dict[str, str]:
    return queries.evidence_words(request.viewer.on)


def _back(project_id: int, to: str) -> str:
    """Back to the gate where one came from, else to the project."""
    known = to.isascii() and to.replace("_", "").isalpha()
    return f"/projects/{project_id}/stage/?to={to}" if known else f"/projects/{project_id}/#evidence"


def _add(request: Any, project_id: int, form: EvidenceForm) -> None:
    said = form.cleaned_data
    new = actions.NewEvidence(said["code"], said["text"], said["document_number"], said["issued_on"])
    kept = _keep(said["file"])
    sides: dict[str, Any] = {"by": request.actor, "now": timezone.now(), "key": said["form_key"]}
    try:
        row = actions.add_evidence(project_id, new, kept=kept, **sides)
    except Exception:
        _discard(kept)
        raise
    if kept and row.path != kept.path:  # the same form came twice: the first file stays
        _discard(kept)


def _keep(upload: Any) -> Kept | None:
    if not upload:
        return None
    content = upload.read()
    name = uploads.checked(content, name=upload.name, allowed=EVIDENCE)
    return files.keep(content, name=name)


def _discard(kept: Kept | None) -> None:
    if kept:
        files.discard(kept.path)


@require_POST
@needs("project.stage")
def evidence_withdraw(request: Any, project_id: int, evidence_id: int) -> HttpResponse:
    """Take evidence back, with the reason."""
    words = request.POST.get("words", "")[:300]
    actions.withdraw_evidence(evidence_id, project_id, words=words, by=request.actor, now=timezone.now())
    messages.success(request, "已撤回，原文件仍可查看。")
    return redirect(_back(project_id, ""))


@require_safe
@needs("project.read")
def evidence_file(request: Any, project_id: int, evidence_id: int) -> HttpResponseBase:
    """The file of a piece of evidence, for those who may read the project."""
    row = queries.evidence(evidence_id, project_id, request.viewer)
    if not row.path:
        raise Http404
    return files.download(row.path, name=row.name)
