"""The plan of a project: the page, its nodes, what moves before it is saved (倒排工期)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bihuan.apps.projects import actions, queries
from bihuan.apps.projects.forms.plans import NodeForm
from bihuan.apps.projects.queries import ProjectPlan
from bihuan.base.registries import parts_of
from bihuan.base.rights import may, needs
from bihuan.engine.schedule import Repair, Repairs

MOST_OFFERS = 6


@require_safe
@needs("project.read")
def plan(request: Any, project_id: int) -> HttpResponse:
    """The plan of a project, with the reason of every date and what would have to give."""
    found = plan_asked(request, project_id)
    repairs = queries.repairs_of(found)
    facts = {
        **page_facts(request, found),
        "lines": queries.node_lines(found),
        "left_out": queries.left_out(found),
        "path": queries.path_names(found),
        "repairs": repairs,
        "offers": offers_of(repairs),
        "baselines": queries.baselines_of(found),
        "promises": queries.promises_of(found.project),
        "forecast": queries.forecast_years(found),
        "parts": parts_of("projects.plan", request.viewer, found),
    }
    return render(request, "projects/plan.html", facts)


@dataclass(frozen=True)
class Offer:
    """A set of changes as the page offers it: its dialog, what it changes."""

    id: str
    repair: Repair
    is_move: bool

    @property
    def effect(self) -> str:
        """What happens when it is taken."""
        what = "承诺日期另立一版" if self.is_move else "本项目的网络图另立一版"
        return f"{what}，记入日志；原来的各版仍可查看。"


def offers_of(repairs: Repairs | None) -> list[Offer]:
    """The first sets of changes, and the promise moved alone."""
    if repairs is None:
        return []
    sets = (repairs.sets or repairs.with_move)[:MOST_OFFERS]
    offers = [Offer(f"take-{place}", each, is_move=False) for place, each in enumerate(sets)]
    return [*offers, Offer("take-move", repairs.move, is_move=True)] if repairs.move else offers


def plan_asked(request: Any, project_id: int) -> ProjectPlan:
    """The plan of a project in reach; else it does not exist."""
    return queries.plan_of(queries.project(project_id, request.viewer), request.viewer)


def page_facts(request: Any, found: ProjectPlan) -> dict[str, Any]:
    """What every page of a plan shows of it."""
    may_plan = may(request.viewer, "project.plan")
    return {
        "plan": found,
        "project": found.project,
        "network_word": actions.network_word(found),
        "may_plan": may_plan,
        "may_change": may_plan and actions.leads(found.project, request.actor),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@needs("project.plan")
def node(request: Any, project_id: int, activity: str) -> HttpResponse:
    """One node: its days with their reasons, what follows if it takes longer, and what is entered of it."""
    found = plan_asked(request, project_id)
    line = queries.node_line(found, activity)
    if line is None and not _is_kept_out(found, activity):
        raise Http404
    form = NodeForm(request.POST or None, fact=found.facts.get(activity))
    if request.method == "POST" and form.is_valid() and _keep_node(request, found, activity, form):
        messages.success(request, f"已登记“{_name(found, activity)}”。")
        return redirect("projects:plan", project_id)
    facts = {
        **page_facts(request, found),
        "line": line,
        "told": queries.from_stage(found, activity),
        "name": _name(found, activity),
        "activity": activity,
        "slip_unit": "天" if line and line.length.endswith("天") else "个工作日",
        "slip": queries.if_it_slips(found, activity) if line else None,
        "form": form,
    }
    return render(request, "projects/plan_node.html", facts, status=422 if form.errors else 200)


def _is_kept_out(found: ProjectPlan, activity: str) -> bool:
    """Whether the network has the node though there is no plan of it: it is not needed, or nothing can be planned."""
    return found.chosen is not None and activity in {each.code for each in found.chosen.network.activities}


def _name(found: ProjectPlan, activity: str) -> str:
    assert found.chosen is not None
    return found.chosen.network.activity(activity).name


def _keep_node(request: Any, found: ProjectPlan, activity: str, form: NodeForm) -> bool:
    sides = {"version": form.cleaned_data["version"], "by": request.actor, "now": timezone.now()}
    return done(form, lambda: actions.keep_node(found.project.pk, form.said(activity), **sides))


def done(form: Any, act: Any) -> bool:
    """Whether an act was done; what refuses it is put on the form. What others changed meanwhile has its own page."""
    try:
        act()
    except actions.BadPlan as bad:
        for sentence in bad.sentences:
            form.add_error(None, sentence)
        return False
    return True


@require_POST
@needs("project.plan")
def node_preview(request: Any, project_id: int, activity: str) -> HttpResponse:
    """What would move if a node were entered so; nothing is saved."""
    found = plan_asked(request, project_id)
    if not _is_kept_out(found, activity):
        raise Http404
    form = NodeForm(request.POST, fact=found.facts.get(activity))
    if not form.is_valid():
        return preview(request, found, None)
    row = actions.node_row(found, form.said(activity), by=request.actor, now=timezone.now())
    return preview(request, found, queries.what_if(found, facts={**found.facts, activity: row}))


def preview(request: Any, before: ProjectPlan, after: ProjectPlan | None) -> HttpResponse:
    """The fragment that says what moves between two plans; None where the form cannot be read yet."""
    facts: dict[str, Any] = {"before": before, "after": after}
    if after is not None:
        facts |= {"moves": queries.moves_between(before, after), "repairs": queries.repairs_of(after)}
    return render(request, "projects/parts/moves.html", facts)


@require_POST
@needs("project.plan")
def baseline(request: Any, project_id: int) -> HttpResponse:
    """Keep the plan as it stands under a name."""
    found = plan_asked(request, project_id)
    try:
        row = actions.keep_baseline(
            found.project.pk, request.POST.get("name", ""), by=request.actor, now=timezone.now()
        )
    except actions.BadPlan as bad:
        messages.error(request, bad.sentence)
    else:
        messages.success(request, f"已留存基准“{row.name}”，以后的推迟都与它相比。")
    return redirect("projects:plan", project_id)


@require_POST
@needs("project.plan")
def take(request: Any, project_id: int) -> HttpResponse:
    """Let give what one of the offered sets of changes says."""
    found = plan_asked(request, project_id)
    said = actions.Taken(
        request.POST.get("words", ""),
        _version(request, "network_version"),
        _version(request, "promise_version"),
        request.POST.get("reason", ""),
    )
    try:
        after = actions.take_repair(found.project.pk, said, by=request.actor, now=timezone.now())
    except actions.BadPlan as bad:
        messages.error(request, bad.sentence)
    else:
        left = "可以按期完成" if not after.days_short else f"还差{after.days_short}个工作日"
        messages.success(request, f"已采用：{said.words}现在预计{after.expected_on}完成，{left}。")
    return redirect("projects:plan", project_id)


def _version(request: Any, name: str) -> int:
    said = request.POST.get(name, "")
    return int(said) if said.isdecimal() and len(said) < 9 else 0


__all__ = ["baseline", "done", "node", "node_preview", "page_facts", "plan", "plan_asked", "preview", "take"]
