"""Pages of the desk."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bihuan.apps.desk import actions, forms, queries
from bihuan.apps.units.queries import contacts, may
from bihuan.base import registries
from bihuan.base.rights import needs

SHOWN = 50


@require_GET
@login_required
def home(request: Any) -> HttpResponse:
    """The desk: tabs of what is to be done, and blocks for this person's role."""
    viewer = request.viewer
    facts = _tab_facts(request)
    facts["notices"], facts["unread"] = queries.latest(viewer, shown=4)
    facts["now"] = timezone.now()
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
def inbox(request: Any) -> HttpResponse:
    """All notices, newest first."""
    page = Paginator(queries.notices(request.viewer), 30).get_page(request.GET.get("page"))
    return render(request, "desk/inbox.html", {"page": page})


@require_http_methods(["GET", "POST"])
@login_required
def notice(request: Any, notice_id: int) -> HttpResponse:
    """One notice; the button under it marks it as read."""
    found = queries.notices(request.viewer).filter(pk=notice_id).first()
    if found is None:
        raise Http404
    if request.method == "POST":
        actions.read_notice(notice_id, viewer=request.viewer, now=timezone.now())
        return redirect(found.url or "desk:inbox")
    return render(request, "desk/notice.html", {"notice": found})


@require_GET
@login_required
def search(request: Any) -> HttpResponse:
    """What the rooms find for a few words."""
    asked = request.GET.get("q", "").strip()
    sources = sorted(registries.searches, key=lambda source: source.order) if asked else ()
    found = [(source.word, list(source.find(request.viewer, asked))[:20]) for source in sources]
    return render(request, "desk/search.html", {"asked": asked, "found": [one for one in found if one[1]]})


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


@require_http_methods(["GET", "POST"])
@login_required
def suggest(request: Any) -> HttpResponse:
    """The form for a suggestion."""
    form = forms.SuggestionForm(request.POST or None, initial={"page": request.GET.get("page", "")[:200]})
    if form.is_valid():
        row = actions.send_suggestion(**form.cleaned_data, by=request.actor, now=timezone.now())
        messages.success(request, f"已收到，回执号 {row.receipt}。答复后会显示在本页。")
        return redirect("desk:suggestions")
    return render(request, "desk/suggest.html", {"form": form}, status=422 if form.errors else 200)


@require_GET
@login_required
def suggestion_list(request: Any) -> HttpResponse:
    """One's own suggestions, all answered ones, and for the office the way to answer."""
    page = Paginator(queries.suggestions(request.viewer), 20).get_page(request.GET.get("page"))
    facts = {"page": page, "may_answer": may(request.viewer, "suggestion.answer")}
    return render(request, "desk/suggestions.html", facts)


@require_POST
@needs("suggestion.answer")
def answer(request: Any, suggestion_id: int) -> HttpResponse:
    """Answer a suggestion."""
    form = forms.AnswerForm(request.POST)
    if not form.is_valid():
        messages.error(request, "请填写答复。")
        return redirect("desk:suggestions")
    actions.answer_suggestion(suggestion_id, answer=form.cleaned_data["answer"], by=request.actor, now=timezone.now())
    messages.success(request, "已答复。")
    return redirect("desk:suggestions")
