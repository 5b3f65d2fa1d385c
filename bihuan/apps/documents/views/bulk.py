"""Deciding on all candidates of a kind: each sentence is shown before it is taken (批量核定)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from bihuan.apps.documents import actions, forms, queries
from bihuan.apps.units import queries as units
from bihuan.base import registries
from bihuan.base.refusals import Forbidden, Stale

KINDS = {"task": "任务", "pledge": "表态承诺", "target": "目标", "broken": "原句已变的条目"}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def bulk(request: Any, document_id: int) -> HttpResponse:
    """All open candidates of a kind, ticked; reject the ticked ones here, other apps add what else may be done."""
    document = queries.document(request.viewer, document_id)
    if not units.may(request.viewer, "candidate.decide"):
        raise Forbidden("您的岗位没有核定条目的权限。核定由督查室办理。")
    if request.method == "POST":
        return _rejected(request, document)
    return _list(request, document)


def _list(request: Any, document: Any, *, stale: Stale | None = None) -> HttpResponse:
    kind = request.GET.get("kind", "task")
    kind = kind if kind in KINDS else "task"
    rows = [row for row in queries.candidates_of(document) if row.state == "open" and _is_of(row, kind)]
    parts = registries.parts_of("documents.bulk", request.viewer, {"document": document, "candidates": rows})
    facts = {"document": document, "rows": rows, "kind": kind, "kinds": KINDS, "parts": parts, "stale": stale}
    facts |= {"form_key": forms.new_key()}
    return render(request, "documents/bulk.html", facts, status=stale.status if stale else 200)


def _is_of(row: Any, kind: str) -> bool:
    return row.is_broken if kind == "broken" else row.kind == kind and not row.is_broken


def _rejected(request: Any, document: Any) -> HttpResponse:
    versions = ticked(request)
    if not versions:
        messages.warning(request, "没有勾选条目，未作改动。")
        return redirect(request.get_full_path())
    try:
        actions.decide(
            versions,
            "reject",
            by=request.actor,
            now=timezone.now(),
            why=request.POST.get("why", "")[:200],
            form_key=request.POST.get("form_key", "")[:64],
        )
    except Stale as stale:
        return _list(request, document, stale=stale)
    messages.success(request, f"已舍弃{len(versions)}个条目，可在文件页逐条恢复。")
    return redirect("documents:page", document.pk)


def ticked(request: Any) -> dict[int, int]:
    """id -> version of the ticked rows; each box sends `id:version`."""
    pairs = [value.split(":") for value in request.POST.getlist("candidate")]
    return {int(pair[0]): int(pair[1]) for pair in pairs if len(pair) == 2 and all(each.isdecimal() for each in pair)}
