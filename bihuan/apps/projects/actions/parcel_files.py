"""Parcels brought in by the file: each row judged, then all good ones written at once (导入地块)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from bihuan.apps.projects import queries
from bihuan.apps.projects.actions.parcels import (
    PARCEL,
    changed_of,
    columns_of,
    is_a_town,
    labels,
    signed,
    told_of,
)
from bihuan.apps.projects.mapping import NewParcel
from bihuan.apps.projects.models import Parcel
from bihuan.apps.units import queries as units
from bihuan.apps.units.actions import append_events, event_draft
from bihuan.base import rights
from bihuan.base.actors import Actor
from bihuan.base.refusals import Stale
from bihuan.base.uploads import in_child

READ = "bihuan.base.land_files:read_land"
RACED = "导入时有人登记或更改了同样编号的地块，一行都没有写入。请重新导入。"


@dataclass(frozen=True)
class ImportedRow:
    """What became of a row of a file (导入结果)."""

    at: str
    code: str
    is_done: bool
    sentence: str


@dataclass(frozen=True)
class _Judged:
    """A row with what is to be done: a parcel to add, or columns of one to change."""

    result: ImportedRow
    columns: Mapping[str, Any] = field(default_factory=dict)
    row: Parcel | None = None


def read_land(content: bytes, *, name: str, by: Actor, meridian: float | None = None) -> dict[str, Any]:
    """Rows and shapes of a file, read in the child (读取地块文件)."""
    rights.require(by.viewer, "site.change")
    around = queries.surroundings(by.viewer, by.viewer.on)
    read: dict[str, Any] = in_child(READ, content, name=name, around=list(around), meridian=meridian)
    return read


def import_parcels(
    rows: Sequence[tuple[str, NewParcel]], *, file: str, is_update: bool, is_trial: bool, by: Actor, now: datetime
) -> list[ImportedRow]:
    """Bring in the rows of a file: new ones are added, known ones changed only where asked (导入地块).

    is_trial: say what would become of each row, and write nothing. A row that cannot be kept costs only itself.
    Raises: Forbidden; Stale: somebody put the same parcels in meanwhile.
    """
    rights.require(by.viewer, "site.change")
    judge = _Judge(rows, is_update=is_update, by=by)
    judged = [judge.row(at, new) for at, new in rows]
    if not is_trial:
        try:
            _write([each for each in judged if each.columns], file=file, by=by, now=now)
        except IntegrityError as raced:
            raise Stale(RACED) from raced
    return [each.result for each in judged]


class _Judge:
    """What is known before the first row: names of towns, parcels that stand, whose land this person may put in."""

    def __init__(self, rows: Sequence[tuple[str, NewParcel]], *, is_update: bool, by: Actor) -> None:
        self.by, self.is_update = by, is_update
        self.names = units.unit_names_on({new.town_id for _, new in rows if new.town_id}, by.viewer.on)
        self.known = queries.parcels_called([new.code for _, new in rows], by.viewer)
        self.is_bound = not by.viewer.sees_all and is_a_town(by)
        self.seen: set[str] = set()

    def row(self, at: str, new: NewParcel) -> _Judged:
        """One row."""
        if new.code in self.seen:
            return self._no(at, new, "同一编号在文件里出现了两次，只取前一行。请核对编号。")
        self.seen.add(new.code)
        if self.is_bound and new.town_id not in self.by.viewer.unit_ids:
            return self._no(at, new, "镇街只登记本辖区的地块，请把属地写为本镇街。")
        columns = columns_of(new, self.names[new.town_id] if new.town_id else "")
        stands = self.known.get(new.code)
        if stands is None:
            return _Judged(ImportedRow(at, new.code, True, "新增。"), columns)
        return self._known(at, new, stands, changed_of(stands, columns))

    def _known(self, at: str, new: NewParcel, stands: Parcel, changed: dict[str, Any]) -> _Judged:
        if not changed:
            return _Judged(ImportedRow(at, new.code, True, "已登记，没有变化。"))
        words = "、".join(labels()[name] for name in changed if name != "town_name")
        if not self.is_update:
            return self._no(at, new, f"已登记，{words}与文件不同。要按文件更改，请勾选“更新已登记的地块”。")
        if not queries.keeps_parcel(self.by.viewer, stands):
            return self._no(at, new, f"“{stands.name}”由登记单位和属地维护，需要更正的请告诉他们。")
        return _Judged(ImportedRow(at, new.code, True, f"更改{words}。"), changed, stands)

    def _no(self, at: str, new: NewParcel, sentence: str) -> _Judged:
        return _Judged(ImportedRow(at, new.code, False, sentence))


@transaction.atomic
def _write(judged: Sequence[_Judged], *, file: str, by: Actor, now: datetime) -> None:
    if not judged:
        return
    added = [each.columns for each in judged if each.row is None]
    own = {"registrar_unit_id": by.viewer.unit_id, **signed(by, now)}
    rows = Parcel.objects.bulk_create([Parcel(**columns, **own) for columns in added])
    sides: dict[str, Any] = {"object_kind": PARCEL, "by": by, "at": now}
    drafts = [
        event_draft("site.parcel_added", object_id=row.pk, to=told_of(columns), **sides)
        for row, columns in zip(rows, added, strict=True)
    ]
    drafts += [_change(each.row, each.columns, sides) for each in judged if each.row is not None]
    told = {"name": file, "count": len(judged)}
    append_events([*drafts, event_draft("site.parcels_imported", object_id=None, to=told, **sides)])


def _change(row: Parcel, changed: Mapping[str, Any], sides: Mapping[str, Any]) -> dict[str, Any]:
    before = {name: getattr(row, name) for name in changed}
    values = {**changed, **signed(sides["by"], sides["at"]), "version": row.version + 1}
    if not Parcel.objects.write_if(row, stands={"version": row.version}, values=values):
        raise Stale(RACED)
    return event_draft("site.parcel_changed", object_id=row.pk, frm=told_of(before), to=told_of(changed), **sides)
