"""Emptying the database after a test that needs real transactions; the product itself refuses to empty the log."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management.commands import flush

from bihuan.base import triggers
from tests.support import prepared


def let_flush_pass(monkeypatch: Any) -> None:
    """Lift the triggers of the append-only tables before a flush; `post_migrate`, which follows it, puts them back."""
    empty = flush.Command.handle

    def handle(self: flush.Command, **options: Any) -> Any:
        lift_triggers()
        return empty(self, **options)

    monkeypatch.setattr(flush.Command, "handle", handle)


def end_other_sessions() -> None:
    """End what threads of tests left connected, so that the database of the tests can be dropped."""
    from django.db import connection

    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def lift_triggers() -> None:
    """Drop every trigger that guards an append-only table; only tests do this."""
    from django.db import connection

    with connection.cursor() as cursor:
        for statement in triggers.drops(connection.vendor):
            cursor.execute(statement)


@contextmanager
def throw_away(folder: Path, *, empty: bool = False) -> Iterator[str]:
    """Address of a migrated database of the kind that this round runs on; it and its role are dropped afterwards.

    empty: nothing is in it, not even tables.
    """
    with prepared.copied(None if empty else prepared.master(), folder) as name:
        yield prepared.address(name)
    if not prepared.is_sqlite():
        prepared.drop_role(f"{name}_app")
