"""Triggers by which the database itself refuses to change or delete kept records (只增不改)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db.backends.base.base import BaseDatabaseWrapper

from bihuan.base import guards, registries

SENTENCE = "审计记录只增不改"
FUNCTION = "bihuan_append_only"
FUNCTION_BODY = (
    f"BEGIN RAISE EXCEPTION '{SENTENCE}: %', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; END"
)


def create(connection: BaseDatabaseWrapper) -> None:
    """Put every trigger in its place; safe to repeat."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                f"CREATE OR REPLACE FUNCTION {FUNCTION}() RETURNS trigger "
                f"LANGUAGE plpgsql AS $body${FUNCTION_BODY}$body$"
            )
        for table in _existing(connection):
            for statement in _drops(table, connection.vendor) + _creates(table, connection.vendor):
                cursor.execute(statement)
    guards.create(connection)


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Tables that exist but are not guarded as they must be, and guards that do not stand."""
    guarded = _guarded_on_postgresql if connection.vendor == "postgresql" else _guarded_on_sqlite
    found = guarded(connection)
    return [table for table in _existing(connection) if table not in found] + guards.missing(connection)


def complaint(connection: BaseDatabaseWrapper) -> str | None:
    """The sentence that refuses a start while a guard is missing; None where all stand."""
    lost = missing(connection)
    if not lost:
        return None
    return f"审计表缺少防改触发器({'、'.join(lost)}),不能启动。请运行 manage.py seal_audit 恢复，并查明原因。"


class Unguarded(RuntimeError):
    """The site does not start while the database would let kept records be changed."""


def require(connection: BaseDatabaseWrapper) -> None:
    """Refuse to start while a guard is missing."""
    sentence = complaint(connection)
    if sentence:
        raise Unguarded(sentence)


def drops(vendor: str) -> Iterator[str]:
    """Statements that lift every guard; for tests, which must empty their database."""
    for table in registries.append_only_tables:
        yield from _drops(table, vendor)


def _existing(connection: BaseDatabaseWrapper) -> list[str]:
    present = set(connection.introspection.table_names())
    return [table for table in registries.append_only_tables if table in present]


def _creates(table: str, vendor: str) -> list[str]:
    if vendor == "postgresql":
        return [
            f'CREATE TRIGGER "{table}_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "{table}" '
            f"FOR EACH STATEMENT EXECUTE FUNCTION {FUNCTION}()",
            f'ALTER TABLE "{table}" ENABLE ALWAYS TRIGGER "{table}_append_only"',
        ]
    return [
        f'CREATE TRIGGER "{table}_no_{verb.lower()}" BEFORE {verb} ON "{table}" '
        f"BEGIN SELECT RAISE(ABORT, '{SENTENCE}: {table}'); END"
        for verb in ("UPDATE", "DELETE")
    ]


def _drops(table: str, vendor: str) -> list[str]:
    if vendor == "postgresql":
        return [f'DROP TRIGGER IF EXISTS "{table}_append_only" ON "{table}"']
    return [f'DROP TRIGGER IF EXISTS "{table}_no_{verb}"' for verb in ("update", "delete")]


def _guarded_on_sqlite(connection: BaseDatabaseWrapper) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE type = 'trigger'")
        present = {sql for (sql,) in cursor.fetchall()}
    return _tables_with(present)


def _tables_with(present: Iterable[str]) -> set[str]:
    kept = set(present)
    return {table for table in registries.append_only_tables if kept.issuperset(_creates(table, "sqlite"))}


def _guarded_on_postgresql(connection: BaseDatabaseWrapper) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_trigger t "
            "JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid "
            "WHERE t.tgname = c.relname || '_append_only' AND t.tgenabled = 'A' AND p.proname = %s AND p.prosrc = %s "
            "AND (t.tgtype & 58) = 58 AND pg_table_is_visible(c.oid)",
            [FUNCTION, FUNCTION_BODY],
        )
        return {table for (table,) in cursor.fetchall()}
