"""The page of search."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from bihuan.base import registries


@require_GET
@login_required
def search(request: Any) -> HttpResponse:
    """What the rooms find for a few words."""
    asked = request.GET.get("q", "").strip()
    sources = sorted(registries.searches, key=lambda source: source.order) if asked else ()
    found = [(source.word, list(source.find(request.viewer, asked))[:20]) for source in sources]
    return render(request, "desk/search.html", {"asked": asked, "found": [one for one in found if one[1]]})
