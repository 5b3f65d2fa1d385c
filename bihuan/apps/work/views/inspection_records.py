"""Evidence of an inspection, objections and decisions on them, what is made of a conclusion (督查记录)."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from bihuan.apps.work import actions, queries
from bihuan.apps.work.forms.inspections import AppealForm, DecisionForm, EvidenceForm, UseForm
from bihuan.apps.work.views.inspections import APPEAL, HOLD, inspection_answer, inspection_forms
from bihuan.base import files, rights, uploads
from bihuan.base.filetypes import EVIDENCE
from bihuan.base.refusals import Refusal


@require_POST
def inspection_evidence(request: Any, inspection_id: int) -> HttpResponse:
    """Keep a piece of evidence, with each of its files."""
    rights.require(request.viewer, HOLD)
    page = queries.inspection_page(inspection_id, request.viewer)
    form = inspection_forms(page, request.POST, request.FILES)["evidence"]
    return _done(request, inspection_id, "evidence", form, lambda: _keep(request, inspection_id, form), "已记下证据。")


def _keep(request: Any, inspection_id: int, form: EvidenceForm) -> None:
    said, key = form.cleaned_data, form.cleaned_data["form_key"]
    with ExitStack() as kept:
        rows: list[files.Kept | None] = []
        for upload in said["papers"]:
            content = upload.read()
            name = uploads.checked(content, name=upload.name, allowed=EVIDENCE)
            rows.append(kept.enter_context(files.keeping(content, name=name)))
        for place, file in enumerate(rows or [None]):
            proof = actions.Proof(said["kind"], said["text"], said["finding"], file)
            sides = {"by": request.actor, "now": timezone.now(), "key": f"{key}-{place}"}
            actions.keep_evidence(inspection_id, proof, **sides)


@require_safe
def inspection_proof(request: Any, evidence_id: int) -> HttpResponseBase:
    """A file of the evidence, for those who inspect."""
    rights.require(request.viewer, HOLD)
    row = queries.inspection_evidence(evidence_id, request.viewer)
    if not row.path:
        raise Http404
    return files.download(row.path, name=row.name)


@require_POST
def inspection_appeal(request: Any, inspection_id: int) -> HttpResponse:
    """An object objects to the conclusion."""
    rights.require(request.viewer, APPEAL)
    page = queries.inspection_page(inspection_id, request.viewer)
    form: AppealForm = inspection_forms(page, request.POST)["appeal"]

    def ask() -> None:
        said = {"unit_id": form.cleaned_data["unit"], "ground": form.cleaned_data["ground"]}
        actions.ask_review(inspection_id, **said, by=request.actor, now=timezone.now())

    return _done(request, inspection_id, "appeal", form, ask, "已申请复核，督查单位已收到提醒。")


@require_POST
def inspection_decide(request: Any, review_id: int) -> HttpResponse:
    """Decide on an objection."""
    rights.require(request.viewer, HOLD)
    inspection_id = queries.inspection_review(review_id, request.viewer).inspection_id
    form = DecisionForm(request.POST)

    def decide() -> None:
        actions.decide_review(review_id, **form.cleaned_data, by=request.actor, now=timezone.now())

    return _done(request, inspection_id, "decide", form, decide, "复核决定已作出，申请单位已收到提醒。")


@require_POST
def inspection_use(request: Any, inspection_id: int) -> HttpResponse:
    """Keep what is proposed on the ground of the conclusion."""
    rights.require(request.viewer, HOLD)
    page = queries.inspection_page(inspection_id, request.viewer)
    form: UseForm = inspection_forms(page, request.POST)["use"]

    def use() -> None:
        said = {name: form.cleaned_data[name] for name in ("kind", "text", "approved_by")}
        sides = {"by": request.actor, "now": timezone.now(), "key": form.cleaned_data["form_key"]}
        actions.use_conclusion(inspection_id, said, unit_id=form.cleaned_data["unit"], **sides)

    return _done(request, inspection_id, "use", form, use, "已记下。")


def _done(request: Any, inspection_id: int, name: str, form: Any, act: Callable[[], object], said: str) -> HttpResponse:
    """Do what a form of an inspection's page asks; what is wrong stands in that form."""
    if form.is_valid():
        try:
            act()
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, said)
            return redirect("work:inspection", inspection_id=inspection_id)
    return inspection_answer(request, inspection_id, status=422, **{name: form})
