"""The site of a project: parcels that fit, its drawn land, checks that were kept (项目选址)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from bihuan.apps.projects import actions, mapping, queries
from bihuan.apps.projects.forms.site_checks import NeedForm, SiteShapeForm
from bihuan.apps.projects.models import Project
from bihuan.apps.projects.views.parcels import PLACES, one_shape
from bihuan.apps.units import queries as units
from bihuan.base.rights import may, needs
from bihuan.base.scope import Viewer


@require_safe
@needs("project.read")
def project_site(request: Any, project_id: int) -> HttpResponse:
    """Which parcels fit, with reasons; the drawn site; all checks."""
    row = queries.project(project_id, request.viewer)
    form = _need_form(request, row)
    need, is_good = form.need(), form.is_valid()
    town = form.cleaned_data.get("town") if is_good else None
    found = queries.fits_for(need, request.viewer, town_id=town) if is_good else []
    shape = mapping.to_shape(row.shape)
    facts = {
        "project": row,
        "form": form,
        "fits": found[: queries.SHOWN],
        "left": max(len(found) - queries.SHOWN, 0),
        "drawn_area": shape.area if shape else None,
        "picture": _picture(request.viewer, row),
        "shape_form": SiteShapeForm(initial={"version": row.version}),
        "checks": queries.shown_checks(row, request.viewer),
        "may_change": may(request.viewer, "site.change"),
    }
    return render(request, "projects/project_site.html", facts)


def _need_form(request: Any, row: Project) -> NeedForm:
    """What is asked; at first what the project's own need of land says."""
    fields = ("least", "most", "use", "town")
    asked = request.GET if any(name in request.GET for name in fields) else {}
    if not asked:
        least = queries.land_needed(row, request.viewer)
        asked = {"least": f"{least:f}" if least is not None else ""}
    towns = units.unit_choices(request.viewer.on, kinds=PLACES)
    return NeedForm(asked, uses=queries.uses_of_land(request.viewer), towns=towns)


def _picture(viewer: Viewer, row: Project) -> str:
    shape = mapping.to_shape(row.shape)
    return queries.map_of_site(shape, "用地范围", queries.line_index(viewer, viewer.on)) if shape else ""


@require_POST
@needs("site.change")
def site_draw(request: Any, project_id: int) -> HttpResponse:
    """Say which land a project takes."""
    queries.project(project_id, request.viewer)
    form = SiteShapeForm(request.POST, request.FILES)
    if not form.is_valid():
        raise actions.BadSite(str(next(iter(form.errors.values()))[0]))
    shape = one_shape(request, form) or {}
    version = form.cleaned_data["version"]
    actions.draw_site(project_id, shape, version=version, by=request.actor, now=timezone.now())
    messages.success(request, "用地范围已登记，请接着核对。")
    return redirect("projects:project_site", project_id=project_id)


@require_POST
@needs("site.change")
def site_check(request: Any, project_id: int) -> HttpResponse:
    """Check a parcel, or the drawn site, and keep it."""
    asked = request.POST.get("parcel", "")
    parcel_id = int(asked) if asked.isdigit() and len(asked) < 18 else None
    actions.check_site(project_id, parcel_id=parcel_id, by=request.actor, now=timezone.now())
    messages.success(request, "已核对并留存；以前的核对结果都还在。")
    return redirect("projects:project_site", project_id=project_id)


def site_part(viewer: Viewer, project: Project) -> dict[str, Any]:
    """On a project's page: the last check of its site."""
    last = queries.shown_checks(project, viewer, most=1)
    return {"project": project, "last": last[0] if last else None, "may_change": may(viewer, "site.change")}
