"""The wall chart of all projects, the same on paper, and the drawings on the page of one (挂图作战)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from bihuan.apps.projects import queries
from bihuan.apps.projects.forms.wall import PAPERS, ZOOMS, WallForm
from bihuan.apps.projects.models import Project
from bihuan.apps.projects.queries import wall as walls
from bihuan.apps.units import queries as units
from bihuan.base import event_facts
from bihuan.base.event_words import EVENTS
from bihuan.base.rights import needs
from bihuan.base.scope import Viewer
from bihuan.engine import charts, schedule
from bihuan.engine.charts import Column, Drawing, Frame, GanttRow

TITLE = "挂图作战"
STRIP, PAGE_WIDTH = 620.0, 1100.0
SHEETS = {"a3": (1900.0, 1270.0), "a4": (1400.0, 900.0)}
"""Width and height of what is drawn on a sheet across; its words are then some 8 points high."""
PAPER_COLUMNS = (
    Column("阶段", 54),
    Column("责任领导", 76),
    Column("承诺", 82),
    Column("预计", 82),
    Column("对照承诺", 116),
    Column("四灯", 150),
)
LABELS = {"a3": 360.0, "a4": 250.0}
"""Width for the names of projects on a sheet."""
STEPS = {"month": 2, "quarter": 2, "year": 1}


@dataclass(frozen=True)
class Shown:
    """A project of the wall with its drawing (挂图一行)."""

    row: walls.WallRow
    strip: Drawing


@require_safe
@needs("project.read")
def wall(request: Any) -> HttpResponse:
    """All running projects in reach, one row each."""
    form, rows = _asked(request)
    today, zoom = request.viewer.on, form.zoom_asked
    at = form.day(today)
    frame = Frame(today, zoom=zoom, window=charts.window(at, zoom))
    near = walls.near_window(today)
    drawn = {id(row): row.drawn(near) for row in rows}
    scale = charts.time_scale(list(drawn.values()), frame, width=STRIP)
    groups = [
        (name, [Shown(row, charts.row_strip(drawn[id(row)], scale, today)) for row in many])
        for name, many in walls.grouped(rows, form.way)
    ]
    facts = {
        "form": form,
        "groups": groups,
        "count": len(rows),
        "late": sum(row.is_late for row in rows),
        "unpromised": sum(row.plan.promise is None for row in rows),
        "unplanned": sum(row.plan.plan is None for row in rows),
        "head": charts.scale_strip(scale, today),
        "legend": charts.legend_strip(list(drawn.values()), STRIP) if rows else None,
        "zooms": [(code, word, code == zoom) for code, word in ZOOMS.items()],
        "at": at.isoformat(),
        "is_today": charts.window(at, zoom) == charts.window(today, zoom),
        "earlier": charts.moved(at, zoom, -STEPS[zoom]).isoformat(),
        "later": charts.moved(at, zoom, STEPS[zoom]).isoformat(),
        "asked": {name for name in request.GET if name not in ("zoom", "at", "by") and request.GET[name]},
        "papers": PAPERS,
    }
    return render(request, "projects/wall.html", facts)


@require_safe
@needs("project.read")
def wall_print(request: Any) -> HttpResponse:
    """The same as sheets of paper: all of it on one, or as many as it needs, each with its head."""
    form, rows = _asked(request)
    paper = request.GET.get("paper") if request.GET.get("paper") in SHEETS else "a3"
    today, (width, height) = request.viewer.on, SHEETS[paper]
    frame = Frame(today, width=width, height=height, columns=PAPER_COLUMNS, lane=True, labels=LABELS[paper])
    near = walls.near_window(today)
    drawn = [
        _on_paper(row, row.drawn(near, group=name)) for name, many in walls.grouped(rows, form.way) for row in many
    ]
    is_one = request.GET.get("fit") == "one" and bool(drawn)
    sheets = [charts.gantt(TITLE, drawn, frame)] if is_one else charts.gantt_pages(TITLE, drawn, frame)
    facts = {"sheets": sheets, "paper": paper, "is_one": is_one, "count": len(rows), "today": today, "papers": PAPERS}
    return render(request, "projects/wall_print.html", facts)


def gantt_part(viewer: Viewer, project: Project) -> Mapping[str, Any]:
    """The plan of a project as a Gantt chart."""
    found, agreed = walls.planned_project(project, viewer)
    if found.plan is None:
        return {"chart": None}
    frame = Frame(viewer.on, found.promised_on, columns=schedule.PLAN_COLUMNS, width=PAGE_WIDTH)
    return {"chart": charts.gantt("横道图", schedule.gantt_rows(found.plan, agreed), frame), "agreed": agreed}


def map_part(viewer: Viewer, project: Project) -> Mapping[str, Any]:
    """The nodes of a project and what waits for what."""
    found, agreed = walls.planned_project(project, viewer)
    if found.plan is None:
        return {"map": None}
    nodes, links = schedule.map_nodes(found.plan, agreed), schedule.map_links(found.plan)
    return {"map": charts.pipeline_map("节点图", nodes, links, critical=schedule.critical_path(found.plan))}


def events_part(viewer: Viewer, project: Project) -> Mapping[str, Any]:
    """What was done to a project, the last first."""
    events = units.timeline("projects.project", [project.pk])
    words = queries.stage_words(viewer.on)
    return {"entries": [_entry(event, words) for event in events]}


def _asked(request: Any) -> tuple[WallForm, list[walls.WallRow]]:
    viewer = request.viewer
    form = WallForm(request.GET, stages=queries.stage_words(viewer.on), choices=queries.choices(viewer))
    return form, walls.wall(form.wanted(), viewer, only_late=form.is_late_only, lamp=form.lamp_asked)


def _on_paper(row: walls.WallRow, drawn: GanttRow) -> GanttRow:
    """A row with what its table says on paper."""
    cells: Sequence[str] = (
        row.stage,
        row.leader or "暂无",
        _day(row.plan.promised_on),
        _day(row.plan.expected_on),
        row.told,
        row.lamp_words,
    )
    return replace(drawn, cells=tuple(cells))


def _day(on: date | None) -> str:
    return on.isoformat() if on else "暂无"


def _entry(event: Any, stages: Mapping[str, str]) -> dict[str, Any]:
    """A line of the timeline: who, when, what changed, why."""
    changes = event_facts.changes(event.kind, event.before, event.after)
    return {
        "word": EVENTS.get(event.kind, event.kind),
        "at": event.at,
        "person_name": event.person_name,
        "unit_name": event.unit_name,
        "acted_for": event.acted_for,
        "result": event.result,
        "why": event.why,
        "changes": [
            (each.label, stages.get(each.old or "", each.old), stages.get(each.new, each.new)) for each in changes
        ],
    }
