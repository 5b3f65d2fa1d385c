"""Workbooks out (导出表格): tables as seen, templates for units, a user's own file with what is wrong marked."""

from bihuan.engine.office.sheets.export import Paper, SheetColumn, sheet
from bihuan.engine.office.sheets.kept import Kept, kept, of_kept
from bihuan.engine.office.sheets.looks import Cell, CellKind
from bihuan.engine.office.sheets.marked import REASON, marked
from bihuan.engine.office.sheets.returned import NewRow, NotATemplate, Returned, Slip, read_returned, slip_of
from bihuan.engine.office.sheets.template import Template, TemplateColumn, TemplateRow, TextTooLong, template_file

__all__ = [
    "REASON",
    "Cell",
    "CellKind",
    "Kept",
    "NewRow",
    "NotATemplate",
    "Paper",
    "Returned",
    "SheetColumn",
    "Slip",
    "Template",
    "TemplateColumn",
    "TemplateRow",
    "TextTooLong",
    "kept",
    "marked",
    "of_kept",
    "read_returned",
    "sheet",
    "slip_of",
    "template_file",
]
