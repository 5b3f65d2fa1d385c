"""An item's row and a person before it -> what the loop judges (事项现状与办理人)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from bihuan.base.scope import Viewer
from bihuan.engine.calendar import Calendar, due, local_day
from bihuan.engine.loop import Kind, Standing, due_limit

if TYPE_CHECKING:
    from bihuan.apps.work.models import Item, Party


@dataclass(frozen=True)
class Counts:
    """What must be counted in other rows to judge an item."""

    evidence: int = 0
    open_children: int = 0


def to_standing(  # noqa: PLR0913 - the loop judges by all of these
    item: Item,
    *,
    parties: Iterable[Party],
    counts: Counts,
    viewer: Viewer,
    kind: Kind,
    calendar: Calendar,
    now: datetime,
) -> Standing:
    """What the loop needs to know of this item and this person at this moment."""
    return Standing(
        state=item.state,
        parties=parties_of(item, parties=parties, viewer=viewer, kind=kind),
        facts=facts_of(item, counts=counts, viewer=viewer, kind=kind, calendar=calendar, now=now),
        started_by=item.started_by or None,
    )


def parties_of(item: Item, *, parties: Iterable[Party], viewer: Viewer, kind: Kind) -> frozenset[str]:
    """What this person is to the item, as party:role, all that apply.

    The supervision office registers for the whole district, so it stands as registrar before every item (督查室).
    Where a kind knows an answerer, the lead unit answers. Without an instructing leader named, a leader in whose
    portfolio the item lies instructs.
    """
    units: list[tuple[str, int]] = [("registrar", item.registrar_unit_id)]
    if item.finder_unit_id:
        units.append(("finder", item.finder_unit_id))
    units += [(party.role, party.unit_id) for party in parties if party.to_at is None]
    if "answerer" in kind.parties and item.lead_unit_id:
        units.append(("answerer", item.lead_unit_id))
    found = {f"{party}:{role}" for party, unit_id in units for role in viewer.roles_in([unit_id])}
    if "supervision" in viewer.roles:
        found.add("registrar:supervision")
    return frozenset(found | _as_instructor(item, viewer))


def _as_instructor(item: Item, viewer: Viewer) -> set[str]:
    """Leader or proxy before an item that this leader instructed (批示领导)."""
    own = {"instructor:leader"} if "leader" in viewer.roles else set()
    proxy = {"instructor:leader_proxy"} if "leader_proxy" in viewer.roles and viewer.for_person_id else set()
    if item.sponsor_leader_id is None:
        return own | proxy
    return (own if item.sponsor_leader_id == viewer.person_id else set()) | (
        proxy if item.sponsor_leader_id == viewer.for_person_id else set()
    )


def facts_of(
    item: Item, *, counts: Counts, viewer: Viewer, kind: Kind, calendar: Calendar, now: datetime
) -> dict[str, object]:
    """What guards may look at, by code of the loop's FACTS; what is not known is None."""
    today = local_day(now)
    return {
        "has_lead": item.lead_unit_id is not None,
        "has_due": item.due_on is not None,
        "has_evidence": counts.evidence > 0,
        "evidence_count": counts.evidence,
        "submitted_by_self": item.submitted_by_id is not None and item.submitted_by_id == viewer.person_id,
        "is_opened": item.opened_at is not None,
        "is_before_due": now <= item.due_at if item.due_at else None,
        "days_to_due": calendar.working_days_between(today, item.due_on) if item.due_on else None,
        "extension_count": item.extension_count,
        "return_count": item.return_count,
        "objected_before": item.objection_barred,
        "objection_open": _objection_open(item, kind=kind, calendar=calendar, now=now),
        "open_children": counts.open_children,
        "is_satisfied": item.is_satisfied,
        "answered_first": item.first_answer_at is not None,
        **item.extra,
    }


def _objection_open(item: Item, *, kind: Kind, calendar: Calendar, now: datetime) -> bool | None:
    """Whether a wrong-unit objection may still be raised; without a limit it may until the item is signed for."""
    limit = due_limit(kind, "object", grade=item.grade or None)
    if item.dispatched_at is None:
        return None
    if limit is None:
        return True
    end = due(limit, start=item.dispatched_at, calendar=calendar).at
    return end is not None and now <= end
