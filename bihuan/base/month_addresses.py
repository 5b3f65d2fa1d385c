"""A month in an address: in its path as 2026-10, asked as `?month=2026-10`, offered as a choice (地址里的月份)."""

from __future__ import annotations

import re
from typing import Any

from django.http import Http404
from django.urls import register_converter

from bihuan.engine.values import Month

BACK = 24
_MONTH = re.compile(r"(20\d{2})-(0[1-9]|1[0-2])", re.ASCII)


class MonthConverter:
    """A month in the path of an address, as 2026-10: `<month:month>`."""

    regex = "20[0-9]{2}-(?:0[1-9]|1[0-2])"

    def to_python(self, text: str) -> Month:
        """The month that is written so."""
        return Month(int(text[:4]), int(text[5:]))

    def to_url(self, month: Month | str) -> str:
        """As an address writes it."""
        return month if isinstance(month, str) else month_code(month)


register_converter(MonthConverter, "month")


def month_asked(request: Any, otherwise: Month) -> Month:
    """The month in `?month=2026-10`; another where none is asked."""
    said = request.GET.get("month", "")
    if not said:
        return otherwise
    found = _MONTH.fullmatch(said)
    if found is None:
        raise Http404
    return Month(int(found[1]), int(found[2]))


def month_code(month: Month) -> str:
    """A month as addresses write it."""
    return f"{month.year}-{month.month:02}"


def months_back(last: Month) -> list[tuple[str, str]]:
    """The last two years of months as choices, newest first."""
    return [(month_code(each), each.label) for each in (last.shifted(-back) for back in range(BACK))]
