"""What stands in the database, so that before and after can be compared (库表快照)."""

from __future__ import annotations

import hashlib
from typing import Any

from django.apps import apps
from django.db import models

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
