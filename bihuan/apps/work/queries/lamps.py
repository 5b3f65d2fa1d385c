"""Lamps, slips and shown statuses of the items of a page (状态灯、督办单、显示状态)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from bihuan.apps.work.models import Item, Milestone
from bihuan.apps.work.queries.rulebook import NO_STATUS, Rulebook
from bihuan.base import prepared
from bihuan.engine.calendar import local_day
from bihuan.engine.lamps import Lamp, NodeMark, Status, lamp, shown_status, slip, time_elapsed

NO_LAMP = Lamp("grey", "ring", "暂无", "此台账当日没有亮灯规则。", False)
UNLIT = Lamp("grey", "ring", "不亮灯", "事项尚未交办或者已经终止，不亮灯。", False)
PAUSED = "suspended"
RETURNED = "returned"


@dataclass(frozen=True)
class Signs:
    """What a list shows of an item besides its columns: lamp, status, and the slip it draws, if any."""

    lamp: Lamp
    status: Status
    slip: Lamp | None


def signs_of(items: Sequence[Item], *, book: Rulebook) -> dict[int, Signs]:
    """Lamp, status and slip of each item on the rulebook's day; one query, whatever their number."""
    nodes = nodes_of(items)
    return {item.pk: signs(item, nodes.get(item.pk, ()), book=book) for item in items}


def signs(item: Item, nodes: Sequence[NodeMark], *, book: Rulebook) -> Signs:
    """Lamp, status and slip of one item on the rulebook's day."""
    return Signs(lamp_of(item, nodes, book=book), status_of(item, book=book), slip_of(item, book=book))


def nodes_of(items: Iterable[Item]) -> dict[int, list[NodeMark]]:
    """Nodes of items, in one query."""
    found: dict[int, list[NodeMark]] = {}
    for item_id, name, due_on, met_on in prepared.rows(_marks, fill=[item.pk for item in items]):
        found.setdefault(item_id, []).append(NodeMark(name, due_on, met_on))
    return found


def _marks(*item_ids: int) -> QuerySet[Milestone, tuple[Any, ...]]:
    rows = Milestone.objects.of(Item(pk=pk) for pk in item_ids).filter(dropped_at=None)
    return rows.order_by("item_id", "due_on").values_list("item_id", "name", "due_on", "done_on")


def lamp_of(item: Item, nodes: Sequence[NodeMark], *, book: Rulebook) -> Lamp:
    """The lamp of one item on the rulebook's day."""
    rule = book.lamp_rule(item.ledger_kind)
    if rule is None or item.state in book.unlit(item.ledger_kind):
        return UNLIT if rule else NO_LAMP
    return lamp(
        rule,
        day=book.day,
        due_on=item.due_on,
        done_on=done_on(item),
        nodes=nodes,
        progress=_progress(item),
        time_progress=time_progress(item, book.day),
        paused=item.state == PAUSED,
    )


def status_of(item: Item, *, book: Rulebook) -> Status:
    """The status that lists show (显示状态)."""
    if book.statuses is None:
        return NO_STATUS
    return shown_status(book.statuses, state=item.state, day=book.day, due_on=item.due_on, done_on=done_on(item))


def slip_of(item: Item, *, book: Rulebook) -> Lamp | None:
    """The slip that an item draws (督办单), the gravest first rule that draws one; None where none does."""
    if item.state in book.unlit(item.ledger_kind):
        return None
    drawn = (
        slip(
            rule,
            day=book.day,
            due_on=item.due_on,
            done_on=done_on(item),
            progress=_progress(item),
            time_progress=time_progress(item, book.day),
            poor=item.state == RETURNED,
            paused=item.state == PAUSED,
        )
        for rule in book.slips
    )
    return next((each for each in drawn if each is not None), None)


def _progress(item: Item) -> Decimal | None:
    """The reported percentage; the column hands out exact decimals."""
    found: Any = item.progress
    return found


def done_on(item: Item) -> date | None:
    """When the item was handed in or, without that, closed."""
    return item.done_on or item.closed_on


def time_progress(item: Item, day: date) -> Decimal | None:
    """Share of the item's time that has passed (时序进度); None before it began or without a due day."""
    if item.due_on is None or item.clock_started_at is None:
        return None
    return time_elapsed(day, began_on=local_day(item.clock_started_at), due_on=item.due_on)
