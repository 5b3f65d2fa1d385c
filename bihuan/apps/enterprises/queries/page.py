"""The page of one enterprise: what is known of it, its doubles, all that was done to its entry (企业页)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bihuan.apps.enterprises.models import Enterprise
from bihuan.apps.enterprises.queries.register import enterprise, keeps
from bihuan.apps.units import queries as units
from bihuan.base.event_facts import changes
from bihuan.base.event_words import event_word
from bihuan.base.scope import Viewer


@dataclass(frozen=True)
class Line:
    """One line of the timeline: what, who, when, what changed, why (办理记录)."""

    word: str
    person_name: str
    acted_for: str
    unit_name: str
    at: datetime
    why: str
    changes: tuple[tuple[str, Any, Any], ...]
    result: str = "done"


@dataclass(frozen=True)
class EnterprisePage:
    """All of one enterprise's page. doubles: entries that were merged into this one. may_change: by this viewer."""

    row: Enterprise
    doubles: list[Enterprise]
    lines: list[Line]
    may_change: bool


def enterprise_page(enterprise_id: int, viewer: Viewer) -> EnterprisePage:
    """One enterprise with all that its page shows; else it does not exist."""
    row = enterprise(enterprise_id, viewer)
    doubles = list(Enterprise.objects.visible_to(viewer).filter(same_as=row).order_by("pk"))
    return EnterprisePage(row, doubles, list(_lines(units.timeline("enterprise", [row.pk]))), keeps(viewer, row))


def _lines(events: Iterable[Any]) -> Iterable[Line]:
    for event in events:
        told = changes(event.kind, event.before, event.after)
        yield Line(
            word=event_word(event.kind),
            person_name=event.person_name,
            acted_for=event.acted_for,
            unit_name=event.unit_name,
            at=event.at,
            why=event.why,
            changes=tuple((each.label, each.old, each.new) for each in told),
            result=event.result,
        )
