"""A year's targets, one of them with all its versions, setting and changing (年度目标)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from bihuan.apps.figures import actions, mapping, queries
from bihuan.apps.figures.forms import ChangeForm, NewTargetForm
from bihuan.apps.figures.views.asked import known_on
from bihuan.apps.units import queries as units
from bihuan.apps.work import queries as work
from bihuan.base.refusals import Refusal
from bihuan.base.rights import needs

EVERY = "all"


@require_safe
@needs("target.read")
def targets(request: Any) -> HttpResponse:
    """Targets of a year in reach, judged; first those of the district, else of `?unit=`; as of a day with `?on=`."""
    viewer = request.viewer
    rules = queries.book(viewer.on)
    year, past = year_asked(request, rules.month_due().year), known_on(request)
    everywhere = queries.versions_in_force(viewer, year, on=past)
    names = queries.unit_names_of(everywhere, on=past or viewer.on)
    unit_id = _unit(request, names, viewer)
    lines = queries.targets_of_year(viewer, year, unit=unit_id, on=past, rules=rules)
    facts = {
        "year": year,
        "years": queries.years_with_targets(viewer) or [year],
        "groups": queries.by_unit(lines),
        "count": len(lines),
        "reached": sum(line.judged.reached is True for line in lines),
        "unknown": sum(line.judged.reached is None for line in lines),
        "units": list(names.items()),
        "unit_id": unit_id,
        "known_on": past,
        "read": queries.readable_origins(viewer, everywhere),
        "may_set": units.may(viewer, "target.set"),
    }
    return render(request, "figures/targets.html", facts)


def year_asked(request: Any, otherwise: int) -> int:
    """The year in `?year=2026`; another where none is asked."""
    said = request.GET.get("year", "")
    if not said:
        return otherwise
    if not (said.isdecimal() and len(said) == 4 and said.startswith("20")):
        raise Http404
    return int(said)


def _unit(request: Any, names: dict[int, str], viewer: Any) -> int | None:
    """The unit that is asked for; None for all, which is what people see who see few."""
    said = request.GET.get("unit", "")
    if said.isdecimal() and len(said) < 18:
        return int(said)
    return None if said == EVERY or not viewer.sees_all else next(iter(names), None)


@require_safe
@needs("target.read")
def target(request: Any, target_id: int) -> HttpResponse:
    """One target: its versions judged side by side, its way back, the targets of units below."""
    page = queries.target_page(request.viewer, target_id, rules=queries.book(request.viewer.on))
    facts = {
        "page": page,
        "breakdowns": queries.breakdowns_of(request.viewer, target_id),
        "may_set": units.may(request.viewer, "target.set"),
        "may_break_down": page.stands is not None and page.stands.asked.kind in mapping.BREAKABLE,
    }
    return render(request, "figures/target.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("target.set")
def target_new(request: Any) -> HttpResponse:
    """Set one target by hand."""
    viewer = request.viewer
    rules = queries.book(viewer.on)
    year = year_asked(request, viewer.on.year)
    form = NewTargetForm(
        request.POST or None,
        unit_choices=units.unit_choices(viewer.on),
        indicators=rules.ordered(rules.indicators),
    )
    if request.method == "POST" and form.is_valid() and (done := _set(request, form, year, rules)):
        messages.success(request, "已定为年度目标。")
        return redirect("figures:target", done.target_id)
    return render(request, "figures/target_new.html", {"form": form, "year": year}, status=422 if form.errors else 200)


def _set(request: Any, form: NewTargetForm, year: int, rules: queries.Book) -> Any:
    said = form.cleaned_data
    kind, indicator = mapping.kind_of(said["kind"]), rules.indicators.get(said["indicator"])
    asked, findings = mapping.read_target(form.said(), kind, indicator, words=rules.words)
    nodes, more = mapping.read_nodes(said["nodes"])
    if asked is None or more:
        return _mark(form, [*findings, *more])
    item = work.item_of_number(said["item"], request.viewer, year=year) if said["item"] else None
    if said["item"] and item is None:
        return form.add_error("item", f"没有找到编号“{said['item']}”的事项，请按台账里的编号填写。")
    ground = actions.Ground(said["source"])
    aim = actions.Aim(
        said["unit"],
        said["indicator"],
        asked,
        ground,
        name=said["name"],
        nodes=nodes,
        item_id=item.pk if item else None,
    )
    try:
        return actions.set_target(aim, year=year, by=request.actor, now=timezone.now())
    except actions.BadAim as bad:
        form.add_error(None, bad.sentence)
        return None


def _mark(form: Any, findings: list[Any]) -> None:
    """Put what is wrong beside its field."""
    names = {word: name for name, word in mapping.WORDS.items()} | {"季度节点": "nodes"}
    for finding in findings:
        form.add_error(names.get(finding.at), str(finding.sentence))


@require_http_methods(["GET", "HEAD", "POST"])
@needs("target.set")
def target_change(request: Any, target_id: int) -> HttpResponse:
    """New numbers of a target from a day on; what it was stays."""
    rules = queries.book(request.viewer.on)
    page = queries.target_page(request.viewer, target_id, rules=rules)
    form = ChangeForm(request.POST or None, initial=_initial(page, request.viewer.on))
    if request.method == "POST" and form.is_valid() and _change(request, form, page, rules):
        messages.success(request, "已调整。原来的目标仍在，新旧分别判定。")
        return redirect("figures:target", target_id)
    facts = {"form": form, "page": page}
    return render(request, "figures/target_change.html", facts, status=422 if form.errors else 200)


def _initial(page: queries.TargetPage, on: Any) -> dict[str, Any]:
    row = page.last
    numbers = {name: getattr(row, name) for name in mapping.TIERS}
    told = {name: "" if number is None else f"{number.amount:f}" for name, number in numbers.items()}
    return {**told, "told_by": row.told_by, "nodes": "、".join(row.nodes), "version": row.version, "from_on": on}


def _change(request: Any, form: ChangeForm, page: queries.TargetPage, rules: queries.Book) -> Any:
    said = form.cleaned_data
    kind = mapping.kind_of(page.target.kind)
    asked, findings = mapping.read_target(form.said(), kind, page.indicator, words=rules.words)
    nodes, more = mapping.read_nodes(said["nodes"])
    if asked is None or more:
        return _mark(form, [*findings, *more])
    sides = {"from_on": said["from_on"], "reason": said["reason"], "ground": actions.Ground(said["source"])}
    act = {"version": said["version"], "nodes": nodes, "by": request.actor, "now": timezone.now()}
    try:
        return actions.change_target(page.target.pk, asked, **sides, **act)
    except Refusal as bad:
        form.add_error(None, bad.sentence)
        return None


@require_http_methods(["POST"])
@needs("target.set")
def target_end(request: Any, target_id: int) -> HttpResponse:
    """A target no longer holds; what it was stays."""
    version = request.POST.get("version", "")
    actions.end_target(
        target_id,
        version=int(version) if version.isdecimal() and len(version) < 9 else 0,
        from_on=request.viewer.on,
        reason=request.POST.get("reason", ""),
        ground=actions.Ground(request.POST.get("source", "")),
        by=request.actor,
        now=timezone.now(),
    )
    messages.success(request, "已取消。原来的目标和各版仍可查看。")
    return redirect("figures:target", target_id)
