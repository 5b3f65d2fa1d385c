"""Planning lines: all, one, a new one, ending one (管控线)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bihuan.apps.projects import actions, mapping, queries
from bihuan.apps.projects.forms.lines import EndLineForm, LineForm
from bihuan.apps.projects.models import PlanningLine
from bihuan.apps.projects.views.parcels import one_shape
from bihuan.base.refusals import Refusal, Stale
from bihuan.base.rights import may, needs


@require_safe
@needs("project.read")
def lines(request: Any) -> HttpResponse:
    """Planning lines by kind, each kind with what it asks and on what it rests; kinds without a line, too."""
    on = request.viewer.on
    kinds, rows = queries.line_kinds(on), list(queries.lines(request.viewer).defer("shape"))
    sources = queries.line_sources(on)
    facts = {
        "groups": [
            (kind, sources[code], _standing((row for row in rows if row.kind == code), on))
            for code, kind in kinds.items()
        ],
        "missing": [kind.name for code, kind in kinds.items() if kind.is_always and not _any_on(rows, code, on)],
        "may_change": may(request.viewer, "site.change"),
    }
    return render(request, "projects/lines.html", facts)


def _standing(rows: Iterable[PlanningLine], on: date) -> list[tuple[PlanningLine, str, str]]:
    """Each line with its standing on a day: word and tone."""
    return [(row, *_word(row, on)) for row in rows]


def _word(row: PlanningLine, on: date) -> tuple[str, str]:
    if row.from_on > on:
        return "未起效", "open"
    return ("已失效", "plain") if row.to_on is not None and row.to_on < on else ("有效", "done")


def _any_on(rows: Iterable[PlanningLine], code: str, on: date) -> bool:
    return any(row.kind == code and _word(row, on)[0] == "有效" for row in rows)


@require_safe
@needs("project.read")
def line(request: Any, line_id: int) -> HttpResponse:
    """One planning line: where it is, its document, its days."""
    row = queries.line(line_id, request.viewer)
    kind = queries.line_kinds(request.viewer.on).get(row.kind)
    shape = mapping.to_shape(row.shape)
    rule = kind.rule if kind else "told"
    word, tone = _word(row, request.viewer.on)
    drawn = [(row.name, shape)] if shape else []
    facts = {
        "row": row,
        "kind": kind,
        "source": queries.line_sources(request.viewer.on).get(row.kind, ""),
        "area": shape.area if shape else None,
        "picture": queries.map_of_lines(drawn, rule, says=f"{row.name}示意图"),
        "word": word,
        "tone": tone,
        "end_form": EndLineForm(),
        "may_end": may(request.viewer, "site.change") and queries.keeps_line(request.viewer, row) and word != "已失效",
    }
    return render(request, "projects/line.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("site.change")
def line_new(request: Any) -> HttpResponse:
    """Put a planning line in."""
    kinds = [
        (kind.code, f"{kind.name}（{kind.rule_words}）") for kind in queries.line_kinds(request.viewer.on).values()
    ]
    asked = {"kind": request.GET.get("kind", ""), "from_on": request.viewer.on}
    form = LineForm(request.POST or None, request.FILES or None, kinds=kinds, initial=asked)
    status = 422 if form.is_bound and not form.is_valid() else 200
    if request.method == "POST" and form.is_valid():
        try:
            new = form.said(one_shape(request, form))
            row = actions.add_line(new, by=request.actor, now=timezone.now(), key=form.cleaned_data["form_key"])
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
            status = refusal.status
        else:
            messages.success(request, "管控线已登记，从起效日期起参加核对。")
            return redirect("projects:line", line_id=row.pk)
    return render(request, "projects/line_form.html", {"form": form}, status=status)


@require_POST
@needs("site.change")
def line_end(request: Any, line_id: int) -> HttpResponse:
    """End a planning line."""
    form = EndLineForm(request.POST)
    if not form.is_valid():
        raise actions.BadLine(str(next(iter(form.errors.values()))[0]))
    said = form.cleaned_data
    try:
        actions.end_line(line_id, to_on=said["to_on"], why=said["why"], by=request.actor, now=timezone.now())
    except Stale:
        raise
    messages.success(request, "已登记失效日期；以前的核对结果不变。")
    return redirect("projects:line", line_id=line_id)
