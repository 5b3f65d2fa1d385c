"""Counts of the library, pushed as figures each day; nobody is asked for them (项目库自动计数)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal

from bihuan.apps.figures import actions as figures
from bihuan.apps.figures import queries as figure_queries
from bihuan.apps.projects import queries
from bihuan.apps.units import queries as units
from bihuan.base.actors import Actor
from bihuan.engine.values import Month

SOURCE, AGAIN = "本系统项目库", "项目库重新计数"
STARTED, PRODUCING, INVESTMENT = "library_projects_started", "library_projects_in_production", "library_investment"


def push_counts(*, on: date, now: datetime) -> str:
    """Projects begun and producing, and investment done, by lead unit and of the district; what changed is written."""
    by = Actor.worker(on=on)
    book = queries.month_book(on)
    month = book.month_due()
    whole = dict.fromkeys(queries.lead_units(by.viewer), 0)
    counted: dict[str, Mapping[int, int | Decimal]] = {
        STARTED: whole | queries.entered_by_unit(by.viewer, book.form.started, month),
        PRODUCING: whole | queries.entered_by_unit(by.viewer, book.form.producing, month),
        INVESTMENT: queries.investment_by_unit(by.viewer, month),
    }
    told = [each for code, amounts in counted.items() for each in _figures(code, amounts, on, month)]
    written = figures.push_counted(told, month=month, source=SOURCE, reason=AGAIN, by=by, now=now)
    return f"{month.label}项目库{written}个计数已更新" if written else ""


def _figures(code: str, amounts: Mapping[int, int | Decimal], on: date, month: Month) -> Iterator[figures.Counted]:
    """One figure a unit that stood at the month's end, and the district's as the sum of all; none of nothing."""
    if not amounts:
        return
    district = figure_queries.district_id(on)
    living = set(units.units_on(month.end_on).filter(pk__in=amounts).values_list("pk", flat=True)) - {district}
    for unit_id in living:
        yield figures.Counted(unit_id, code, Decimal(amounts[unit_id]))
    yield figures.Counted(district, code, Decimal(sum(amounts.values())))
