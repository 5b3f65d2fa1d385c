"""How many may go out now, and when a failed one is tried again (发送节奏)."""

from __future__ import annotations

from datetime import datetime, timedelta

from bihuan.engine.messages.limits import GatewayLimits


def may_go(limits: GatewayLimits, *, last_minute: int, to_person_today: int) -> bool:
    """Whether one more may go out now (是否可发).

    Args: last_minute: tried by this gateway within the last minute. to_person_today: sent to this person today.
    """
    full = limits.per_person_day is not None and to_person_today >= limits.per_person_day
    return last_minute < limits.per_minute and not full


def next_try(limits: GatewayLimits, *, failed: int, now: datetime) -> datetime | None:
    """When to try a message again after so many failures (下次重试); None when it is enough."""
    return now + limits.retries[failed - 1] if failed <= len(limits.retries) else None


def rest_after(limits: GatewayLimits, *, failures: int) -> timedelta:
    """How long a gateway is left alone that failed so many times in a row before (暂停时长)."""
    return limits.rests[min(failures, len(limits.rests) - 1)]
