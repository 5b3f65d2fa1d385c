"""Workbooks out (导出表格): tables as seen."""

from bihuan.engine.office.sheets.export import Paper, SheetColumn, sheet
from bihuan.engine.office.sheets.looks import Cell, CellKind

__all__ = ["Cell", "CellKind", "Paper", "SheetColumn", "sheet"]
