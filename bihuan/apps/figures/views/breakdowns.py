"""Sharing a target out among units: tried on the page, then given in one act (目标分解)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from bihuan.apps.figures import actions, mapping, queries
from bihuan.apps.figures.forms import BreakdownForm
from bihuan.base.refusals import Refusal
from bihuan.base.rights import needs
from bihuan.engine.indicators import TargetKind, from_level, shown
from bihuan.engine.indicators.decomposition import Plan, SplitLine
from bihuan.engine.values import Quantity


@dataclass(frozen=True)
class Shared:
    """One line of the page: a unit, its fields, and what came of them (分解结果一行)."""

    row: queries.BreakdownRow
    fields: list[Any]
    line: SplitLine | None = None
    goal: Quantity | None = None
    change: Quantity | None = None


@require_http_methods(["GET", "HEAD", "POST"])
@needs("target.set")
def breakdown(request: Any, target_id: int) -> HttpResponse:
    """A target with the units that share it: method, bounds, results, and the proof that they make up the whole."""
    rules = queries.book(request.viewer.on)
    who = request.GET.get("who", "towns")
    page = queries.breakdown_page(request.viewer, target_id, who=who, rules=rules)
    form = BreakdownForm(request.POST or None, page=page)
    made: Plan | None = None
    if request.method == "POST" and form.is_valid() and (sharing := _sharing(form, rules)):
        made = _tried(form, sharing)
        if made and request.POST.get("act") == "give" and _give(request, form, sharing):
            messages.success(request, f"已分解到{len(page.rows)}个单位，各单位的目标已定下。")
            return redirect("figures:target", target_id)
    facts = {
        "page": page,
        "form": form,
        "lines": list(_lines(form, made)),
        "plan": made,
        "proof": _proof(page, made),
        "who": queries.SHARER_WORDS.items(),
        "chosen": page.who,
    }
    return render(request, "figures/breakdown.html", facts, status=422 if form.errors else 200)


def _sharing(form: BreakdownForm, rules: queries.Book) -> actions.Sharing | None:
    page, units = form.page, []
    for row in page.rows:
        said, wrong = mapping.read_unit(
            row.unit_id, form.typed(row), page.line.asked.kind, page.indicator, words=rules.words
        )
        form.mark(row, wrong)
        units.append(said)
    if form.errors:
        return None
    units = [each for each in units if each.numbers or page.is_anew]
    return actions.Sharing(units) if page.is_anew else actions.Sharing(units, form.by_method, form.on_top)


def _tried(form: BreakdownForm, sharing: actions.Sharing) -> Plan | None:
    try:
        return actions.try_breakdown(form.page, sharing)
    except actions.BadAim as bad:
        form.add_error(None, bad.sentence)
        return None


def _give(request: Any, form: BreakdownForm, sharing: actions.Sharing) -> bool:
    try:
        words = form.cleaned_data["words"]
        actions.break_down(form.page, sharing, words=words, by=request.actor, now=timezone.now())
    except Refusal as bad:
        form.add_error(None, bad.sentence)
        return False
    return True


def _lines(form: BreakdownForm, made: Plan | None) -> Iterator[Shared]:
    page = form.page
    goals = mapping.goals_of(made, page.line.asked.kind, page.indicator) if made else []
    came = {line.unit: (line, goal) for line, goal in zip(made.lines if made else (), goals, strict=True)}
    for row, fields in form.lines():
        line, goal = came.get(row.unit_id, (None, None))
        change = goal - row.old.asked.goal if goal is not None and row.old else None
        yield Shared(row, fields, line, goal, change)


@dataclass(frozen=True)
class Proof:
    """That the parts make up the whole (合计证明): their sum, or for growth the sum of bases and what they grow to.

    gap: the district's own last year less the units' bases, where both are known.
    """

    total: Quantity
    bases: Quantity | None
    implied: str
    percent: str
    verdict: str
    is_over: bool
    gap: Quantity | None


def _proof(page: queries.BreakdownPage, made: Plan | None) -> Proof | None:
    if made is None or made.coverage is None:
        return None
    unit = page.indicator.unit
    growing = page.line.asked.kind is TargetKind.GROWTH
    bases = from_level(made.base, unit) if growing else None
    percent = made.coverage.percent
    return Proof(
        total=from_level(made.reached, unit),
        bases=bases,
        implied="" if made.implied is None else shown(float(made.implied), 3),
        percent=shown(float(percent), 2),
        verdict=made.coverage.verdict,
        is_over=made.coverage.is_piled_up,
        gap=page.own_base - bases if page.own_base is not None and bases is not None else None,
    )
