"""Advice on the lead unit, beside the form in which it is chosen (牵头单位建议)."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from bihuan.apps.units import queries as units
from bihuan.apps.work import queries
from bihuan.base.refusals import Forbidden

LONGEST = 600


@require_safe
def suggest(request: Any) -> HttpResponse:
    """Units that might lead what is typed, each with its reason; choosing stays with the person."""
    if not units.may(request.viewer, "item.register"):
        raise Forbidden("您没有立项的权限。")
    said = [request.GET.get(name, "") for name in ("text", "title", "requirement")]
    task = "。".join(dict.fromkeys(each.strip() for each in said if each.strip()))[:LONGEST]
    chosen = request.GET.get("lead_unit_id") or request.GET.get("unit", "")
    advice = (
        queries.advise_lead(task, viewer=request.viewer, chosen=int(chosen) if chosen.isdecimal() else None)
        if task
        else None
    )
    return render(request, "work/suggest.html", {"advice": advice})
