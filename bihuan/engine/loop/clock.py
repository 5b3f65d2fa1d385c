"""Limits and reminders of an item (时限与提醒)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from bihuan.engine.calendar import Calendar, Limit
from bihuan.engine.loop.kind import Kind


@dataclass(frozen=True, slots=True)
class Reminder:
    """A reminder of a due day (到期提醒): so many working days before (negative) or after it, when, in words."""

    working_days: int
    on: date
    word: str


def due_limit(kind: Kind, move_or_state: str, *, grade: str | None = None) -> Limit | None:
    """How long a move may wait or a state may last (环节时限); None where the kind sets none.

    Args: grade: of the item (缓急); a limit without a grade holds for all that have none of their own.
    """
    found = {each.grade: each.limit for each in kind.limits if each.at == move_or_state}
    return found.get(grade, found.get(None))


def reminders(kind: Kind, *, day: date, due_on: date, calendar: Calendar) -> tuple[Reminder, ...]:
    """Reminders that fall on a day (当日提醒); unless a kind says else 3 working days before, on the day, 1 after."""
    return tuple(each for each in all_reminders(kind, due_on=due_on, calendar=calendar) if each.on == day)


def all_reminders(kind: Kind, *, due_on: date, calendar: Calendar) -> tuple[Reminder, ...]:
    """All reminders of a due day, in order; that of a due day which is a rest day comes on the working day before."""
    return tuple(_reminder(days, due_on, calendar) for days in sorted(kind.reminders))


def _reminder(days: int, due_on: date, calendar: Calendar) -> Reminder:
    if days == 0 and not calendar.is_working(due_on):
        return Reminder(0, calendar.add_working_days(due_on, -1), f"将于{due_on}（休息日）到期")
    return Reminder(days, calendar.add_working_days(due_on, days), _reminder_word(days))


def _reminder_word(days: int) -> str:
    if days == 0:
        return "今日到期"
    return f"还有{-days}个工作日到期" if days < 0 else f"已逾期{days}个工作日"


def look_back_sample(item_ids: Iterable[int | str], *, share: int, seed: str) -> frozenset[int | str]:
    """Which written-off items are looked back at (回头看抽查): the same seed draws the same items, whatever the order.

    Args: share: in percent, 0 to 100; any share above 0 draws at least one. seed: told before the draw ("2026Q3").
    """
    if not 0 <= share <= 100:
        raise ValueError(f"a share is 0 to 100 percent, not {share}")
    drawn = sorted(set(item_ids), key=lambda item: (_lot(item, seed), str(item)))
    return frozenset(drawn[: -(-len(drawn) * share // 100)])


def _lot(item: int | str, seed: str) -> bytes:
    return sha256(f"{seed}:{item}".encode()).digest()
