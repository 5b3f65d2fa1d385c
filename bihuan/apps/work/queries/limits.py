"""Limits of the stage that an item is in, and the day that a dispatch would propose (环节时限)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from bihuan.apps.work import mapping
from bihuan.apps.work.models import Item
from bihuan.engine.calendar import Calendar, Due, due
from bihuan.engine.loop import Kind, Move, due_limit

FROM_DISPATCH = ("first_answer", "object")
"""Limits that run from the dispatch, not from when the state was entered."""


@dataclass(frozen=True)
class StageLimit:
    """A move that must come by a moment, or is late (本环节时限)."""

    word: str
    due: Due
    is_late: bool


def stage_limits(item: Item, kind: Kind, *, now: datetime, calendar: Calendar) -> list[StageLimit]:
    """Moves that the item's state waits for and by when; the limit of the whole is the item's own due day."""
    return list(_limits(item, kind, now, calendar))


def _limits(item: Item, kind: Kind, now: datetime, calendar: Calendar) -> Iterator[StageLimit]:
    for move in kind.moves_from(item.state):
        limit = due_limit(kind, move.code, grade=item.grade or None)
        start = _start(item, move)
        if limit and start and move.code != mapping.WHOLE and not _is_answered(item, move):
            end = due(limit, start=start, calendar=calendar)
            yield StageLimit(move.word, end, is_late=end.at is not None and now > end.at)


def _start(item: Item, move: Move) -> datetime | None:
    return item.dispatched_at if move.code in FROM_DISPATCH else item.moved_at


def _is_answered(item: Item, move: Move) -> bool:
    return move.code == "first_answer" and item.first_answer_at is not None


def proposed_due(item: Item, kind: Kind, *, now: datetime, calendar: Calendar) -> date | None:
    """The due day to propose when an item goes out: its own, else what the kind's limit gives from now on."""
    if item.due_on is not None:
        return item.due_on
    limit = due_limit(kind, mapping.WHOLE, grade=item.grade or None)
    return mapping.by_limit(limit, start=now, calendar=calendar).on if limit else None
