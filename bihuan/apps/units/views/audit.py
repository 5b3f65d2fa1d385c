"""The page of the audit administrator (审计日志)."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from bihuan.apps.units import queries
from bihuan.apps.units.forms.audit import AuditFilter
from bihuan.base.rights import needs


@require_GET
@needs("event.read")
def events(request: Any) -> HttpResponse:
    """The log, the latest first, with filters; read only."""
    form = AuditFilter(request.GET or None)
    asked = form.cleaned_data if form.is_valid() else {}
    page = Paginator(queries.events(request.viewer, asked), 50).get_page(request.GET.get("page"))
    return render(request, "units/audit.html", {"form": form, "page": page, "head": queries.chain_head()})
