"""The catalogue of indicators: what ships and what the office added or changed (指标目录)."""

from __future__ import annotations

from datetime import date

from django.http import Http404

from bihuan.apps.figures.mapping import KnownIndicator, to_known, to_said
from bihuan.apps.units import queries as units
from bihuan.engine.values import Indicator, indicator

KIND = "indicators"


def indicators_on(day: date) -> dict[str, Indicator]:
    """Indicators in force on a day, by code (当日指标)."""
    return {each.code: indicator(each.body, each.code) for each in units.definitions(KIND, on=day)}


def known_indicators(day: date, *, words: str = "", own: bool | None = None) -> list[KnownIndicator]:
    """Lines of the catalogue, by source bureau and name; those that a search finds, the office's own or what ships."""
    found = units.definitions(KIND, on=day)
    others = {each.code: indicator(each.body, each.code) for each in found}
    office = units.office_codes(KIND, on=day)
    lines = [to_known(each, others, own=each.code in office) for each in found]
    wanted = [line for line in lines if own in (None, line.own) and _speaks_of(line, words)]
    return sorted(wanted, key=lambda line: (line.indicator.bureau, line.indicator.label))


def _speaks_of(line: KnownIndicator, words: str) -> bool:
    return not words or any(words in said for said in (*line.indicator.names, line.indicator.bureau))


def indicator_said(code: str, day: date) -> dict[str, object]:
    """What the form of an indicator begins with; 404 where there is no such indicator."""
    found = units.definition(KIND, code, on=day)
    if found is None:
        raise Http404
    return to_said(found, indicators_on(day))


def office_indicators() -> int:
    """How many indicators the office ever added (本单位增加的指标数)."""
    return units.office_rules(KIND, prefix="office_")
