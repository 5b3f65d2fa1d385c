"""The network that a project is planned on, and the networks of the office (网络图)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bihuan.apps.projects import actions, queries
from bihuan.apps.projects.forms.networks import ChoiceForm, NetworkForms, RuleForm, SaidForm
from bihuan.apps.projects.queries import PlanBook, ProjectPlan
from bihuan.apps.projects.views.schedules import done, page_facts, plan_asked, preview
from bihuan.base.refusals import Refusal
from bihuan.base.rights import may, needs


@require_http_methods(["GET", "HEAD", "POST"])
@needs("project.plan")
def network(request: Any, project_id: int) -> HttpResponse:
    """The network of a project: which one, in what versions; another is chosen here."""
    found = plan_asked(request, project_id)
    form = ChoiceForm(request.POST or None, found=found)
    if request.method == "POST" and form.is_valid() and _choose(request, found, form):
        messages.success(request, "已选定网络图。")
        return redirect("projects:plan", project_id)
    facts = {**page_facts(request, found), "form": form, "versions": queries.network_versions(found)}
    facts |= {"sheets": queries.network_tables(found.chosen.body)} if found.chosen else {}
    return render(request, "projects/plan_network.html", facts, status=422 if form.errors else 200)


def _choose(request: Any, found: ProjectPlan, form: ChoiceForm) -> bool:
    said = form.cleaned_data
    sides = {"version": said["version"], "reason": said["reason"], "by": request.actor, "now": timezone.now()}
    return done(form, lambda: actions.choose_network(found.project.pk, said["code"], **sides))


@require_http_methods(["GET", "HEAD", "POST"])
@needs("project.plan")
def network_edit(request: Any, project_id: int) -> HttpResponse:
    """The project's own copy of its network, as tables."""
    found = plan_asked(request, project_id)
    if found.chosen is None:
        return redirect("projects:plan_network", project_id)
    data = request.POST or None
    tables = NetworkForms(found.chosen.body, data)
    form = SaidForm(data, initial={"version": found.choice.version})
    if data is not None and _edit(request, found, tables, form):
        messages.success(request, "已按改后的网络图排期；这一版只用于本项目。")
        return redirect("projects:plan", project_id)
    facts = {**page_facts(request, found), "tables": tables, "form": form}
    wrong = bool(form.errors or tables.findings)
    return render(request, "projects/plan_network_edit.html", facts, status=422 if wrong else 200)


def _edit(request: Any, found: ProjectPlan, tables: NetworkForms, form: SaidForm) -> bool:
    body = tables.read()
    if body is None or not form.is_valid():
        return False
    said = {**form.cleaned_data, "by": request.actor, "now": timezone.now()}
    return done(form, lambda: actions.edit_network(found.project.pk, body, **said))


@require_POST
@needs("project.plan")
def network_preview(request: Any, project_id: int) -> HttpResponse:
    """What would move if the network were edited so; nothing is saved."""
    found = plan_asked(request, project_id)
    if found.chosen is None:
        return preview(request, found, None)
    tables = NetworkForms(found.chosen.body, request.POST)
    body = tables.read()
    if body is None:
        return render(request, "projects/parts/network_wrong.html", {"findings": tables.findings})
    row = actions.own_row(found, body, reason="试排", by=request.actor, now=timezone.now())
    return preview(request, found, queries.what_if(found, network=row))


@require_safe
@needs("project.read")
def networks(request: Any) -> HttpResponse:
    """The networks in force, to be read as tables; the office changes its own copy."""
    book = PlanBook.of_day(request.viewer.on)
    rules = [(rule, len(rule.body["activities"]), len(rule.body["links"])) for rule in book.in_force()]
    return render(request, "projects/networks.html", {"rules": rules, "tab": "networks"})


@require_safe
@needs("project.read")
def network_rule(request: Any, code: str) -> HttpResponse:
    """One network in force, as tables."""
    rule = _rule(request, code)
    facts = {"rule": rule, "sheets": queries.network_tables(rule.body)}
    facts |= {"may_change": may(request.viewer, "definition.change")}
    return render(request, "projects/network.html", facts)


def _rule(request: Any, code: str) -> Any:
    rule = PlanBook.of_day(request.viewer.on).rule(code, request.viewer.on)
    if rule is None:
        raise Http404
    return rule


@require_http_methods(["GET", "HEAD", "POST"])
@needs("definition.change")
def network_rule_change(request: Any, code: str) -> HttpResponse:
    """The office's own version of a network from a day on, as tables."""
    rule = _rule(request, code)
    data = request.POST or None
    tables = NetworkForms(rule.body, data)
    form = RuleForm(data, initial={"name": rule.name, "effective_on": request.viewer.on})
    if data is not None and _change(request, code, tables, form):
        said = form.cleaned_data
        messages.success(request, f"已登记，自{said['effective_on']}起按新的网络图；已选定的项目仍按选定时的版本。")
        return redirect("projects:network_rule", code)
    wrong = bool(form.errors or tables.findings)
    facts = {"rule": rule, "tables": tables, "form": form}
    return render(request, "projects/network_change.html", facts, status=422 if wrong else 200)


def _change(request: Any, code: str, tables: NetworkForms, form: RuleForm) -> bool:
    body: Mapping[str, Any] | None = tables.read()
    if not form.is_valid() or body is None:
        return False
    try:
        return done(
            form,
            lambda: actions.change_office_network(
                form.entry(body or {}), code=code, by=request.actor, now=timezone.now()
            ),
        )
    except Refusal as refusal:
        form.add_error("effective_on", refusal.sentence)
        return False
