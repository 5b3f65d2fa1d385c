"""The prints of a text (文字指纹): a fixed part of its strings of seven signs, by which two texts show what they share.

Every string of letters and numbers gets a number; those that a fixed divisor divides are the prints. The same string
is a print in every text or in none, so the share of prints that two texts have in common is the share of their words,
and prints can be kept in a table and counted there.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from bihuan.engine.text.cleaning.simplified import simplify

LENGTH = 7
EVERY = 8
_SIGNS = re.compile(r"[^\w]+|_+")
_BASE = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xBF58476D1CE4E5B9)
_SHIFT = np.uint64(29)
_KEEP = np.uint64((1 << 62) - 1)


@dataclass(frozen=True)
class Prints:
    """The prints of one text (一篇文字的指纹): whole numbers below 2 to the 62nd, each once, in order."""

    values: tuple[int, ...]

    def shared(self, other: "Prints") -> int:
        """How many prints two texts have in common (共有指纹数)."""
        return len(set(self.values) & set(other.values))

    def share(self, other: "Prints") -> float:
        """Which part of the shorter text stands in the other too (重合度), 0 to 1."""
        least = min(len(self.values), len(other.values))
        return self.shared(other) / least if least else 0.0


def prints(body: str) -> Prints:
    """The prints of a body (取指纹): signs, blanks and script make no difference.

    >>> prints("会议强调，要加快建设。" * 9) == prints("會議強調,要加快建設。 " * 9)
    True
    """
    letters = _SIGNS.sub("", simplify(body)).lower()
    if len(letters) < LENGTH:
        return Prints(())
    codes = np.frombuffer(letters.encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    numbers = np.zeros(len(codes) - LENGTH + 1, dtype=np.uint64)
    with np.errstate(over="ignore"):
        for place in range(LENGTH):
            numbers = numbers * _BASE + codes[place : len(codes) - LENGTH + 1 + place]
        numbers = (numbers ^ (numbers >> _SHIFT)) * _MIX
        numbers ^= numbers >> _SHIFT
    chosen = numbers[numbers % np.uint64(EVERY) == 0] & _KEEP
    return Prints(tuple(np.unique(chosen).tolist()))


def of_values(values: Iterable[int]) -> Prints:
    """Prints as they were kept (由留存值还原)."""
    return Prints(tuple(sorted(set(values))))
