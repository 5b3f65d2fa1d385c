"""Targets from the words of a document (据文件定目标): the officer confirms or corrects each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from bihuan.apps.figures import actions, mapping, queries
from bihuan.apps.figures.forms import SaidForm
from bihuan.apps.figures.views.targets import year_asked
from bihuan.apps.units import queries as units
from bihuan.base.refusals import Refusal
from bihuan.base.rights import needs
from bihuan.base.scope import Viewer


@dataclass(frozen=True)
class Row:
    """One target figure with its form."""

    line: queries.SaidLine
    form: SaidForm


@require_http_methods(["GET", "HEAD", "POST"])
@needs("target.set")
def said(request: Any, document_id: int) -> HttpResponse:
    """All targets that a document names; those that are ticked become targets of the year in one act."""
    viewer = request.viewer
    rules = queries.book(viewer.on)
    page = queries.said_page(viewer, document_id, rules=rules)
    years = [line.said.year for line in page.lines if line.said.year]
    year = year_asked(request, max(set(years), key=years.count) if years else viewer.on.year)
    rows = _rows(request, page, rules)
    status = 200
    if request.method == "POST":
        done = _take(request, page, rows, year, rules)
        if done:
            messages.success(request, f"已定{done}项年度目标，每项都能回到原句。")
            return redirect("figures:said", document_id)
        status = 422
    facts = {"page": page, "rows": rows, "year": year}
    return render(request, "figures/said.html", facts, status=status)


def _rows(request: Any, page: queries.SaidPage, rules: queries.Book) -> list[Row]:
    choices, known = units.unit_choices(request.viewer.on), rules.ordered(rules.indicators)
    return [
        Row(
            line,
            SaidForm(
                request.POST or None,
                prefix=f"t{line.said.number}",
                unit_choices=choices,
                indicators=known,
                initial=_initial(line),
            ),
        )
        for line in page.lines
    ]


def _initial(line: queries.SaidLine) -> dict[str, Any]:
    told, striven = line.said, line.said.bound == mapping.BOUNDS["strive"]
    return {
        "take": told.kind is not None and not line.set_as,
        "unit": line.unit_id,
        "indicator": told.indicator.code if told.indicator else "",
        "kind": told.kind.code if told.kind else "",
        "goal": told.value,
        "stretch": told.value if striven else "",
        "settle": line.candidate.state == "open" and not line.candidate.owners,
    }


def _take(request: Any, page: queries.SaidPage, rows: list[Row], year: int, rules: queries.Book) -> int:
    valid = [row.form.is_valid() for row in rows]
    if not all(valid):
        return 0
    ticked = [row for row in rows if row.form.cleaned_data["take"]]
    if not ticked:
        messages.error(request, "没有勾选任何一项，请勾选要定为目标的数。")
        return 0
    aims = [_aim(row, page, rules) for row in ticked]
    if any(aim is None for aim in aims):
        return 0
    settled = {
        row.line.candidate.pk: row.line.candidate.version
        for row in ticked
        if row.form.cleaned_data["settle"] and row.line.candidate.state == "open"
    }
    wanted = [aim for aim in aims if aim is not None]
    try:
        return len(actions.take_said(wanted, year=year, settled=settled, by=request.actor, now=timezone.now()))
    except Refusal as bad:
        messages.error(request, bad.sentence)
        return 0


def _aim(row: Row, page: queries.SaidPage, rules: queries.Book) -> actions.Aim | None:
    told, form = row.form.cleaned_data, row.form
    indicator = rules.indicators.get(told["indicator"])
    if indicator is None:
        form.add_error("indicator", "请选择指标。没有对应指标的，先在“指标”里加上，或在年度目标里另定定性目标。")
        return None
    if not told["kind"]:
        form.add_error("kind", "请选择目标类型。")
        return None
    asked, findings = mapping.read_target(form.said(), mapping.kind_of(told["kind"]), indicator, words=rules.words)
    if asked is None:
        for finding in findings:
            form.add_error("goal", finding.sentence)
        return None
    ground = actions.Ground(
        page.document.title,
        document_id=page.document.pk,
        candidate_id=row.line.candidate.pk,
        quote=row.line.said.quote,
    )
    return actions.Aim(told["unit"], indicator.code, asked, ground)


def said_part(viewer: Viewer, shown: Any) -> dict[str, Any]:
    """What the head of a document's page needs to offer its targets."""
    if not units.may(viewer, "target.set"):
        return {"count": 0}
    figures = shown.reading.found.get("figures", ())
    return {"document": shown.document, "count": sum(each["status"] == "target" for each in figures)}
