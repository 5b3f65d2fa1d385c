"""Rows and events of one transaction: what was read is kept, what changed is written together (成批写入)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.http import Http404

from bihuan.apps.units import queries as units
from bihuan.apps.units.actions import append_events, event_draft
from bihuan.apps.work import queries
from bihuan.apps.work.actions.dossier import Dossier, items_with_counts, parties_of
from bihuan.apps.work.models import Item, ItemNumber, Milestone
from bihuan.base.actors import Actor
from bihuan.base.registries import announce
from bihuan.base.scope import Viewer
from bihuan.engine.loop import Kind

OBJECT = "work.item"
"""How the event log names an item."""
ROWS_AT_ONCE = 500


class Writing:
    """Dossiers that were read, rows that wait, events in the order of what was done.

    Items and nodes are inserted at once, because others point at them by number; all else waits for `write`.
    """

    def __init__(self) -> None:
        self.directory = units.Directory()
        self.is_broken = False
        self._dossiers: dict[int, Dossier] = {}
        self._books: dict[date, queries.Rulebook] = {}
        self._numbers: dict[int, ItemNumber] = {}
        self._sponsors: dict[int | None, str] = {}
        self._new: dict[type[Any], list[Any]] = defaultdict(list)
        self._touched: dict[type[Any], dict[int, Any]] = defaultdict(dict)
        self._columns: dict[type[Any], set[str]] = defaultdict(set)
        self._events: list[dict[str, Any]] = []
        self._facts: list[dict[str, Any]] = []

    def dossier(self, item_id: int, viewer: Viewer) -> Dossier:
        """The dossier of an item that this viewer may see; else there is none (Http404)."""
        if item_id not in self._dossiers:
            self.load([item_id], viewer)
        found = self._dossiers.get(item_id)
        if found is None or not found.is_visible_to(viewer):
            raise Http404
        return found

    def load(self, item_ids: Iterable[int], viewer: Viewer) -> None:
        """Read the dossiers of many items that this viewer may see, in three queries."""
        wanted = [pk for pk in item_ids if pk not in self._dossiers]
        items: list[Any] = list(items_with_counts(viewer).filter(pk__in=wanted))
        parties = parties_of(items) if items else {}
        for item in items:
            kind = self.book(viewer.on).kind_of(item)
            counts = {"evidence": item.evidence_count, "open_children": item.open_children_count}
            self._dossiers[item.pk] = Dossier(item, kind=kind, parties=parties.get(item.pk, []), **counts)

    def known(self, item_id: int | None) -> Dossier | None:
        """The dossier of an item, if it was read already."""
        return self._dossiers.get(item_id) if item_id is not None else None

    def parts(self, item_id: int) -> list[Item]:
        """Items in hand whose parent this one is, in the order in which they were made."""
        return [found.item for found in self._dossiers.values() if found.item.parent_id == item_id]

    def add(self, item: Item, *, kind: Kind) -> Dossier:
        """Insert a new item and open its dossier."""
        item.save(force_insert=True)
        dossier = self._dossiers[item.pk] = Dossier(item, kind=kind, parties=[])
        dossier.is_new()
        parent = self.known(item.parent_id)
        if parent is not None:
            parent.open_children += 1
        return dossier

    def add_nodes(self, nodes: list[Milestone]) -> None:
        """Insert new nodes; reports name them by number."""
        if nodes:
            Milestone.objects.bulk_create(nodes)

    def book(self, day: date) -> queries.Rulebook:
        """The rules in force on a day, the office's calendar among them; one query a day."""
        if day not in self._books:
            self._books[day] = queries.rulebook(day)
        return self._books[day]

    def kind_on(self, code: str, day: date) -> tuple[Kind, str]:
        """A ledger kind in force on a day, with its version."""
        book = self.book(day)
        if code not in book.kinds:
            raise queries.NoSuchKind(f"{day}没有“{code}”这类台账，请先在规则中设置。")
        return book.kinds[code], book.versions[code]

    def sponsor_name(self, item: Item) -> str:
        """Name of the leader who sponsors an item; empty without one."""
        pk = item.sponsor_leader_id
        if pk not in self._sponsors:
            self._sponsors[pk] = item.sponsor_leader.name if item.sponsor_leader else ""
        return self._sponsors[pk]

    def next_number(self, year: int) -> int:
        """The next number of a year, none skipped, under the lock of the year's row (一事一号)."""
        if year not in self._numbers:
            ItemNumber.objects.get_or_create(year=year)
            self._numbers[year] = ItemNumber.objects.select_for_update().get(year=year)
        row = self._numbers[year]
        row.last += 1
        self.touch(row, "last")
        return row.last

    def keep(self, row: Any) -> Any:
        """A new row, to be inserted with the others."""
        self._new[type(row)].append(row)
        return row

    def touch(self, row: Any, *columns: str) -> None:
        """Columns of a row were changed in memory; a row that is not inserted yet takes them along."""
        if not row._state.adding:
            self._touched[type(row)][row.pk] = row
            self._columns[type(row)] |= set(columns)

    def record(  # noqa: PLR0913 - the sides of record_event
        self,
        kind: str,
        *,
        item: Item,
        by: Actor,
        at: datetime,
        frm: Mapping[str, object] | None = None,
        to: Mapping[str, object] | None = None,
        why: str = "",
        evidence: Iterable[str] = (),
        result: str = "done",
    ) -> None:
        """An event about an item, to be chained with the others in the order of what was done."""
        self._events.append(
            event_draft(
                kind,
                object_kind=OBJECT,
                object_id=item.pk,
                by=by,
                at=at,
                frm=frm,
                to=to,
                why=why,
                evidence=evidence,
                result=result,
            )
        )

    def announce(self, **facts: Any) -> None:
        """A move that listeners hear of once its rows are written."""
        self._facts.append(facts)

    def write(self) -> None:
        """Write all that waits; what was read stays in memory.

        Changed rows go first: a new lead unit or pause may only stand once the one before has ended.
        """
        assert not self.is_broken, "a move failed half way; this transaction can only be rolled back"
        for dossier in self._dossiers.values():
            dossier.write()
        for model, rows in self._touched.items():
            model.objects.bulk_update(rows.values(), sorted(self._columns[model]), batch_size=ROWS_AT_ONCE)
        for model, new in self._new.items():
            model.objects.bulk_create(new, batch_size=ROWS_AT_ONCE)
        if self._events:
            append_events(self._events)
        facts, self._events, self._facts = self._facts, [], []
        self._touched.clear()
        self._columns.clear()
        self._new.clear()
        for each in facts:
            announce("work.item_moved", **each)
