"""The cube (立方体): every figure of every unit, indicator and month, dense, built from observations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from bihuan.engine.indicators.axes import MonthSpan, UnitTree, month_number
from bihuan.engine.indicators.catalogue import Catalogue
from bihuan.engine.indicators.cells import CODE_MASK, HAS_GROWTH, HAS_LEVEL, State, from_level
from bihuan.engine.indicators.observations import NO_LEVEL, Observations
from bihuan.engine.values import Month, Quantity

IntArray = NDArray[np.int64]
FloatArray = NDArray[np.float64]
BoolArray = NDArray[np.bool_]
ByteArray = NDArray[np.uint8]
Scalar = TypeVar("Scalar", bound=np.generic)


@dataclass(frozen=True, eq=False)
class Cube:
    """Figures over (unit in tree order, indicator, month) (立方体); in memory each month lies in one piece.

    levels: smallest units of the indicator's unit, 0 where there is none. growth: percent as published, NaN where
    none. states: code of the `State`, with `HAS_LEVEL` and `HAS_GROWTH`.
    """

    tree: UnitTree
    catalogue: Catalogue
    span: MonthSpan
    levels: IntArray
    growth: FloatArray
    states: ByteArray

    @property
    def shape(self) -> tuple[int, int, int]:
        """Numbers of units, indicators and months (形状)."""
        return len(self.tree), len(self.catalogue), len(self.span)

    @property
    def known(self) -> BoolArray:
        """Where a level stands (有绝对数)."""
        return (self.states & HAS_LEVEL) != 0

    def state(self, unit: int, indicator: str, month: Month) -> State:
        """Standing of one cell (数据状态), by the unit's id and the indicator's code."""
        return State(int(self.states[self.at(unit, indicator, month)]) & CODE_MASK)

    def level(self, unit: int, indicator: str, month: Month) -> Quantity | None:
        """Level of one cell (绝对数), as it was entered; None where there is none."""
        at = self.at(unit, indicator, month)
        if not self.states[at] & HAS_LEVEL:
            return None
        return from_level(int(self.levels[at]), self.catalogue.indicators[at[1]].unit)

    def rate(self, unit: int, indicator: str, month: Month) -> float | None:
        """Growth of one cell in percent (增速), as published; None where there is none."""
        at = self.at(unit, indicator, month)
        return float(self.growth[at]) if self.states[at] & HAS_GROWTH else None

    def at(self, unit: int, indicator: str, month: Month) -> tuple[int, int, int]:
        """Place of a cell (单元格位置)."""
        return self.tree.places[unit], self.catalogue.places[indicator], self.span.place(month)


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """What is to be reported (应报范围).

    cells: (units, indicators), who reports what. until: (indicators,), the last month due on the day, as
    `month_number`.
    """

    cells: BoolArray
    until: IntArray


def build(
    *,
    tree: UnitTree,
    catalogue: Catalogue,
    span: MonthSpan,
    asked: Asked,
    observed: Observations,
    forecasts: bool = False,
) -> Cube:
    """The cube of what was observed (建立立方体).

    Of several figures of one cell the one of the later state stands. What is outside the axes is left out. A row of
    state `EMBARGOED` leaves its cell without a figure. Forecasts (预计数) are a series of their own: they are left out
    unless asked for.
    """
    cube = empty(tree=tree, catalogue=catalogue, span=span, asked=asked)
    unit = _places(observed.unit, tree)
    month = observed.month - span.first_year * 12
    fits = (unit >= 0) & (month >= 0) & (month < len(span))
    fits &= (observed.indicator >= 0) & (observed.indicator < len(catalogue)) & (observed.state > State.MISSING)
    if not forecasts:
        fits &= observed.state != State.FORECAST
    rows = np.flatnonzero(fits)
    rows = rows[np.argsort(observed.state[rows].astype(np.int8), kind="stable")]
    _put(cube, observed, rows, (month[rows] * len(tree) + unit[rows]) * len(catalogue) + observed.indicator[rows])
    return cube


def empty(*, tree: UnitTree, catalogue: Catalogue, span: MonthSpan, asked: Asked) -> Cube:
    """A cube in which nothing was reported yet (空立方体): each cell is missing, or not due."""
    shape = len(span), len(tree), len(catalogue)
    states = np.zeros(shape, np.uint8)
    first = span.first_year * 12
    for place in range(len(span)):
        due = catalogue.exists[:, place % 12] & (first + place <= asked.until)
        states[place] = asked.cells & due
    return Cube(
        tree,
        catalogue,
        span,
        np.zeros(shape, np.int64).transpose(1, 2, 0),
        np.full(shape, np.nan).transpose(1, 2, 0),
        states.transpose(1, 2, 0),
    )


def in_memory_order(array: NDArray[Scalar]) -> NDArray[Scalar]:
    """The array as it lies in memory (内存次序): (month, unit, indicator) instead of (unit, indicator, month)."""
    return array.transpose(2, 0, 1)


def due_until(month: Month, catalogue: Catalogue) -> IntArray:
    """The same last due month for all indicators (应报至), as `Asked` takes it."""
    return np.full(len(catalogue), month_number(month), np.int64)


def _put(cube: Cube, observed: Observations, rows: IntArray, flat: IntArray) -> None:
    """Later rows stand before earlier ones: an assignment by places keeps the last."""
    state = observed.state[rows].astype(np.uint8)
    shown = state != State.EMBARGOED
    level, growth = observed.level[rows], observed.growth[rows]
    has_level, has_growth = shown & (level != NO_LEVEL), shown & ~np.isnan(growth)
    flags = state + np.uint8(HAS_LEVEL) * has_level + np.uint8(HAS_GROWTH) * has_growth
    in_memory_order(cube.states).reshape(-1)[flat] = flags
    in_memory_order(cube.levels).reshape(-1)[flat] = np.where(has_level, level, 0)
    in_memory_order(cube.growth).reshape(-1)[flat] = np.where(has_growth, growth, np.nan)


def _places(ids: IntArray, tree: UnitTree) -> IntArray:
    """Place of each id in the tree, -1 where it is not there."""
    order = np.argsort(np.array(tree.ids, np.int64))
    sorted_ids = np.array(tree.ids, np.int64)[order]
    found = np.minimum(np.searchsorted(sorted_ids, ids), len(sorted_ids) - 1)
    return np.where(sorted_ids[found] == ids, order[found], -1)
