"""Share of an item's time that has passed (时序进度)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from bihuan.engine.lamps.lamp_arrays import NO_DAY
from bihuan.engine.lamps.lamp_rules import GAP_SCALE

IntArray = NDArray[np.int64]


def time_elapsed(day: date, *, began_on: date, due_on: date) -> Decimal | None:
    """Share of the time between start and due day that has passed (时序进度), in whole percent, rounded down.

    Returns: 0 to 100; None where the item was due on the day it began, or before.

    >>> time_elapsed(date(2026, 1, 11), began_on=date(2026, 1, 1), due_on=date(2026, 2, 10))
    Decimal('25')
    """
    whole, gone = (due_on - began_on).days, (day - began_on).days
    return Decimal(min(max(gone, 0), whole) * 100 // whole) if whole > 0 else None


def time_elapsed_all(day: date, *, began: IntArray, due: IntArray) -> IntArray:
    """`time_elapsed` over arrays of day numbers (批量时序进度), in ten-thousandths of a point as `colours` takes it.

    Returns: `NO_DAY` where a day is not known, or the due day is not after the first.
    """
    known = (began != NO_DAY) & (due != NO_DAY)
    first, last = np.where(known, began, 0), np.where(known, due, 1)
    whole = last - first
    known &= whole > 0
    gone = np.clip(day.toordinal() - first, 0, np.maximum(whole, 0))
    return np.where(known, gone * 100 // np.where(known, whole, 1) * GAP_SCALE, NO_DAY)
