"""A total shared out unit by unit, each to whom it costs least (逐个分配)."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from bihuan.engine.indicators.decomposition import Method, Part, Slot


def shared_out(total: int, slots: Sequence[Slot]) -> list[int] | None:
    """From the floors up, one unit at a time to the part whose squared move over weight grows least; None: cannot."""
    filled = [_fixed(slot) if slot.weight == 0 else slot.floor for slot in slots]
    while sum(filled) < total:
        open_ = [at for at, slot in enumerate(slots) if slot.weight and filled[at] < slot.ceiling]
        if not open_:
            return None
        filled[min(open_, key=lambda at: (_growth_of_cost(slots[at], filled[at]), at))] += 1
    return filled if sum(filled) == total else None


def tree_shared_out(total: int, parts: Sequence[Part], method: Method) -> dict[int, int] | None:
    """Level by level, the bounds of a part drawn in to those of the units below it."""
    filled = shared_out(total, [_slot(part, method) for part in parts])
    if filled is None:
        return None
    found = dict(zip((part.unit for part in parts), filled, strict=True))
    for part in parts:
        if part.parts:
            below = tree_shared_out(found[part.unit], part.parts, method)
            if below is None:
                return None
            found |= below
    return found


def _slot(part: Part, method: Method) -> Slot:
    wanted, weight = {
        Method.BASE_SHARE: (0, part.base),
        Method.INCREMENT_SHARE: (part.base, part.increment),
        Method.CAPACITY: (part.base, part.capacity),
        Method.NEGOTIATED: (part.proposal or 0, max(part.proposal or 0, 1)),
    }[method]
    return Slot(wanted, weight, lowest(part), highest(part))


def lowest(part: Part) -> int:
    """The least that a part and those below it can take."""
    return max(part.floor, sum(map(lowest, part.parts)))


def highest(part: Part) -> int:
    """The most that a part and those below it can take."""
    return min(part.ceiling, sum(map(highest, part.parts))) if part.parts else part.ceiling


def _fixed(slot: Slot) -> int:
    return sorted((slot.floor, slot.wanted, slot.ceiling))[1]


def _growth_of_cost(slot: Slot, value: int) -> Fraction:
    before, after = ((each - slot.wanted) ** 2 for each in (value, value + 1))
    return Fraction(after - before, slot.weight)
