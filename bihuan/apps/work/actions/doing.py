"""One move while it is being made: what is known, and what it changes (办理中)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from bihuan.apps.work.actions.dossier import Dossier
from bihuan.apps.work.actions.writing import Writing
from bihuan.apps.work.models import Item
from bihuan.base.actors import Actor
from bihuan.engine.calendar import Calendar, local_day
from bihuan.engine.loop import Kind, Move


@dataclass
class Doing:
    """A move on its way: effects look at the dossier, `keep` new rows, `touch` old ones, and `change` the item."""

    writing: Writing
    dossier: Dossier
    move: Move
    to: str
    effects: tuple[str, ...]
    answers: Mapping[str, Any]
    by: Actor
    now: datetime
    calendar: Calendar
    why: str = ""
    before: dict[str, object] = field(default_factory=dict)
    after: dict[str, object] = field(default_factory=dict)
    children: list[Dossier] = field(default_factory=list)

    @property
    def item(self) -> Item:
        """The item that is moved."""
        return self.dossier.item

    @property
    def kind(self) -> Kind:
        """The item's ledger kind."""
        return self.dossier.kind

    @property
    def today(self) -> date:
        """The local day of the move."""
        return local_day(self.now)

    def change(self, **columns: object) -> None:
        """Set columns of the item; the first value before and the last one after go into the event."""
        for name, value in columns.items():
            old = getattr(self.item, name)
            if old != value:
                self.before.setdefault(name, old)
                self.after[name] = value
                self.dossier.set(**{name: value})

    def keep(self, row: Any) -> None:
        """A new row that hangs on the item."""
        self.writing.keep(row)

    def touch(self, row: Any, **columns: object) -> None:
        """Change columns of a row that hangs on the item."""
        for name, value in columns.items():
            setattr(row, name, value)
        self.writing.touch(row, *columns)

    def signature(self) -> dict[str, Any]:
        """Who makes this record, as its row keeps it."""
        return signature(self.by, at=self.now)


def signature(by: Actor, *, at: datetime) -> dict[str, Any]:
    """Who makes a record, as its row keeps it: names as of the day, and for whom."""
    viewer = by.viewer
    return {
        "at": at,
        "by_id": viewer.person_id,
        "by_name": viewer.name,
        "unit_name": viewer.unit_name,
        "acted_for": by.acted_for,
    }
