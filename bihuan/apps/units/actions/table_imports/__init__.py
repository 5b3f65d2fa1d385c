"""A person's own table on its way into an app: kept, read, asked about, looked at, written or given up (表格导入)."""

from bihuan.apps.units.actions.table_imports.importer import Importer, NotNow, TooManyAtOnce, opened

__all__ = ["Importer", "NotNow", "TooManyAtOnce", "opened"]
