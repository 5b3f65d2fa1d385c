"""Emptying the database after a test that needs real transactions; the product itself refuses to empty the log."""

from __future__ import annotations

from typing import Any

from django.core.management.commands import flush

from bihuan.base import triggers


def let_flush_pass(monkeypatch: Any) -> None:
    """Lift the triggers of the append-only tables before a flush; `post_migrate`, which follows it, puts them back."""
    empty = flush.Command.handle

    def handle(self: flush.Command, **options: Any) -> Any:
        lift_triggers()
        return empty(self, **options)

    monkeypatch.setattr(flush.Command, "handle", handle)


def lift_triggers() -> None:
    """Drop every trigger that guards an append-only table; only tests do this."""
    from django.db import connection

    with connection.cursor() as cursor:
        for statement in triggers.drops(connection.vendor):
            cursor.execute(statement)
