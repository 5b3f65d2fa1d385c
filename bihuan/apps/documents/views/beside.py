"""Two papers of one event on one page: merged, and their differences (两文对照)."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from bihuan.apps.documents import queries
from bihuan.apps.documents.mapping.beside import KINDS

PAGE_SIZE = 200
SHOWN = {"differences": "差异清单", "merged": "合并全文"}


@require_safe
@login_required
def beside(request: Any, document_id: int, other_id: int) -> HttpResponse:
    """Two papers set beside each other, each sentence with the way back to its own text."""
    found = queries.beside(request.viewer, document_id, other_id)
    shown = request.GET.get("show", "")
    shown = shown if shown in SHOWN else "differences"
    lines = [line for line in found.lines if shown == "merged" or line.kind != "same"]
    facts = {
        "found": found,
        "shown": shown,
        "tabs": SHOWN,
        "page": Paginator(lines, PAGE_SIZE).get_page(request.GET.get("page")),
        "counts": [(word, tone, found.counts.get(kind, 0)) for kind, (word, tone) in KINDS.items()],
    }
    return render(request, "documents/beside.html", facts)
