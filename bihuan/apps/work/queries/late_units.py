"""What is late, who has it, and why: for a leader's few taps (逾期与原因)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bihuan.apps.work.models import Item
from bihuan.apps.work.queries.columns import BY_CODE, Row
from bihuan.apps.work.queries.ledger import Wanted, asked_items, in_order, rows_of
from bihuan.apps.work.queries.rulebook import rulebook
from bihuan.base.scope import Viewer

MOST = 200


@dataclass(frozen=True)
class Late:
    """One overdue item with what its unit said last."""

    row: Row
    days: int

    @property
    def item(self) -> Item:
        """The item."""
        return self.row.item

    @property
    def why(self) -> str:
        """What stands in the way, in the unit's own words; empty where it has not said."""
        return self.row.report.problems if self.row.report else ""


@dataclass(frozen=True)
class LateUnit:
    """A unit with its overdue items, the longest first."""

    name: str
    items: list[Late]


def late_units(viewer: Viewer) -> tuple[list[LateUnit], int]:
    """Units that have overdue items, in the order of the longest delay, and how many items there are in all."""
    book = rulebook(viewer.on)
    items = asked_items(Wanted(status=("overdue",)), viewer=viewer, book=book)
    rows = rows_of(list(in_order(items, "")[:MOST]), book=book, columns=[BY_CODE["report"]])
    return _by_unit(rows, on=viewer.on), items.count() if len(rows) == MOST else len(rows)


def _by_unit(rows: Iterable[Row], *, on: date) -> list[LateUnit]:
    found: dict[str, list[Late]] = {}
    for row in rows:
        days = (on - row.item.due_on).days if row.item.due_on else 0
        found.setdefault(row.item.lead_name or "未定牵头单位", []).append(Late(row, days))
    return [LateUnit(name, items) for name, items in found.items()]
