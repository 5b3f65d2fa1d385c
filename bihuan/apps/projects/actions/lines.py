"""Planning lines put in with their document, and ended (管控线登记、失效); a line is never redrawn."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from bihuan.apps.projects import mapping, queries
from bihuan.apps.projects.mapping import NewLine
from bihuan.apps.projects.models import PlanningLine
from bihuan.apps.units.actions import record_event
from bihuan.base import rights
from bihuan.base.actors import Actor
from bihuan.base.refusals import Forbidden, Refusal, Stale

LINE = "projects.planningline"


class BadLine(Refusal):
    """A planning line cannot be kept as it was said; the sentence says why and what to do."""


def add_line(new: NewLine, *, by: Actor, now: datetime, key: str = "") -> PlanningLine:
    """Put a planning line in; the same form sent twice gives one (登记管控线).

    Raises: Forbidden; BadLine: no such kind, or it ends before it begins.
    """
    rights.require(by.viewer, "site.change")
    if new.kind not in queries.line_kinds(by.viewer.on):
        raise BadLine("没有这个管控线类别。请从列表里选，或先在“规则”里增加类别。")
    if new.to_on is not None and new.to_on < new.from_on:
        raise BadLine(f"失效日期{new.to_on}早于起效日期{new.from_on}，请核对。")
    own = PlanningLine.objects.visible_to(by.viewer).filter(form_key=key, by_id=by.viewer.person_id)
    if key and (known := own.first()):
        return known
    try:
        return _add(new, by=by, now=now, key=key)
    except IntegrityError:
        return own.get()


@transaction.atomic
def _add(new: NewLine, *, by: Actor, now: datetime, key: str) -> PlanningLine:
    row: PlanningLine = PlanningLine.objects.create(
        kind=new.kind,
        name=new.name,
        shape=dict(new.shape) if new.shape else None,
        parcels=list(new.parcels),
        document=new.document,
        from_on=new.from_on,
        to_on=new.to_on,
        registrar_unit_id=by.viewer.unit_id,
        at=now,
        by_id=by.viewer.person_id,
        by_name=by.viewer.name,
        form_key=key or None,
    )
    record_event("site.line_added", object_kind=LINE, object_id=row.pk, by=by, at=now, to=_told(row, by.viewer.on))
    return row


@transaction.atomic
def end_line(line_id: int, *, to_on: date, why: str, by: Actor, now: datetime) -> PlanningLine:
    """End a planning line on a day, with the reason; what was checked against it stays (管控线失效).

    Raises: Forbidden: another unit's; BadLine: no reason, or before its first day; Stale: it has ended already.
    """
    rights.require(by.viewer, "site.change")
    row = queries.line(line_id, by.viewer)
    if not queries.keeps_line(by.viewer, row):
        keeper = row.registrar_unit.name if row.registrar_unit else "督查室"
        raise Forbidden(f"“{row.name}”由{keeper}登记，请由该单位办理失效。")
    if not why.strip():
        raise BadLine("请写明失效的原因和依据，如：新的划定方案已批复（文号）。")
    if to_on < row.from_on:
        raise BadLine(f"失效日期{to_on}早于起效日期{row.from_on}，请核对。")
    if not PlanningLine.objects.write_if(row, stands={"to_on": row.to_on}, values={"to_on": to_on}):
        raise Stale("这条管控线刚被他人更改过，请刷新后再办。")
    sides: dict[str, Any] = {"frm": {"to_on": row.to_on}, "to": {"name": row.name, "to_on": to_on}, "why": why.strip()}
    record_event("site.line_ended", object_kind=LINE, object_id=row.pk, by=by, at=now, **sides)
    row.refresh_from_db()
    return row


def _told(row: PlanningLine, on: date) -> dict[str, object]:
    shape = mapping.to_shape(row.shape)
    told = {
        "kind": queries.line_kinds(on)[row.kind].name,
        "name": row.name,
        "document": row.document,
        "from_on": row.from_on,
        "to_on": row.to_on,
        "drawn_area": str(shape.area) if shape else None,
        "count": len(row.parcels) or None,
    }
    return {name: value for name, value in told.items() if value is not None}
