"""What a person may put right in the words of an item (更正)."""

from __future__ import annotations

from collections.abc import Iterable

from bihuan.apps.work.models import Item, Source
from bihuan.engine.loop import Kind

REGISTRAR = {"registrar:supervision", "registrar:unit_head", "registrar:liaison"}
LEAD = {"lead:clerk", "lead:liaison", "lead:unit_head"}
OF_LEAD = ("responsible_leader", "liaison")
"""Who is answerable inside the lead unit is the unit's own to say."""
OF_REGISTRAR = (
    *("title", "requirement", "target", "category", "grade", "source_kind", "source_text"),
    *("sponsor_leader_id", "responsible_leader", "liaison", "note"),
)
"""Units, days and nodes are not put right: they change by a move, so that a past day can be read as it was.

Nor is it that a matter came from a figure or a project: its page leads back there by it.
"""
LEADS_BACK = (Source.FIGURES, Source.PROJECT)
"""Sources by which a matter's page leads back to where it came from."""


def amendable(item: Item, standings: Iterable[str], kind: Kind) -> tuple[str, ...]:
    """Columns that a person with these standings may put right, the kind's own as `own_code`; none once it ended."""
    held = set(standings)
    state = kind.state_by_code.get(item.state)
    if item.is_frozen or state is None or state.is_final:
        return ()
    if held & REGISTRAR:
        own = [name for name in OF_REGISTRAR if name != "source_kind" or item.source_kind not in LEADS_BACK]
        return (*own, *(f"own_{column.code}" for column in kind.columns))
    return OF_LEAD if held & LEAD else ()
