"""Observations as columns (观测列): what a query hands over, a figure a row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

IntArray = NDArray[np.int64]

NO_LEVEL = int(np.iinfo(np.int64).min)
"""Stands for a level that was not given; an empty growth is NaN."""

Row = tuple[int, int, int, int, float, int]

ROW = np.dtype(
    [
        ("unit", np.int64),
        ("indicator", np.int64),
        ("month", np.int64),
        ("level", np.int64),
        ("growth", np.float64),
        ("state", np.int64),
    ]
)
"""One observation: id of the unit, place of the indicator, `month_number`, level in smallest units or `NO_LEVEL`,
growth in percent as published or NaN, code of the `State`."""


@dataclass(frozen=True, slots=True)
class Observations:
    """Columns of one length (观测列), as `ROW` names them."""

    unit: IntArray
    indicator: IntArray
    month: IntArray
    level: IntArray
    growth: NDArray[np.float64]
    state: IntArray

    def __post_init__(self) -> None:
        columns = (self.unit, self.indicator, self.month, self.level, self.growth, self.state)
        if len({len(column) for column in columns}) > 1:
            raise ValueError("columns of observations are of one length")

    def __len__(self) -> int:
        return len(self.unit)


def observations(rows: Iterable[Row]) -> Observations:
    """Columns from rows (行转列); a cursor may be given as it is."""
    table = np.fromiter(rows, ROW)
    return Observations(**{name: np.ascontiguousarray(table[name]) for name in ROW.names or ()})
