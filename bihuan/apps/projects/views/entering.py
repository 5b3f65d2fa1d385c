"""Projects on their way to the statistics, and the mark that they are in (入库纳统)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from bihuan.apps.projects import actions, queries
from bihuan.apps.projects.forms import EnteringForm
from bihuan.apps.projects.views.months import PER_PAGE, of_month
from bihuan.apps.units import queries as units
from bihuan.base.rights import needs


@require_safe
@needs("project.read")
def entering(request: Any) -> HttpResponse:
    """Begun projects that are not in the statistics yet, with what is missing."""
    book, _, facts = of_month(request, "entry")
    found = queries.entering(request.viewer, book)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    facts |= {"page": page, "ready": sum(one.may_enter for one in found), "papers": book.entry.evidence}
    return render(request, "projects/entering.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("project.read")
def project_entry(request: Any, project_id: int) -> HttpResponse:
    """What one project still lacks to enter the statistics; the mark, where nothing is lacking."""
    project = queries.project(project_id, request.viewer)
    book = queries.month_book(request.viewer.on)
    papers = queries.papers_of(project, request.viewer)
    form = EnteringForm(request.POST or None, initial={"version": project.version, "on": request.viewer.on})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.enter_statistics(
                project_id, on=said["on"], version=said["version"], by=request.actor, now=timezone.now()
            )
        except actions.NotReady as refused:
            form.add_error(None, refused.sentence)
        else:
            messages.success(request, "已标记纳统。")
            return redirect("projects:project", project_id=project_id)
    own = request.viewer.sees_all or project.lead_unit_id in request.viewer.unit_ids
    entry = queries.entry_of(project, book, papers)
    needed = entry.way.needs if entry.way else ()
    facts = {
        "project": project,
        "entry": entry,
        "needs": [(need, not papers.isdisjoint(need.evidence)) for need in needed],
        "form": form,
        "has_begun": project.stage in book.form.begun,
        "may_enter": own and units.may(request.viewer, "project.stage"),
    }
    return render(request, "projects/project_entry.html", facts, status=422 if form.errors else 200)
