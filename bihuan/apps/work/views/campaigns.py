"""Campaigns: the tree with its numbers, and task book, route map and timetable of one (专项行动)."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bihuan.apps.units import queries as units
from bihuan.apps.work import actions, queries
from bihuan.apps.work.forms import AttachForm, CampaignForm, ChangeForm
from bihuan.apps.work.models import Item
from bihuan.base.refusals import Forbidden, Refusal
from bihuan.base.scope import Viewer
from bihuan.engine.values import Month

VIEWS = {"book": "任务书", "route": "路线图", "time": "时间表"}
COUNTED = (("overdue", "逾期"), ("near", "即将到期"), ("in_progress", "进行中"), ("not_started", "未开始"))


@require_safe
def campaigns(request: Any) -> HttpResponse:
    """All campaigns with their rolled-up numbers; every number leads to its rows."""
    _check_reader(request)
    book = queries.rulebook(request.viewer.on)
    nodes = queries.campaign_nodes(viewer=request.viewer, book=book)
    facts = {"lines": [_line(node) for node in nodes], "counted": COUNTED, "may_change": _may_change(request)}
    return render(request, "work/campaigns.html", facts)


@require_safe
def campaign(request: Any, code: str) -> HttpResponse:
    """One campaign in three views of the same items."""
    _check_reader(request)
    top, shown = queries.campaign(code), request.GET.get("view", "book")
    if shown not in VIEWS:
        raise Http404
    book = queries.rulebook(request.viewer.on)
    nodes = queries.campaign_nodes(viewer=request.viewer, book=book, top=top)
    rows = queries.campaign_rows(top, viewer=request.viewer, book=book)
    facts = {
        "top": top,
        "views": VIEWS,
        "shown": shown,
        "lines": [_line(node) for node in nodes],
        "counted": COUNTED,
        "listed": len(rows),
        "left_out": max(nodes[0].total - len(rows), 0) if nodes else 0,
        "groups": [(part, list(found)) for part, found in groupby(rows, key=lambda row: row.item.campaign)],
        "quarters": _quarters(rows, top.year) if shown == "route" else [],
        "timetable": queries.timetable(rows, year=top.year, today=request.viewer.on) if shown == "time" else None,
        "attach": AttachForm(parts=[node.campaign for node in nodes]) if _may_change(request) else None,
        "change": ChangeForm(initial=_present(top)) if _may_change(request) else None,
    }
    return render(request, "work/campaign.html", facts)


@require_http_methods(["GET", "POST"])
def make_campaign(request: Any) -> HttpResponse:
    """A campaign by a person's word; from a document its frameworks are offered, and may be reworded."""
    if not _may_change(request):
        raise Forbidden("专项行动由督查室编制。")
    document = request.GET.get("document", "")
    schemes = queries.schemes_of(int(document), viewer=request.viewer) if document.isdecimal() else []
    if request.method == "POST":
        form = CampaignForm(request.POST)
        if form.is_valid():
            source = int(document) if document.isdecimal() else None
            made = _make(request, form, source)
            if made is not None:
                return redirect("work:campaign", code=made.code)
    else:
        form = CampaignForm(initial=_initial(request, schemes))
    facts = {"form": form, "schemes": list(enumerate(schemes)), "document": document}
    return render(request, "work/campaign_form.html", facts, status=422 if form.errors else 200)


@require_POST
def change_campaign(request: Any, code: str) -> HttpResponse:
    """Reword a campaign, add parts, end it or take it up again."""
    if not _may_change(request):
        raise Forbidden("专项行动由督查室编制。")
    top, form = queries.campaign(code), ChangeForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(str(sentence) for found in form.errors.values() for sentence in found))
        return redirect("work:campaign", code=code)
    said = {**form.cleaned_data, "parts": form.cleaned_data["parts"].splitlines()}
    actions.change_campaign(top.pk, **said, by=request.actor, now=timezone.now())
    messages.success(request, f"已更改“{form.cleaned_data['name']}”。")
    return redirect("work:campaign", code=code)


@require_POST
def attach(request: Any, code: str) -> HttpResponse:
    """Hang items on a part of the campaign, by their numbers."""
    if not _may_change(request):
        raise Forbidden("专项行动由督查室编制。")
    top = queries.campaign(code)
    nodes = queries.campaign_nodes(viewer=request.viewer, book=queries.rulebook(request.viewer.on), top=top)
    form = AttachForm(request.POST, parts=[node.campaign for node in nodes])
    if not form.is_valid():
        messages.error(request, " ".join(str(sentence) for found in form.errors.values() for sentence in found))
        return redirect("work:campaign", code=code)
    wanted = Q(pk__in=[])
    for year, number in form.cleaned_data["numbers"]:
        wanted |= Q(year=year or top.year, number=number)
    ids = list(Item.objects.visible_to(request.viewer).filter(wanted).values_list("pk", flat=True))
    outcomes = actions.attach_items(ids, campaign_id=form.cleaned_data["part"], by=request.actor, now=timezone.now())
    done = sum(each.done for each in outcomes)
    missing = len(form.cleaned_data["numbers"]) - len(ids)
    if done:
        messages.success(request, f"已归入{done}项。")
    if missing:
        messages.error(request, f"有{missing}个编号没有找到，请核对年度和编号。")
    for each in outcomes:
        if not each.done:
            messages.error(request, f"{each.name}：{each.sentence}")
    return redirect("work:campaign", code=code)


def _make(request: Any, form: CampaignForm, source: int | None) -> Any:
    try:
        return actions.make_campaign(
            form.cleaned_data["name"],
            parts=form.cleaned_data["parts"].splitlines(),
            year=form.cleaned_data["year"],
            note=form.cleaned_data["note"],
            source_document_id=source,
            by=request.actor,
            now=timezone.now(),
        )
    except Refusal as refusal:
        form.add_error(None, refusal.sentence)
        return None


def _present(top: Any) -> dict[str, Any]:
    return {"name": top.name, "note": top.note, "is_over": top.ended_on is not None}


def _initial(request: Any, schemes: list[Any]) -> dict[str, Any]:
    asked = request.GET.get("scheme", "")
    chosen = schemes[int(asked)] if asked.isdecimal() and int(asked) < len(schemes) else None
    parts = "\n".join(chosen.parts) if chosen else ""
    return {"year": request.viewer.on.year, "name": chosen.name if chosen else "", "parts": parts}


def _line(node: Any) -> dict[str, Any]:
    """A node with its numbers, each with the way to its rows."""
    cells = [(node.counts.get(code, 0), node.url(code)) for code, _ in COUNTED]
    return {"node": node, "cells": cells, "others": node.counts.get("ended", 0), "ended_url": node.url("ended")}


def _quarters(rows: list[Any], year: int) -> list[tuple[Any, list[list[Any]]]]:
    """Items with their nodes by quarter of the year."""
    found = []
    for row in rows:
        cells: list[list[Any]] = [[], [], [], []]
        for node in row.nodes:
            if node.due_on and node.due_on.year == year:
                cells[Month(node.due_on.year, node.due_on.month).quarter.quarter - 1].append(node)
        found.append((row, cells))
    return found


def _check_reader(request: Any) -> None:
    if not units.may(request.viewer, "item.read"):
        raise Forbidden("您没有查看事项的权限。")


def _may_change(request: Any) -> bool:
    return units.may(request.viewer, "campaign.change")


def schemes_part(viewer: Viewer, shown: Any) -> dict[str, Any]:
    """What the head of a document's page needs to offer its frameworks as campaigns."""
    found = shown.reading.found.get("frameworks", ()) if units.may(viewer, "campaign.change") else ()
    return {"document": shown.document, "count": len(found)}
