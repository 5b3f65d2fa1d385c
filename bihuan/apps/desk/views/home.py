"""The home page, help and about."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from bihuan.apps.desk import queries
from bihuan.apps.units.queries import contacts
from bihuan.base import registries
from bihuan.base.rights import may

SHOWN = 50


@require_GET
@login_required
def home(request: Any) -> HttpResponse:
    """The desk: tabs of what is to be done, and blocks for this person's role."""
    viewer = request.viewer
    facts = _tab_facts(request)
    facts["notices"], facts["unread"] = queries.latest(viewer, shown=4)
    facts["now"] = timezone.now()
    facts["may_instruct"] = may(viewer, "instruction.give")
    facts["blocks"] = registries.parts_of("desk", viewer, None)
    return render(request, "desk/home.html", facts)


@require_GET
@login_required
def home_tabs(request: Any) -> HttpResponse:
    """The tabs alone, asked for again when something was handled on the page."""
    return render(request, "desk/tabs.html", _tab_facts(request))


def _tab_facts(request: Any) -> dict[str, Any]:
    desk = queries.Desk(request.viewer)
    tab = request.GET.get("tab", "")
    if tab not in queries.TABS:
        tab = desk.first_tab()
    facts: dict[str, Any] = {"tab": tab, "tabs": desk.tabs(), "only": ""}
    group = ""
    if tab == "todo":
        facts["tiles"] = [(word, desk.count(tab, code)) for code, word in queries.GROUPS.items()]
        group = next((code for code, word in queries.GROUPS.items() if word == request.GET.get("only")), "")
        facts["only"] = queries.GROUPS.get(group, "")
    return {**facts, "count": desk.count(tab, group), "lines": desk.lines(tab, SHOWN, group)}


@require_GET
@login_required
def help_page(request: Any) -> HttpResponse:
    """How the work is done here, on one page."""
    return render(request, "desk/help.html", {"contacts": contacts(request.viewer.on)})


@require_GET
@login_required
def about(request: Any) -> HttpResponse:
    """What this system is."""
    return render(request, "desk/about.html")
