"""Parcels put in and changed (地块登记、更改)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from bihuan.apps.projects import mapping, queries
from bihuan.apps.projects.mapping import NewParcel
from bihuan.apps.projects.models import Parcel
from bihuan.apps.units import queries as units
from bihuan.apps.units.actions import record_event
from bihuan.base import rights
from bihuan.base.actors import Actor
from bihuan.base.refusals import Forbidden, Refusal, Stale

PARCEL = "projects.parcel"


class BadParcel(Refusal):
    """A parcel cannot be kept as it was said; the sentence says why and what to do."""


def add_parcel(new: NewParcel, *, by: Actor, now: datetime, key: str = "") -> Parcel:
    """Put a parcel in; the same form sent twice gives one (登记地块).

    Raises: Forbidden: another unit's town; BadParcel: its code stands already.
    """
    rights.require(by.viewer, "site.change")
    require_town(new, by)
    own = Parcel.objects.visible_to(by.viewer).filter(form_key=key, by_id=by.viewer.person_id)
    if key and (known := own.first()):
        return known
    try:
        return _add(new, by=by, now=now, key=key)
    except IntegrityError as twice:
        if key and (known := own.first()):
            return known
        raise BadParcel(f"地块编号{new.code}已登记，请查看那一条；要更改，请在它的页面上改。") from twice


@transaction.atomic
def _add(new: NewParcel, *, by: Actor, now: datetime, key: str = "") -> Parcel:
    columns = columns_of(new, _town_name(new, by))
    row: Parcel = Parcel.objects.create(
        **columns, registrar_unit_id=by.viewer.unit_id, form_key=key or None, **signed(by, now)
    )
    record_event("site.parcel_added", object_kind=PARCEL, object_id=row.pk, by=by, at=now, to=told_of(columns))
    return row


def change_parcel(parcel_id: int, new: NewParcel, *, version: int, by: Actor, now: datetime) -> Parcel:
    """Change a parcel; a shape that is not said anew stays (更改地块).

    Raises: Forbidden; BadParcel: its new code stands already; Stale: somebody was quicker.
    """
    rights.require(by.viewer, "site.change")
    row = queries.parcel(parcel_id, by.viewer)
    require_own_parcel(row, by=by)
    require_town(new, by)
    try:
        return _change(row, new, version=version, by=by, now=now)
    except IntegrityError as twice:
        raise BadParcel(f"地块编号{new.code}已登记在另一个地块上，请核对。") from twice


@transaction.atomic
def _change(row: Parcel, new: NewParcel, *, version: int, by: Actor, now: datetime) -> Parcel:
    changed = changed_of(row, columns_of(new, _town_name(new, by)))
    if not changed:
        return row
    before = {name: getattr(row, name) for name in changed}
    values = {**changed, **signed(by, now), "version": version + 1}
    if not Parcel.objects.write_if(row, stands={"version": version}, values=values):
        raise _stale(row, changed, by)
    sides: dict[str, Any] = {"object_kind": PARCEL, "object_id": row.pk, "by": by, "at": now}
    record_event("site.parcel_changed", frm=told_of(before), to=told_of(changed), **sides)
    row.refresh_from_db()
    return row


def columns_of(new: NewParcel, town_name: str) -> dict[str, Any]:
    """What is said of a parcel, as columns."""
    return {
        "code": new.code,
        "name": new.name,
        "use": new.use,
        "area": new.area,
        "status": new.status,
        "town_id": new.town_id,
        "town_name": town_name,
        "shape": dict(new.shape) if new.shape else None,
        "document": new.document,
        "note": new.note,
    }


def changed_of(row: Parcel, columns: Mapping[str, Any]) -> dict[str, Any]:
    """Columns that differ from what stands; a shape that is not said stays."""
    said = {name: value for name, value in columns.items() if name != "shape" or value is not None}
    return {name: value for name, value in said.items() if getattr(row, name) != value}


def _town_name(new: NewParcel, by: Actor) -> str:
    return units.unit_name_on(new.town_id, by.viewer.on) if new.town_id else ""


def signed(by: Actor, now: datetime) -> dict[str, Any]:
    """Who wrote a row and when, as columns."""
    return {"at": now, "by_id": by.viewer.person_id, "by_name": by.viewer.name}


def told_of(columns: Mapping[str, Any]) -> dict[str, object]:
    """What the log keeps of a parcel's columns; of a shape its area."""
    told = {name: value for name, value in columns.items() if name not in ("town_id", "shape")}
    if "shape" in columns:
        shape = mapping.to_shape(columns["shape"])
        told["drawn_area"] = None if shape is None else str(shape.area)
    return told


def require_own_parcel(row: Parcel, *, by: Actor) -> None:
    """Refuse to let a parcel be changed by those whose it is not.

    Raises: Forbidden: names who keeps it.
    """
    if not queries.keeps_parcel(by.viewer, row):
        keeper = row.registrar_unit.name if row.registrar_unit else "督查室"
        raise Forbidden(f"“{row.name}”由{keeper}和属地维护，需要更正的请告诉他们。")


def require_town(new: NewParcel, by: Actor) -> None:
    """A town puts in its own land; a department and the office any.

    Raises: Forbidden: the land is not the town's.
    """
    if by.viewer.sees_all or new.town_id in by.viewer.unit_ids or not is_a_town(by):
        return
    raise Forbidden("镇街只登记本辖区的地块，请把属地选为本镇街；其他地块由自然资源部门登记。")


def is_a_town(by: Actor) -> bool:
    """Whether the person acts for a town."""
    unit = units.unit(by.viewer.unit_id) if by.viewer.unit_id else None
    return unit is not None and unit.kind == "town"


def labels() -> dict[str, str]:
    """What the columns of a parcel are called."""
    return {field.attname: str(field.verbose_name) for field in Parcel._meta.concrete_fields}


def _stale(row: Parcel, mine: dict[str, Any], by: Actor) -> Stale:
    now = queries.parcel(row.pk, by.viewer)
    words = labels()
    names = [name for name in mine if name not in ("shape", "town_id") and getattr(now, name) != mine[name]]
    return Stale(
        theirs={words[name]: str(getattr(now, name) or "暂无") for name in names},
        mine={words[name]: str(mine[name] or "暂无") for name in names},
    )
