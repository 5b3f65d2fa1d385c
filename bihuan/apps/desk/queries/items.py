"""Items of the work app as lines of the desk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time
from functools import cached_property
from typing import Any

from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from bihuan.apps.work import queries as work
from bihuan.base.registries import Matter
from bihuan.base.scope import Viewer

LISTS: dict[str, Callable[..., list[work.DeskRow]]] = {
    "todo": work.todo,
    "done": work.done,
    "started": work.started,
    "copied": work.copied,
    "late": work.late,
}


class ItemLines:
    """One person's items, by tab, under the rules of the day that they look at."""

    def __init__(self, viewer: Viewer) -> None:
        self.viewer, self.now, self.book = viewer, _moment(viewer), work.rulebook(viewer.on)

    def count(self, tab: str, group: str = "") -> int:
        """How many items the tab, or one group of it, has."""
        return sum(n for (of_tab, of_group), n in self._counts.items() if of_tab == tab and group in ("", of_group))

    @cached_property
    def _counts(self) -> dict[tuple[str, str], int]:
        """All tabs are counted in one query."""
        return work.desk_counts(self.viewer, self.now, book=self.book)

    def find(self, tab: str, limit: int, group: str = "") -> list[Matter]:
        """The first items of the tab; of one group of what is to be done where asked."""
        asked: dict[str, Any] = {"group": group} if group else {}
        rows = LISTS[tab](self.viewer, self.now, book=self.book, limit=limit, **asked)
        return [_line(row, may_act=tab == "todo") for row in rows]


def _moment(viewer: Viewer) -> datetime:
    """Now, or the morning of the day that is looked at."""
    now = timezone.now()
    if timezone.localdate(now) == viewer.on:
        return now
    return datetime.combine(viewer.on, time(8, 30), tzinfo=timezone.get_default_timezone())


def _line(row: work.DeskRow, *, may_act: bool) -> Matter:
    """One line; its lamp and addresses are worked out only where the page shows it."""
    page: Any = reverse_lazy("work:item", args=[row.item_id])
    code, word = (row.first_move if may_act else None) or ("", "")
    act: Any = reverse_lazy("work:move", args=[row.item_id, code]) if code else ""
    return Matter(
        title=row.title,
        url=page,
        word=" ".join(part for part in (row.kind, row.number) if part),
        step=row.state,
        unit=row.unit,
        due_on=row.due_on,
        at=row.since,
        lamp=SimpleLazyObject(lambda: row.lamp),
        is_returned=row.is_returned,
        is_handed_in=row.is_handed_in,
        remind=row.remind,
        act=word,
        asks="、".join(row.asks) if may_act else "",
        act_url=act,
    )
