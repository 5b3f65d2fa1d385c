"""A leader's few taps: what is late and why, and an instruction (逾期、批示)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from bihuan.apps.desk import actions, forms
from bihuan.apps.units import queries as units
from bihuan.apps.work import queries as work
from bihuan.base.refusals import Refusal
from bihuan.base.rights import may, needs


@require_GET
@login_required
def late(request: Any) -> HttpResponse:
    """What is late in one's reach, by unit, each with what the unit says stands in the way."""
    found, count = work.late_units(request.viewer)
    facts = {"units": found, "count": count, "may_instruct": may(request.viewer, "instruction.give")}
    return render(request, "desk/late.html", facts)


@require_http_methods(["GET", "POST"])
@needs("instruction.give")
def instruct(request: Any) -> HttpResponse:
    """An instruction: a text, to whom, until when; about an item where one came from it."""
    about_id = _about(request)
    about = work.visible_item(about_id, request.viewer) if about_id else None
    form = _form(request, about)
    if request.method == "POST" and form.is_valid():
        try:
            item = _give(request, form, about_id)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, f"批示已立项：{item.numbered}“{item.title}”。督查室已收到提醒，由其交办。")
            return redirect("work:item", item.pk)
    return render(request, "desk/instruct.html", {"form": form, "about": about}, status=422 if form.errors else 200)


def _about(request: Any) -> int | None:
    said = request.GET.get("item", "")
    return int(said) if said.isdecimal() and len(said) < 19 else None


def _form(request: Any, about: Any) -> forms.InstructionForm:
    viewer = request.viewer
    leader_id = viewer.person_id if "leader" in viewer.roles else viewer.for_person_id
    near = units.portfolio_of(leader_id, on=viewer.on) if leader_id else []
    if about and about.lead_unit_id and about.lead_unit_id not in dict(near):
        near = [(about.lead_unit_id, about.lead_name), *near]
    initial = {"unit": about.lead_unit_id} if about else {}
    return forms.InstructionForm(
        request.POST or None, near=near, units=units.unit_choices(viewer.on), today=viewer.on, initial=initial
    )


def _give(request: Any, form: forms.InstructionForm, about_id: int | None) -> Any:
    said = form.cleaned_data
    facts = {"unit_id": said["unit_id"], "due_on": said["due_on"], "about_id": about_id, "key": said["form_key"]}
    return actions.instruct(said["text"], by=request.actor, now=timezone.now(), **facts)
