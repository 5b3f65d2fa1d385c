"""What stands in the database, so that before and after can be compared (库表快照)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction

from bihuan.apps.units.models import Event

CHANCE = {
    "id",
    "path",
    "code",
    "digest",
    "previous",
    "request_id",
    "form_key",
    "last_key",
    "password",
    "session_version",
}
OWN = [model for model in apps.get_models() if model.__module__.startswith("bihuan.")]


def table(model: type[models.Model]) -> list[tuple[Any, ...]]:
    """All rows of a table, in the order of their keys."""
    return list(model._base_manager.order_by("pk").values_list())


def hashes(every: bool = False) -> dict[str, str]:
    """A digest of each table of the product; of every table of Django's too where asked."""
    wanted = apps.get_models(include_auto_created=True) if every else OWN
    found = {model._meta.db_table: repr(table(model)) for model in wanted}
    return {name: hashlib.sha256(text.encode()).hexdigest() for name, text in found.items()}


def changed(before: dict[str, str], after: dict[str, str]) -> set[str]:
    """Names of the tables that differ."""
    return {name for name in after if before[name] != after[name]}


def next_numbers() -> dict[str, tuple[int, bool]]:
    """Where each sequence of PostgreSQL stands; a rolled back transaction leaves it moved. Empty on SQLite."""
    if connection.vendor != "postgresql":
        return {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT schemaname, sequencename FROM pg_sequences WHERE schemaname = 'public'")
        found = {}
        for schema, name in cursor.fetchall():
            cursor.execute(f'SELECT last_value, is_called FROM "{schema}"."{name}"')
            found[name] = cursor.fetchone()
    return found


def set_next_numbers(stood: dict[str, tuple[int, bool]]) -> None:
    """Put each sequence back."""
    with connection.cursor() as cursor:
        for name, (last, called) in stood.items():
            cursor.execute("SELECT setval(%s, %s, %s)", [f'public."{name}"', last, called])


class Undo(Exception):
    """Ends a trial."""


@contextmanager
def trial() -> Iterator[None]:
    """What happens in here is taken back, the next number of each table too."""
    stood = next_numbers()
    try:
        with transaction.atomic():
            yield
            raise Undo
    except Undo:
        set_next_numbers(stood)


def state() -> dict[str, list[str]]:
    """All rows of the product without what chance decides."""
    return {model._meta.db_table: sorted(map(repr, _plain(model))) for model in OWN}


def _plain(model: type[models.Model]) -> Any:
    columns = [
        field.attname
        for field in model._meta.concrete_fields
        if field.name not in CHANCE and not (model is Event and field.name in ("after", "before", "object_id"))
    ]
    return model._base_manager.values_list(*columns)
