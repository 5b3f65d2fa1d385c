"""Conditions as trees (条件): what is asked of the facts, in a form that a definition can hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bihuan.engine.values import Quantity

Plain = str | bool | Decimal | date | Quantity


@dataclass(frozen=True, slots=True)
class Is:
    """The fact is this value (等于)."""

    field: str
    value: Plain
    because: str | None = None


@dataclass(frozen=True, slots=True)
class In:
    """The fact is one of these values (属于)."""

    field: str
    values: tuple[Plain, ...]
    because: str | None = None


@dataclass(frozen=True, slots=True)
class Has:
    """The fact is a set that holds this value (包含)."""

    field: str
    value: Plain
    because: str | None = None


@dataclass(frozen=True, slots=True)
class AtLeast:
    """The fact reaches this value (不少于)."""

    field: str
    value: Plain
    because: str | None = None


@dataclass(frozen=True, slots=True)
class AtMost:
    """The fact does not pass this value (不超过)."""

    field: str
    value: Plain
    because: str | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """The fact is known (已填报); the one test that is never unknown itself."""

    field: str
    because: str | None = None


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part holds (全部满足)."""

    parts: tuple[Condition, ...]
    because: str | None = None


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one part holds (任一满足)."""

    parts: tuple[Condition, ...]
    because: str | None = None


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold (不成立)."""

    part: Condition
    because: str | None = None


Leaf = Is | In | Has | AtLeast | AtMost | Known
Condition = Leaf | AllOf | AnyOf | Not


def fields(condition: Condition) -> frozenset[str]:
    """Names of the facts that a condition asks for (所用字段)."""
    return frozenset(_fields(condition))


def _fields(condition: Condition) -> Iterator[str]:
    match condition:
        case AllOf(parts=parts) | AnyOf(parts=parts):
            for part in parts:
                yield from _fields(part)
        case Not(part=part):
            yield from _fields(part)
        case _:
            yield condition.field
