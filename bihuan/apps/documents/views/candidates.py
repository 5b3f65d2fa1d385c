"""Deciding on one candidate: every act answers with the next one to decide (核定条目)."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from bihuan.apps.documents import actions, forms, queries
from bihuan.apps.documents.views.panels import panel_facts
from bihuan.apps.units import queries as units
from bihuan.base.refusals import Stale


def _deciding(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Before a form is even read: the candidate must be in sight, and the right to decide held."""

    @wraps(view)
    def guarded(request: Any, candidate_id: int) -> HttpResponse:
        queries.candidate(request.viewer, candidate_id)
        actions.check_right(request.actor)
        return view(request, candidate_id)

    return guarded


@require_safe
@login_required
def candidate(request: Any, candidate_id: int) -> HttpResponse:
    """The panel of one candidate; as a whole page where the browser asked for one."""
    found = queries.candidate(request.viewer, candidate_id)
    if not request.htmx:
        return redirect(_address(found.document_id, found.pk))
    return _panel(request, found)


@require_safe
@login_required
def candidate_done(request: Any, candidate_id: int) -> HttpResponse:
    """After a decision: the next open candidate, with the decided one's row as it is now."""
    decided = queries.candidate(request.viewer, candidate_id)
    following = queries.next_open(decided) or decided
    if not request.htmx:
        return redirect(_address(decided.document_id, following.pk))
    return _panel(request, following, decided=decided)


def _panel(request: Any, found: Any, **more: Any) -> HttpResponse:
    reading = queries.newest_reading(found.document)
    rows = queries.candidates_of(found.document, reading=reading)
    names = units.names_of_units(request.viewer.on)
    may_decide = units.may(request.viewer, "candidate.decide")
    facts = panel_facts(request, found, may_decide=may_decide, rows=rows, names=names)
    deciding = queries.deciding(rows, reading=reading, names=names) if reading else None
    facts |= {"document": found.document, "counts": queries.counts(rows), "deciding": deciding, **more}
    both = queries.both_readers(rows, reading) if reading else None
    facts["other"] = both.of(found.pk) if both else None
    return render(request, "documents/panel_answer.html", facts, status=more.get("status", 200))


@require_POST
@login_required
@_deciding
def reject(request: Any, candidate_id: int) -> HttpResponse:
    """Put a candidate aside."""
    form = forms.CandidateForm(request.POST)
    if not form.is_valid():
        return _wrong(request, candidate_id, form)
    sent = form.cleaned_data
    return _decided(
        request,
        candidate_id,
        lambda: actions.decide(
            {candidate_id: sent["version"]},
            "reject",
            by=request.actor,
            now=timezone.now(),
            form_key=sent["form_key"],
        ),
    )


@require_POST
@login_required
@_deciding
def reopen(request: Any, candidate_id: int) -> HttpResponse:
    """Take a rejection back."""
    form = forms.CandidateForm(request.POST)
    if not form.is_valid():
        return _wrong(request, candidate_id, form)
    version = form.cleaned_data["version"]
    try:
        actions.reopen(candidate_id, version=version, by=request.actor, now=timezone.now())
    except Stale as stale:
        return _stale(request, candidate_id, stale)
    return _back_to(request, candidate_id)


@require_POST
@login_required
@_deciding
def edit(request: Any, candidate_id: int) -> HttpResponse:
    """Change the wording for the ledger."""
    form = forms.EditForm(request.POST, auto_id=f"edit{candidate_id}-%s")
    if not form.is_valid():
        return _wrong(request, candidate_id, form, edit_form=form)
    try:
        actions.edit(candidate_id, by=request.actor, now=timezone.now(), **form.cleaned_data)
    except Stale as stale:
        return _stale(request, candidate_id, stale)
    return _back_to(request, candidate_id)


@require_POST
@login_required
@_deciding
def split(request: Any, candidate_id: int) -> HttpResponse:
    """Split a candidate, a line a part."""
    form = forms.SplitForm(request.POST)
    if not form.is_valid():
        return _wrong(request, candidate_id, form)
    sent = form.cleaned_data
    try:
        made = actions.split(
            candidate_id,
            sent["parts"],
            version=sent["version"],
            by=request.actor,
            now=timezone.now(),
            form_key=sent["form_key"],
        )
    except Stale as stale:
        return _stale(request, candidate_id, stale)
    messages.success(request, f"已拆分为{len(made)}个条目。")
    return _reload(request, made[0])


@require_POST
@login_required
@_deciding
def merge(request: Any, candidate_id: int) -> HttpResponse:
    """Merge the next candidate into this one."""
    form = forms.MergeForm(request.POST)
    if not form.is_valid():
        return _wrong(request, candidate_id, form)
    sent = form.cleaned_data
    try:
        merged = actions.merge(
            candidate_id,
            sent["other"],
            versions=(sent["version"], sent["other_version"]),
            by=request.actor,
            now=timezone.now(),
            form_key=sent["form_key"],
        )
    except Stale as stale:
        return _stale(request, candidate_id, stale)
    messages.success(request, f"已合并为第{merged.number}条。")
    return _reload(request, merged)


def _decided(request: Any, candidate_id: int, act: Any) -> HttpResponse:
    try:
        act()
    except Stale as stale:
        return _stale(request, candidate_id, stale)
    return redirect("documents:candidate_done", candidate_id)


def _back_to(request: Any, candidate_id: int) -> HttpResponse:
    """The same candidate again, as it is now."""
    found = queries.candidate(request.viewer, candidate_id)
    return _panel(request, found, decided=found) if request.htmx else redirect(_address(found.document_id, found.pk))


def _reload(request: Any, found: Any) -> HttpResponse:
    """The whole page at a candidate: the list has other rows now."""
    address = _address(found.document_id, found.pk)
    if request.htmx:
        answer = HttpResponse(status=204)
        answer["HX-Redirect"] = address
        return answer
    return redirect(address)


def _stale(request: Any, candidate_id: int, stale: Stale) -> HttpResponse:
    """Both values side by side; what was typed stays on the screen."""
    found = queries.candidate(request.viewer, candidate_id)
    if request.htmx:
        return _panel(request, found, decided=found, stale=stale, status=stale.status)
    return render(request, "documents/stale.html", {"stale": stale, "chosen": found}, status=stale.status)


def _wrong(request: Any, candidate_id: int, form: Any, **more: Any) -> HttpResponse:
    found = queries.candidate(request.viewer, candidate_id)
    if request.htmx:
        return _panel(request, found, wrong=form, status=422, **more)
    facts = {"wrong": form, "chosen": found}
    return render(request, "documents/stale.html", facts, status=422)


def _address(document_id: int, candidate_id: int) -> str:
    return f"{reverse('documents:page', args=[document_id])}?at={candidate_id}"
