"""A month's page: all indicators of the district, or of a unit (月度指标)."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from bihuan.apps.figures import queries
from bihuan.apps.figures.views.asked import known_on, unit_asked
from bihuan.base.month_addresses import month_asked, month_code, months_back
from bihuan.base.rights import needs


@require_safe
@needs("figure.read")
def month(request: Any) -> HttpResponse:
    """The district's month; of another unit with `?unit=`, as it was known on a day with `?on=`."""
    book = queries.book(request.viewer.on)
    asked, past = month_asked(request, book.month_due()), known_on(request)
    table = queries.month_table(request.viewer, unit_id=unit_asked(request), month=asked, book=book, known_on=past)
    facts = {
        "table": table,
        "month_code": month_code(asked),
        "months": months_back(book.month_due()),
        "as_of": f"?on={past}" if past else "",
        "period": asked.year_to_date.label,
    }
    return render(request, "figures/month.html", facts)
