"""Office files (办公文件): bytes in, bytes out."""

from bihuan.engine.office.sheets import Cell, CellKind, SheetColumn, sheet

__all__ = ["Cell", "CellKind", "SheetColumn", "sheet"]
