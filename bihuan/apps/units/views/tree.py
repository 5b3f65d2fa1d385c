"""Pages of units (单位)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bihuan.apps.units import actions, models, queries
from bihuan.apps.units.forms.tree import DutyForm, EndForm, RenameForm, UnitForm
from bihuan.base.refusals import Refusal
from bihuan.base.registries import parts_of
from bihuan.base.rights import may, needs


@require_GET
@needs("unit.read")
def units(request: Any) -> HttpResponse:
    """The tree of units; ended ones where asked for."""
    ended = bool(request.GET.get("ended"))
    facts = {"units": queries.tree(request.viewer.on, ended=ended), "ended": ended}
    return render(request, "units/units.html", {**facts, "may_change": may(request.viewer, "unit.change")})


@require_http_methods(["GET", "POST"])
@needs("unit.change")
def unit_new(request: Any) -> HttpResponse:
    """Add a unit."""
    form = UnitForm(request.POST or None, day=request.viewer.on, initial={"began_on": request.viewer.on})
    if request.method == "POST" and form.is_valid():
        fields = dict(form.cleaned_data)
        under = fields.pop("under")
        above = queries.unit(int(under)) if under else None
        try:
            unit = actions.add_unit(fields.pop("code"), under=above, by=request.actor, now=timezone.now(), **fields)
        except Refusal as refusal:
            form.add_error("code", refusal.sentence)
        else:
            messages.success(request, f"已设立{unit.name}。")
            return redirect("units:unit", unit.pk)
    return render(request, "units/unit_new.html", {"form": form}, status=422 if form.errors else 200)


@require_GET
@needs("unit.read")
def unit(request: Any, unit_id: int) -> HttpResponse:
    """One unit: names through time, duties, people."""
    return _page(request, unit_id)


@require_POST
@needs("unit.change")
def rename(request: Any, unit_id: int) -> HttpResponse:
    """Give a unit a new name from a day on."""
    form = RenameForm(request.POST)
    if form.is_valid() and _did(request, form, actions.rename_unit, _unit(unit_id).pk, **form.cleaned_data):
        messages.success(request, "已登记新名称；此前的记录仍显示原名称。")
        return redirect("units:unit", unit_id)
    return _page(request, unit_id, rename=form, status=422)


@require_POST
@needs("unit.change")
def end(request: Any, unit_id: int) -> HttpResponse:
    """End a unit or merge it into another."""
    form = EndForm(request.POST, day=request.viewer.on)
    if form.is_valid():
        fields = dict(form.cleaned_data)
        became = fields.pop("became")
        if _did(
            request, form, actions.end_unit, _unit(unit_id).pk, became_id=int(became) if became else None, **fields
        ):
            messages.success(request, "已登记；此前的记录仍显示原单位。")
            return redirect("units:unit", unit_id)
    return _page(request, unit_id, end=form, status=422)


@require_POST
@needs("unit.change")
def duty_add(request: Any, unit_id: int) -> HttpResponse:
    """Write a duty down."""
    form = DutyForm(request.POST)
    if form.is_valid() and _did(request, form, actions.add_duty, _unit(unit_id).pk, **form.cleaned_data):
        return redirect("units:unit", unit_id)
    return _page(request, unit_id, duty=form, status=422)


@require_POST
@needs("unit.change")
def duty_remove(request: Any, unit_id: int, duty_id: int) -> HttpResponse:
    """Take a duty off the list."""
    actions.remove_duty(duty_id, by=request.actor, now=timezone.now())
    return redirect("units:unit", _unit(unit_id).pk)


def _did(request: Any, form: Any, act: Any, *args: Any, **fields: Any) -> bool:
    try:
        act(*args, by=request.actor, now=timezone.now(), **fields)
    except Refusal as refusal:
        request.refusal = refusal
        form.add_error(None, refusal.sentence)
        return False
    return True


def _unit(unit_id: int) -> models.Unit:
    found = queries.unit(unit_id)
    if found is None:
        raise Http404
    return found


def _page(request: Any, unit_id: int, *, status: int = 200, **forms: Any) -> HttpResponse:
    found = _unit(unit_id)
    facts = {
        "unit": found,
        "names": found.names.order_by("-from_on"),
        "duties": found.duties.order_by("kind", "pk"),
        "people": queries.people(request.viewer, unit_id=unit_id),
        "may_change": may(request.viewer, "unit.change") and not found.ended_on,
        "rename": forms.get("rename") or RenameForm(),
        "end": forms.get("end") or EndForm(day=request.viewer.on),
        "duty": forms.get("duty") or DutyForm(),
        "parts": parts_of("units.unit", request.viewer, found),
    }
    return render(request, "units/unit.html", facts, status=status)
