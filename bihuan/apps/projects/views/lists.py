"""Key projects of a year: the list, put on in bulk, taken off, last year's proposed again (重点清单)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bihuan.apps.projects import actions, queries
from bihuan.apps.projects.forms import ListForm
from bihuan.apps.projects.models import Batch, Level
from bihuan.base.refusals import Refusal
from bihuan.base.rights import may, needs

LONGEST_ID, MOST_AT_ONCE = 15, 500


@dataclass(frozen=True)
class Line:
    """What became of one project, as the page of results shows it."""

    title: str
    url: str
    is_done: bool
    sentence: str


@require_safe
@needs("project.read")
def lists(request: Any) -> HttpResponse:
    """The list of a year and level, by batch, with its sums."""
    viewer = request.viewer
    years = queries.years_of_lists(viewer)
    year = year_asked(request, years[0] if years else viewer.on.year)
    counts = queries.levels_of_year(viewer, year)
    level = _level(request, counts)
    facts = {
        "tab": "lists",
        "year": year,
        "years": sorted({*years, year}, reverse=True),
        "levels": [(code, word, counts.get(code, 0)) for code, word in Level.choices],
        "level": level,
        "level_word": Level(level).label,
        "list": queries.key_list(viewer, year, level),
        "words": queries.stage_words(viewer.on),
        "next_year": year + 1,
        "may_list": may(viewer, "project.list"),
    }
    return render(request, "projects/lists.html", facts)


def year_asked(request: Any, otherwise: int) -> int:
    """The year in `?year=2026`; another where none is asked."""
    said = request.GET.get("year", "") or request.POST.get("year", "")
    if not said:
        return otherwise
    if not (said.isascii() and said.isdecimal() and len(said) == 4 and said.startswith("20")):
        raise Http404
    return int(said)


def _level(request: Any, counts: Any) -> str:
    said: str = request.GET.get("level", "") or next((code for code in reversed(Level.values) if counts.get(code)), "")
    if said and said not in Level.values:
        raise Http404
    return said or Level.DISTRICT


@require_http_methods(["GET", "HEAD", "POST"])
@needs("project.list")
def list_add(request: Any) -> HttpResponse:
    """Put ticked projects on a year's list; what does not go is told with its reason."""
    ids = ticked(request)
    initial = {"year": year_asked(request, request.viewer.on.year), "level": request.GET.get("level") or Level.DISTRICT}
    initial["batch"] = request.GET.get("batch") or Batch.STARTING
    form, status = ListForm(request.POST if "source" in request.POST else None, initial=initial), 200
    if form.is_bound and not ids:
        form.add_error(None, "请先勾选项目。")
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        place = actions.ListPlace(said["year"], said["level"], said["batch"], said["source"])
        try:
            done = actions.put_on_list(ids, place, by=request.actor, now=timezone.now())
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
            status = refusal.status
        else:
            back = f"{reverse('projects:lists')}?year={place.year}&level={place.level}"
            return results(request, f"列入{place.words}", done, back)
    chosen = queries.projects(request.viewer).filter(pk__in=ids).order_by("pk")
    facts = {"form": form, "chosen": chosen, "words": queries.stage_words(request.viewer.on)}
    return render(request, "projects/list_add.html", facts, status=422 if form.errors and status == 200 else status)


@require_safe
@needs("project.list")
def list_next(request: Any) -> HttpResponse:
    """Last year's projects that are still being built, proposed as this year's 续建."""
    viewer = request.viewer
    year = year_asked(request, viewer.on.year)
    level = request.GET.get("level", "") or Level.DISTRICT
    if level not in Level.values:
        raise Http404
    facts = {
        "year": year,
        "level": level,
        "level_word": Level(level).label,
        "rows": queries.continuing(viewer, year, level),
        "words": queries.stage_words(viewer.on),
        "form": ListForm(initial={"year": year, "level": level, "batch": Batch.CONTINUING}),
    }
    return render(request, "projects/list_next.html", facts)


@require_POST
@needs("project.list")
def list_off(request: Any, key_id: int) -> HttpResponse:
    """Take a project off a list, with the reason."""
    words = request.POST.get("words", "")[:300]
    row = actions.take_off_list(key_id, words=words, by=request.actor, now=timezone.now())
    messages.success(request, "已移出清单，原来列入的记录仍在。")
    return redirect(f"{reverse('projects:lists')}?year={row.year}&level={row.level}")


def ticked(request: Any) -> list[int]:
    """Projects whose boxes are ticked."""
    said = request.POST.getlist("projects")[:MOST_AT_ONCE]
    return [int(each) for each in said if each.isascii() and each.isdecimal() and len(each) <= LONGEST_ID]


def results(request: Any, word: str, done: list[actions.Listed], back: str) -> HttpResponse:
    """What became of each project."""
    lines = [
        Line(each.project.name, reverse("projects:project", args=[each.project.pk]), each.done, each.sentence)
        for each in done
    ]
    return render(request, "projects/results.html", {"word": word, "results": lines, "back": back})
