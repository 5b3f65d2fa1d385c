"""Limits that all projects share: who waits for what, what moves if one goes first, changing a limit (共用限额)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from bihuan.apps.projects import actions, queries
from bihuan.apps.projects.forms.levelling import LimitForm
from bihuan.apps.projects.views.schedules import done
from bihuan.base.refusals import Refusal
from bihuan.base.rights import may, needs

PER_PAGE = 50


@require_safe
@needs("project.read")
def limits(request: Any) -> HttpResponse:
    """All running projects under the shared limits; with `?first=` what moves if that one goes first."""
    said = request.GET.get("first", "")
    first = int(said) if said.isdecimal() and len(said) < 18 else None
    found = queries.levelling(request.viewer, first)
    facts = {
        "found": found,
        "page": Paginator(found.lines, PER_PAGE).get_page(request.GET.get("page")),
        "first_id": first,
        "may_change": may(request.viewer, "limit.change"),
        "tab": "limits",
    }
    return render(request, "projects/limits.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("limit.change")
def limit_change(request: Any, code: str) -> HttpResponse:
    """Another amount of a limit, from a day on."""
    rule = next((rule for rule, _ in queries.limits_in_force(request.viewer.on) if rule.code == code), None)
    if rule is None:
        raise Http404
    own = "\n".join(f"{each['on']} {each['amount']}" for each in rule.body.get("own", ()))
    initial = {"every": rule.body["every"], "amount": rule.body["amount"], "own": own}
    form = LimitForm(request.POST or None, initial={**initial, "effective_on": request.viewer.on})
    if request.method == "POST" and form.is_valid() and _change(request, code, form):
        messages.success(request, f"已登记，自{form.cleaned_data['effective_on']}起按新的数量排。")
        return redirect("projects:plans_limits")
    return render(request, "projects/limit.html", {"rule": rule, "form": form}, status=422 if form.errors else 200)


def _change(request: Any, code: str, form: LimitForm) -> bool:
    try:
        return done(form, lambda: actions.change_limit(code, form.limit(), by=request.actor, now=timezone.now()))
    except Refusal as refusal:
        form.add_error(None, refusal.sentence)
        return False
