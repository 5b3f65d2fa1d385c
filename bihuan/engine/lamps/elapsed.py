"""Share of an item's time that has passed (时序进度)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal


def time_elapsed(day: date, *, began_on: date, due_on: date) -> Decimal | None:
    """Share of the time between start and due day that has passed (时序进度), in whole percent, rounded down.

    Returns: 0 to 100; None where the item was due on the day it began, or before.

    >>> time_elapsed(date(2026, 1, 11), began_on=date(2026, 1, 1), due_on=date(2026, 2, 10))
    Decimal('25')
    """
    whole, gone = (due_on - began_on).days, (day - began_on).days
    return Decimal(min(max(gone, 0), whole) * 100 // whole) if whole > 0 else None
