"""Two years side by side, and the answer to a name that may have changed (两年对照)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from bihuan.apps.documents import actions, forms, queries
from bihuan.apps.units import queries as units
from bihuan.base.refusals import Refusal


@require_safe
@login_required
def years(request: Any, document_id: int) -> HttpResponse:
    """This report beside that of the year before."""
    form = forms.LastYearForm(request.GET)
    last_id = form.cleaned_data["last"] if form.is_valid() else None
    found = queries.years(request.viewer, document_id, last_id=last_id)
    may_answer = units.may(request.viewer, "candidate.decide")
    return render(request, "documents/years.html", {"found": found, "may_answer": may_answer})


@require_POST
@login_required
def renamed(request: Any, document_id: int) -> HttpResponse:
    """Whether two names are one industry's."""
    queries.document(request.viewer, document_id)
    actions.check_right(request.actor)
    form = forms.RenamedForm(request.POST)
    if not form.is_valid():
        raise Refusal("没有收到您的判断，请回到对照页再试。")
    said = form.cleaned_data
    is_same = said["answer"] == "same"
    actions.answer_renaming(
        document_id, said["was"], said["name"], is_same=is_same, by=request.actor, now=timezone.now()
    )
    messages.success(request, "已记下您的判断。")
    return redirect(f"{reverse('documents:years', args=[document_id])}?last={said['last']}#renamed")
