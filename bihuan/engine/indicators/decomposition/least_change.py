"""Whole numbers that sum to a total and lie as near as may be to what was wanted (最小变动分配)."""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction


class CannotSplit(ValueError):
    """A total cannot be shared out so (无法分解); the sentence says why and what to do.

    short: by how many smallest units it fails, where that is what fails; it stands in the sentence as {short}.
    """

    def __init__(self, sentence: str, *, short: int = 0) -> None:
        self.sentence, self.short = sentence, short
        super().__init__(sentence.replace("{short}", str(short)))


@dataclass(frozen=True, slots=True)
class Slot:
    """One part to be filled (一份): what it should get, how readily it moves off it, and between which bounds.

    weight: moving by one costs one over the weight, so a part of twice the weight moves twice as far; 0 stays.
    """

    wanted: int
    weight: int
    floor: int
    ceiling: int

    def __post_init__(self) -> None:
        if self.floor > self.ceiling:
            raise CannotSplit("有单位的下限高于上限，请核对。")
        if self.weight < 0:
            raise ValueError("a weight is zero or more")

    @property
    def bounds(self) -> tuple[int, int]:
        """Between what it can move (可动范围): a part without weight stays at what it should get."""
        if self.weight:
            return self.floor, self.ceiling
        fixed = min(max(self.wanted, self.floor), self.ceiling)
        return fixed, fixed


def least_change(total: int, slots: Sequence[Slot]) -> tuple[int, ...]:
    """Whole numbers with the least sum of squared moves over weight that sum to the total (最小变动分配).

    The real solution moves every part by one multiple of its weight, up to its bounds; rounded to the nearest, it is
    the whole solution of a sum nearby, from which single units are given or taken where that costs least.

    >>> least_change(100, [Slot(0, 2, 0, 100), Slot(0, 1, 0, 100), Slot(0, 1, 0, 20)])
    (53, 27, 20)

    Raises: CannotSplit: the bounds do not let the parts sum to the total.
    """
    _refuse_out_of_reach(total, slots)
    step = _multiple(total, slots)
    filled = [_nearest(slot, step) for slot in slots]
    _settle(total - sum(filled), slots, filled)
    return tuple(filled)


def _refuse_out_of_reach(total: int, slots: Sequence[Slot]) -> None:
    least, most = (sum(slot.bounds[side] for slot in slots) for side in (0, 1))
    if total < least:
        raise CannotSplit("各单位的下限合计比总数多{short}。请调低下限，或提高总数。", short=least - total)
    if total > most:
        raise CannotSplit("各单位的上限合计比总数少{short}。请调高上限，或降低总数。", short=total - most)


def _multiple(total: int, slots: Sequence[Slot]) -> Fraction:
    """The multiple of its weight by which each part moves, so that the real parts sum to the total."""
    turns: list[tuple[Fraction, int]] = []
    for slot in slots:
        if slot.weight:
            turns.append((Fraction(slot.floor - slot.wanted, slot.weight), slot.weight))
            turns.append((Fraction(slot.ceiling - slot.wanted, slot.weight), -slot.weight))
    if not turns:
        return Fraction(0)
    turns.sort()
    at, slope, reached = turns[0][0], 0, Fraction(sum(slot.bounds[0] for slot in slots))
    for turn, change in turns:
        ahead = reached + slope * (turn - at)
        if ahead >= total and slope:
            return at + (total - reached) / slope
        at, reached, slope = turn, ahead, slope + change
    return at


def _nearest(slot: Slot, step: Fraction) -> int:
    least, most = slot.bounds
    return min(max((slot.wanted + step * slot.weight + Fraction(1, 2)).__floor__(), least), most)


def _settle(missing: int, slots: Sequence[Slot], filled: list[int]) -> None:
    """Give or take single units where that costs least; among equals the first gets and the last gives."""
    sign = 1 if missing > 0 else -1
    waiting = [each for place in range(len(slots)) if (each := _cost(slots, filled, place, sign)) is not None]
    heapq.heapify(waiting)
    for _ in range(abs(missing)):
        place = heapq.heappop(waiting)[1] * sign
        filled[place] += sign
        following = _cost(slots, filled, place, sign)
        if following is not None:
            heapq.heappush(waiting, following)


def _cost(slots: Sequence[Slot], filled: list[int], place: int, sign: int) -> tuple[Fraction, int] | None:
    """What one unit more (or less) costs a part, with its place as the tie breaker; None where it may not move."""
    slot, value = slots[place], filled[place]
    least, most = slot.bounds
    if not least <= value + sign <= most:
        return None
    return Fraction(sign * 2 * (value - slot.wanted) + 1, slot.weight), place * sign
