"""An indicator's page, and the part that a unit's page gets (一个指标)."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from bihuan.apps.figures import queries
from bihuan.apps.figures.views.asked import known_on
from bihuan.apps.figures.views.measures import taken_facts
from bihuan.base.month_addresses import month_asked, month_code, months_back
from bihuan.base.rights import may, needs
from bihuan.base.scope import Viewer
from bihuan.engine.charts import Drawing, growth_line


@require_safe
@needs("figure.read")
def indicator(request: Any, code: str) -> HttpResponse:
    """Units by months of a year, the line of the district's growth, the sum of the units beside the own figure."""
    book = queries.book(request.viewer.on)
    month = month_asked(request, book.month_due())
    page = queries.indicator_page(request.viewer, code=code, month=month, book=book, known_on=known_on(request))
    own = queries.district_id(request.viewer.on)
    facts = {
        "page": page,
        "month_code": month_code(month),
        "months": months_back(book.month_due()),
        "chart": _chart(page),
        "unit_id": own,
        "code": code,
        "measures": taken_facts(request.viewer, unit_id=own, code=code, month=month),
    }
    return render(request, "figures/indicator.html", facts)


def _chart(page: queries.IndicatorPage) -> Drawing | None:
    """The line of the growth of the first unit, which is the district where it is in reach."""
    if not page.rows:
        return None
    return growth_line(f"{page.rows[0].name}增速（%）", page.rows[0].rates, page.months)


def unit_part(viewer: Viewer, unit: Any) -> dict[str, Any]:
    """The last month of a unit, for its page; nothing for who may not read it."""
    if not (viewer.business and may(viewer, "figure.read") and queries.may_read_unit(viewer, unit.pk)):
        return {"table": None}
    book = queries.book(viewer.on)
    month = book.month_due()
    table = queries.month_table(viewer, unit_id=unit.pk, month=month, book=book, figures_alone=True)
    return {"table": table if table.rows else None, "month_code": month_code(month)}
