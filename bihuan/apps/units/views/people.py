"""Pages of people and their rights (人员、授权)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bihuan.apps.units import actions, models, queries
from bihuan.apps.units.forms.people import GrantForm, PeopleFilter, PersonForm, ReasonForm
from bihuan.base.refusals import Refusal
from bihuan.base.rights import may, needs


@require_GET
@needs("person.read")
def people(request: Any) -> HttpResponse:
    """Who works here."""
    form = PeopleFilter(request.GET or None, day=request.viewer.on)
    asked = form.cleaned_data if form.is_valid() else {}
    unit_id = int(asked["unit"]) if asked.get("unit") else None
    found = queries.people(request.viewer, words=asked.get("q", ""), unit_id=unit_id)
    facts = {"form": form, "page": Paginator(found, 50).get_page(request.GET.get("page"))}
    return render(request, "units/people.html", {**facts, "may_add": may(request.viewer, "person.add")})


@require_http_methods(["GET", "POST"])
@needs("person.add")
def person_new(request: Any) -> HttpResponse:
    """Make an account; the one-time password is shown on the answer and nowhere else."""
    form = PersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        fields = form.cleaned_data
        try:
            person, password = actions.add_person(
                fields["login"], name=fields["name"], phone=fields["phone"], by=request.actor, now=timezone.now()
            )
        except Refusal as refusal:
            form.add_error("login", refusal.sentence)
        else:
            return render(request, "units/one_time.html", {"person": person, "password": password})
    return render(request, "units/person_new.html", {"form": form}, status=422 if form.errors else 200)


@require_GET
@needs("person.read")
def person(request: Any, person_id: int) -> HttpResponse:
    """One person: account, rights and the ways to change them."""
    return _person_page(request, person_id, GrantForm(viewer=request.viewer))


@require_POST
@needs("person.add")
def reset(request: Any, person_id: int) -> HttpResponse:
    """Give a one-time password."""
    found = _person(request, person_id)
    act = actions.reset_password if found.is_active else actions.restart_person
    password = act(person_id, by=request.actor, now=timezone.now())
    return render(request, "units/one_time.html", {"person": found, "password": password})


@require_POST
@needs("person.add")
def stop(request: Any, person_id: int) -> HttpResponse:
    """Stop an account."""
    _person(request, person_id)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        messages.error(request, "请写明停用理由。")
    else:
        actions.stop_person(person_id, why=form.cleaned_data["why"], by=request.actor, now=timezone.now())
        messages.success(request, "账号已停用，打开的页面随即退出。")
    return redirect("units:person", person_id)


@require_POST
@needs("right.propose")
def propose(request: Any, person_id: int) -> HttpResponse:
    """Propose a right for a person."""
    _person(request, person_id)
    form = GrantForm(request.POST, viewer=request.viewer)
    if form.is_valid():
        try:
            actions.propose_grant(form.grant(person_id), by=request.actor, now=timezone.now())
        except Refusal as refusal:
            request.refusal = refusal
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, "已提出，待另一名安全管理员复核后生效。")
            return redirect("units:person", person_id)
    return _person_page(request, person_id, form, status=422)


@require_POST
@needs("right.end")
def end_right(request: Any, kind: str, right_id: int) -> HttpResponse:
    """Take a right away, from the next request on."""
    form = ReasonForm(request.POST)
    if not form.is_valid():
        messages.error(request, "请写明收回理由。")
    else:
        actions.end_right(kind, right_id, why=form.cleaned_data["why"], by=request.actor, now=timezone.now())
        messages.success(request, "已收回，即时生效。")
    return redirect(request.POST.get("back") if request.POST.get("back", "").startswith("/people/") else "units:people")


@require_GET
@needs("right.grant")
def grants(request: Any) -> HttpResponse:
    """Rights that wait for a second person, and those decided."""
    page = Paginator(queries.decided_grants(), 30).get_page(request.GET.get("page"))
    return render(request, "units/grants.html", {"waiting": queries.waiting_grants(), "page": page})


@require_POST
@needs("right.grant")
def decide(request: Any) -> HttpResponse:
    """Confirm or refuse the chosen rights, each for itself; what is refused says why."""
    chosen = [int(one) for one in request.POST.getlist("grant") if one.isdigit()]
    if not chosen:
        messages.error(request, "请先勾选要办理的授权。")
    done = [grant_id for grant_id in chosen if _decide(request, grant_id)]
    if done:
        messages.success(request, f"已办理{len(done)}项。")
    return redirect("units:grants")


def _decide(request: Any, grant_id: int) -> bool:
    try:
        if request.POST.get("decision") == "refuse":
            why = request.POST.get("why") or "未写明"
            actions.refuse_grant(grant_id, why=why, by=request.actor, now=timezone.now())
        else:
            actions.confirm_grant(grant_id, by=request.actor, now=timezone.now())
    except Refusal as refusal:
        request.refusal = refusal
        messages.error(request, refusal.sentence)
        return False
    return True


def _person(request: Any, person_id: int) -> models.Person:
    found = queries.person(request.viewer, person_id)
    if found is None:
        raise Http404
    return found


def _person_page(request: Any, person_id: int, form: GrantForm, *, status: int = 200) -> HttpResponse:
    found = _person(request, person_id)
    facts = {
        "person": found,
        "form": form,
        "rights": queries.rights_of(found),
        "waiting": queries.waiting_grants().filter(person=found),
        "may_change": may(request.viewer, "person.add"),
        "may_propose": may(request.viewer, "right.propose"),
    }
    return render(request, "units/person.html", facts, status=status)
