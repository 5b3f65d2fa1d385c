"""A unit's month on one page, sent at once (本月填报)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from bihuan.apps.units import queries as units
from bihuan.apps.work import actions, queries
from bihuan.apps.work.forms import MonthForm
from bihuan.apps.work.views.results import Line
from bihuan.apps.work.views.uploads import discard_all, keep_files
from bihuan.base.refusals import Forbidden, Refusal


@require_http_methods(["GET", "POST"])
def month(request: Any) -> HttpResponse:
    """All that a unit must report on this month; what was filled or ticked is sent, the rest is left."""
    book = queries.rulebook(request.viewer.on)
    unit_id, month_on = asked_unit(request), asked_month(request.GET.get("month", ""), book)
    own = unit_id in queries.reporting_units(request.viewer)
    lines = queries.month_lines(unit_id, month_on=month_on, viewer=request.viewer, book=book) if unit_id else []
    if request.method == "POST":
        form = MonthForm(request.POST, request.FILES, lines=lines, on_paper=not own)
        if form.is_valid():
            return _sent(request, form, unit_id=unit_id, month_on=month_on)
    else:
        form = MonthForm(lines=lines, on_paper=not own)
    facts = {
        "form": form,
        "lines": form.rows(),
        "month_on": month_on,
        "unit_id": unit_id,
        "unit_name": units.unit_name_on(unit_id, request.viewer.on) if unit_id else "",
        "on_paper": not own,
        "choices": unit_choices(request),
        "units": [] if unit_id else queries.month_units(month_on=month_on, viewer=request.viewer, book=book),
        "left": sum(not line.is_reported for line in lines),
        "reported": sum(line.is_reported for line in lines),
    }
    return render(request, "work/month.html", facts, status=422 if form.errors else 200)


def _sent(request: Any, form: MonthForm, *, unit_id: int, month_on: date) -> HttpResponse:
    said = form.said()
    kept: dict[str, Any] = {"paper": form.cleaned_data.get("paper") or []}
    files = []
    try:
        files = keep_files(kept)
        outcomes = actions.report_month(
            unit_id,
            month_on=month_on,
            said=said,
            paper=kept["paper"],
            key=form.cleaned_data["form_key"],
            by=request.actor,
            now=timezone.now(),
        )
    except Refusal as refusal:
        discard_all(files)
        outcomes = [actions.Outcome(one.item_id, "本页各项", done=False, sentence=refusal.sentence) for one in said[:1]]
    if files and not any(each.done for each in outcomes):
        discard_all(files)
    lines = [Line(each.name, reverse("work:item", args=[each.item_id]), each.done, each.sentence) for each in outcomes]
    back = f"{reverse('work:month')}?unit={unit_id}&month={month_on:%Y-%m}"
    return render(request, "work/ledger_results.html", {"word": "报送", "results": lines, "back": back, "room": "月报"})


def asked_unit(request: Any) -> int:
    """The asked unit where it is this person's own or the office's to enter for; else the first own one; 0 for none."""
    if not units.may(request.viewer, "item.move"):
        raise Forbidden("您没有填报的权限；月报由各单位经办人、联络员、负责人填报。")
    own, asked = queries.reporting_units(request.viewer), request.GET.get("unit", "")
    office = units.right(request.viewer, "item.move") == "all"
    if asked.isdecimal() and (int(asked) in own or (office and _exists(request, int(asked)))):
        return int(asked)
    if asked:
        raise Http404
    return own[0] if own and not office else 0


def _exists(request: Any, unit_id: int) -> bool:
    return units.units_on(request.viewer.on).filter(pk=unit_id).exists()


def unit_choices(request: Any) -> Sequence[Any]:
    """Units that may be chosen: all for the office, the own ones where there are several."""
    if units.right(request.viewer, "item.move") == "all":
        return units.unit_choices(request.viewer.on)
    own = queries.reporting_units(request.viewer)
    names = units.unit_names_on(own, request.viewer.on) if len(own) > 1 else {}
    return [("本人任职单位", list(names.items()))] if names else []


def asked_month(asked: str, book: queries.Rulebook) -> date:
    """The first day of the asked month; where none is asked, the one whose report is due next."""
    try:
        return date.fromisoformat(f"{asked}-01") if asked else queries.month_due(book)
    except ValueError:
        raise Http404 from None
