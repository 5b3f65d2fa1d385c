"""Pages of suggestions and their answers."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bihuan.apps.desk import actions, forms, queries
from bihuan.apps.units.queries import may
from bihuan.base.rights import needs


@require_http_methods(["GET", "POST"])
@login_required
def suggest(request: Any) -> HttpResponse:
    """The form for a suggestion."""
    form = forms.SuggestionForm(request.POST or None, initial={"page": request.GET.get("page", "")[:200]})
    if form.is_valid():
        row = actions.send_suggestion(**form.cleaned_data, by=request.actor, now=timezone.now())
        messages.success(request, f"已收到，回执号 {row.receipt}。凭它可在本页查看，答复后对所有人公开。")
        return redirect("desk:suggestions")
    return render(request, "desk/suggest.html", {"form": form}, status=422 if form.errors else 200)


@require_GET
@login_required
def suggestion_list(request: Any) -> HttpResponse:
    """One's own suggestions, all answered ones, and for the office the way to answer."""
    receipt = request.GET.get("receipt", "").replace("\x00", "").strip()[:30]
    rows = queries.suggestion_of(receipt) if receipt else queries.suggestions(request.viewer)
    page = Paginator(rows, 20).get_page(request.GET.get("page"))
    facts = {"page": page, "receipt": receipt, "may_answer": may(request.viewer, "suggestion.answer")}
    return render(request, "desk/suggestions.html", facts)


@require_POST
@needs("suggestion.answer")
def answer(request: Any, suggestion_id: int) -> HttpResponse:
    """Answer a suggestion."""
    form = forms.AnswerForm(request.POST)
    if not form.is_valid():
        messages.error(request, "请填写答复。")
        return redirect("desk:suggestions")
    actions.answer_suggestion(suggestion_id, answer=form.cleaned_data["answer"], by=request.actor, now=timezone.now())
    messages.success(request, "已答复。")
    return redirect("desk:suggestions")
