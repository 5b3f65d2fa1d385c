"""Slips: who gets a blue, yellow or red one today, which went out, how many each unit got (督办单)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Count
from django.urls import reverse

from bihuan.apps.work.models import Item, Urge
from bihuan.apps.work.queries.lamps import slip_of
from bihuan.apps.work.queries.rulebook import Rulebook
from bihuan.base.scope import Viewer
from bihuan.engine.calendar import local_day
from bihuan.engine.lamps import COLOURS, Lamp

SEND = "urge"
"""The move by which a slip goes out."""


@dataclass(frozen=True)
class SlipLine:
    """One item that draws a slip, what last went out for its present due day, and whether this slip did today."""

    item: Item
    slip: Lamp
    last: Urge | None
    is_sent: bool


@dataclass(frozen=True)
class UnitSlips:
    """How many items of a unit got slips of each colour, each number with the way to its rows (单位发单统计)."""

    name: str
    counts: tuple[tuple[str, int, str], ...]


def slips(*, viewer: Viewer, book: Rulebook) -> list[SlipLine]:
    """Items that draw a slip on the rulebook's day and can be sent one, gravest first, then by due day; two queries."""
    open_ = Item.objects.visible_to(viewer).filter(dispatched_at__isnull=False, done_on=None, closed_on=None)
    rows = open_.exclude(state__in=book.final()).order_by("due_at", "pk")
    drawn = [(item, slip_of(item, book=book)) for item in rows if _takes_slips(item, book)]
    found = [(item, slip) for item, slip in drawn if slip is not None]
    urged = _urges([item for item, _ in found])
    lines = [_line(item, slip, urged.get(item.pk, ()), book) for item, slip in found]
    return sorted(lines, key=lambda line: (line.is_sent, -COLOURS.index(line.slip.colour)))


def _takes_slips(item: Item, book: Rulebook) -> bool:
    """Whether the unit has the item in hand: what waits for the office itself is not urged."""
    move = book.kind_of(item).move_by_code.get(SEND)
    return move is not None and item.state in move.frm


def _line(item: Item, slip: Lamp, urged: Sequence[Urge], book: Rulebook) -> SlipLine:
    sent = any(row.kind == slip.colour and local_day(row.at) == book.day for row in urged)
    return SlipLine(item, slip, urged[-1] if urged else None, sent)


def issued_today(items: Sequence[Item], *, book: Rulebook) -> set[tuple[int, str]]:
    """Item and colour of the slips that went out today for the present due days."""
    rows = (row for of_item in _urges(items).values() for row in of_item)
    return {(row.item_id, row.kind) for row in rows if local_day(row.at) == book.day}


def _urges(items: Sequence[Item]) -> dict[int, list[Urge]]:
    """Urges and slips of each item for its present due day, oldest first."""
    due = {item.pk: item.due_on for item in items}
    rows = Urge.objects.of(items).exclude(kind=Urge.Kind.REMINDER).order_by("at", "pk")
    found: dict[int, list[Urge]] = {}
    for row in rows:
        if row.for_due_on == due[row.item_id]:
            found.setdefault(row.item_id, []).append(row)
    return found


def slip_counts(items: Iterable[Item]) -> dict[int, dict[str, int]]:
    """How many slips of each colour each of some items got; one query."""
    rows = Urge.objects.of(items).filter(kind__in=Urge.SLIPS).order_by()
    found: dict[int, dict[str, int]] = {}
    for item_id, colour, count in rows.values_list("item_id", "kind").annotate(n=Count("pk")):
        found.setdefault(item_id, {})[colour] = count
    return found


def slips_by_unit(*, viewer: Viewer) -> list[UnitSlips]:
    """Units whose items got slips, most red first; one query. A number counts items, as the ledger behind it does."""
    rows = Urge.objects.visible_to(viewer).filter(kind__in=Urge.SLIPS, item__lead_unit__isnull=False).order_by()
    grouped = rows.values_list("item__lead_unit_id", "item__lead_name", "kind").annotate(
        n=Count("item_id", distinct=True)
    )
    found: dict[int, dict[str, int]] = {}
    names: dict[int, str] = {}
    for unit_id, name, colour, count in grouped:
        of_unit = found.setdefault(unit_id, {})
        of_unit[colour] = of_unit.get(colour, 0) + count
        names[unit_id] = name
    units = sorted(found, key=lambda pk: ([-found[pk].get(colour, 0) for colour in reversed(Urge.SLIPS)], names[pk]))
    return [
        UnitSlips(names[pk], tuple(_cell(pk, colour, found[pk]) for colour in reversed(Urge.SLIPS))) for pk in units
    ]


def _cell(unit_id: int, colour: str, counts: dict[str, int]) -> tuple[str, int, str]:
    asked = urlencode({"units": unit_id, "slip": str(colour)})
    return str(colour), counts.get(colour, 0), f"{reverse('work:items')}?{asked}"
