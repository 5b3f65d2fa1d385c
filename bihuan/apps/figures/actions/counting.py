"""Counts that the system itself can give, pushed as figures each day; nobody is asked for them (自动计数)."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from bihuan.apps.figures import queries
from bihuan.apps.figures.actions.pushing import Counted, push_counted
from bihuan.apps.units import queries as units
from bihuan.apps.work import queries as work
from bihuan.base.actors import Actor

CODE, SOURCE, AGAIN = "items_closed", "本系统台账", "台账重新计数"


def push_counts(*, on: date, now: datetime) -> str:
    """Items closed by lead unit and of the district, January to the month before; new versions where they changed."""
    by = Actor.worker(on=on)
    book = queries.book(on)
    month = book.month_due()
    if CODE not in book.indicators:
        return ""
    counts = work.closed_by_lead(by.viewer, date(month.year, 1, 1), month.end_on)
    living = set(units.units_on(month.end_on).filter(pk__in=counts).values_list("pk", flat=True))
    told = {unit_id: count for unit_id, count in counts.items() if unit_id in living}
    told[queries.district_id(on)] = sum(counts.values())
    counted = [Counted(pk, CODE, Decimal(count)) for pk, count in told.items()]
    written = push_counted(counted, month=month, source=SOURCE, reason=AGAIN, by=by, now=now)
    return f"{month.label}{written}个单位的台账办结数已更新" if written else ""
