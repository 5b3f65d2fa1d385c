"""An own table comes in: read, asked about, held against what is known, written whole or not at all (表格导入)."""

from bihuan.base.table_imports.model import TableImport
from bihuan.base.table_imports.plan import Known, Line, Plan, TableSpec, read_plan
from bihuan.base.table_imports.preview import shown

__all__ = ["Known", "Line", "Plan", "TableImport", "TableSpec", "read_plan", "shown"]
