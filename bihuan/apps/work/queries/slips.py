"""Who gets a slip: items that draw a blue, yellow or red one today, gravest first (督办单)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bihuan.apps.work.models import Item, Urge
from bihuan.apps.work.queries.lamps import slip_of
from bihuan.apps.work.queries.rulebook import Rulebook
from bihuan.base.scope import Viewer
from bihuan.engine.lamps import COLOURS, Lamp


@dataclass(frozen=True)
class SlipLine:
    """One item that draws a slip, and the last time that it was urged for its present due day."""

    item: Item
    slip: Lamp
    last: Urge | None


def slips(*, viewer: Viewer, book: Rulebook) -> list[SlipLine]:
    """Items that draw a slip on the rulebook's day, gravest first, then by due day; two queries."""
    open_ = Item.objects.visible_to(viewer).filter(dispatched_at__isnull=False, done_on=None, closed_on=None)
    drawn = [
        (item, slip_of(item, book=book)) for item in open_.exclude(state__in=book.final()).order_by("due_at", "pk")
    ]
    found = [(item, slip) for item, slip in drawn if slip is not None]
    urged = _last_urges([item for item, _ in found])
    lines = [SlipLine(item, slip, urged.get(item.pk)) for item, slip in found]
    return sorted(lines, key=lambda line: -COLOURS.index(line.slip.colour))


def _last_urges(items: Sequence[Item]) -> dict[int, Urge]:
    due = {item.pk: item.due_on for item in items}
    rows = Urge.objects.of(items).exclude(kind=Urge.Kind.REMINDER).order_by("at", "pk")
    return {row.item_id: row for row in rows if row.for_due_on == due[row.item_id]}
