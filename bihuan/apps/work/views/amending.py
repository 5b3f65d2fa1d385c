"""Putting right the words of an item (更正)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from bihuan.apps.units import queries as units
from bihuan.apps.work import actions, queries
from bihuan.apps.work.forms import AmendForm
from bihuan.apps.work.queries.item import ItemPage
from bihuan.base.refusals import Forbidden, Refusal, Stale


@require_http_methods(["GET", "POST"])
def amend(request: Any, item_id: int) -> HttpResponse:
    """The form with all that stands now; sent, before and after go into the timeline."""
    if not units.may(request.viewer, "item.move"):
        raise Forbidden("您的岗位只能查看事项，不能办理。")
    page = queries.item_page(item_id, request.viewer, now=timezone.now())
    form = _form(request, page)
    if request.method == "POST" and form.is_valid():
        return _send(request, page, form)
    return _shown(request, page, form, status=422 if form.errors else 200)


def _form(request: Any, page: ItemPage) -> AmendForm:
    day, sent = request.viewer.on, request.POST if request.method == "POST" else None
    leaders = units.leader_choices(day)
    return AmendForm(sent, item=page.item, may=page.may_amend, kind=page.kind, units=[], leaders=leaders)


def _send(request: Any, page: ItemPage, form: AmendForm) -> HttpResponse:
    said = form.cleaned_data
    sides = {"version": said["version"], "why": said["why"], "by": request.actor, "now": timezone.now()}
    try:
        done = actions.amend_item(page.item.pk, form.said(), **sides)
    except Stale as stale:
        sent = request.POST.copy()
        sent["version"] = str(page.item.version)
        form.data = sent
        return _shown(request, page, form, status=stale.status, stale=stale)
    except Refusal as refusal:
        form.add_error(None, refusal.sentence)
        return _shown(request, page, form, status=refusal.status)
    messages.success(request, f"已更正：{done}。")
    return redirect("work:item", item_id=done.pk)


def _shown(request: Any, page: ItemPage, form: AmendForm, *, status: int, stale: Stale | None = None) -> HttpResponse:
    facts = {"item": page.item, "form": form, "may": page.may_amend, "stale": stale}
    return render(request, "work/amend.html", facts, status=status)
