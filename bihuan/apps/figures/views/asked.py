"""What an address asks for: a month, a past day (地址里的条件)."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django.http import Http404

from bihuan.apps.figures import queries
from bihuan.engine.values import Month

BACK = 24
_MONTH = re.compile(r"(20\d{2})-(0[1-9]|1[0-2])")


def month_asked(request: Any, otherwise: Month) -> Month:
    """The month in `?month=2026-10`; another where none is asked."""
    said = request.GET.get("month", "")
    if not said:
        return otherwise
    found = _MONTH.fullmatch(said)
    if found is None:
        raise Http404
    return Month(int(found[1]), int(found[2]))


def known_on(request: Any) -> date | None:
    """The past day in `?on=2026-05-18`, as whose evening the page is shown (当日所知); None for now."""
    said = request.GET.get("on", "")
    if not said:
        return None
    try:
        day = date.fromisoformat(said)
    except ValueError:
        raise Http404 from None
    return day if day < request.viewer.on else None


def month_code(month: Month) -> str:
    """A month as addresses write it."""
    return f"{month.year}-{month.month:02}"


def months_back(last: Month) -> list[tuple[str, str]]:
    """The last two years of months as choices, newest first."""
    return [(month_code(each), each.label) for each in (last.shifted(-back) for back in range(BACK))]


def unit_asked(request: Any) -> int:
    """The unit in `?unit=7`; the district itself where none is asked."""
    said = request.GET.get("unit", "")
    return int(said) if said.isdecimal() and len(said) < 18 else queries.district_id(request.viewer.on)
