"""How long a work took, told from the moments at which something was done (用时)."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import pairwise


def time_spent(moments: Iterable[datetime], *, longest: timedelta) -> timedelta | None:
    """The time between deeds, pauses over `longest` left out (用时); None before the second deed.

    >>> time_spent([datetime(2026, 1, 5, 9, 0), datetime(2026, 1, 5, 9, 2)], longest=timedelta(minutes=5))
    datetime.timedelta(seconds=120)
    """
    gaps = [later - earlier for earlier, later in pairwise(sorted(moments))]
    return sum((gap for gap in gaps if gap <= longest), timedelta()) if gaps else None


def filling_hours(fields: int, minutes: int) -> float:
    """Hours that so many fields take at so many minutes each (填报工时).

    >>> filling_hours(90, 2)
    3.0
    """
    return fields * minutes / 60
