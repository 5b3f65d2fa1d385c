"""The plan of a project's year, with its versions; and the part of money on a project's page (年度计划)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from bihuan.apps.projects import actions, queries
from bihuan.apps.projects.forms import YearPlanForm
from bihuan.apps.projects.models import AnnualPlan, Project
from bihuan.apps.units import queries as units
from bihuan.base.refusals import Stale
from bihuan.base.rights import needs
from bihuan.base.scope import Viewer
from bihuan.engine.lamps import Lamp
from bihuan.engine.pipeline import LAMPS

FIRST_YEAR, LAST_YEAR = 2000, 2100


@require_http_methods(["GET", "HEAD", "POST"])
@needs("project.read")
def year_plan(request: Any, project_id: int, year: int) -> HttpResponse:
    """A year's plan with its versions; a change is a new version with its reason."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404
    project = queries.project(project_id, request.viewer)
    versions = queries.plans_of_year(project, year, request.viewer)
    form = YearPlanForm(request.POST or None, year=year, initial=_initial(versions))
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_plan(
                project_id,
                _said(form),
                version=form.cleaned_data["version"],
                by=request.actor,
                now=timezone.now(),
            )
        except (actions.BadYearPlan, Stale) as refused:
            form.add_error(None, refused.sentence)
        else:
            messages.success(request, f"{year}年度计划已保存。")
            return redirect("projects:project", project_id=project_id)
    own = request.viewer.sees_all or project.lead_unit_id in request.viewer.unit_ids
    facts = {
        "project": project,
        "year": year,
        "form": form,
        "versions": versions,
        "may_set": own and units.may(request.viewer, "project.register"),
    }
    return render(request, "projects/year_plan.html", facts, status=422 if form.errors else 200)


def _initial(versions: list[AnnualPlan]) -> dict[str, Any]:
    if not versions:
        return {"version": 0}
    last = versions[0]
    months = {f"m{number}": amount for number, amount in enumerate(last.by_month, start=1) if amount is not None}
    return {
        "version": last.version,
        "amount": last.amount,
        "required_in_place": last.required_in_place,
        "start_month": str(last.start_month.month) if last.start_month else "",
        "finish_month": str(last.finish_month.month) if last.finish_month else "",
        "image": last.image,
        "source": last.source,
        **months,
    }


def _said(form: YearPlanForm) -> actions.NewPlan:
    said = form.cleaned_data
    return actions.NewPlan(
        year=form.year,
        amount=Decimal(said["amount"]),
        source=said["source"].strip(),
        by_month=form.by_month(),
        start_month=form.month("start_month"),
        finish_month=form.month("finish_month"),
        required_in_place=said["required_in_place"],
        image=said["image"].strip(),
        reason=said["reason"].strip(),
    )


def money_part(viewer: Viewer, project: Project) -> Mapping[str, Any]:
    """The part of money on a project's page: this year's plan, months, completion and lamps, in three queries."""
    book = queries.month_book(viewer.on)
    month = book.month_due()
    row = queries.projects_with_plan(viewer, month.year, book.form).filter(pk=project.pk).first()
    if row is None:
        return {}
    year = queries.years_of([row], viewer, month, book)[0]
    reported = [when for when in sorted(year.reports) if when.year == month.year and when <= month]
    lamps = queries.four_lamps(year, month, book)
    return {
        "project": project,
        "month": month,
        "year": month.year,
        "row": row,
        "line": queries.MonthLine(year, month, queries.empty_report(row, month)),
        "lamps": _named(lamps),
        "months": [(when, year.money(when), year.reports[when]) for when in reported],
        "has_begun": year.has_begun,
        "may_set": units.may(viewer, "project.register")
        and (viewer.sees_all or project.lead_unit_id in viewer.unit_ids),
    }


def _named(lamps: Mapping[str, Lamp]) -> list[tuple[str, Lamp]]:
    return [(LAMPS[code], lamp) for code, lamp in lamps.items()]
