"""A sheet of an opened workbook (工作表): its cells, and what the file says about them besides their values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from bihuan.engine.office.cells.words import Raw, is_blank
from bihuan.engine.office.workbook.addresses import address

Mark = Literal["formula", "formula_without_result", "outside_link", "error"]
"""What a cell is besides its value (单元格标记): computed, without a stored result, from another file, an error."""

Cell = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Merge:
    """Cells merged into one (合并单元格): first and last row and column, counted from 0."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Marks:
    """What a sheet's XML says about its cells (工作表标记).

    percents: shown as a percentage. padded: shown with leading zeros, to so many digits.
    """

    cells: Mapping[Cell, Mark] = field(default_factory=dict)
    percents: frozenset[Cell] = frozenset()
    padded: Mapping[Cell, int] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet (工作表): rows of cells counted from 0, each row as long as its last filled cell."""

    name: str
    rows: Sequence[Sequence[Raw]]
    merges: tuple[Merge, ...] = ()
    marks: Marks = Marks()
    is_hidden: bool = False

    def cell(self, row: int, column: int) -> Raw:
        """What stands in a cell (取单元格); None beyond the filled ones."""
        if row < len(self.rows) and column < len(self.rows[row]):
            return self.rows[row][column]
        return None

    def at(self, row: int, column: int) -> str:
        """The address of a cell with its sheet (地址)."""
        return address(row, column, sheet=self.name)

    @property
    def width(self) -> int:
        """How many columns are filled (列数)."""
        return max(map(len, self.rows), default=0)


@dataclass(frozen=True, slots=True)
class Workbook:
    """An opened workbook (工作簿): its sheets in order; whether its days count from 1904."""

    grids: tuple[Grid, ...]
    from_1904: bool = False

    def grid(self, name: str) -> Grid | None:
        """The sheet of a name (按名称找工作表)."""
        return next((grid for grid in self.grids if grid.name == name), None)


def filled(row: Sequence[Raw]) -> list[int]:
    """Which columns of a row hold something (非空列)."""
    return [column for column, raw in enumerate(row) if not is_blank(raw)]
