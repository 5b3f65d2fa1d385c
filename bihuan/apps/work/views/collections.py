"""Pages of the register of forms (报表台账)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bihuan.apps.units import queries as units
from bihuan.apps.work import actions, queries
from bihuan.apps.work.forms.collections import CollectionForm, StopForm
from bihuan.base import rights
from bihuan.base.refusals import Refusal
from bihuan.base.scope import Viewer

READ, ASK, PAGE_SIZE = "collection.read", "collection.ask", 50


@require_safe
def collections(request: Any) -> HttpResponse:
    """Who asks what of whom, what it costs, and the burden of each unit and month."""
    rights.require(request.viewer, READ)
    day, year = request.viewer.on, request.viewer.on.year
    page = Paginator(queries.collections(request.viewer), PAGE_SIZE).get_page(request.GET.get("page"))
    burdens = queries.burden(request.viewer, year=year)
    months = queries.months_shown(burdens)
    facts = {
        "page": page,
        "lines": [queries.line_of(row, day=day) for row in page.object_list],
        "year": year,
        "months": months,
        "burdens": [(each, [(month, each.months.get(month, 0)) for month in months]) for each in burdens],
        "askers": queries.short_notices(request.viewer, year=year),
        "rule": queries.burden_rule(day),
        "may_ask": rights.may(request.viewer, ASK),
    }
    return render(request, "work/collections.html", facts)


@require_http_methods(["GET", "POST"])
def collection_new(request: Any) -> HttpResponse:
    """Put a form into the register."""
    rights.require(request.viewer, ASK)
    sent, day = request.POST if request.method == "POST" else None, request.viewer.on
    form = CollectionForm(sent, units=units.unit_choices(day), initial=_copied(request))
    if request.method == "POST" and form.is_valid():
        said = {"unit_ids": form.cleaned_data["units"], "key": form.cleaned_data["form_key"]}
        try:
            row = actions.draft_collection(form.said(), **said, by=request.actor, now=timezone.now())
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, f"已登记：{row.title}。核对工时后再布置。")
            return redirect("work:collection", collection_id=row.pk)
    facts = {"form": form, "rule": queries.burden_rule(day)}
    return render(request, "work/collection_new.html", facts, status=422 if form.errors else 200)


def _copied(request: Any) -> dict[str, Any]:
    """What a new form takes over from one that there is; its days are asked anew."""
    asked = request.GET.get("copy", "")
    if not (asked.isdecimal() and len(asked) < 16):
        return {}
    row = queries.collection(int(asked), request.viewer)
    taken = {name: getattr(row, name) for name in ("title", "owner", "purpose", "ground", "every")}
    return {**taken, "columns": "\n".join(row.columns), "units": [each.unit_id for each in row.units.all()]}


@require_safe
def collection(request: Any, collection_id: int) -> HttpResponse:
    """One form of the register, with what it costs and which columns are asked elsewhere too."""
    rights.require(request.viewer, READ)
    day, row = request.viewer.on, queries.collection(collection_id, request.viewer)
    own = {post.unit_id for post in request.viewer.posts}
    right = rights.right(request.viewer, ASK)
    facts = {
        "line": queries.line_of(row, day=day),
        "days": queries.days_of(row),
        "elsewhere": queries.asked_elsewhere(row, request.viewer, day=day),
        "rule": queries.burden_rule(day),
        "may_act": right == "all" or (right != "no" and row.unit_id in own),
        "stop": StopForm(),
    }
    return render(request, "work/collection.html", facts)


@require_POST
def collection_send(request: Any, collection_id: int) -> HttpResponse:
    """Send a form to its units."""
    rights.require(request.viewer, ASK)
    try:
        row = actions.send_collection(collection_id, by=request.actor, now=timezone.now())
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        short = f"提前只有{row.notice_days}个工作日，已记为提前不足。" if row.is_short_notice else ""
        messages.success(request, f"已布置：{row.title}。{short}")
    return redirect("work:collection", collection_id=collection_id)


@require_POST
def collection_stop(request: Any, collection_id: int) -> HttpResponse:
    """Stop a form before its expiry."""
    rights.require(request.viewer, ASK)
    form = StopForm(request.POST)
    try:
        because = form.cleaned_data["because"] if form.is_valid() else ""
        actions.stop_collection(collection_id, because, by=request.actor, now=timezone.now())
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, "已停止，不再要各单位填报。")
    return redirect("work:collection", collection_id=collection_id)


def burden_part(viewer: Viewer, _subject: Any) -> dict[str, Any]:
    """What the home page says of the forms that one's own unit is asked for this month; empty for administrators."""
    if not (viewer.business and viewer.unit_id and rights.may(viewer, READ)):
        return {"forms": []}
    return queries.own_burden(viewer)
