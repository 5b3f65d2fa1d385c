"""The panel of the candidate in hand: its words, what may be done with it, parts of other apps (条目面板)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from bihuan.apps.documents import forms, queries
from bihuan.base import registries
from bihuan.engine.text import Resolved, UnitNames


def panel_facts(
    request: Any, chosen: Any, *, may_decide: bool, rows: Sequence[Any], names: UnitNames
) -> dict[str, Any]:
    """What the panel's template needs; empty without a candidate."""
    if chosen is None:
        return {"chosen": None, "may_decide": may_decide}
    bodies = queries.bodies_of(chosen, names)
    chosen.said_lead = bodies[0].unit if bodies else None
    place = next((number for number, row in enumerate(rows) if row.pk == chosen.pk), 0)
    following = next((row for row in rows[place + 1 :] if row.state == "open"), None)
    return {
        "chosen": chosen,
        "bodies": _shown(bodies, names),
        "stands_in": "、".join(queries.parts_of_file(chosen)),
        "may_decide": may_decide,
        "following": following,
        "previous": rows[place - 1] if place else None,
        "next": rows[place + 1] if place + 1 < len(rows) else None,
        "form_key": forms.new_key(),
        "edit_form": _edit_form(chosen),
        "parts": registries.parts_of("documents.candidate", request.viewer, chosen) if may_decide else [],
        "split_text": _split_text(chosen.text),
    }


def _shown(bodies: Sequence[Resolved], names: UnitNames) -> list[dict[str, Any]]:
    """The bodies that the sentence names, each with the unit that it means or with the doubt about it."""
    return [
        {"name": each.name, "unit": names.names[each.unit][0] if each.unit else "", "doubt": each.doubt}
        for each in bodies
    ]


def _edit_form(chosen: Any) -> forms.EditForm:
    names = ("version", "text", "owners", "deadline")
    return forms.EditForm(initial={name: getattr(chosen, name) for name in names}, auto_id=f"edit{chosen.pk}-%s")


def _split_text(text: str) -> str:
    """A proposal: a line a clause, where the clauses are parted by semicolons; else by commas."""
    for signs in ("；;", "，,"):
        lines = [part.strip() for part in re.split(f"[{signs}]", text) if part.strip()]
        if len(lines) > 1:
            return "\n".join(lines)
    return text
