"""Promising the day of a project, with what would move and what would have to give (承诺日期)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from bihuan.apps.projects import actions, queries
from bihuan.apps.projects.forms.plans import PromiseForm
from bihuan.apps.projects.models import Promise
from bihuan.apps.projects.queries import ProjectPlan
from bihuan.apps.projects.views.schedules import done, page_facts, plan_asked, preview
from bihuan.base.rights import needs


@require_http_methods(["GET", "HEAD", "POST"])
@needs("project.plan")
def promise(request: Any, project_id: int) -> HttpResponse:
    """Promise a day, or move the promise."""
    found = plan_asked(request, project_id)
    form = PromiseForm(request.POST or None, promise=found.promise)
    if request.method == "POST" and form.is_valid() and _keep(request, found, form):
        messages.success(request, f"已登记承诺：{form.cleaned_data['promised_on']}完成。")
        return redirect("projects:plan", project_id)
    facts = {**page_facts(request, found), "form": form, "promises": queries.promises_of(found.project)}
    return render(request, "projects/plan_promise.html", facts, status=422 if form.errors else 200)


def _keep(request: Any, found: ProjectPlan, form: PromiseForm) -> bool:
    sides = {"version": form.cleaned_data["version"], "by": request.actor, "now": timezone.now()}
    return done(form, lambda: actions.make_promise(found.project.pk, form.promise(), **sides))


@require_POST
@needs("project.plan")
def promise_preview(request: Any, project_id: int) -> HttpResponse:
    """What a promise would ask: how many days short, which nodes have no time left; nothing is saved."""
    found = plan_asked(request, project_id)
    form = PromiseForm(request.POST, promise=found.promise)
    if not form.is_valid():
        return preview(request, found, None)
    row = Promise(project=found.project, promised_on=form.cleaned_data["promised_on"], at=timezone.now())
    return preview(request, found, queries.what_if(found, promise=row))
