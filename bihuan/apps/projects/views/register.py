"""The library of projects, the page of one, registering and changing it (项目库、项目登记)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bihuan.apps.enterprises import queries as enterprises
from bihuan.apps.projects import actions, queries
from bihuan.apps.projects.forms import FlagForm, LibraryForm, ProjectForm, initial_of
from bihuan.apps.projects.models import Project
from bihuan.apps.units import queries as units
from bihuan.apps.work import actions as work
from bihuan.apps.work import queries as work_queries
from bihuan.base.refusals import Forbidden, Refusal, Stale
from bihuan.base.registries import parts_of
from bihuan.base.rights import may, needs
from bihuan.base.scope import Viewer

PER_PAGE, MOST_OWNERS, SHORTEST, LONGEST_ID = 50, 10, 2, 15
TOWNS = ("town", "zone")
VIEWS = "projects.library"
"""How kept views name this list."""
SOURCES = ("source_item_id", "source_document_id", "source_text", "name", "lead_unit_id")
"""What an address may bring into the form of a new project."""


@require_safe
@needs("project.read")
def library(request: Any) -> HttpResponse:
    """Projects in reach that are asked for, with their number and money by stage."""
    viewer = request.viewer
    stages = queries.stages(viewer.on)
    words = {each.code: each.name for each in stages}
    choices = queries.choices(viewer)
    form = LibraryForm(request.GET, stages=words, choices=choices)
    wanted = form.wanted()
    page = Paginator(queries.library(wanted, viewer), PER_PAGE).get_page(request.GET.get("page"))
    rows = list(page)
    leaders, lists = queries.leaders_of(rows), queries.lists_of(rows, viewer.on.year)
    facts = {
        "form": form,
        "page": page,
        "rows": [
            {"row": row, "stage": words.get(row.stage, ""), "leader": leaders.get(row.pk), "lists": lists.get(row.pk)}
            for row in rows
        ],
        "summary": queries.summary(wanted, viewer, stages),
        "sort": wanted.sort,
        "asked": {name for name in request.GET if name not in ("page", "sort") and request.GET[name]},
        "may_register": may(viewer, "project.register"),
        "programmes": choices.programmes if may(viewer, "project.list") else [],
        "may_list": may(viewer, "project.list"),
        "views": work_queries.saved_views(viewer, VIEWS),
        "query": _bare(request.GET).urlencode(),
        "tab": "library",
    }
    return render(request, "projects/library.html", facts)


@require_POST
@needs("project.read")
def view_save(request: Any) -> HttpResponse:
    """Keep what is asked for now under a name."""
    name, query = request.POST.get("name", "").strip()[:60], _bare(request.GET).urlencode()
    if not name:
        raise actions.BadProject("请填写视图名称。")
    work.save_view(name, query=query, page=VIEWS, by=request.actor, now=timezone.now())
    messages.success(request, f"已保存视图“{name}”。")
    return redirect(f"{reverse('projects:library')}?{query}")


@require_POST
@needs("project.read")
def view_drop(request: Any, view_id: int) -> HttpResponse:
    """Forget an own view."""
    work.drop_view(view_id, by=request.actor, now=timezone.now())
    messages.success(request, "已删除视图。")
    return redirect("projects:library")


def _bare(query: QueryDict) -> QueryDict:
    """The conditions that ask something, without the page."""
    bare = QueryDict(mutable=True)
    for name in query:
        values = [value for value in query.getlist(name) if value]
        if values and name not in ("page", "csrfmiddlewaretoken"):
            bare.setlist(name, values)
    return bare


@require_safe
@needs("project.read")
def project(request: Any, project_id: int) -> HttpResponse:
    """One project, with the parts that each room brings."""
    viewer = request.viewer
    page = queries.project_page(project_id, viewer)
    facts = {
        "page": page,
        "project": page.row,
        "may_change": "change" in page.may,
        "may_stage": "stage" in page.may,
        "team": page.team,
        "today": viewer.on,
        "parts": parts_of("projects.project", viewer, page.row),
    }
    return render(request, "projects/project.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("project.register")
def project_new(request: Any) -> HttpResponse:
    """Register a project; one of a near name is shown before it is kept."""
    form = _form(request, initial=_brought(request.GET))
    near: list[Project] = []
    status = 200
    if request.method == "POST" and form.is_valid():
        near = [] if form.cleaned_data["another"] else queries.near_projects(form.cleaned_data["name"], request.viewer)
        if not near:
            said: dict[str, Any] = {"key": form.cleaned_data["form_key"], "standing": form.standing()}
            try:
                row = actions.register_project(form.project(), **said, by=request.actor, now=timezone.now())
            except Refusal as refusal:
                form.add_error(None, refusal.sentence)
                status = refusal.status
            else:
                messages.success(request, f"已登记，编号{row.number}。接着可以定责任领导、补齐材料。")
                return redirect("projects:project", row.pk)
    facts = {"form": form, "near": near, "words": queries.stage_words(request.viewer.on)}
    return render(request, "projects/project_form.html", facts, status=422 if near or form.errors else status)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("project.register")
def project_change(request: Any, project_id: int) -> HttpResponse:
    """Change what is said of a project; where somebody was quicker both sides are shown."""
    row = queries.project(project_id, request.viewer)
    require_keeper(request.viewer, row)
    form = _form(request, initial=initial_of(row), changes=True)
    status, stale = 200, None
    if request.method == "POST" and form.is_valid():
        said = {"version": form.cleaned_data["version"], "why": form.cleaned_data["why"]}
        kept = _kept(form.project(), row)
        try:
            actions.change_project(row.pk, kept, **said, by=request.actor, now=timezone.now())
        except Stale as refusal:
            stale, status = refusal, refusal.status
            row.refresh_from_db()
            form = _form(request, initial=initial_of(row), changes=True, data=_with_version(request, row))
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
            status = refusal.status
        else:
            messages.success(request, "已更改，改动记在办理记录里。")
            return redirect("projects:project", row.pk)
    facts = {"form": form, "project": row, "stale": stale}
    return render(request, "projects/project_form.html", facts, status=422 if form.errors and not stale else status)


@require_POST
@needs("project.register")
def project_flag(request: Any, project_id: int) -> HttpResponse:
    """Suspend a project, end it or take it up again, with the reason."""
    row = queries.project(project_id, request.viewer)
    require_keeper(request.viewer, row)
    form = FlagForm(request.POST)
    if not form.is_valid():
        raise actions.BadProject(form.first_error())
    said = form.cleaned_data
    flag = actions.Flag(said["kind"], said["on"], said["words"])
    actions.flag_project(row.pk, flag, version=said["version"], by=request.actor, now=timezone.now())
    messages.success(request, f"已{actions.FLAG_WORDS[said['kind']]}。")
    return redirect("projects:project", row.pk)


@require_safe
@needs("project.register")
def owners(request: Any) -> HttpResponse:
    """Enterprises of the register whose name holds what is typed, for the form; the first few."""
    typed = request.GET.get("owner_name", "").strip()
    named = enterprises.enterprises(request.viewer).filter(name__icontains=typed)[:MOST_OWNERS]
    return render(request, "projects/owners.html", {"found": named if len(typed) >= SHORTEST else []})


def require_keeper(viewer: Viewer, row: Project, action: str = "project.register") -> None:
    """Refuse unless this viewer may do this to the project."""
    if not queries.keeps(viewer, row, action):
        raise Forbidden(actions.not_kept(row))


def _form(request: Any, *, initial: Mapping[str, Any], changes: bool = False, data: Any = None) -> ProjectForm:
    viewer = request.viewer
    return ProjectForm(
        data if data is not None else request.POST or None,
        initial=initial,
        viewer=viewer,
        units=units.unit_choices(viewer.on),
        towns=units.unit_choices(viewer.on, kinds=TOWNS),
        changes=changes,
    )


def _brought(query: Any) -> dict[str, Any]:
    """What an address brings along: where the project comes from, and what its item says."""
    return {name: query[name][:300] for name in SOURCES if query.get(name)}


def _kept(new: actions.NewProject, row: Project) -> actions.NewProject:
    """What is typed, with the way back that stands: a changed form does not lose it."""
    return replace(new, source_item_id=row.source_item_id, source_document_id=row.source_document_id)


def _with_version(request: Any, row: Project) -> Any:
    sent = request.POST.copy()
    sent["version"] = str(row.version)
    return sent


def item_part(viewer: Viewer, item: Any) -> dict[str, Any]:
    """On a matter's page: the way to register a project from it; those that were are fetched after the page."""
    if not (viewer.business and may(viewer, "project.read")) or item.number is None:
        return {"item_id": None}
    said = f"{item.numbered}{item.title}"[:300]
    asked = urlencode({"source_item_id": item.pk, "source_text": said, "lead_unit_id": item.lead_unit_id or ""})
    may_register = may(viewer, "project.register")
    return {"item_id": item.pk, "url": f"{reverse('projects:project_new')}?{asked}" if may_register else ""}


@require_safe
@needs("project.read")
def from_item(request: Any) -> HttpResponse:
    """Projects in reach that were registered from a matter, for its page."""
    asked = request.GET.get("item", "")
    is_id = asked.isascii() and asked.isdecimal() and len(asked) <= LONGEST_ID
    found = queries.projects_from_item(int(asked), request.viewer) if is_id else []
    return render(request, "projects/from_item.html", {"found": found})
