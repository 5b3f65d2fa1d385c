"""Hostile words in every column that takes words, and in the log (A57)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import cycle
from typing import Any

from django.apps import apps
from django.db import IntegrityError, models, transaction

from bihuan.apps.units import actions
from bihuan.base import registries
from tests.support.builders import NOW, actor
from tests.support.cast import Cast
from tests.support.payloads import PAYLOADS

CODES = {
    *("code", "digest", "form_key", "kind", "kind_version", "last_key", "ledger_kind", "login", "media_type", "move"),
    *(
        "object_kind",
        "password",
        "path",
        "role",
        "rule",
        "sha256",
        "source_digest",
        "source_quote_digest",
        "stage",
        "state",
    ),
}
"""Columns that hold what the program gives, not what people write."""
CHINESE = re.compile("[\u4e00-\u9fff]")


def fill_every_column(cast: Cast) -> None:
    """Write a payload into every column of words of every row that may change, and events full of them."""
    words = cycle(PAYLOADS)
    for model in apps.get_models():
        if model.__module__.startswith("bihuan.") and model._meta.db_table not in registries.append_only_tables:
            columns = list(_columns(model))
            for row in model._base_manager.all() if columns else ():
                values = {column.name: _fitting(column, row, words) for column in columns}
                with suppress(IntegrityError), transaction.atomic():  # a held month takes no words
                    model._base_manager.filter(pk=row.pk).update(**values)
    _fill_the_log(cast, words)


def _columns(model: type[models.Model]) -> Iterator[models.Field]:
    for column in model._meta.concrete_fields:
        takes_words = isinstance(column, models.CharField | models.TextField) and not column.choices
        if takes_words and not column.unique and column.name not in CODES:
            yield column


def _fitting(column: Any, row: models.Model, words: Iterator[str]) -> str:
    """The next payload, or as much of it as the column holds; where JSON stands, one in place of each Chinese text."""
    stands = getattr(row, column.attname)
    if isinstance(column, models.TextField) and str(stands).startswith("{"):
        return json.dumps(_within(json.loads(stands), words), ensure_ascii=False)
    return next(words)[: column.max_length or 10_000]


def _within(told: Any, words: Iterator[str]) -> Any:
    if isinstance(told, dict):
        return {name: _within(each, words) for name, each in told.items()}
    if isinstance(told, list):
        return [_within(each, words) for each in told]
    return next(words) if isinstance(told, str) and CHINESE.search(told) else told


def _fill_the_log(cast: Cast, words: Iterator[str]) -> None:
    by = actor(cast.supervisor)
    for kind, number in (
        ("work.item", 1),
        ("person", cast.lead_clerk.pk),
        ("unit", cast.units.lead.pk),
        ("document", 1),
    ):
        said = replace(by.viewer, name=next(words)[:40], unit_name=next(words))
        facts = {next(words): next(words)}
        actions.record_event(
            "work.moved",
            object_kind=kind,
            object_id=number,
            by=replace(by, viewer=said, on_paper_for=next(words)),
            at=NOW,
            frm=facts,
            to=facts,
            why=next(words),
            evidence=[next(words)],
        )
