"""Indicators side by side (指标目录): their order in the cube, and what the arrays ask of each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from bihuan.engine.values import Indicator

IntArray = NDArray[np.int64]
BoolArray = NDArray[np.bool_]


_ALL = slice(None)

Columns = tuple[tuple[int, IntArray], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Turn:
    """How one month of the year is counted (本月口径), by place of the indicator.

    follows: whether a single value is counted from the month before; masks: the same as bits, all or none. counted:
    months from which others are counted, each with their masks. stepped: steps back of more than a month to the figure
    before, each with the places of its indicators.
    """

    follows: BoolArray
    masks: IntArray
    counted: Columns
    stepped: Columns


@dataclass(frozen=True, eq=False)
class Catalogue:
    """The indicators of a cube in order (指标目录), each code once."""

    indicators: tuple[Indicator, ...]

    def __post_init__(self) -> None:
        if len(self.places) < len(self.indicators):
            raise ValueError("an indicator stands in the catalogue twice")

    def __len__(self) -> int:
        return len(self.indicators)

    @cached_property
    def places(self) -> dict[str, int]:
        """Place of each indicator by its code (位置)."""
        return {each.code: place for place, each in enumerate(self.indicators)}

    @cached_property
    def exists(self) -> BoolArray:
        """(indicators, 12): the months in which each has a figure (有数月份)."""
        return np.array([[month in each.months for month in range(1, 13)] for each in self.indicators], bool)

    @cached_property
    def accumulates(self) -> BoolArray:
        """Whether each runs from January to the month (是否累计)."""
        return np.array([each.accumulates for each in self.indicators], bool)

    @cached_property
    def additive(self) -> BoolArray:
        """Whether places and units add up (是否可加)."""
        return np.array([each.additive for each in self.indicators], bool)

    @cached_property
    def signs(self) -> IntArray:
        """1 where more is better, -1 where less is, 0 where neither (方向)."""
        return np.array([{"more": 1, "less": -1, "neither": 0}[each.direction] for each in self.indicators], np.int64)

    @cached_property
    def earlier(self) -> IntArray:
        """(indicators, 12): the month of the year that a single value is counted from (上一有数月份), 0 to 11.

        -1 where the year begins, or the indicator does not accumulate, or has no figure in the month.
        """
        earlier = np.full((len(self), 12), -1, np.int64)
        for place, each in enumerate(self.indicators):
            if each.accumulates:
                for before, month in zip(each.months, each.months[1:], strict=False):
                    earlier[place, month - 1] = before - 1
        return earlier

    @cached_property
    def steps_back(self) -> IntArray:
        """(indicators, 12): months back to the month before that has a figure (上期间隔), over the year's turn too.

        1 in months without a figure, where it does not matter.
        """
        steps = np.ones((len(self), 12), np.int64)
        for place, month in np.argwhere(self.exists):
            steps[place, month] = next(step for step in range(1, 13) if self.exists[place, month - step])
        return steps

    @cached_property
    def turns(self) -> tuple[Turn, ...]:
        """How each month of the year is counted (逐月口径), twelve of them; the same for every year."""
        return tuple(_turn(self.earlier[:, month], self.steps_back[:, month], month) for month in range(12))

    @cached_property
    def told_apart(self) -> dict[str, IntArray]:
        """Places of indicators whose time progress is told by other figures (另有时序口径): by last year, by plan."""
        words = np.array([each.time_progress for each in self.indicators])
        return {word: np.flatnonzero(words == word) for word in ("last_year", "plan")}

    @cached_property
    def spans(self) -> IntArray:
        """(indicators, 12): months that a single value covers (单期月数): 2 for January to February, 0 for none."""
        whole = np.where(self.accumulates[:, None], np.arange(12) - self.earlier, 1)
        return np.where(self.exists, whole, 0)

    @cached_property
    def parts(self) -> dict[int, IntArray]:
        """Places of the parts of each indicator that has parts (构成)."""
        found: dict[int, list[int]] = {}
        for place, each in enumerate(self.indicators):
            if each.parent in self.places:
                found.setdefault(self.places[each.parent], []).append(place)
        return {whole: np.array(places, np.int64) for whole, places in found.items()}


def _turn(earlier: IntArray, steps: IntArray, month: int) -> Turn:
    follows = (earlier == month - 1) & (month > 0)
    others = np.where(follows | (earlier < 0), -1, earlier)
    counted = tuple((value, _mask(others == value)) for value in np.unique(others[others >= 0]).tolist())
    return Turn(follows, _mask(follows), counted, _columns(steps, 2))


def _mask(wanted: BoolArray) -> IntArray:
    """All bits where wanted, none elsewhere."""
    return -wanted.astype(np.int64)


def _columns(values: IntArray, least: int) -> Columns:
    """Each value of at least so much, with the places where it stands."""
    return tuple((value, np.flatnonzero(values == value)) for value in np.unique(values[values >= least]).tolist())


def inside(columns: Columns, indicators: slice) -> Columns:
    """Those places that lie in a slice of the indicators, counted from its start (区间内的位置)."""
    if indicators == _ALL:
        return columns
    start, stop = indicators.start, indicators.stop
    kept = ((value, places[(places >= start) & (places < stop)] - start) for value, places in columns)
    return tuple((value, places) for value, places in kept if len(places))


def catalogue(indicators: Iterable[Indicator]) -> Catalogue:
    """A catalogue in the given order (建立指标目录)."""
    return Catalogue(tuple(indicators))
