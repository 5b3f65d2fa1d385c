"""Workbooks in (读入工作簿): opened within limits, each cell with what the file says about it."""

from bihuan.engine.office.workbook.addresses import address, letters, place, split
from bihuan.engine.office.workbook.grid import Grid, Marks, Merge, Workbook
from bihuan.engine.office.workbook.opening import is_workbook, open_workbook
from bihuan.engine.office.workbook.plain import as_plain, of_plain

__all__ = [
    "Grid",
    "Marks",
    "Merge",
    "Workbook",
    "address",
    "as_plain",
    "is_workbook",
    "letters",
    "of_plain",
    "open_workbook",
    "place",
    "split",
]
