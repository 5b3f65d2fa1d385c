"""An office's own ledger comes in: kept, read, asked about, looked at, written whole or not at all (台账导入)."""

from bihuan.apps.work.actions.imports.reading import answer_ledger, marked_ledger, receive_ledger
from bihuan.apps.work.actions.imports.writing import cancel_ledger, write_ledger

__all__ = ["answer_ledger", "cancel_ledger", "marked_ledger", "receive_ledger", "write_ledger"]
