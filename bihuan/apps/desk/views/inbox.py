"""Pages of the inbox."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from bihuan.apps.desk import actions, queries


@require_GET
@login_required
def inbox(request: Any) -> HttpResponse:
    """All notices, newest first."""
    page = Paginator(queries.notices(request.viewer), 30).get_page(request.GET.get("page"))
    return render(request, "desk/inbox.html", {"page": page})


@require_http_methods(["GET", "POST"])
@login_required
def notice(request: Any, notice_id: int) -> HttpResponse:
    """One notice; the button under it marks it as read."""
    found = queries.notices(request.viewer).filter(pk=notice_id).first()
    if found is None:
        raise Http404
    if request.method == "POST":
        actions.read_notice(notice_id, viewer=request.viewer, now=timezone.now())
        return redirect(found.url or "desk:inbox")
    return render(request, "desk/notice.html", {"notice": found})
