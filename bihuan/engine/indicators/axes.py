"""The axes of the cube (立方体的轴): units in the order of their tree, months of several years."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from bihuan.engine.values import Month

IntArray = NDArray[np.int64]


class BrokenTree(ValueError):
    """Units do not form a tree (单位树有误): one is named twice, or stands below one that is not there."""


@dataclass(frozen=True, slots=True)
class Generation:
    """Units of one depth (同一层级的单位), the children of one parent side by side."""

    children: IntArray
    starts: IntArray
    parents: IntArray


@dataclass(frozen=True, eq=False)
class UnitTree:
    """Units in the order of their tree (单位树): each before its parts, its parts side by side below it.

    ids: as the caller names units. parents: place of each one's parent, -1 where it has none.
    """

    ids: tuple[int, ...]
    parents: IntArray

    def __len__(self) -> int:
        return len(self.ids)

    @cached_property
    def places(self) -> dict[int, int]:
        """Place of each unit by its id (位置)."""
        return {each: place for place, each in enumerate(self.ids)}

    @cached_property
    def depths(self) -> IntArray:
        """How deep each unit stands, 0 at the top (层级)."""
        depths = np.zeros(len(self), np.int64)
        for place, parent in enumerate(self.parents):
            depths[place] = depths[parent] + 1 if parent >= 0 else 0
        return depths

    @cached_property
    def ends(self) -> IntArray:
        """Place after the last unit below each (分段终点): `place : ends[place]` is a unit with all below it."""
        ends = np.arange(1, len(self) + 1)
        for place in range(len(self) - 1, -1, -1):
            if self.parents[place] >= 0:
                ends[self.parents[place]] = max(ends[self.parents[place]], ends[place])
        return ends

    @cached_property
    def generations(self) -> tuple[Generation, ...]:
        """Units by depth, the deepest first (逐层), without the top: what a sum up the tree walks along."""
        return tuple(self._generation(depth) for depth in range(int(self.depths.max(initial=0)), 0, -1))

    def children(self, place: int) -> IntArray:
        """Places of the units directly below (下级)."""
        return np.flatnonzero(self.parents == place)

    def path(self, place: int) -> tuple[int, ...]:
        """Places from a unit up to its top (逐级向上), itself first."""
        return tuple(self._path(place))

    def _path(self, place: int) -> Iterator[int]:
        while place >= 0:
            yield place
            place = int(self.parents[place])

    def _generation(self, depth: int) -> Generation:
        children = np.flatnonzero(self.depths == depth)
        parents = self.parents[children]
        starts = np.flatnonzero(np.diff(parents, prepend=-1))
        return Generation(children, starts, parents[starts])


def unit_tree(rows: Iterable[tuple[int, int | None]]) -> UnitTree:
    """Tree from (id, id of its parent or None) in any order (建立单位树); those of one parent keep their order.

    >>> unit_tree([(1, None), (3, 2), (2, 1), (4, 1)]).ids
    (1, 2, 3, 4)

    Raises: BrokenTree: a unit is named twice, or its parent is not among them, or it stands below itself.
    """
    rows = tuple(rows)
    ids = {unit for unit, _ in rows}
    if len(ids) < len(rows):
        raise BrokenTree("同一单位写了两次，请核对单位名单。")
    below: dict[int | None, list[int]] = {}
    for unit, parent in rows:
        if parent is not None and parent not in ids:
            raise BrokenTree(f"单位{unit}的上级{parent}不在名单里，请补上或改为没有上级。")
        below.setdefault(parent, []).append(unit)
    ordered = tuple(_preorder(below))
    if len(ordered) < len(rows):
        raise BrokenTree("有单位成了自己的下级，请核对上下级关系。")
    places = {unit: place for place, unit in enumerate(ordered)}
    parents = {unit: -1 if parent is None else places[parent] for unit, parent in rows}
    return UnitTree(ordered, np.array([parents[unit] for unit in ordered], np.int64))


def _preorder(below: dict[int | None, list[int]]) -> Iterator[int]:
    waiting = below.get(None, [])[::-1]
    while waiting:
        unit = waiting.pop()
        yield unit
        waiting += below.get(unit, [])[::-1]


@dataclass(frozen=True, slots=True)
class MonthSpan:
    """So many months from a first January (月份范围): whole years, so that a year before is twelve places back."""

    first_year: int
    years: int

    def __post_init__(self) -> None:
        if self.years < 1:
            raise ValueError("a span has at least one year")

    def __len__(self) -> int:
        return self.years * 12

    def place(self, month: Month) -> int:
        """Place of a month (月份位置).

        Raises: ValueError: the month lies outside.
        """
        place = (month.year - self.first_year) * 12 + month.month - 1
        if not 0 <= place < len(self):
            raise ValueError(f"{month.label} lies outside {self.first_year}..{self.first_year + self.years - 1}")
        return place

    def month(self, place: int) -> Month:
        """The month of a place (位置对应的月份)."""
        return Month(self.first_year + place // 12, place % 12 + 1)


def month_number(month: Month) -> int:
    """A month as one number that counts on over years (月序号), as rows of observations store it.

    >>> month_number(Month(2026, 11)) - month_number(Month(2025, 12))
    11
    """
    return month.year * 12 + month.month - 1


def peers(groups: Sequence[Sequence[int]], tree: UnitTree) -> tuple[IntArray, ...]:
    """Groups of units that are ranked among themselves (同组单位), as places; unknown ids are left out."""
    return tuple(np.array([tree.places[each] for each in group if each in tree.places], np.int64) for group in groups)
