"""Stages of the year: what each asks, and how targets stand (关键节点)."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from bihuan.apps.figures import queries
from bihuan.apps.figures.views.asked import known_on
from bihuan.apps.figures.views.targets import year_asked
from bihuan.base.month_addresses import month_code
from bihuan.base.rights import needs


@require_safe
@needs("target.read")
def stages(request: Any) -> HttpResponse:
    """The stage that the year is in, or the last that began."""
    last = queries.book(request.viewer.on).month_due()
    found = queries.stages(request.viewer.on)
    begun = [code for code, stage, _ in found if stage.month_of(last.year, last) is not None]
    return _page(request, begun[-1] if begun else found[0][0])


@require_safe
@needs("target.read")
def stage(request: Any, code: str) -> HttpResponse:
    """Targets at one stage by unit: the district first, of another unit with `?unit=`, of all with `?unit=all`."""
    return _page(request, code)


def _page(request: Any, code: str) -> HttpResponse:
    book = queries.book(request.viewer.on)
    year = year_asked(request, book.month_due().year)
    own = queries.district_id(request.viewer.on)
    said = request.GET.get("unit", "")
    unit_id = None if said == "all" else int(said) if said.isdecimal() and len(said) < 18 else own
    sides: dict[str, Any] = {"year": year, "book": book, "known_on": known_on(request)}
    page = queries.stage_page(request.viewer, code, unit_id=unit_id, **sides)
    lines = page.lines
    facts = {
        "page": page,
        "tabs": queries.stages(request.viewer.on),
        "years": queries.years_with_targets(request.viewer) or [year],
        "unit_id": unit_id,
        "own": own,
        "known_on": sides["known_on"],
        "month_code": month_code(page.month) if page.month else "",
        "reached": sum(line.reached.is_reached is True for line in lines),
        "behind": sum(line.reached.is_reached is False for line in lines),
        "unknown": sum(line.reached.is_reached is None for line in lines),
    }
    return render(request, "figures/stage.html", facts)
