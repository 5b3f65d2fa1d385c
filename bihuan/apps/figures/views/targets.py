"""A year's targets, and one of them with all its versions (年度目标)."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from bihuan.apps.figures import queries
from bihuan.apps.figures.views.asked import known_on
from bihuan.apps.units import queries as units
from bihuan.base.rights import needs


@require_safe
@needs("target.read")
def targets(request: Any) -> HttpResponse:
    """Targets of a year in reach, judged; of one unit with `?unit=`, as they stood on a past day with `?on=`."""
    viewer = request.viewer
    rules = queries.book(viewer.on)
    year = year_asked(request, rules.month_due().year)
    past, unit_id = known_on(request), _unit(request)
    everywhere = queries.targets_of_year(viewer, year, on=past, rules=rules)
    names = dict.fromkeys((line.unit_id, line.unit_name) for line in everywhere)
    lines = everywhere if unit_id is None else [line for line in everywhere if line.unit_id == unit_id]
    facts = {
        "year": year,
        "years": queries.years_with_targets(viewer) or [year],
        "groups": queries.by_unit(lines),
        "count": len(lines),
        "reached": sum(line.judged.reached is True for line in lines),
        "unknown": sum(line.judged.reached is None for line in lines),
        "units": list(names),
        "unit_id": unit_id,
        "known_on": past,
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


def _unit(request: Any) -> int | None:
    said = request.GET.get("unit", "")
    return int(said) if said.isdecimal() and len(said) < 18 else None
