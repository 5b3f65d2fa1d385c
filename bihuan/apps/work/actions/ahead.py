"""Drafts, moves and corrections of many items made ready before the transaction that writes them (先备后写)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

from bihuan.apps.units.actions import append_events, with_facts
from bihuan.apps.work.actions.dossier import Dossier, Overtaken
from bihuan.apps.work.actions.writing import Writing
from bihuan.apps.work.models import Item, ItemNumber, Milestone
from bihuan.base import ready_rows
from bihuan.engine.loop import Kind

STANDS = ("state", "version")


class Ahead(Writing):
    """What many acts write, as rows that only wait for their transaction: nobody waits while they are made.

    The same acts, rows and events as one by one. New rows have reserved numbers. The numbers of items are given under
    the lock of their year when all is written, so that none is skipped; until then they count from 1. Listeners of
    single moves hear nothing: what registers or corrects many items at once is told to the log.
    """

    def __init__(self) -> None:
        super().__init__()
        self._free: dict[type[Any], Iterator[int]] = {}
        self._given: dict[int, int] = defaultdict(int)
        self._rows: dict[type[Any], list[list[Any]]] = defaultdict(list)
        self._updates: dict[tuple[str, ...], list[list[Any]]] = defaultdict(list)
        self._drafts: list[dict[str, Any]] = []
        self._numbered: list[tuple[int, int, int, dict[str, object]]] = []

    def add(self, item: Item, *, kind: Kind) -> Dossier:
        """A new item, and its dossier."""
        self.keep(item)
        dossier = self._dossiers[item.pk] = Dossier(item, kind=kind, parties=[])
        dossier.is_new()
        return dossier

    def add_nodes(self, nodes: list[Milestone]) -> None:
        """New nodes, with their numbers."""
        for node in nodes:
            self.keep(node)

    def keep(self, row: Any) -> Any:
        """A new row, with its number, to be written with the others."""
        model = type(row)
        if model not in self._free:
            self._free[model] = ready_rows.reserved_numbers(model)
        row.pk = next(self._free[model])
        return super().keep(row)

    def next_number(self, year: int) -> int:
        """Which of the new items of its year it is; the year's own number comes when all is written."""
        self._given[year] += 1
        return self._given[year]

    def record(self, kind: str, *, item: Item, **facts: Any) -> None:
        """An event; one that says a number is put into words when the number is known."""
        super().record(kind, item=item, **facts)
        if item.number is not None and "number" in (facts.get("to") or {}):
            place = len(self._drafts) + len(self._events) - 1
            self._numbered.append((place, item.year, item.number, dict(facts["to"])))

    def announce(self, **facts: Any) -> None:
        """Nobody is told of single moves."""

    def write(self) -> None:
        """Make ready what waits and forget the dossiers; `put` writes it."""
        assert not self.is_broken, "a move failed half way"
        assert not self._touched, "what hangs on kept items is changed one by one"
        for dossier in self._dossiers.values():
            if dossier.changed and not dossier.item._state.adding:
                self._make_ready(dossier)
        for model, rows in self._new.items():
            self._rows[model].extend(map(ready_rows.ready, rows))
        self._drafts += self._events
        self._new.clear()
        self._dossiers.clear()
        self._events = []

    def _make_ready(self, dossier: Dossier) -> None:
        item, columns = dossier.item, tuple(sorted(dossier.changed))
        ready = [ready_rows.ready_value(Item, name, getattr(item, name)) for name in columns]
        self._updates[columns].append([*ready, item.pk, *dossier.kept_as])

    def give_numbers(self) -> None:
        """Give the items their numbers, under the lock of each year (一事一号); in the transaction that writes."""
        begun = {year: self._begin_numbers(year, count) for year, count in self._given.items()}
        year_at, number_at = (ready_rows.place_of(Item, name) for name in ("year", "number"))
        for row in self._rows[Item]:
            if row[number_at] is not None:
                row[number_at] += begun[row[year_at]]
        for place, year, number, facts in self._numbered:
            self._drafts[place] = with_facts(self._drafts[place], {**facts, "number": number + begun[year]})

    def _begin_numbers(self, year: int, count: int) -> int:
        ItemNumber.objects.get_or_create(year=year)
        row = ItemNumber.objects.select_for_update().get(year=year)
        ItemNumber.objects.filter(year=year).update(last=row.last + count)
        return row.last

    def put(self, *, between: Callable[[], object]) -> None:
        """Write all rows and events, inside the caller's transaction. Raises: Overtaken: somebody was faster.

        Args: between: called after each part, to say that the work goes on or to stop it.
        """
        for columns, changed in self._updates.items():
            for is_written in ready_rows.update_if(Item, columns, stands=STANDS, rows=changed):
                if not is_written:
                    raise Overtaken
                between()
        for model, rows in self._rows.items():
            for _ in ready_rows.insert(model, rows):
                between()
        if self._drafts:
            append_events(self._drafts)
