"""Rows <-> values: the canonical row that the chain hashes; definitions of the office."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal

from django.utils import timezone

from bihuan import definitions
from bihuan.apps.units import models

CHAINED = (
    "seq",
    "at",
    "kind",
    "object_kind",
    "object_id",
    "person_id",
    "person_name",
    "unit_id",
    "unit_name",
    "acted_for",
    "address",
    "request_id",
    "result",
    "before",
    "after",
    "why",
    "evidence",
)


def moment(at: datetime) -> str:
    """A moment as the chain hashes it: UTC, cut to microseconds, the same on every database."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def moment_of_sqlite(text: str) -> str:
    """The same, from the text that SQLite keeps."""
    return f"{text[:10]}T{text[11:19]}.{text[20:26]:0<6}Z"


def canonical(values: Mapping[str, object]) -> list[object]:
    """The canonical row of an event, in the order of `CHAINED`."""
    return [moment(value) if isinstance(value, datetime) else value for value in (values[name] for name in CHAINED)]


def facts_text(facts: Mapping[str, object] | None) -> str:
    """Facts before or after a change, as the log keeps them; empty for none."""
    if not facts:
        return ""
    return json.dumps(facts, ensure_ascii=False, sort_keys=True, default=_said, separators=(",", ":"))


def _said(value: object) -> str:
    """A value in the log's words, the same whether it was read or just set: local time, no idle zeros."""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return str(timezone.localtime(value)) if isinstance(value, datetime) else str(value)


def to_definition(row: models.OfficeDefinition) -> definitions.Definition:
    """An office's row as a definition, of the same form as what ships."""
    entry = {
        "code": row.code,
        "name": row.name,
        "source": row.source,
        "effective_on": row.from_on.isoformat(),
        "ends_on": row.to_on.isoformat() if row.to_on else None,
        "body": row.body,
    }
    return definitions.definition_of(row.kind, entry)
