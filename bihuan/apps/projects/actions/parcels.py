"""Parcels put in, changed, and brought in by the file (地块登记、更改、导入)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
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
from bihuan.base.uploads import in_child

PARCEL = "projects.parcel"
READ = "bihuan.base.land_files:read_land"


class BadParcel(Refusal):
    """A parcel cannot be kept as it was said; the sentence says why and what to do."""


@dataclass(frozen=True)
class ImportedRow:
    """What became of a row of a file (导入结果): done is None where nothing had to be done."""

    at: str
    code: str
    is_done: bool
    sentence: str


def read_land(content: bytes, *, name: str, by: Actor, meridian: float | None = None) -> dict[str, Any]:
    """Rows and shapes of a file, read in the child (读取地块文件)."""
    rights.require(by.viewer, "site.change")
    around = queries.surroundings(by.viewer, by.viewer.on)
    read: dict[str, Any] = in_child(READ, content, name=name, around=list(around), meridian=meridian)
    return read


def add_parcel(new: NewParcel, *, by: Actor, now: datetime, key: str = "") -> Parcel:
    """Put a parcel in; the same form sent twice gives one (登记地块).

    Raises: Forbidden: another unit's town; BadParcel: its code stands already.
    """
    rights.require(by.viewer, "site.change")
    _require_town(new, by)
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
    row: Parcel = Parcel.objects.create(
        **_columns(new, by), registrar_unit_id=by.viewer.unit_id, form_key=key or None, **_signed(by, now)
    )
    record_event("site.parcel_added", object_kind=PARCEL, object_id=row.pk, by=by, at=now, to=_told(_columns(new, by)))
    return row


def change_parcel(parcel_id: int, new: NewParcel, *, version: int, by: Actor, now: datetime) -> Parcel:
    """Change a parcel; a shape that is not said anew stays (更改地块).

    Raises: Forbidden; BadParcel: its new code stands already; Stale: somebody was quicker.
    """
    rights.require(by.viewer, "site.change")
    row = queries.parcel(parcel_id, by.viewer)
    require_own_parcel(row, by=by)
    _require_town(new, by)
    try:
        return _change(row, new, version=version, by=by, now=now)
    except IntegrityError as twice:
        raise BadParcel(f"地块编号{new.code}已登记在另一个地块上，请核对。") from twice


@transaction.atomic
def _change(row: Parcel, new: NewParcel, *, version: int, by: Actor, now: datetime) -> Parcel:
    columns = _columns(new, by)
    if new.shape is None:
        columns.pop("shape")
    changed = {name: value for name, value in columns.items() if getattr(row, name) != value}
    if not changed:
        return row
    before = {name: getattr(row, name) for name in changed}
    values = {**changed, **_signed(by, now), "version": version + 1}
    if not Parcel.objects.write_if(row, stands={"version": version}, values=values):
        raise _stale(row, changed, by)
    sides: dict[str, Any] = {"object_kind": PARCEL, "object_id": row.pk, "by": by, "at": now}
    record_event("site.parcel_changed", frm=_told(before), to=_told(changed), **sides)
    row.refresh_from_db()
    return row


def import_parcels(
    rows: Sequence[tuple[str, NewParcel]], *, file: str, is_update: bool, is_trial: bool, by: Actor, now: datetime
) -> list[ImportedRow]:
    """Bring in the rows of a file: new ones are added, known ones changed only where asked (导入地块).

    is_trial: say what would become of each row, and write nothing. A row that cannot be kept costs only itself.
    """
    rights.require(by.viewer, "site.change")
    known = queries.parcels_called([new.code for _, new in rows], by.viewer)
    seen: set[str] = set()
    results: list[ImportedRow] = []
    with transaction.atomic():
        for at, new in rows:
            results.append(_import_one(at, new, known, seen, is_update=is_update, is_trial=is_trial, by=by, now=now))
            seen.add(new.code)
        done = sum(result.is_done for result in results)
        if done and not is_trial:
            told = {"name": file, "count": done}
            record_event("site.parcels_imported", object_kind=PARCEL, object_id=0, by=by, at=now, to=told)
    return results


def _import_one(  # noqa: PLR0913 - the row, what is known, what is asked, by whom, when
    at: str,
    new: NewParcel,
    known: dict[str, Parcel],
    seen: set[str],
    *,
    is_update: bool,
    is_trial: bool,
    by: Actor,
    now: datetime,
) -> ImportedRow:
    row = known.get(new.code)
    if new.code in seen:
        return ImportedRow(at, new.code, False, "同一编号在文件里出现了两次，只取前一行。请核对编号。")
    try:
        _require_town(new, by)
        if row is None:
            if not is_trial:
                _add(new, by=by, now=now)
            return ImportedRow(at, new.code, True, "新增。")
        return _import_known(at, row, new, is_update=is_update, is_trial=is_trial, by=by, now=now)
    except Refusal as refusal:
        return ImportedRow(at, new.code, False, refusal.sentence)


def _import_known(  # noqa: PLR0913 - the row, what is asked, by whom, when
    at: str, row: Parcel, new: NewParcel, *, is_update: bool, is_trial: bool, by: Actor, now: datetime
) -> ImportedRow:
    differing = [name for name, value in _columns(new, by).items() if value != getattr(row, name)]
    if new.shape is None and "shape" in differing:
        differing.remove("shape")
    if not differing:
        return ImportedRow(at, new.code, True, "已登记，没有变化。")
    words = "、".join(_labels()[name] for name in differing if name != "town_name")
    if not is_update:
        return ImportedRow(at, new.code, False, f"已登记，{words}与文件不同。要按文件更改，请勾选“更新已登记的地块”。")
    require_own_parcel(row, by=by)
    if not is_trial:
        _change(row, new, version=row.version, by=by, now=now)
    return ImportedRow(at, new.code, True, f"更改{words}。")


def _columns(new: NewParcel, by: Actor) -> dict[str, Any]:
    return {
        "code": new.code,
        "name": new.name,
        "use": new.use,
        "area": new.area,
        "status": new.status,
        "town_id": new.town_id,
        "town_name": units.unit_name_on(new.town_id, by.viewer.on) if new.town_id else "",
        "shape": dict(new.shape) if new.shape else None,
        "document": new.document,
        "note": new.note,
    }


def _signed(by: Actor, now: datetime) -> dict[str, Any]:
    return {"at": now, "by_id": by.viewer.person_id, "by_name": by.viewer.name}


def _told(columns: dict[str, Any]) -> dict[str, object]:
    """What the log keeps; of a shape its area."""
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


def _require_town(new: NewParcel, by: Actor) -> None:
    """A town puts in its own land; a department and the office any."""
    unit = units.unit(by.viewer.unit_id) if by.viewer.unit_id else None
    if by.viewer.sees_all or unit is None or unit.kind != "town" or new.town_id in by.viewer.unit_ids:
        return
    raise Forbidden("镇街只登记本辖区的地块，请把属地选为本镇街；其他地块由自然资源部门登记。")


def _labels() -> dict[str, str]:
    return {field.attname: str(field.verbose_name) for field in Parcel._meta.concrete_fields}


def _stale(row: Parcel, mine: dict[str, Any], by: Actor) -> Stale:
    now = queries.parcel(row.pk, by.viewer)
    labels = _labels()
    names = [name for name in mine if name not in ("shape", "town_id") and getattr(now, name) != mine[name]]
    return Stale(
        theirs={labels[name]: str(getattr(now, name) or "暂无") for name in names},
        mine={labels[name]: str(mine[name] or "暂无") for name in names},
    )
