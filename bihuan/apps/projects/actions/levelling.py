"""Changing how much a shared limit gives, from a day on (改共用限额)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bihuan.apps.projects import queries
from bihuan.apps.projects.actions.planning import BadPlan
from bihuan.apps.units.actions import change_rule
from bihuan.base import rights
from bihuan.base.actors import Actor


@dataclass(frozen=True)
class NewLimit:
    """How much a limit gives (限额): in each week or month, and in some of them; on what ground, from when."""

    every: str
    amount: int
    document: str
    number: str
    effective_on: date
    own: Sequence[tuple[date, int]] = ()


def change_limit(code: str, new: NewLimit, *, by: Actor, now: datetime) -> Any:
    """Put another amount of a limit in force from a day on; what takes of it stays (改限额).

    Raises: BadPlan: no such limit; Refusal: the day has a version already, or two amounts for one period; Forbidden.
    """
    rights.require(by.viewer, "limit.change")
    rule = next((rule for rule, _ in queries.limits_in_force(by.viewer.on) if rule.code == code), None)
    if rule is None:
        raise BadPlan([f"没有编码为“{code}”的共用限额，请从列出的限额中选。"])
    body: Mapping[str, Any] = {
        **{name: value for name, value in rule.body.items() if name != "own"},
        "every": new.every,
        "amount": new.amount,
        **({"own": [{"on": day.isoformat(), "amount": amount} for day, amount in new.own]} if new.own else {}),
    }
    entry = {
        "name": rule.name,
        "source": {"document": new.document, "number": new.number},
        "effective_on": new.effective_on.isoformat(),
        "body": body,
    }
    return change_rule("shared_limits", code, entry=entry, by=by, now=now)
