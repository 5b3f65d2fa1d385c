"""How a sheet enters a state: the fact, the event and the row in one go (月报状态)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bihuan.apps.figures.models import Sheet, SheetFact
from bihuan.apps.units.actions import record_event
from bihuan.base.actors import Actor
from bihuan.base.refusals import Forbidden, Stale

SHEET = "figures.sheet"
REPORTERS = frozenset({"clerk", "liaison", "unit_head"})


def reports_for(sheet: Sheet, by: Actor) -> bool:
    """Whether this person reports for the sheet's unit."""
    return bool(by.viewer.roles_in([sheet.unit_id]) & REPORTERS)


def require_reporter(sheet: Sheet, by: Actor) -> None:
    """Refuse whoever does not report for the sheet's unit."""
    if not reports_for(sheet, by):
        raise Forbidden(
            f"“{sheet.unit_name}”的月报由该单位经办人、联络员或负责人填报。审核单位只能退回并写明理由，不能代填。"
        )


def enter_state(  # noqa: PLR0913 - which sheet, which state, what was done, why, what else, by whom, when
    sheet: Sheet,
    state: str,
    *,
    kind: str,
    words: str = "",
    told: Mapping[str, object] | None = None,
    values: Mapping[str, Any] | None = None,
    by: Actor,
    now: datetime,
) -> int:
    """Move a kept sheet into a state; the number of the event.

    Raises: Stale: somebody else moved it meanwhile.
    """
    frm, version = {"state": sheet.state}, sheet.version + 1
    to = {"state": state, "unit": sheet.unit_name, "month": sheet.month.label, **(told or {})}
    event = record_event(kind, object_kind=SHEET, object_id=sheet.pk, by=by, at=now, frm=frm, to=to, why=words)
    SheetFact.objects.create(
        sheet=sheet,
        version=version,
        state=state,
        words=words,
        at=now,
        by_id=by.viewer.person_id,
        by_name=by.viewer.name,
        unit_name=by.viewer.unit_name,
        acted_for=by.acted_for,
        event_seq=event.seq,
    )
    columns = {"state": state, "version": version, "words": words, "moved_at": now, **(values or {})}
    if not Sheet.objects.write_if(sheet, stands={"version": sheet.version, "state": sheet.state}, values=columns):
        raise Stale("这张月报刚被他人办理过，请刷新后再办。")
    for name, value in columns.items():
        setattr(sheet, name, value)
    return event.seq
