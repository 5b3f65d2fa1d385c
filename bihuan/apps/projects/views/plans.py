"""The plans of all projects in reach, and the nodes that come next, by office (各项目倒排工期、近期节点)."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from bihuan.apps.projects import queries
from bihuan.apps.projects.queries import NodeAhead, ProjectPlan
from bihuan.base.rights import may, needs

PER_PAGE = 50


@require_safe
@needs("project.read")
def plans(request: Any) -> HttpResponse:
    """All running projects: promised, expected, short or to spare; those that need care first."""
    found = queries.running_plans(request.viewer)
    words = request.GET.get("q", "").strip()[:50]
    short = request.GET.get("only") == "short"
    shown = [each for each in found if _is_shown(each, words, short=short)]
    page = Paginator(queries.by_need(shown), PER_PAGE).get_page(request.GET.get("page"))
    facts = {
        "page": page,
        "lines": queries.plan_lines(page.object_list),
        "counts": _counts(found),
        "words": words,
        "short": short,
        "tab": "plans",
    }
    return render(request, "projects/plans.html", facts)


def _is_shown(found: ProjectPlan, words: str, *, short: bool) -> bool:
    if short and not found.days_short:
        return False
    return words in found.project.name or words in found.project.lead_name


def _counts(found: list[ProjectPlan]) -> dict[str, int]:
    return {
        "all": len(found),
        "promised": sum(each.promise is not None for each in found),
        "short": sum(bool(each.days_short) and not each.is_done for each in found),
        "unplanned": sum(each.plan is None for each in found),
    }


@require_safe
@needs("project.read")
def nodes(request: Any) -> HttpResponse:
    """Nodes of all running projects that can be worked on within 30 days; an office sees its own first."""
    viewer = request.viewer
    everything = queries.nodes_ahead(queries.running_plans(viewer))
    own = [] if viewer.sees_all else queries.nodes_of_units(everything, viewer, viewer.unit_ids)
    office = request.GET.get("office", "own" if own else "")
    shown = own if office == "own" else [each for each in everything if not office or each.node.office == office]
    facts = {
        "page": Paginator(shown, PER_PAGE).get_page(request.GET.get("page")),
        "offices": _offices(everything, own),
        "office": office,
        "late": sum(each.node.is_late for each in shown),
        "may_plan": may(viewer, "project.plan"),
        "tab": "nodes",
    }
    return render(request, "projects/plan_nodes.html", facts)


def _offices(everything: list[NodeAhead], own: list[NodeAhead]) -> list[tuple[str, str, int]]:
    """Offices to choose from: code, word, how many nodes."""
    counts = [
        (office, office, sum(each.node.office == office for each in everything))
        for office in queries.offices_in(everything)
    ]
    mine = [("own", "本单位", len(own))] if own else []
    return [*mine, ("", "全部", len(everything)), *counts]
