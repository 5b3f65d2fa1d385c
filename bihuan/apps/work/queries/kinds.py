"""Ledger kinds as in force on a day (台账类型)."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from bihuan.apps.units import queries as units
from bihuan.base.refusals import Refusal
from bihuan.definitions import Definition
from bihuan.engine.calendar import local_day
from bihuan.engine.loop import Kind, build, due_limit

if TYPE_CHECKING:
    from bihuan.apps.work.models import Item

FOLDER = "ledger_kinds"


class NoSuchKind(Refusal):
    """No such ledger kind is in force on that day."""


def kinds_on(day: date) -> list[Kind]:
    """All ledger kinds in force on a day, by code."""
    return [to_kind(definition) for definition in units.definitions(FOLDER, on=day)]


def urgent_limit(code: str, day: date) -> int | None:
    """Days within which an urgent item of a ledger is to be handed in (紧急件时限); None where its rule says none."""
    limit = due_limit(kind_on(code, day)[0], "submit_feedback", grade="urgent")
    return limit.amount if limit is not None else None


def kind_on(code: str, day: date) -> tuple[Kind, str]:
    """A ledger kind in force on a day, with its version."""
    definition = units.definition(FOLDER, code, on=day)
    if definition is None:
        raise NoSuchKind(f"{day}没有“{code}”这类台账，请先在规则中设置。")
    return to_kind(definition), definition.version


def kind_of(item: Item) -> Kind:
    """The kind in the version that the item was drafted in; a later change leaves it alone, even of the same day."""
    drafted_on = local_day(item.created_at)
    versions = [
        each for each in units.definitions_until((FOLDER,), on=drafted_on)[FOLDER] if each.code == item.ledger_kind
    ]
    own = [each for each in versions if each.version == item.kind_version]
    held = own or [each for each in versions if each.holds_on(drafted_on)]
    if not held:
        raise NoSuchKind(f"{drafted_on}没有“{item.ledger_kind}”这类台账，请先在规则中设置。")
    return to_kind(held[-1])


def to_kind(definition: Definition) -> Kind:
    """The loop's kind of a definition; the same version is built once."""
    return _built(_Entry(definition))


class _Entry:
    """A definition as a key: its code and version."""

    def __init__(self, definition: Definition) -> None:
        self.definition = definition
        self.key = (definition.code, definition.name, definition.version)

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Entry) and self.key == other.key


@lru_cache(maxsize=200)
def _built(entry: _Entry) -> Kind:
    return build(entry.definition.body, code=entry.definition.code, name=entry.definition.name)
