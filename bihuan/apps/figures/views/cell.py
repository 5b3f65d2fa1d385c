"""One figure with its versions, parts and corrections (一个数)."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from bihuan.apps.figures import actions, queries
from bihuan.apps.figures.views.asked import known_on
from bihuan.apps.figures.views.measures import taken_facts
from bihuan.apps.units import queries as units
from bihuan.base.month_addresses import month_code
from bihuan.base.rights import needs
from bihuan.engine.values import Month


@require_safe
@needs("figure.read")
def cell(request: Any, unit_id: int, code: str, month: Month) -> HttpResponse:
    """A figure: who reported it, when, from what source, each version, and the same figure of the units below."""
    book = queries.book(request.viewer.on)
    page = queries.cell_page(
        request.viewer, unit_id=unit_id, code=code, month=month, book=book, known_on=known_on(request)
    )
    facts = {
        "page": page,
        "month_code": month_code(month),
        "outlook": queries.outlook(
            request.viewer, unit_id=unit_id, code=code, month=month, book=book, known_on=page.known_on
        ),
        "spot": f"&unit={unit_id}{f'&on={page.known_on}' if page.known_on else ''}#i-{code}",
        "period": month.year_to_date.label if page.indicator.accumulates else f"{month.label}末",
        "may_correct": actions.may_correct(page.cell.row, request.actor),
        "may_review": units.may(request.viewer, "figure.review"),
        "unit_id": unit_id,
        "code": code,
        "measures": taken_facts(request.viewer, unit_id=unit_id, code=code, month=month),
    }
    return render(request, "figures/cell.html", facts)
