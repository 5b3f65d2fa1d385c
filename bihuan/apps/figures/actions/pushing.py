"""Figures that the system itself can give, or that come in from a released table: pushed down, never asked (推送)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from bihuan.apps.figures import mapping, queries
from bihuan.apps.figures.models import Observation
from bihuan.apps.units.actions import record_event
from bihuan.base.actors import Actor
from bihuan.engine.values import Month, Quantity


@dataclass(frozen=True)
class Pushed:
    """One figure from elsewhere: what, of whom, when it may be read, where it comes from (推送数)."""

    unit_id: int
    indicator: str
    month: Month
    entered: mapping.Entered
    state: str
    released_on: date
    source: str
    reason: str = ""


@dataclass(frozen=True)
class Counted:
    """What another app counted of a unit, in the unit of measure of its indicator (计数)."""

    unit_id: int
    indicator: str
    amount: Decimal


def push_counted(
    counted: Iterable[Counted], *, month: Month, source: str, reason: str, by: Actor, now: datetime
) -> int:
    """Write counts as figures of a month, as those of the monthly form are written; how many said something new.

    What no indicator is defined for is left out.
    """
    book = queries.book(by.viewer.on)
    pushed = [
        Pushed(
            unit_id=one.unit_id,
            indicator=one.indicator,
            month=month,
            entered=mapping.Entered(Quantity(one.amount, book.indicators[one.indicator].unit)),
            state=book.form.state,
            released_on=book.form.released_on(month),
            source=source,
            reason=reason,
        )
        for one in counted
        if one.indicator in book.indicators
    ]
    return push_figures(pushed, by=by, now=now) if pushed else 0


@transaction.atomic
def push_figures(pushed: Iterable[Pushed], *, by: Actor, now: datetime) -> int:
    """Write figures that another app counts or an office releases, as new versions where they say something new.

    A figure that changes needs its reason. Held months refuse it (the database does); returns how many were written.
    What stands already as it is said is not written again; where nothing is new, nothing is recorded.
    """
    wanted = list(pushed)
    book = queries.book(by.viewer.on)
    stands = queries.last_rows(
        on=by.viewer.on,
        months={one.month for one in wanted},
        unit_ids={one.unit_id for one in wanted},
        indicators={one.indicator for one in wanted},
    )
    wanted = [one for one in wanted if _is_news(one, stands)]
    if not wanted:
        return 0
    told = {
        "count": len(wanted),
        "indicators": sorted({one.indicator for one in wanted}),
        "source": wanted[0].source,
    }
    event = record_event("figures.pushed", object_kind="figures.observation", object_id=None, by=by, at=now, to=told)
    rows = [
        mapping.to_observation(
            one.entered,
            book.indicators[one.indicator],
            unit_id=one.unit_id,
            month=one.month,
            state=one.state,
            version=_version(one, stands) + 1,
            released_on=one.released_on,
            source=one.source[:200],
            reason=one.reason[:500],
            at=now,
            by_id=by.viewer.person_id,
            by_name=by.viewer.name,
            event_seq=event.seq,
        )
        for one in wanted
    ]
    return len(Observation.objects.bulk_create(rows, batch_size=500))


Stands = Mapping[tuple[int, str, Month, str], Observation]


def _is_news(one: Pushed, stands: Stands) -> bool:
    """Whether a figure says something else than the last version of its state."""
    last = stands.get((one.unit_id, one.indicator, one.month, one.state))
    return last is None or not mapping.entered_of(last).is_same(one.entered)


def _version(one: Pushed, stands: Stands) -> int:
    last = stands.get((one.unit_id, one.indicator, one.month, one.state))
    return 0 if last is None else last.version
