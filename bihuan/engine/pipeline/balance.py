"""Energy and emissions against each year's quota (能耗、排放余量): what is taken, left, and unknown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bihuan.engine.values import Quantity


@dataclass(frozen=True, slots=True)
class Use:
    """What one project takes in one year (项目年度用量); None where it is not known."""

    project: str
    year: int
    amount: Quantity | None


@dataclass(frozen=True, slots=True)
class YearBalance:
    """One year (一年的余量): quota, what the projects known take, what is left, and whose use is not known.

    taken: None where no project's use is known. left: None without a quota; the most that can be left where some
    use is unknown.
    """

    year: int
    quota: Quantity | None
    taken: Quantity | None
    left: Quantity | None
    unknown: tuple[str, ...]

    @property
    def is_short(self) -> bool:
        """Whether more is taken than there is (是否超出)."""
        return self.left is not None and self.left.amount < 0


@dataclass(frozen=True, slots=True)
class Balance:
    """The years in order (分年余量)."""

    years: tuple[YearBalance, ...]

    def of(self, year: int) -> YearBalance | None:
        """One year of the balance (某年余量)."""
        return next((each for each in self.years if each.year == year), None)


def balance(quota: Mapping[int, Quantity], used: Iterable[Use]) -> Balance:
    """Quota and use by year (分年余量).

    A use that is not known is named, never taken as nothing.

    Raises: MixedDimensions: uses and quota measure different things.
    """
    by_year: dict[int, list[Use]] = {year: [] for year in quota}
    for use in used:
        by_year.setdefault(use.year, []).append(use)
    return Balance(tuple(_year(year, quota.get(year), by_year[year]) for year in sorted(by_year)))


def _year(year: int, quota: Quantity | None, uses: list[Use]) -> YearBalance:
    taken = total(use.amount for use in uses)
    unknown = tuple(use.project for use in uses if use.amount is None)
    left = None if quota is None else quota if taken is None else quota - taken
    return YearBalance(year, quota, taken, left, unknown)


def total(amounts: Iterable[Quantity | None]) -> Quantity | None:
    """Sum of what is known, in the unit of the first (合计); None where nothing is known."""
    found: Quantity | None = None
    for amount in amounts:
        if amount is not None:
            found = amount if found is None else found + amount
    return found
