"""Plans over several years: list, one plan, setting and changing (倍增计划)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from bihuan.apps.figures import actions, mapping, queries
from bihuan.apps.figures.forms import DoublingForm
from bihuan.apps.units import queries as units
from bihuan.base.refusals import Refusal
from bihuan.base.rights import needs
from bihuan.engine.values import Indicator, Quantity


@require_safe
@needs("target.read")
def doublings(request: Any) -> HttpResponse:
    """All plans in reach."""
    rules = queries.book(request.viewer.on)
    rows = [(row, name, rules.label(row.indicator)) for row, name in queries.doublings(request.viewer)]
    facts = {"rows": rows, "may_set": units.may(request.viewer, "target.set")}
    return render(request, "figures/doublings.html", facts)


@require_safe
@needs("target.read")
def doubling(request: Any, doubling_id: int) -> HttpResponse:
    """One plan: milestones, the growth each year implies, what was reached."""
    page = queries.doubling_page(request.viewer, doubling_id, rules=queries.book(request.viewer.on))
    facts = {"page": page, "row": page.row, "may_set": units.may(request.viewer, "target.set")}
    return render(request, "figures/doubling.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("target.set")
def doubling_new(request: Any) -> HttpResponse:
    """Set a plan; with `?of=` a new version of one."""
    viewer = request.viewer
    rules = queries.book(viewer.on)
    said = request.GET.get("of", "")
    before = queries.doubling_page(viewer, int(said), rules=rules) if said.isdecimal() and len(said) < 18 else None
    form = DoublingForm(
        request.POST or None,
        initial=_initial(before),
        unit_choices=units.unit_choices(viewer.on),
        indicators=rules.ordered(rules.indicators),
    )
    if request.method == "POST" and form.is_valid() and (done := _set(request, form, rules)):
        messages.success(request, "已定下，各年里程碑和要求的增速见下。")
        return redirect("figures:doubling", done.pk)
    facts = {"form": form, "before": before}
    return render(request, "figures/doubling_new.html", facts, status=422 if form.errors else 200)


def _initial(before: queries.DoublingPage | None) -> dict[str, Any]:
    if before is None:
        return {}
    row = before.row
    given = "\n".join(f"{each.year} {each.milestone.goal.amount:f}" for each in before.years[:-1])
    plain = {name: getattr(row, name) for name in ("name", "kind", "indicator", "start_year", "goal_year", "source")}
    numbers = {"start": f"{row.start.amount:f}", "goal": f"{row.goal.amount:f}"}
    return {**plain, **numbers, "unit": row.unit_id, "given": given, "version": before.versions[0].version}


def _set(request: Any, form: DoublingForm, rules: queries.Book) -> Any:
    told = form.cleaned_data
    indicator = rules.indicators[told["indicator"]]
    start, goal = (_number(form, name, told[name], indicator, rules) for name in ("start", "goal"))
    given = _given(form, told["given"], indicator, rules)
    if start is None or goal is None or form.errors:
        return None
    wanted = actions.PlanWanted(
        unit_id=told["unit"],
        kind=told["kind"],
        indicator=indicator.code,
        name=told["name"],
        start_year=told["start_year"],
        goal_year=told["goal_year"],
        start=start,
        goal=goal,
        source=told["source"],
        given={year: number for year, number in given.items() if told["start_year"] < year < told["goal_year"]},
    )
    sides = {"reason": told["reason"], "by": request.actor, "now": timezone.now()}
    try:
        return actions.set_doubling(wanted, version=told["version"] or 0, **sides)
    except Refusal as bad:
        form.add_error(None, bad.sentence)
        return None


def _number(form: DoublingForm, name: str, text: str, indicator: Indicator, rules: queries.Book) -> Quantity | None:
    found = mapping.read_number(text, indicator.unit, at=str(form.fields[name].label), words=rules.words)
    if isinstance(found, Quantity):
        return found
    form.add_error(name, found.sentence)
    return None


def _given(form: DoublingForm, text: str, indicator: Indicator, rules: queries.Book) -> dict[int, Quantity]:
    given: dict[int, Quantity] = {}
    for line in filter(str.strip, text.splitlines()):
        year, _, rest = line.strip().replace("年", " ", 1).partition(" ")
        number = _number(form, "given", rest.strip(), indicator, rules)
        if not (year.isdecimal() and len(year) == 4):
            form.add_error("given", f"“{line.strip()}”看不出是哪一年，请写成“2027 1500”。")
        elif number is not None:
            given[int(year)] = number
    return given
