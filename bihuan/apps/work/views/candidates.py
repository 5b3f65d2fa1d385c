"""Candidates of a document become items: one in its panel, or all that are ticked (据条目立项)."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST
from django_htmx.http import reswap, retarget

from bihuan.apps.documents import queries as documents
from bihuan.apps.units import queries as units
from bihuan.apps.work import actions, queries
from bihuan.apps.work.forms import BulkForm, CandidateForm, day_of, title_of
from bihuan.base.refusals import Forbidden, Refusal
from bihuan.base.scope import Viewer

PART = "work/parts/candidate.html"


def candidate_part(viewer: Viewer, chosen: Any) -> Mapping[str, Any]:
    """What the document's panel shows to take a candidate into a ledger."""
    initial = {
        "version": chosen.version,
        "form_key": uuid.uuid4().hex,
        "title": title_of(chosen.text),
        "lead_unit_id": chosen.said_lead,
        "due_on": day_of(chosen.deadline),
    }
    return {"form": CandidateForm(initial=initial, auto_id=f"take{chosen.pk}-%s", **_choices(viewer)), "chosen": chosen}


def bulk_part(viewer: Viewer, subject: Mapping[str, Any]) -> Mapping[str, Any]:
    """What the list of candidates shows to take the ticked ones."""
    return {"form": BulkForm(auto_id="take-%s", **_choices(viewer)), "document": subject["document"]}


def group_part(viewer: Viewer, subject: Mapping[str, Any]) -> Mapping[str, Any]:
    """What the page of one unit's sure tasks shows to take them together."""
    group = subject["group"]
    return {
        "form": BulkForm(auto_id="take-%s", **_choices(viewer)),
        "document": subject["document"],
        "unit_id": group.unit_id,
        "unit_name": group.unit_name,
    }


def _choices(viewer: Viewer) -> dict[str, Any]:
    kinds = [(kind.code, kind.name) for kind in queries.kinds_on(viewer.on) if not _must_fill(kind)]
    kinds.sort(key=lambda pair: pair[0] != "key_task")
    return {"kinds": kinds, "units": units.unit_choices(viewer.on)}


def _must_fill(kind: Any) -> bool:
    """Whether a ledger asks for columns that a sentence cannot give."""
    return any(column.is_required for column in kind.columns)


def check_right(viewer: Viewer) -> None:
    """Who decides on candidates also takes them into a ledger."""
    if not units.may(viewer, "candidate.decide"):
        raise Forbidden("您没有核定条目的权限；由督查室核定立项。")


@require_POST
def take(request: Any, candidate_id: int) -> HttpResponse:
    """Take one candidate into a ledger and go on to the next."""
    check_right(request.viewer)
    chosen = documents.candidate(request.viewer, candidate_id)
    form = CandidateForm(request.POST, auto_id=f"take{chosen.pk}-%s", **_choices(request.viewer))
    if form.is_valid():
        try:
            _take(request, chosen, form, key=form.cleaned_data["form_key"], version=form.cleaned_data["version"])
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
            return _again(request, chosen, form, status=refusal.status)
        return redirect("documents:candidate_done", candidate_id)
    return _again(request, chosen, form, status=422)


def _again(request: Any, chosen: Any, form: CandidateForm, *, status: int) -> HttpResponse:
    """The form again, where it stood, with what was typed."""
    facts = {"facts": {"form": form, "chosen": chosen}}
    if not request.htmx:
        return render(request, "work/candidate.html", {**facts, "chosen": chosen}, status=status)
    answer = render(request, PART, facts, status=status)
    return reswap(retarget(answer, f"#take{chosen.pk}"), "outerHTML")


def _take(request: Any, chosen: Any, form: BulkForm, *, key: str, version: int) -> Any:
    return actions.register_from_candidate(
        chosen.pk,
        form.new_item(text=chosen.text, due_on=day_of(chosen.deadline)),
        version=version,
        by=request.actor,
        now=timezone.now(),
        key=key,
    )


@require_POST
def take_all(request: Any, document_id: int) -> HttpResponse:
    """Take all ticked candidates; what did not go is named with its reason."""
    check_right(request.viewer)
    document = documents.document(request.viewer, document_id)
    form = BulkForm(request.POST, auto_id="take-%s", **_choices(request.viewer))
    if not form.is_valid():
        return redirect(f"{reverse('documents:bulk', args=[document.pk])}")
    versions = _ticked(request)
    rows = [_outcome(request, row, form, versions[row.pk]) for row in documents.candidates(request.viewer, versions)]
    if request.POST.get("next") == "groups" and rows and all(row.is_done for row in rows):
        messages.success(request, f"已立项{len(rows)}条。")
        return redirect("documents:groups", document.pk)
    return render(request, "work/taken.html", {"document": document, "rows": rows})


@dataclass(frozen=True)
class Row:
    """What became of one ticked candidate."""

    title: str
    url: str
    is_done: bool
    sentence: str = ""


def _outcome(request: Any, chosen: Any, form: BulkForm, version: int) -> Row:
    key = f"{request.POST.get('form_key', '')[:40]}-{chosen.pk}"
    page = f"{reverse('documents:page', args=[chosen.document_id])}?at={chosen.pk}"
    try:
        item = _take(request, chosen, form, key=key, version=version)
    except Refusal as refusal:
        return Row(str(chosen), page, is_done=False, sentence=refusal.sentence)
    return Row(str(item), reverse("work:item", args=[item.pk]), is_done=True)


def _ticked(request: Any) -> dict[int, int]:
    """id -> version of the ticked rows; each box sends `id:version`."""
    pairs = [value.split(":") for value in request.POST.getlist("candidate")]
    return {int(pair[0]): int(pair[1]) for pair in pairs if len(pair) == 2 and all(each.isdecimal() for each in pair)}
