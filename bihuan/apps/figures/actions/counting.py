"""Counts that the system itself can give, pushed as figures each day; nobody is asked for them (自动计数)."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from bihuan.apps.figures import mapping, queries
from bihuan.apps.figures.actions.pushing import Pushed, push_figures
from bihuan.apps.units import queries as units
from bihuan.apps.work import queries as work
from bihuan.base.actors import Actor
from bihuan.engine.values import Month, Quantity

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
    written = push_figures([_figure(pk, count, month, book) for pk, count in told.items()], by=by, now=now)
    return f"{month.label}{written}个单位的台账办结数已更新" if written else ""


def _figure(unit_id: int, count: int, month: Month, book: queries.Book) -> Pushed:
    return Pushed(
        unit_id=unit_id,
        indicator=CODE,
        month=month,
        entered=mapping.Entered(Quantity(Decimal(count), book.indicators[CODE].unit)),
        state=book.form.state,
        released_on=book.form.released_on(month),
        source=SOURCE,
        reason=AGAIN,
    )
