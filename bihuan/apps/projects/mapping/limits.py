"""Limits that projects share, from their definitions (共用限额)."""

from __future__ import annotations

from collections.abc import Iterable

from bihuan.definitions import Definition
from bihuan.engine import schedule
from bihuan.engine.schedule import LimitRule


def limit_rules(rules: Iterable[Definition]) -> list[LimitRule]:
    """The limits of definitions in force, in their order."""
    return [schedule.build_limit(rule.body, code=rule.code, name=rule.name) for rule in rules]
