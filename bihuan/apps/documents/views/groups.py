"""Sure tasks of one unit, decided on together once all were read (成组核定)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from bihuan.apps.documents import actions, forms, queries
from bihuan.base import registries


@require_safe
@login_required
def groups(request: Any, document_id: int) -> HttpResponse:
    """One group of sure tasks with every sentence in full; other apps add what may be done with them."""
    queries.document(request.viewer, document_id)
    actions.check_right(request.actor)
    document, deciding = queries.deciding_of(request.viewer, document_id)
    if not deciding.groups:
        messages.info(request, "没有可以成组核定的条目了，其余请逐条核定。")
        return redirect("documents:page", document_id)
    number = _number(request.GET.get("n", ""), most=len(deciding.groups))
    group = deciding.groups[number - 1]
    facts = {
        "document": document,
        "deciding": deciding,
        "group": group,
        "number": number,
        "previous": number - 1 if number > 1 else None,
        "next": number + 1 if number < len(deciding.groups) else None,
        "parts": registries.parts_of("documents.group", request.viewer, {"document": document, "group": group}),
        "form_key": forms.new_key(),
    }
    return render(request, "documents/groups.html", facts)


def _number(written: str, *, most: int) -> int:
    """Which group is asked for; the first where none or none such is."""
    number = int(written) if written.isdecimal() and len(written) < 6 else 1
    return number if 1 <= number <= most else 1
