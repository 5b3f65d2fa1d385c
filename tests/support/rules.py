"""Rules that an office changes, for tests."""

from __future__ import annotations

from copy import deepcopy
from datetime import date, datetime
from typing import Any

from bihuan import definitions
from bihuan.apps.units import actions
from tests.support.builders import NOW, actor
from tests.support.cast import Cast

SOURCE = {"document": "本区规则", "number": "无文号"}
FROM_ON = date(2026, 3, 2)


def shipped(kind: str, code: str, *, on: date = FROM_ON) -> dict[str, Any]:
    """The body of a shipped definition, to change."""
    found = definitions.on(kind, code, on)
    assert found is not None, f"no {kind}/{code} on {on}"
    return deepcopy(found.body)


def change_rule(
    cast: Cast, kind: str, code: str, body: dict[str, Any], *, from_on: date = FROM_ON, at: datetime = NOW, **more: Any
) -> None:
    """Put an office's rule in force from a day on, entered at a moment."""
    entry = {"name": "本区规则", "source": SOURCE, "effective_on": from_on.isoformat(), "body": body, **more}
    actions.change_rule(kind, code, entry=entry, by=actor(cast.supervisor), now=at)
