"""Energy and emissions against the quotas of a year (能耗排放)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from bihuan.apps.projects import actions, queries
from bihuan.apps.projects.forms.energy import QuotaForm
from bihuan.apps.projects.models import EnergyQuota
from bihuan.base.refusals import Refusal, Stale
from bihuan.base.rights import may, needs
from bihuan.base.scope import Viewer
from bihuan.engine.rules import Truth

YEARS = (2000, 2100)


@require_safe
@needs("project.read")
def energy(request: Any) -> HttpResponse:
    """Quotas of a year, what projects take, what is left; with one more project where asked."""
    viewer = request.viewer
    year = _number(request.GET.get("year", ""), viewer.on.year)
    if not YEARS[0] <= year <= YEARS[1]:
        raise Http404
    supposed = request.GET.get("with", "")
    page = queries.energy_page(viewer, year=year, with_project=_number(supposed, 0) if supposed else None)
    facts = {
        "page": page,
        "kinds": [kind.label for kind in EnergyQuota.Kind],
        "may_change": may(viewer, "energy.change"),
        "tab": "energy",
    }
    return render(request, "projects/energy.html", facts)


def _number(text: str, usual: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 12 else usual


@require_http_methods(["GET", "HEAD", "POST"])
@needs("energy.change")
def quota_set(request: Any, year: int, kind: str) -> HttpResponse:
    """Set the quota of a year; a change is a new version that says why."""
    if kind not in EnergyQuota.Kind.values or not YEARS[0] <= year <= YEARS[1]:
        raise Http404
    last = queries.last_quota(request.viewer, year=year, kind=kind)
    start = {"kind": kind, "year": year, "version": last.version if last else 0}
    form = QuotaForm(request.POST or None, initial=start)
    status = 200
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        version = said.pop("version")
        new = actions.NewQuota(**{**said, "year": year, "kind": kind})
        try:
            actions.set_quota(new, version=version, by=request.actor, now=timezone.now())
        except Stale:
            raise
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
            status = refusal.status
        else:
            messages.success(request, "已定下指标，原来的版次仍可查。")
            return redirect(f"{reverse('projects:energy')}?year={year}")
    facts = {"form": form, "last": last, "year": year, "word": EnergyQuota.Kind(kind).label}
    return render(request, "projects/quota.html", facts, status=422 if form.errors and status == 200 else status)


def energy_part(viewer: Viewer, project: Any) -> dict[str, Any]:
    """On a project's page: what it takes at full capacity, and what is flagged with the rule that says so."""
    flags = queries.flags_of(project, viewer)
    return {
        "project": project,
        "amounts": queries.amounts_of(project),
        "flags": [flag for flag in flags if flag.truth is Truth.YES],
        "unknown": [flag for flag in flags if flag.truth is Truth.UNKNOWN],
    }
