"""What a supervision office looks at once a week: rows that lead to items, never a mark on people (每周查看).

Nothing here is sent to anyone, and nothing is ranked: units stand in the office's own order, items by due day.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from urllib.parse import urlencode

from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet, Sum
from django.urls import reverse

from bihuan.apps.units import queries as units
from bihuan.apps.work.models import Attachment, Item, Progress, StateFact
from bihuan.apps.work.queries.lamps import slip_of
from bihuan.apps.work.queries.rulebook import Rulebook, rulebook
from bihuan.apps.work.queries.slips import SEND
from bihuan.apps.work.queries.watching import watch_rule
from bihuan.base.scope import Viewer
from bihuan.engine.indicators import rate, shown
from bihuan.engine.lamps import Lamp

MOST_ROWS = 200
LEAD_MOVES = ("sign", "plan", "report_progress", "submit_feedback", "request_extension", "object", "first_answer")
"""Moves by which a lead unit touches an item."""


@dataclass(frozen=True)
class WeekRow:
    """One item of a list: why it stands there (一行)."""

    item: Item
    because: str


@dataclass(frozen=True)
class SameFile:
    """One file that stands as evidence on several items (同一佐证用于多个事项)."""

    name: str
    items: Sequence[Item]


@dataclass(frozen=True)
class UnitReturns:
    """How often a unit's feedback was returned; url leads to its items (单位退回率)."""

    name: str
    handed_in: int
    returned: int
    url: str

    @property
    def rate(self) -> str:
        """Share returned, in whole percent as it is printed; 暂无 where nothing was handed in."""
        share = rate(Decimal(self.returned), Decimal(self.handed_in))
        return "暂无" if share is None else f"{shown(share, 0)}%"


@dataclass(frozen=True)
class SlipAhead:
    """An item that draws no slip today and would draw one soon if nothing happens (下周将发单)."""

    item: Item
    slip: Lamp
    on: date


def _running(viewer: Viewer, book: Rulebook) -> QuerySet[Item]:
    """Dispatched items that their lead unit has in hand, by due day."""
    found = Item.objects.visible_to(viewer).filter(dispatched_at__isnull=False, done_on=None, closed_on=None)
    return found.exclude(state__in={*book.final(), "suspended"}).order_by(F("due_at").asc(nulls_last=True), "pk")


def phantom_owners(viewer: Viewer, *, book: Rulebook, now: datetime) -> list[WeekRow]:
    """Items whose lead unit has not touched them though they were dispatched some days ago (挂名牵头).

    Its signing is a touch; what the office did for it on paper is one too, for the unit sent the paper.
    """
    touched = StateFact.objects.inside().filter(item_id=OuterRef("pk"), at__gte=OuterRef("dispatched_at"))
    reported = Progress.objects.inside().filter(item_id=OuterRef("pk"), at__gte=OuterRef("dispatched_at"))
    reported = reported.filter(Q(unit_name=OuterRef("lead_name")) | Q(acted_for=OuterRef("lead_name")))
    rows = _running(viewer, book).filter(dispatched_at__lte=now - timedelta(days=watch_rule(book.day).absent_days))
    rows = rows.exclude(Exists(touched.filter(move__in=LEAD_MOVES))).exclude(Exists(reported))
    return [WeekRow(item, _untouched(item, now)) for item in rows[:MOST_ROWS]]


def _untouched(item: Item, now: datetime) -> str:
    days = (now - item.dispatched_at).days if item.dispatched_at else 0
    return f"交办{days}天，没有签收，也没有报过"


def quiet_items(viewer: Viewer, *, book: Rulebook, now: datetime) -> list[WeekRow]:
    """Items that no person reported on or moved for long; slips and urges of the office do not count (久无人动)."""
    told = Q(reports__withdrawn_at=None) & ~Q(reports__kind=Progress.Kind.OPINION)
    rows = _running(viewer, book).annotate(reported_at=Max("reports__at", filter=told))
    since = now - timedelta(days=watch_rule(book.day).untouched_days)
    rows = rows.filter(Q(moved_at__lt=since) | Q(moved_at=None), dispatched_at__lt=since)
    rows = rows.filter(Q(reported_at__lt=since) | Q(reported_at=None))
    return [WeekRow(item, _last_touch(item, now)) for item in rows[:MOST_ROWS]]


def _last_touch(item: Item, now: datetime) -> str:
    moments = [at for at in (item.moved_at, getattr(item, "reported_at", None)) if at]
    if not moments:
        return "交办以后没有人动过"
    last = max(moments)
    return f"最近一次{last.date().isoformat()}，已{(now - last).days}天"


def same_evidence(viewer: Viewer) -> list[SameFile]:
    """Files with the same bytes that stand as evidence on more than one item; two queries (同一佐证)."""
    evidence = Attachment.objects.visible_to(viewer).filter(kind=Attachment.Kind.EVIDENCE)
    twice = evidence.order_by().values("digest").annotate(n=Count("item_id", distinct=True)).filter(n__gt=1)
    digests = list(twice.order_by("digest").values_list("digest", flat=True)[:MOST_ROWS])
    rows = evidence.filter(digest__in=digests).select_related("item").order_by("digest", "item__due_at", "pk")
    return _by_digest(rows)


def _by_digest(rows: Iterable[Attachment]) -> list[SameFile]:
    found: dict[str, tuple[str, dict[int, Item]]] = {}
    for row in rows:
        _, items = found.setdefault(row.digest, (row.name, {}))
        items[row.item_id] = row.item
    return [SameFile(name, list(items.values())) for name, items in found.values()]


def return_rates(viewer: Viewer, *, year: int) -> list[UnitReturns]:
    """Of each lead unit the items handed in of a year's numbers and how often they came back; two queries (退回率).

    An item that came back counts as often as it did, and as handed in once more than it came back.
    """
    items = Item.objects.visible_to(viewer).filter(year=year, lead_unit__isnull=False)
    known = items.filter(Q(return_count__gt=0) | Q(done_on__isnull=False)).order_by()
    grouped = known.values_list("lead_unit_id").annotate(
        returned=Sum("return_count"), standing=Count("pk", filter=Q(done_on__isnull=False))
    )
    counted = {unit_id: (standing + returned, returned) for unit_id, returned, standing in grouped}
    order = units.units_on(viewer.on).filter(pk__in=list(counted)).values_list("pk", "name")
    return [UnitReturns(name, *counted[pk], url=_items_of(pk, year)) for pk, name in order]


def _items_of(unit_id: int, year: int) -> str:
    return f"{reverse('work:items')}?{urlencode({'units': unit_id, 'year': year})}"


def slips_ahead(viewer: Viewer, *, book: Rulebook) -> list[SlipAhead]:
    """Items that draw no slip today and would draw one on one of the coming days, with that day (下周将发单)."""
    rows = [item for item in _running(viewer, book) if _takes_slips(item, book) and slip_of(item, book=book) is None]
    found: dict[int, SlipAhead] = {}
    for step in range(1, watch_rule(book.day).slips_ahead_days + 1):
        on = book.day + timedelta(days=step)
        ahead = rulebook(on)
        for item in rows:
            if item.pk not in found and (slip := slip_of(item, book=ahead)) is not None:
                found[item.pk] = SlipAhead(item, slip, on)
    return sorted(found.values(), key=lambda line: (line.on, line.item.due_on or date.max, line.item.pk))


def _takes_slips(item: Item, book: Rulebook) -> bool:
    move = book.kind_of(item).move_by_code.get(SEND)
    return move is not None and item.state in move.frm
