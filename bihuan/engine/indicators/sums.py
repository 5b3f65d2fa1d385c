"""Sums up the tree (逐级汇总): the sum of the parts beside the unit's own figure, and the gap between them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bihuan.engine.indicators.axes import UnitTree
from bihuan.engine.indicators.catalogue import Catalogue
from bihuan.engine.indicators.cells import CODE_MASK, HAS_LEVEL, State
from bihuan.engine.indicators.cube import BoolArray, ByteArray, Cube, IntArray


@dataclass(frozen=True, slots=True, eq=False)
class Sums:
    """What the parts of each unit add up to (汇总), (units, indicators).

    total: sum over the units directly below, each with its own figure or else its own sum. counted: figures in it.
    lacking: figures that are due and not there. gap: own figure less the sum where both are whole, else 0.
    """

    total: IntArray
    counted: IntArray
    lacking: IntArray
    gap: IntArray
    compared: BoolArray

    @property
    def whole(self) -> BoolArray:
        """Where the sum lacks nothing (汇总齐全)."""
        return (self.counted > 0) & (self.lacking == 0)


def sums(cube: Cube, place: int) -> Sums:
    """Sums up the tree of one month (某月逐级汇总); what does not add up, as rates, has none."""
    return sums_of(cube.levels[:, :, place], states=cube.states[:, :, place], tree=cube.tree, catalogue=cube.catalogue)


def sums_of(levels: IntArray, *, states: ByteArray, tree: UnitTree, catalogue: Catalogue) -> Sums:
    """`sums` of (units, indicators) levels with their states, so also of comparable bases or of targets."""
    own = (states & HAS_LEVEL) != 0
    code = states & CODE_MASK
    total = np.zeros(levels.shape, np.int64)
    counted, lacking = np.zeros(levels.shape, np.int64), np.zeros(levels.shape, np.int64)
    owed = (code == State.MISSING) | (code == State.EMBARGOED)
    for each in tree.generations:
        at = each.children
        has, below = own[at], counted[at] > 0
        total[each.parents] = np.add.reduceat(np.where(has, levels[at], total[at]), each.starts)
        counted[each.parents] = np.add.reduceat(np.where(has, 1, counted[at]), each.starts)
        owes = np.where(has, 0, np.where(below, lacking[at], owed[at]))
        lacking[each.parents] = np.add.reduceat(owes, each.starts)
    total *= catalogue.additive
    counted *= catalogue.additive
    compared = own & (counted > 0) & (lacking == 0)
    return Sums(total, counted, lacking, np.where(compared, levels - total, 0), compared)


def sums_along(cube: Cube, unit: int, indicator: int, place: int) -> tuple[tuple[int, int], ...]:
    """Sums of the units above one, from the nearest up (沿路径汇总), as (place of the unit, sum of its parts).

    What an edit of one cell changes: nothing but its path is added up again.
    """
    levels, states = cube.levels[:, indicator, place], cube.states[:, indicator, place]
    found: list[tuple[int, int]] = []
    for above in cube.tree.path(unit)[1:]:
        found.append((above, _sum_below(cube.tree, above, levels, states)))
        if states[above] & HAS_LEVEL:
            break
    return tuple(found)


def _sum_below(tree: UnitTree, unit: int, levels: IntArray, states: ByteArray) -> int:
    """Sum of the parts of one unit: of those without a figure of their own, what their parts bring."""
    parts = tree.children(unit)
    has = (states[parts] & HAS_LEVEL) != 0
    below = [part for part in parts[~has] if tree.ends[part] > part + 1]
    return int(levels[parts[has]].sum()) + sum(_sum_below(tree, int(part), levels, states) for part in below)
