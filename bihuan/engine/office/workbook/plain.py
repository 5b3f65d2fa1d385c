"""An opened workbook as JSON's values and back (工作簿转为数据), so that a child process may do the opening."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, cast

from bihuan.engine.office.cells.words import Raw
from bihuan.engine.office.workbook.grid import Cell, Grid, Mark, Marks, Merge, Workbook


def as_plain(workbook: Workbook) -> dict[str, Any]:
    """A workbook as JSON could say it (转为数据)."""
    return {"from_1904": workbook.from_1904, "grids": [_plain_grid(grid) for grid in workbook.grids]}


def of_plain(plain: Mapping[str, Any]) -> Workbook:
    """The workbook that `as_plain` said (还原工作簿)."""
    return Workbook(tuple(_grid(each) for each in plain["grids"]), plain["from_1904"])


def _plain_grid(grid: Grid) -> dict[str, Any]:
    marks = grid.marks
    return {
        "name": grid.name,
        "is_hidden": grid.is_hidden,
        "rows": [[_plain_cell(raw) for raw in row] for row in grid.rows],
        "merges": [[each.top, each.left, each.bottom, each.right] for each in grid.merges],
        "marks": [[*cell, mark] for cell, mark in marks.cells.items()],
        "percents": sorted(marks.percents),
        "padded": [[*cell, digits] for cell, digits in marks.padded.items()],
        "hidden_rows": sorted(marks.hidden_rows),
        "hidden_columns": sorted(marks.hidden_columns),
    }


def _grid(plain: Mapping[str, Any]) -> Grid:
    marks = Marks(
        cells={(row, column): cast(Mark, mark) for row, column, mark in plain["marks"]},
        percents=frozenset(cast(Cell, tuple(cell)) for cell in plain["percents"]),
        padded={(row, column): digits for row, column, digits in plain["padded"]},
        hidden_rows=frozenset(plain["hidden_rows"]),
        hidden_columns=frozenset(plain["hidden_columns"]),
    )
    rows = [[_cell(said) for said in row] for row in plain["rows"]]
    return Grid(plain["name"], rows, tuple(Merge(*each) for each in plain["merges"]), marks, plain["is_hidden"])


def _plain_cell(raw: Raw) -> object:
    match raw:
        case datetime():
            return {"moment": raw.isoformat()}
        case date():
            return {"day": raw.isoformat()}
        case time():
            return {"time": raw.isoformat()}
        case timedelta():
            return {"seconds": raw.total_seconds()}
    return raw


_READERS: dict[str, Callable[[Any], Raw]] = {
    "moment": datetime.fromisoformat,
    "day": date.fromisoformat,
    "time": time.fromisoformat,
    "seconds": lambda seconds: timedelta(seconds=seconds),
}


def _cell(said: Any) -> Raw:
    if not isinstance(said, dict):
        return cast(Raw, said)
    ((kind, value),) = said.items()
    return _READERS[kind](value)
