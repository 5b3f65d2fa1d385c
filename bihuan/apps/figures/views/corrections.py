"""Correcting a held figure: asked by the unit, decided by the office above (更正)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bihuan.apps.figures import actions, queries
from bihuan.apps.figures.forms import CorrectionForm, DecisionForm
from bihuan.base import files, uploads
from bihuan.base.filetypes import EVIDENCE
from bihuan.base.refusals import Refusal
from bihuan.base.rights import needs


@require_http_methods(["GET", "HEAD", "POST"])
@needs("figure.report")
def correct(request: Any, observation_id: int) -> HttpResponse:
    """Ask for a correction of one figure."""
    row = queries.figure(observation_id, request.viewer)
    actions.require_own_figure(row, request.actor)
    book = queries.book(request.viewer.on)
    indicator = book.indicators[row.indicator]
    form = CorrectionForm(request.POST or None, request.FILES or None, indicator=indicator, row=row)
    if request.method == "POST" and form.is_valid():
        try:
            _ask(request, form, observation_id)
        except (actions.BadSheet, actions.BadCorrection, uploads.UploadRefused) as bad:
            form.add_error(None, bad.sentence)
        else:
            messages.success(request, "已申请更正，等统计部门审核。审核同意后成为新的版本，原来的数仍可查看。")
            return redirect("figures:cell", row.unit_id, row.indicator, row.month)
    facts = {"form": form, "row": row, "indicator": indicator}
    return render(request, "figures/correct.html", facts, status=422 if form.errors else 200)


def _ask(request: Any, form: CorrectionForm, observation_id: int) -> None:
    paper = _kept(form.cleaned_data.get("file"))
    try:
        reason, said = form.cleaned_data["reason"], form.said()
        actions.ask_correction(observation_id, said, reason=reason, paper=paper, by=request.actor, now=timezone.now())
    except BaseException:
        if paper:
            files.discard(paper.path)
        raise


def _kept(upload: Any) -> files.Kept | None:
    if not upload:
        return None
    content = upload.read()
    return files.keep(content, name=uploads.checked(content, name=upload.name, allowed=EVIDENCE))


@require_POST
@needs("figure.review")
def decide(request: Any, correction_id: int) -> HttpResponse:
    """Allow or refuse a correction."""
    form = DecisionForm(request.POST)
    if not form.is_valid():
        raise Refusal("请选择同意或不同意。")
    allow = form.cleaned_data["allow"] == "yes"
    words = form.cleaned_data["words"]
    row = actions.decide_correction(correction_id, allow=allow, words=words, by=request.actor, now=timezone.now())
    messages.success(request, "已同意，更正成为新的版本。" if allow else "已不同意，理由已告知申请单位。")
    return redirect("figures:cell", row.unit_id, row.indicator, row.month)


@require_safe
@needs("figure.read")
def correction_file(request: Any, correction_id: int) -> HttpResponseBase:
    """The paper behind a correction."""
    row = queries.correction(correction_id, request.viewer)
    if not row.path:
        raise Http404
    return files.download(row.path, name=row.name)
