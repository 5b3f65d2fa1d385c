"""Django's SQLite with a fair wait for the one write lock (写入排队)."""

from __future__ import annotations

import random
import sqlite3
import time
from typing import Any

from django.db.backends.sqlite3 import base
from django.db.utils import OperationalError

LONGEST_PAUSE, SHORTEST_PAUSE = 0.008, 0.0005  # seconds between two tries


class DatabaseWrapper(base.DatabaseWrapper):
    """Takes the write lock by many short tries in place of SQLite's own few long sleeps.

    SQLite sleeps up to 100 ms between tries and knows no order: whoever has just committed takes the lock again while
    the others sleep, and of thirty writers some wait until they give up. Here the pauses are short, differ by chance
    and shrink with the time waited, so that the oldest writer is the likeliest next one.
    """

    def _start_transaction_under_autocommit(self) -> None:
        began = time.monotonic()
        while not self._begun():
            waited = (time.monotonic() - began) / self._patience
            if waited >= 1:
                self._begin()  # says that the database is locked
                return
            time.sleep(_pause(waited))

    def _begun(self) -> bool:
        """One try, without SQLite's own waiting; False where somebody else writes."""
        raw: Any = self.connection
        raw.execute("PRAGMA busy_timeout=0")
        try:
            self._begin()
        except OperationalError as failure:
            if getattr(failure.__cause__, "sqlite_errorcode", 0) & 0xFF != sqlite3.SQLITE_BUSY:
                raise
            return False
        finally:
            raw.execute(f"PRAGMA busy_timeout={int(self._patience * 1000)}")
        return True

    def _begin(self) -> None:
        super()._start_transaction_under_autocommit()  # type: ignore[misc]

    @property
    def _patience(self) -> float:
        return float(self.settings_dict["OPTIONS"].get("timeout", 20))


def _pause(waited: float) -> float:
    """Seconds until the next try, by the share of the patience that is used up."""
    longest = max(SHORTEST_PAUSE, LONGEST_PAUSE * (1 - waited))
    return random.uniform(SHORTEST_PAUSE, longest)  # noqa: S311 - spreads the tries, guards nothing
