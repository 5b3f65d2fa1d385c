"""Growth targets broken down (增速目标分解): rates do not add, so they are weighed by comparable bases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

PILED_UP = 105
"""Percent of the whole above which targets are piled up on the way down (层层加码)."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """Parts against their whole (分解覆盖): in percent of it, and the verdict in words."""

    percent: Fraction
    verdict: str

    @property
    def is_piled_up(self) -> bool:
        """Whether so much more is asked of the parts than of the whole that it is 层层加码."""
        return self.percent > PILED_UP


def implied_growth(bases: Sequence[int], growths: Sequence[Decimal]) -> Fraction | None:
    """Growth of the whole that growths of its parts imply in percent (加权增速); None where the bases sum to nothing.

    >>> implied_growth([300, 100], [Decimal("6"), Decimal("10")])
    Fraction(7, 1)
    """
    whole = sum(bases)
    if whole <= 0:
        return None
    return sum((base * Fraction(growth) for base, growth in zip(bases, growths, strict=True)), Fraction(0)) / whole


def level_of_growth(base: int, growth: Decimal) -> int:
    """Level that a growth means on a base (增速对应的总量), never less: rounded up to the smallest unit."""
    exact = base * (1 + Fraction(growth) / 100)
    return -((-exact).__floor__())


def printed_growths(
    levels: Sequence[int],
    bases: Sequence[int],
    *,
    target: Decimal,
    places: int = 1,
    fixed: Mapping[int, Decimal] | None = None,
) -> list[Decimal]:
    """Growths of parts as a letter prints them (责任书上的增速), such that together they still imply the target.

    Each is rounded to the nearest; where that falls short of the target, those that lost most by rounding go up.

    Args: fixed: rates that stand as they are, by place.
    """
    stands = fixed or {}
    step = Decimal(1).scaleb(-places)
    exact = [_growth(level, base) for level, base in zip(levels, bases, strict=True)]
    printed = [stands.get(place, _rounded(each, places)) for place, each in enumerate(exact)]
    wanted = Fraction(target) * sum(bases)
    free = [place for place in range(len(exact)) if place not in stands]
    order = sorted(free, key=lambda place: (Fraction(printed[place]) - exact[place], place))
    for place in order:
        if sum((base * Fraction(each) for base, each in zip(bases, printed, strict=True)), Fraction(0)) >= wanted:
            break
        printed[place] += step if bases[place] > 0 else Decimal(0)
    return printed


def coverage(whole: int, parts: Sequence[int]) -> Coverage | None:
    """What the parts sum to in percent of the whole (分解比例); None where the whole is nothing.

    Below 100 the whole is not covered; above PILED_UP targets are piled up on the way down (层层加码).
    """
    if whole <= 0:
        return None
    percent = Fraction(sum(parts) * 100, whole)
    return Coverage(percent, _verdict(percent))


def growth_coverage(target: Decimal, bases: Sequence[int], growths: Sequence[Decimal]) -> Coverage | None:
    """The same for growth targets (增速目标分解比例): the level that the parts imply against that of the target."""
    implied = implied_growth(bases, growths)
    if implied is None or target <= -100:
        return None
    percent = (100 + implied) * 100 / (100 + Fraction(target))
    return Coverage(percent, _verdict(percent))


def _verdict(percent: Fraction) -> str:
    if percent < 100:
        return "分解合计低于总目标，未覆盖"
    return f"分解合计高出总目标{PILED_UP - 100}%以上，层层加码" if percent > PILED_UP else "分解合计覆盖总目标"


def _growth(level: int, base: int) -> Fraction:
    return Fraction((level - base) * 100, base) if base > 0 else Fraction(0)


def _rounded(growth: Fraction, places: int) -> Decimal:
    return Decimal((growth * 10**places + Fraction(1, 2)).__floor__()).scaleb(-places)
