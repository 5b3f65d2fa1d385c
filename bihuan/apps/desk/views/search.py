"""Search: a page of its own, and the same list within the dialog of Ctrl+K (搜索)."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from bihuan.apps.desk import queries
from bihuan.base.paces import at_most

LONGEST, QUICK = 100, 6
A_MINUTE, TYPED_A_MINUTE = 60, 300
"""Searches of one person in a minute; while one types each pause asks, so five times as many."""


def _asked(request: Any) -> str:
    """The words, without what no database takes."""
    said: str = request.GET.get("q", "").replace("\x00", "")
    return said.strip()[:LONGEST]


@require_GET
@login_required
@at_most(A_MINUTE, "搜索")
def search(request: Any) -> HttpResponse:
    """What the rooms find for a few words."""
    asked = _asked(request)
    return render(request, "desk/search.html", {"asked": asked, "found": queries.search(request.viewer, asked)})


@require_GET
@login_required
@at_most(TYPED_A_MINUTE, "边输边搜")
def quick_search(request: Any) -> HttpResponse:
    """The best few of each kind while one types."""
    asked = _asked(request)
    found = queries.search(request.viewer, asked, shown=QUICK, in_text=False)
    return render(request, "desk/found.html", {"asked": asked, "found": found})
