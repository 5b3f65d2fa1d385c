"""Slow, obvious second implementations for the loop."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from hashlib import sha256
from math import ceil


def sample_by_counting(items: Iterable[int], *, share: int, seed: str) -> set[int]:
    """Whoever has fewer before him in the order of lots than there are places (逐个数名次)."""
    lots = {item: sha256(f"{seed}:{item}".encode()).hexdigest() for item in items}
    places = ceil(Fraction(len(lots) * share, 100))
    return {item for item in lots if sum(other < lots[item] for other in lots.values()) < places}
