"""Triggers by which the database itself keeps rules that go over several tables (库内守则)."""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

from bihuan.base import registries
from bihuan.base.registries import Guard


def create(connection: BaseDatabaseWrapper) -> None:
    """Put every guard in its place; safe to repeat."""
    with connection.cursor() as cursor:
        for guard in _wanted(connection):
            for statement in _statements(guard, connection.vendor):
                cursor.execute(statement)


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Names of guards that do not stand as they must."""
    present = _present_on_postgresql if connection.vendor == "postgresql" else _present_on_sqlite
    found = present(connection)
    return [_name(guard) for guard in _wanted(connection) if found.get(_name(guard)) != _told(guard, connection.vendor)]


def _wanted(connection: BaseDatabaseWrapper) -> list[Guard]:
    present = set(connection.introspection.table_names())
    return [guard for guard in registries.guards if guard.table in present]


def _name(guard: Guard) -> str:
    return f"{guard.table}_{guard.code}"


def _statements(guard: Guard, vendor: str) -> list[str]:
    name = _name(guard)
    if vendor == "postgresql":
        body = _told(guard, vendor)
        return [
            f'DROP TRIGGER IF EXISTS "{name}" ON "{guard.table}"',
            f'CREATE OR REPLACE FUNCTION "{name}"() RETURNS trigger LANGUAGE plpgsql AS $body${body}$body$',
            f'CREATE TRIGGER "{name}" BEFORE {guard.on} ON "{guard.table}" FOR EACH ROW EXECUTE FUNCTION "{name}"()',
            f'ALTER TABLE "{guard.table}" ENABLE ALWAYS TRIGGER "{name}"',
        ]
    return [f'DROP TRIGGER IF EXISTS "{name}"', _told(guard, vendor)]


def _told(guard: Guard, vendor: str) -> str:
    """What is compared to tell whether a guard was tampered with: the whole trigger, or the body of its function."""
    if vendor == "postgresql":
        refuse = f"RAISE EXCEPTION '{guard.sentence}' USING ERRCODE = 'integrity_constraint_violation'"
        return f"BEGIN IF {guard.refuses_when} THEN {refuse}; END IF; RETURN NEW; END"
    return (
        f'CREATE TRIGGER "{_name(guard)}" BEFORE {guard.on} ON "{guard.table}" WHEN {guard.refuses_when} '
        f"BEGIN SELECT RAISE(ABORT, '{guard.sentence}'); END"
    )


def _present_on_sqlite(connection: BaseDatabaseWrapper) -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        return dict(cursor.fetchall())


def _present_on_postgresql(connection: BaseDatabaseWrapper) -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT t.tgname, p.prosrc FROM pg_trigger t "
            "JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid "
            "WHERE t.tgname = p.proname AND t.tgenabled = 'A' AND pg_table_is_visible(c.oid)"
        )
        return dict(cursor.fetchall())
