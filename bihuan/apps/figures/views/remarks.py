"""Answering a note (说明)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from bihuan.apps.figures import actions
from bihuan.base.rights import needs
from bihuan.engine.values import Month


@require_POST
@needs("figure.report")
def remark(request: Any, unit_id: int, code: str, month: Month) -> HttpResponse:
    """Say something to a note, or that nothing needs to be said."""
    words, note = request.POST.get("words", ""), request.POST.get("note", "")
    row = actions.remark(unit_id, code, month, code=note, words=words, by=request.actor, now=timezone.now())
    messages.success(request, "已记下说明。" if row.words else "已记下：无需说明。")
    return redirect("figures:sheet", unit_id=row.reporter_id, month=month)
