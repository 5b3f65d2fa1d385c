"""How many may go out now, and when a failed one is tried again (发送节奏)."""

from __future__ import annotations

from datetime import datetime, timedelta

from bihuan.engine.messages.limits import GatewayLimits

WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 2, 5, 15, 60, 180, 360, 720))
"""How long one waits after the first, second, ... failure; after the last one a person must look (about a day)."""


def may_go(limits: GatewayLimits, *, last_minute: int, to_person_today: int) -> bool:
    """Whether one more may go out now (是否可发).

    Args: last_minute: tried by this gateway within the last minute. to_person_today: sent to this person today.
    """
    full = limits.per_person_day is not None and to_person_today >= limits.per_person_day
    return last_minute < limits.per_minute and not full


def next_try(failed: int, *, now: datetime) -> datetime | None:
    """When to try again after so many failures (下次重试); None when it is enough."""
    return now + WAITS[failed - 1] if failed <= len(WAITS) else None
