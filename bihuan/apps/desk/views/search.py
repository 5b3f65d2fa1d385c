"""Search: a page of its own, and the same list within the dialog of Ctrl+K (搜索)."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from bihuan.apps.desk import queries

LONGEST, QUICK = 100, 6


@require_GET
@login_required
def search(request: Any) -> HttpResponse:
    """What the rooms find for a few words."""
    asked = request.GET.get("q", "").strip()[:LONGEST]
    return render(request, "desk/search.html", {"asked": asked, "found": queries.search(request.viewer, asked)})


@require_GET
@login_required
def quick_search(request: Any) -> HttpResponse:
    """The best few of each kind while one types."""
    asked = request.GET.get("q", "").strip()[:LONGEST]
    found = queries.search(request.viewer, asked, shown=QUICK, in_text=False)
    return render(request, "desk/found.html", {"asked": asked, "found": found})
