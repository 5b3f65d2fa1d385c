"""Office files (办公文件): bytes in, bytes out."""

from bihuan.engine.office.archive import BadOffice
from bihuan.engine.office.pdf_limits import check_pdf
from bihuan.engine.office.sheets import Cell, CellKind, SheetColumn, sheet

__all__ = ["BadOffice", "Cell", "CellKind", "SheetColumn", "check_pdf", "sheet"]
