"""What an address asks for: a past day, a unit (地址里的条件)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404

from bihuan.apps.figures import queries


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


def unit_asked(request: Any) -> int:
    """The unit in `?unit=7`; the district itself where none is asked."""
    said = request.GET.get("unit", "")
    return int(said) if said.isdecimal() and len(said) < 18 else queries.district_id(request.viewer.on)
