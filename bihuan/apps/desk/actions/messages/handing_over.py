"""A notice gets its ways out in the transaction in which it is written (外发登记)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.utils import timezone

from bihuan.apps.desk import models, queries
from bihuan.apps.units import queries as units
from bihuan.base.scope import ScopedQuerySet, Viewer
from bihuan.engine.messages import next_moment


def hand_over(notices: ScopedQuerySet, *, urgent: bool, now: datetime, person_ids: Iterable[int] | None = None) -> None:
    """Put notices that were just written into the outbox, once a channel; done again it adds nothing.

    Args: notices: those of this deed. person_ids: to whom, where it is not everybody.
    """
    day = timezone.localdate(now)
    ways = queries.ways_out(Viewer.worker(on=day), urgent=urgent, person_ids=person_ids)
    if not ways:
        return
    starts = _starts(ways, now=now, day=day)
    of_person: dict[int, list[int]] = {}
    wanted = notices.filter(person_id__in={way.person_id for way in ways}) if person_ids is not None else notices
    for notice_id, person_id in wanted.order_by().values_list("pk", "person_id"):
        of_person.setdefault(person_id, []).append(notice_id)
    rows = [
        models.Delivery(
            notice_id=notice_id,
            person_id=way.person_id,
            channel=way.channel,
            is_urgent=urgent,
            made_at=now,
            not_before=starts[way],
        )
        for way in ways
        for notice_id in of_person.get(way.person_id, ())
    ]
    models.Delivery.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)


def _starts(ways: Iterable[queries.Way], *, now: datetime, day: date) -> dict[queries.Way, datetime]:
    """The first moment at which each may be disturbed."""
    calendar, local = units.working_calendar(on=day), timezone.localtime(now)
    quiet = {channel: queries.limits_of(channel, on=day).quiet for channel in {way.channel for way in ways}}
    return {
        way: next_moment(local, calendar=calendar, quiet=(quiet[way.channel], *((way.quiet,) if way.quiet else ())))
        for way in ways
    }
