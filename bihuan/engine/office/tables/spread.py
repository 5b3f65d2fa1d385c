"""Merged cells spread (合并单元格展开): every cell that a merge covers holds what its first one holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bihuan.engine.office.archive import BadOffice
from bihuan.engine.office.cells.words import Raw
from bihuan.engine.office.workbook.grid import Cell, Grid, Merge

_CELLS = 1_000_000


@dataclass(frozen=True, slots=True)
class Spread:
    """A sheet with its merges spread (展开后的工作表).

    first: of each covered cell the first one of its merge. widest: of each row the columns of its widest merge.
    """

    grid: Grid
    rows: Sequence[Sequence[Raw]]
    first: dict[Cell, Cell]
    widest: dict[int, int]

    def cell(self, row: int, column: int) -> Raw:
        """What stands in a cell, be it of a merge (取单元格)."""
        if row < len(self.rows) and column < len(self.rows[row]):
            return self.rows[row][column]
        return None

    def own(self, row: int, column: int) -> Cell:
        """The cell that a value was written in (本来的单元格)."""
        return self.first.get((row, column), (row, column))

    def at(self, row: int, column: int) -> str:
        """Address of the cell that a value was written in (地址)."""
        return self.grid.at(*self.own(row, column))


def spread(grid: Grid) -> Spread:
    """A sheet with what each merge holds in all of its cells (展开合并单元格), as far as the sheet is filled.

    Raises: BadOffice: merges lie over one another, or cover more than a million cells.
    """
    rows = list(grid.rows)
    first: dict[Cell, Cell] = {}
    widest: dict[int, int] = {}
    covered = 0
    for merge in grid.merges:
        value = grid.cell(merge.top, merge.left)
        if value is None:
            continue
        for row, column in _covered(merge, last_row=len(rows) - 1, width=grid.width):
            covered += 1
            if covered > _CELLS:
                raise BadOffice(f"工作表“{grid.name}”的合并单元格重叠或过大", "请取消合并后再试。")
            rows[row] = _with(rows[row], column, value)
            first[row, column] = (merge.top, merge.left)
            widest[row] = max(widest.get(row, 0), merge.right - merge.left + 1)
    return Spread(grid, rows, first, widest)


def _covered(merge: Merge, *, last_row: int, width: int) -> Iterator[Cell]:
    for row in range(merge.top, min(merge.bottom, last_row) + 1):
        for column in range(merge.left, min(merge.right, width - 1) + 1):
            if (row, column) != (merge.top, merge.left):
                yield row, column


def _with(row: Sequence[Raw], column: int, value: Raw) -> list[Raw]:
    cells = list(row) + [None] * (column + 1 - len(row))
    cells[column] = value
    return cells
