"""The supervision office's weekly lists (每周查看): rows that lead to items; nothing is sent and nobody is ranked."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from bihuan.apps.work import queries
from bihuan.base import rights


@require_safe
def weekly(request: Any) -> HttpResponse:
    """Phantom owners, items that nobody touches, evidence used twice, returns by unit, slips of the coming week."""
    rights.require(request.viewer, "week.read")
    viewer, now = request.viewer, timezone.now()
    book = queries.rulebook(viewer.on)
    facts = {
        "ahead": queries.slips_ahead(viewer, book=book),
        "phantoms": queries.phantom_owners(viewer, book=book, now=now),
        "quiet": queries.quiet_items(viewer, book=book, now=now),
        "same": queries.same_evidence(viewer),
        "returns": queries.return_rates(viewer, year=viewer.on.year),
        "year": viewer.on.year,
        "rule": queries.watch_rule(viewer.on),
    }
    return render(request, "work/weekly.html", facts)
