"""A new item: which ledger, then what is said of it (立项)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from bihuan.apps.units import queries as units
from bihuan.apps.work import actions, queries
from bihuan.apps.work.forms import ItemForm
from bihuan.base.refusals import Forbidden, Refusal
from bihuan.engine.loop import Kind


@require_http_methods(["GET", "POST"])
def register(request: Any) -> HttpResponse:
    """Draft or register a new item in one of the ledgers."""
    if not units.may(request.viewer, "item.register"):
        raise Forbidden("您没有立项的权限；请由督查室、单位负责人或联络员立项。")
    kinds = {kind.code: kind for kind in queries.kinds_on(request.viewer.on)}
    code = request.GET.get("kind") or request.POST.get("kind") or "key_task"
    if code not in kinds:
        raise Http404
    form = _form(request, kinds[code])
    if request.method == "POST" and form.is_valid():
        try:
            return _keep(request, form)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
    status = 422 if form.errors else 200
    return render(request, "work/register.html", {"form": form, "kinds": kinds, "kind": kinds[code]}, status=status)


def _form(request: Any, kind: Kind) -> ItemForm:
    day = request.viewer.on
    sent = request.POST if request.method == "POST" else None
    return ItemForm(sent, kind=kind, units=units.unit_choices(day), leaders=units.leader_choices(day))


def _keep(request: Any, form: ItemForm) -> HttpResponse:
    keep = actions.draft_item if request.POST.get("act") == "draft" else actions.register
    done = keep(form.new_item(), by=request.actor, now=timezone.now(), key=form.cleaned_data["form_key"])
    messages.success(request, f"已{'存为拟办' if done.state == 'draft' else '立项'}：{done}。")
    return redirect("work:item", item_id=done.pk)
