"""Limits of the stage that an item is in, and the day that a dispatch would propose (环节时限)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bihuan.apps.work import mapping
from bihuan.apps.work.models import Item, Party, Progress
from bihuan.engine.calendar import Calendar, Due, Limit, due, span_words
from bihuan.engine.loop import Kind, Move, due_limit

FROM_DISPATCH = ("first_answer", "object", "contribute")
"""Limits that run from the dispatch, not from when the state was entered."""
RIGHTS = ("object",)
"""Moves that a unit may make in their time, and need not."""
HELP = "contribute"
"""What helping units owe (配合单位时限): told on the item's page, where one sees who has not reported."""
HELPING = (Party.Role.RESPONSIBLE, Party.Role.SUPPORT)


@dataclass(frozen=True)
class StageLimit:
    """A move that must come by a moment, or is late (本环节时限)."""

    word: str
    due: Due
    is_late: bool


def stage_limits(
    item: Item, kind: Kind, *, now: datetime, calendar: Calendar, settled: Collection[str] = ()
) -> list[StageLimit]:
    """What the item's state waits for and by when, and how long the state itself may last (本环节时限).

    The limit of the whole is the item's own due day. Args: settled: moves that nobody owes any more.
    """
    return list(_limits(item, kind, now, calendar, settled))


def _limits(
    item: Item, kind: Kind, now: datetime, calendar: Calendar, settled: Collection[str]
) -> Iterator[StageLimit]:
    for word, limit, start in _running(item, kind, settled):
        end = due(limit, start=start, calendar=calendar)
        yield StageLimit(word, end, is_late=end.at is not None and now > end.at)


def _running(item: Item, kind: Kind, settled: Collection[str]) -> Iterator[tuple[str, Limit, datetime]]:
    whole = due_limit(kind, item.state, grade=item.grade or None)
    if whole and item.moved_at:
        yield f"“{kind.state_by_code[item.state].word}”环节", whole, item.moved_at
    for move in kind.moves_from(item.state):
        limit, start = due_limit(kind, move.code, grade=item.grade or None), _start(item, move)
        owed = move.code != mapping.WHOLE and move.code not in settled and not _is_answered(item, move)
        if limit and start and owed:
            yield move.word, limit, start


def duties_late(item: Item, kind: Kind, *, now: datetime, calendar: Calendar) -> list[StageLimit]:
    """What the item's state waits for and should have come by now; an objection is a right, not a duty (超时环节)."""
    limits = stage_limits(item, kind, now=now, calendar=calendar, settled=(*RIGHTS, HELP))
    return [limit for limit in limits if limit.is_late]


def settled(item: Item, parties: Sequence[Party], reports: Sequence[Progress]) -> tuple[str, ...]:
    """What helping units owe no more: there are none, or each has reported since the dispatch (配合单位已报送)."""
    owing = {party.unit_name for party in parties if party.role in HELPING}
    for report in reports:
        if report.withdrawn_at is None and item.dispatched_at and report.at >= item.dispatched_at:
            owing -= {report.unit_name, report.acted_for}
    return () if owing else (HELP,)


def hours_given(item: Item, kind: Kind) -> list[str]:
    """Duties that run in hours from the dispatch on, in words; empty where a kind counts in days (限时办理)."""
    found = []
    for code in ("sign", *FROM_DISPATCH, mapping.WHOLE):
        move, limit = kind.move_by_code.get(code), due_limit(kind, code, grade=item.grade or None)
        if move and limit and limit.unit == "hours" and code not in RIGHTS:
            found.append(f"{limit.label}内{move.word}")
    return found


@dataclass(frozen=True)
class FirstAnswer:
    """When the first answer was given, after how long, and by when it was asked (首次答复)."""

    at: datetime
    took: str
    due: Due | None
    is_late: bool


def first_answer(item: Item, kind: Kind, *, calendar: Calendar) -> FirstAnswer | None:
    """The first answer against the department's limit; None before it was given."""
    at, start = item.first_answer_at, item.dispatched_at
    if at is None:
        return None
    limit = due_limit(kind, "first_answer", grade=item.grade or None)
    if start is None or at < start:  # dispatched anew since
        return FirstAnswer(at, "", None, is_late=False)
    end = due(limit, start=start, calendar=calendar) if limit else None
    return FirstAnswer(at, span_words(start, at), end, is_late=bool(end and end.at and at > end.at))


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
