"""What parts brought to the growth of a whole (贡献与拉动), by kinds or by units: the parts sum to the whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from bihuan.engine.analysis.lines import Figure
from bihuan.engine.indicators import apportioned, comparable_base, contributions, to_level
from bihuan.engine.values import Finding, Unit


@dataclass(frozen=True, slots=True)
class Brought:
    """What one part brought (一个部分的贡献), as printed: points of the whole's growth, percent of its increase.

    share: None where the whole did not grow, or hardly. figure: of the part, None for what no part explains.
    """

    label: str
    points: Decimal
    share: Decimal | None
    figure: Figure | None


def brought(whole: Figure, parts: Sequence[tuple[str, Figure]], *, unit: Unit, rest: str) -> list[Brought]:
    """What parts brought to a whole's growth (各部分拉动), the rest last; none where a figure or a growth is lacking.

    Args: unit: of the indicator. rest: what the part that nobody explains is called; left out where it is nothing.
    """
    levels = [_pair(figure, unit) for figure in (whole, *(figure for _, figure in parts))]
    known = [each for each in levels if each is not None]
    if len(known) != len(levels) or not parts:
        return []
    found = contributions([level for level, _ in known[1:]], [base for _, base in known[1:]], whole=known[0])
    if found.pulls is None:
        return []
    points = apportioned(found.pulls, places=2)
    shares = apportioned(found.rates, places=1) if found.rates is not None else (None,) * len(points)
    named: list[tuple[str, Figure | None]] = [*parts, (rest, None)]
    made = [
        Brought(label, point, share, figure)
        for (label, figure), point, share in zip(named, points, shares, strict=True)
    ]
    return made if found.residue else made[:-1]


def _pair(figure: Figure, unit: Unit) -> tuple[int, int] | None:
    """A level and last year's comparable one, in smallest units."""
    if figure.level is None or figure.growth is None:
        return None
    base = comparable_base(figure.level, figure.growth)
    level = to_level(figure.level, unit)
    if base is None or isinstance(level, Finding):
        return None
    return level, round(Fraction(level) / (1 + Fraction(figure.growth) / 100))
