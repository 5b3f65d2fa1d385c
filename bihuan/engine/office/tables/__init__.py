"""Tables in (读表): columns that ledgers are known to have."""

from bihuan.engine.office.tables.known import BadColumns, KnownColumn, KnownColumns, known_columns

__all__ = ["BadColumns", "KnownColumn", "KnownColumns", "known_columns"]
