"""Rows made ready before a transaction begins, so that it only has to write them (备好的行).

On SQLite one writes and all others wait: what takes long is done before, and many rows go out in one statement.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import cache, lru_cache
from itertools import islice
from typing import Any, TypeVar

from django.db import connection, models, transaction

Thing = TypeVar("Thing")
AT_ONCE = 1000
"""Rows a statement takes, and numbers reserved together."""
PLAIN = {
    *(models.CharField, models.TextField, models.ForeignKey, models.BooleanField, models.BigAutoField),
    *(models.IntegerField, models.PositiveIntegerField, models.PositiveSmallIntegerField, models.BigIntegerField),
    *(models.SmallIntegerField, models.PositiveBigIntegerField),
}
"""Fields whose text, whole number or truth value goes into the database as it is."""


def ready(row: models.Model) -> list[Any]:
    """The values of a new row as the database takes them, in the order of the table."""
    return [_ready(field, getattr(row, field.attname)) for field in _fields(type(row))]


def ready_value(model: type[models.Model], column: str, value: Any) -> Any:
    """A value of one column as the database takes it."""
    return _ready(model._meta.get_field(column), value)


def place_of(model: type[models.Model], column: str) -> int:
    """Where a column stands among the values of a row."""
    return [field.attname for field in _fields(model)].index(column)


def insert(model: type[models.Model], rows: Iterable[Sequence[Any]]) -> Iterator[int]:
    """Write new rows, each with its number, part by part; yields how many are written."""
    columns = [connection.ops.quote_name(field.column) for field in _fields(model)]
    marks = ", ".join(["%s"] * len(columns))
    table = connection.ops.quote_name(model._meta.db_table)
    sql = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608 - names of our own columns
    done = 0
    with connection.cursor() as cursor:
        for part in parts(rows, AT_ONCE):
            cursor.executemany(sql, part)
            done += len(part)
            yield done


def update_if(
    model: type[models.Model], columns: Sequence[str], *, stands: Sequence[str], rows: Iterable[Sequence[Any]]
) -> Iterator[bool]:
    """Write columns of kept rows, part by part, of those that still stand as they were read; yields whether all did.

    Args: rows: the new values, then the row's number, then what it stood as, in the order of `columns` and `stands`.
    """
    quote, fields = connection.ops.quote_name, {field.attname: field for field in _fields(model)}
    sets = ", ".join(f"{quote(fields[name].column)} = %s" for name in columns)
    key = model._meta.pk
    assert key is not None
    where = " AND ".join(f"{quote(column)} = %s" for column in (key.column, *(fields[each].column for each in stands)))
    sql = f"UPDATE {quote(model._meta.db_table)} SET {sets} WHERE {where}"  # noqa: S608 - names of our own columns
    with connection.cursor() as cursor:
        for part in parts(rows, AT_ONCE):
            cursor.executemany(sql, part)
            yield cursor.rowcount == len(part)


def reserved_numbers(model: type[models.Model]) -> Iterator[int]:
    """Numbers for new rows that nobody else gets; those that are not used stay unused."""
    while True:
        yield from _reserve(model._meta.db_table, AT_ONCE)


def parts(things: Iterable[Thing], most: int) -> Iterator[list[Thing]]:
    """Things in lists of at most so many."""
    rest = iter(things)
    while part := list(islice(rest, most)):
        yield part


@transaction.atomic
def _reserve(table: str, wanted: int) -> Sequence[int]:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [table, wanted]
            )
            return [number for (number,) in cursor.fetchall()]
        cursor.execute("UPDATE sqlite_sequence SET seq = seq + %s WHERE name = %s", [wanted, table])
        if not cursor.rowcount:
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, wanted])
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        (last,) = cursor.fetchone()
    return range(last - wanted + 1, last + 1)


@cache
def _fields(model: type[models.Model]) -> tuple[Any, ...]:
    """The columns of a table."""
    return tuple(model._meta.concrete_fields)


def _ready(field: Any, value: Any) -> Any:
    if value is None:
        return None
    if type(field) in PLAIN:
        if type(value) in (str, int, bool):
            return value
        if isinstance(value, str):  # a choice
            return str(value)
    if type(field) is models.DateTimeField:
        return _moment(value)
    return field.get_db_prep_save(value, connection)


@lru_cache(maxsize=256)
def _moment(value: datetime) -> Any:
    return models.DateTimeField().get_db_prep_save(value, connection)
