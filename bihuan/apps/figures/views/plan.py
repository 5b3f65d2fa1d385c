"""Who reports what, by when: the plan, asking more, ending and handing over (填报任务)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bihuan.apps.figures import actions, queries
from bihuan.apps.figures.forms import EndForm, PlanForm
from bihuan.apps.figures.forms.plan import code_of
from bihuan.apps.units import queries as units
from bihuan.base.month_addresses import month_asked, month_code, months_back
from bihuan.base.refusals import Refusal
from bihuan.base.rights import needs


@require_safe
@needs("figure.plan")
def plan(request: Any) -> HttpResponse:
    """Each reporting unit with its figures and fields, by when the form is due, on what ground it is asked."""
    book = queries.book(request.viewer.on)
    month = month_asked(request, book.month_due())
    rows = queries.plan_rows(request.viewer, month=month, book=book)
    facts = {
        "rows": rows,
        "month": month,
        "month_code": month_code(month),
        "months": months_back(book.month_due()),
        "form": book.form,
        "fields": sum(row.fields for row in rows),
        "days": (book.form.due_on(month), book.form.consolidated_on(month), book.form.decided_on(month)),
    }
    return render(request, "figures/plan.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("figure.plan")
def plan_new(request: Any) -> HttpResponse:
    """Ask units for figures, many at once; what became of each unit is told."""
    day = request.viewer.on
    book = queries.book(day)
    known = sorted(book.indicators.values(), key=lambda one: (one.bureau, one.label))
    first = {"month": code_of(book.month_due().shifted(1)), "units": request.GET.getlist("unit")}
    form = PlanForm(
        request.POST or None, initial=first, units=units.unit_choices(day, kinds=REPORTING), known=known, day=day
    )
    if request.method == "POST" and form.is_valid():
        try:
            outcomes = _ask(request, form.cleaned_data, book)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            lines = [_line(one) for one in outcomes]
            return render(request, "figures/plan_done.html", {"lines": lines})
    return render(request, "figures/plan_new.html", {"form": form}, status=422 if form.errors else 200)


def _ask(request: Any, said: dict[str, Any], book: queries.Book) -> list[actions.AskedUnit]:
    about = queries.district_id(request.viewer.on) if said["about"] == "district" else None
    return actions.assign_many(
        said["units"],
        said["indicators"],
        about_id=about,
        form=book.form.code,
        month=said["month"],
        source=said["source"],
        by=request.actor,
        now=timezone.now(),
    )


REPORTING = ("town", "zone", "department", "party", "chain_office", "task_force")
"""Kinds of units that are asked for figures; a section reports through its bureau."""


@dataclass(frozen=True)
class Line:
    """What became of one unit, as the page of results lists it."""

    title: str
    url: str
    is_done: bool
    sentence: str


def _line(one: actions.AskedUnit) -> Line:
    return Line(one.name, reverse("figures:plan_unit", args=[one.unit_id]), one.done, one.sentence)


@require_safe
@needs("figure.plan")
def plan_unit(request: Any, unit_id: int) -> HttpResponse:
    """All that one unit reports or ever reported."""
    return _unit_page(request, unit_id, None)


@require_POST
@needs("figure.plan")
def plan_end(request: Any, unit_id: int) -> HttpResponse:
    """Stop asking for what is ticked, or let another unit report it."""
    form = _end_form(request, unit_id, request.POST)
    if not form.is_valid():
        return _unit_page(request, unit_id, form)
    said, sides = form.cleaned_data, {"by": request.actor, "now": timezone.now()}
    try:
        if said["to_unit"]:
            after = said["month"].shifted(1)
            done = actions.hand_over(said["rows"], said["to_unit"], month=after, why=said["why"], **sides)
            messages.success(request, f"已移交{done}项，自{after.label}起由新单位填报。")
        else:
            done = actions.end_assignments(said["rows"], month=said["month"], why=said["why"], **sides)
            messages.success(request, f"已停报{done}项，最后报{said['month'].label}；报过的数都保留。")
    except Refusal as refusal:
        form.add_error(None, refusal.sentence)
        return _unit_page(request, unit_id, form)
    return redirect("figures:plan_unit", unit_id=unit_id)


def _end_form(request: Any, unit_id: int, said: Any) -> EndForm:
    rows = [row.pk for row in queries.plan_of(request.viewer, unit_id) if row.to_month is None]
    day = request.viewer.on
    first = {"month": code_of(queries.book(day).month_due())}
    return EndForm(said, initial=first, rows=rows, units=units.unit_choices(day, kinds=REPORTING), day=day)


def _unit_page(request: Any, unit_id: int, form: EndForm | None) -> HttpResponse:
    if units.unit(unit_id) is None:
        raise Http404
    book, rows = queries.book(request.viewer.on), queries.plan_of(request.viewer, unit_id)
    facts = {
        "unit_id": unit_id,
        "name": units.unit_name_on(unit_id, request.viewer.on),
        "rows": [(row, book.label(row.indicator)) for row in rows],
        "open": sum(row.to_month is None for row in rows),
        "ticked": request.POST.getlist("rows"),
        "form": form or _end_form(request, unit_id, None),
    }
    return render(request, "figures/plan_unit.html", facts, status=422 if form else 200)
