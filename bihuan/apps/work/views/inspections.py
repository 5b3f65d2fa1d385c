"""Pages of government inspections (政府督查)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bihuan.apps.units import queries as units
from bihuan.apps.work import actions, queries
from bihuan.apps.work.forms.inspections import (
    AppealForm,
    ConclusionForm,
    DecisionForm,
    EvidenceForm,
    FindingForm,
    InspectionForm,
    RectifyForm,
    UseForm,
)
from bihuan.base import rights
from bihuan.base.refusals import Refusal

READ, HOLD, APPEAL = "inspection.read", "inspection.hold", "inspection.appeal"


@require_safe
def inspections(request: Any) -> HttpResponse:
    """Inspections of a year, planned or not, and how often each unit was inspected."""
    rights.require(request.viewer, READ)
    years, asked = queries.inspection_years(request.viewer), request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and int(asked[:4]) in years else request.viewer.on.year
    rows = list(queries.inspections(request.viewer, year=year))
    facts = {
        "rows": rows,
        "year": year,
        "years": years,
        "planned": sum(row.is_in_year_plan for row in rows),
        "times": queries.times_inspected(request.viewer, year=year),
        "may_hold": rights.may(request.viewer, HOLD),
    }
    return render(request, "work/inspections.html", facts)


@require_http_methods(["GET", "POST"])
def inspection_new(request: Any) -> HttpResponse:
    """Plan an inspection."""
    rights.require(request.viewer, HOLD)
    sent, day = request.POST if request.method == "POST" else None, request.viewer.on
    form = InspectionForm(sent, rules=queries.inspection_rules(day), units=units.unit_choices(day), day=day)
    if request.method == "POST" and form.is_valid():
        said = {"object_ids": form.cleaned_data["objects"], "key": form.cleaned_data["form_key"]}
        try:
            made = actions.plan_inspection(form.said(), **said, by=request.actor, now=timezone.now())
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, f"已定方案：{made}。")
            return redirect("work:inspection", inspection_id=made.pk)
    times = queries.times_inspected(request.viewer, year=day.year)
    facts = {"form": form, "times": times, "year": day.year}
    return render(request, "work/inspection_new.html", facts, status=422 if form.errors else 200)


@require_safe
def inspection(request: Any, inspection_id: int) -> HttpResponse:
    """One inspection: its plan, what was found, its conclusion and whom it was fed back to."""
    rights.require(request.viewer, READ)
    return inspection_answer(request, inspection_id)


def inspection_answer(request: Any, inspection_id: int, *, status: int = 200, **sent: Any) -> HttpResponse:
    """The page of an inspection with its empty forms; sent: forms that came back with something wrong."""
    page = queries.inspection_page(inspection_id, request.viewer)
    own = {post.unit_id for post in request.viewer.posts}
    facts: dict[str, Any] = {"page": page, "may_hold": rights.may(request.viewer, HOLD)}
    facts["may_appeal"] = bool(page.own) and rights.may(request.viewer, APPEAL)
    facts["until"] = queries.review_until(page.inspection) if page.inspection.fed_back_at else None
    facts["to_read"] = any(each.unit_id in own and each.read_at is None for each in page.objects)
    return render(request, "work/inspection.html", facts | inspection_forms(page) | sent, status=status)


def inspection_forms(page: queries.InspectionPage, *sent: Any) -> dict[str, Any]:
    """The forms of an inspection's page, by what they do."""
    objects = _objects(page)
    found = [(each.pk, f"{each.unit_name}：{each.problem}") for each in page.findings]
    return {
        "finding": FindingForm(*sent, objects=objects),
        "evidence": EvidenceForm(*sent, kinds=page.rules["evidence"], findings=found),
        "conclude": ConclusionForm(*sent),
        "appeal": AppealForm(*sent, objects=[(each.unit_id, each.unit_name) for each in page.own]),
        "decide": DecisionForm(*sent),
        "use": UseForm(*sent, kinds=page.rules["uses"], objects=objects),
    }


def _objects(page: queries.InspectionPage) -> list[tuple[int, str]]:
    return [(each.unit_id, each.unit_name) for each in page.objects]


@require_POST
def inspection_finding(request: Any, inspection_id: int) -> HttpResponse:
    """Keep what was found."""
    rights.require(request.viewer, HOLD)
    form = FindingForm(request.POST, objects=_objects(queries.inspection_page(inspection_id, request.viewer)))
    if form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("problem", "fact")}
        said |= {"unit_id": form.cleaned_data["unit"], "key": form.cleaned_data["form_key"]}
        try:
            actions.note_finding(inspection_id, **said, by=request.actor, now=timezone.now())
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, "已记下。")
            return redirect("work:inspection", inspection_id=inspection_id)
    return inspection_answer(request, inspection_id, finding=form, status=422)


@require_POST
def inspection_conclude(request: Any, inspection_id: int) -> HttpResponse:
    """Make the conclusion."""
    rights.require(request.viewer, HOLD)
    form = ConclusionForm(request.POST)
    if form.is_valid():
        try:
            actions.conclude(inspection_id, form.cleaned_data["conclusion"], by=request.actor, now=timezone.now())
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, "督查结论已作出，可以向督查对象反馈。")
            return redirect("work:inspection", inspection_id=inspection_id)
    return inspection_answer(request, inspection_id, conclude=form, status=422)


@require_POST
def inspection_feed_back(request: Any, inspection_id: int) -> HttpResponse:
    """Feed the conclusion back to its objects."""
    rights.require(request.viewer, HOLD)
    try:
        actions.feed_back(inspection_id, by=request.actor, now=timezone.now())
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, "已向督查对象反馈，对方可以看到结论和涉及本单位的问题。")
    return redirect("work:inspection", inspection_id=inspection_id)


@require_POST
def inspection_read(request: Any, inspection_id: int) -> HttpResponse:
    """An object takes note of what was fed back."""
    rights.require(request.viewer, READ)
    done = actions.take_note(inspection_id, by=request.actor, now=timezone.now())
    messages.success(request, "已阅知。" if done else "没有待阅知的反馈。")
    return redirect("work:inspection", inspection_id=inspection_id)


@require_http_methods(["GET", "POST"])
def inspection_rectify(request: Any, finding_id: int) -> HttpResponse:
    """Make a finding an item to rectify."""
    rights.require(request.viewer, HOLD)
    row = queries.finding(finding_id, request.viewer)
    if row.item_id is not None:
        return redirect("work:item", item_id=row.item_id)
    form = RectifyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            item = actions.rectify(row.pk, **form.cleaned_data, by=request.actor, now=timezone.now())
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, f"已转问题整改：{item}。")
            return redirect("work:inspection", inspection_id=row.inspection_id)
    return render(request, "work/rectify.html", {"form": form, "row": row}, status=422 if form.errors else 200)
