"""What goes out: gateways, accounts, switches and the outbox, as far as the viewer may see (外发)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, F, Q, QuerySet

from bihuan.apps.desk import models
from bihuan.apps.units import queries as units
from bihuan.base.scope import ScopedQuerySet, Viewer
from bihuan.engine.messages import GatewayLimits, QuietHours, build

CLAIM_HOLDS = timedelta(minutes=10)
"""How long a message that is being sent is left alone: whoever claimed it died if it takes longer (A72)."""
MINUTE = timedelta(minutes=1)
States = models.Delivery.State


def gateways() -> dict[str, models.Gateway]:
    """The gateways that were ever set, by channel."""
    return {row.channel: row for row in models.Gateway.objects.order_by("pk")}


def limits_of(channel: str, *, on: date) -> GatewayLimits:
    """A gateway's limits in force on a day; the office's own version first."""
    found = units.definition("message_gateways", channel, on=on)
    if found is None:
        raise LookupError(f"no limits of {channel} on {on}")
    return build(found.body)


def accounts(viewer: Viewer, channel: str) -> ScopedQuerySet:
    """Who is reached under which account on a channel, by name."""
    rows = models.Account.objects.visible_to(viewer).filter(channel=channel)
    return rows.select_related("person").order_by("person__name", "pk")


def switches(viewer: Viewer) -> models.Switches | None:
    """The viewer's own switches; None where nothing was ever switched."""
    return models.Switches.objects.visible_to(viewer).filter(person_id=viewer.person_id).first()


def my_channels(viewer: Viewer) -> list[str]:
    """Channels that are on and on which the viewer has an account."""
    on = models.Gateway.objects.filter(is_on=True).values("channel")
    mine = models.Account.objects.visible_to(viewer).filter(person_id=viewer.person_id, channel__in=on)
    return sorted(mine.values_list("channel", flat=True))


def outbox(viewer: Viewer, state: str = "") -> ScopedQuerySet:
    """What is on its way out, newest first; of one state where asked."""
    rows = models.Delivery.objects.visible_to(viewer).select_related("person").annotate(rule=F("notice__rule"))
    return rows.filter(state=state) if state else rows


def outbox_counts(viewer: Viewer) -> dict[tuple[str, str], int]:
    """How many stand in each state, by channel and state; one query."""
    rows = models.Delivery.objects.visible_to(viewer).order_by().values_list("channel", "state")
    return {(channel, state): count for channel, state, count in rows.annotate(n=Count("pk"))}


@dataclass(frozen=True)
class Way:
    """A person and a channel on which they can be reached now (可达渠道)."""

    person_id: int
    channel: str
    quiet: QuietHours | None


def ways_out(viewer: Viewer, *, urgent: bool, person_ids: Iterable[int] | None = None) -> list[Way]:
    """How people can be reached, by their accounts and switches and the gateways that are on; two queries at most."""
    on = models.Gateway.objects.filter(is_on=True).values("channel")
    rows = models.Account.objects.visible_to(viewer).filter(channel__in=on, person__is_active=True)
    if person_ids is not None:
        rows = rows.filter(person_id__in=list(person_ids))
    found = list(rows.order_by("pk").values_list("person_id", "channel"))
    wishes = switches_of(viewer, [person_id for person_id, _ in found]) if found else {}
    return [
        Way(person_id, channel, quiet_of(wishes.get(person_id)))
        for person_id, channel in found
        if wants(wishes.get(person_id), channel, urgent=urgent)
    ]


def switches_of(viewer: Viewer, person_ids: Iterable[int]) -> dict[int, models.Switches]:
    """People's switches, for what goes out to them; who never switched anything is left out."""
    rows = models.Switches.objects.visible_to(viewer).filter(person_id__in=list(person_ids))
    return {row.person_id: row for row in rows}


def wants(row: models.Switches | None, channel: str, *, urgent: bool) -> bool:
    """Whether a person has not switched this off."""
    return row is None or f"{channel}:{'urgent' if urgent else 'digest'}" not in row.off


def quiet_of(row: models.Switches | None) -> QuietHours | None:
    """A person's own quiet hours; None where there are none."""
    if row is None or row.quiet_from is None or row.quiet_until is None:
        return None
    return QuietHours(row.quiet_from, row.quiet_until, rest_days=False)


def due_deliveries(viewer: Viewer, channel: str, *, now: datetime) -> QuerySet:
    """What may be sent now: urgent ones first, then the oldest; a claim of who died is due again."""
    waiting = Q(state=States.WAITING, not_before__lte=now)
    forsaken = Q(state=States.SENDING, tried_at__lte=now - CLAIM_HOLDS)
    rows = models.Delivery.objects.visible_to(viewer).filter(waiting | forsaken, channel=channel)
    return rows.select_related("notice", "person").order_by("-is_urgent", "not_before", "pk")


def tried_last_minute(viewer: Viewer, channel: str, *, now: datetime) -> int:
    """How many this channel has tried within the last minute."""
    return models.Delivery.objects.visible_to(viewer).filter(channel=channel, tried_at__gt=now - MINUTE).count()


def sent_since(viewer: Viewer, channel: str, person_id: int, *, since: datetime) -> int:
    """How many this person was sent on a channel since a moment."""
    rows = models.Delivery.objects.visible_to(viewer).filter(channel=channel, person_id=person_id)
    return rows.filter(sent_at__gte=since).count()
