"""What each part brought to the growth of the whole (贡献率、拉动): exact, so that the parts sum to the whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import numpy as np

from bihuan.engine.indicators.cube import BoolArray, FloatArray, IntArray

_LEAST = Fraction(5, 10_000)
"""A growth that is printed as 0.0 % is too near to nothing to be shared out."""


@dataclass(frozen=True, slots=True)
class Contributions:
    """Increments of parts and of what no part explains (各部分的增量).

    increments: in smallest units. residue: increment of the whole less that of the parts; a published whole need not
    be the sum of its published parts, and is not forced to. base: the whole's, a year before.
    """

    increments: tuple[int, ...]
    residue: int
    base: int

    @property
    def whole(self) -> int:
        """Increment of the whole (总增量)."""
        return sum(self.increments) + self.residue

    @property
    def growth(self) -> Fraction | None:
        """Growth of the whole in percent (总增速); None where it began with nothing."""
        return Fraction(self.whole * 100, self.base) if self.base > 0 else None

    @property
    def rates(self) -> tuple[Fraction, ...] | None:
        """Share of each part in the whole's increase in percent, the residue last (贡献率); they sum to 100.

        None where the whole did not grow, or hardly.
        """
        if self.base <= 0 or Fraction(self.whole, self.base) < _LEAST:
            return None
        return tuple(Fraction(each * 100, self.whole) for each in (*self.increments, self.residue))

    @property
    def pulls(self) -> tuple[Fraction, ...] | None:
        """Points of the whole's growth that each part brought, the residue last (拉动); they sum to the growth."""
        if self.base <= 0:
            return None
        return tuple(Fraction(each * 100, self.base) for each in (*self.increments, self.residue))


def contributions(
    levels: Sequence[int], bases: Sequence[int], *, whole: tuple[int, int] | None = None
) -> Contributions:
    """Contributions of parts from their levels and comparable bases (贡献率和拉动).

    Args: whole: level and base of the whole as published; else it is the sum of the parts.
    """
    increments = tuple(level - base for level, base in zip(levels, bases, strict=True))
    level, base = whole or (sum(levels), sum(bases))
    return Contributions(increments, level - base - sum(increments), base)


def apportioned(shares: Sequence[Fraction], *, places: int = 1) -> tuple[Decimal, ...]:
    """Shares rounded so that what is printed sums to the rounded sum (最大余数法): the largest remainders go up.

    >>> [str(each) for each in apportioned([Fraction(100, 3)] * 3)]
    ['33.4', '33.3', '33.3']
    """
    scale = 10**places
    scaled = [each * scale for each in shares]
    floors = [each.__floor__() for each in scaled]
    missing = (sum(scaled, Fraction(0)) + Fraction(1, 2)).__floor__() - sum(floors)
    by_remainder = sorted(range(len(scaled)), key=lambda place: (floors[place] - scaled[place], place))
    for place in by_remainder[:missing]:
        floors[place] += 1
    return tuple(Decimal(each).scaleb(-places).quantize(Decimal(1).scaleb(-places)) for each in floors)


@dataclass(frozen=True, slots=True, eq=False)
class Pulls:
    """Contributions of many parts at once (批量贡献), as the arrays given; NaN where not known.

    rates: percent of the whole's increase. points: of the whole's growth. residue: by whole, its growth less the
    points of its parts.
    """

    rates: FloatArray
    points: FloatArray
    residue: FloatArray


def pulls(levels: IntArray, bases: IntArray, *, known: BoolArray, whole: IntArray) -> Pulls:
    """Contributions of parts along the first axis (批量贡献率和拉动).

    Args: levels, bases: (parts, …), smallest units. known: where both are. whole: place of each one's whole, -1 for
        none. The whole's own figure counts, and what its parts leave open is the residue.
    """
    parts = np.flatnonzero(whole >= 0)
    above = whole[parts]
    increments = np.where(known, levels - bases, 0)
    sound = known[parts] & known[above] & (bases[above] > 0)
    points, rates = np.full(levels.shape, np.nan), np.full(levels.shape, np.nan)
    points[parts] = np.where(sound, increments[parts] * 100.0 / np.where(sound, bases[above], 1), np.nan)
    grew = sound & (increments[above] >= bases[above] * float(_LEAST))
    rates[parts] = np.where(grew, increments[parts] * 100.0 / np.where(grew, increments[above], 1), np.nan)
    return Pulls(rates, points, _residue(increments, bases, known, parts, above))


def _residue(increments: IntArray, bases: IntArray, known: BoolArray, parts: IntArray, above: IntArray) -> FloatArray:
    explained = np.zeros(increments.shape, np.int64)
    np.add.at(explained, above, increments[parts])
    has_parts = np.zeros(len(increments), bool)
    has_parts[above] = True
    sound = known & (bases > 0) & has_parts.reshape(-1, *[1] * (increments.ndim - 1))
    return np.where(sound, (increments - explained) * 100.0 / np.where(sound, bases, 1), np.nan)
