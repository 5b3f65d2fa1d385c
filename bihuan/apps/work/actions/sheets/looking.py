"""A returned sheet held against what stands now (核对)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bihuan.apps.units.actions import record_event
from bihuan.apps.work import queries
from bihuan.apps.work.mapping.sheets import NOTES, WORDS, SheetRow
from bihuan.apps.work.models import ReturnedSheet
from bihuan.base import rights
from bihuan.base.actors import Actor
from bihuan.base.refusals import Refusal

SALT = "bihuan.work.month_sheet"
"""What the seal of our sheets is signed with, beside the key of this installation."""


class NotYours(Refusal):
    """Another unit's month."""


def check_may(unit_id: int, by: Actor) -> None:
    """Whether this person reports for the unit, as one of it or as the office."""
    if unit_id not in queries.reporting_units(by.viewer) and rights.right(by.viewer, "item.move") != "all":
        raise NotYours("这是别的单位的填报表，由该单位填报。")


def look_again(row: ReturnedSheet, *, by: Actor) -> list[SheetRow]:
    """Hold the sheet against what stands now, and keep what was found."""
    assert row.unit_id, "a sheet that was read says whose it is"
    assert row.month_on, "a sheet that was read says which month it is"
    held = queries.beside(row.unit_id, row.month_on, by.viewer)
    rows = held.rows(row.said, {})
    before = queries.taken_before(row, by.viewer)
    row.found = {
        "token": token_of(rows, held),
        "rows": [_shown(each, row, held) for each in rows],
        "loose": [each[2] + f"（{each[1]}）" for each in row.said["findings"] if not each[3]],
        "locked": sum(each[0] in NOTES for each in row.said["findings"]),
        "again": before.at.isoformat() if before else "",
    }
    ReturnedSheet.objects.write_if(row, stands={"state": row.state}, values={"found": row.found})
    return rows


def token_of(rows: Sequence[SheetRow], held: queries.Beside) -> str:
    """Fingerprint of what would be reported, of the items as they stand."""
    versions = {key: line.item.version for key, line in held.lines.items()}
    told = [(row.key, row.sort, versions.get(row.key), row.report) for row in rows]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False, default=str).encode()).hexdigest()


def _shown(one: SheetRow, row: ReturnedSheet, held: queries.Beside) -> dict[str, Any]:
    line = held.lines.get(one.key)
    merged, now = one.merged, one.now
    return {
        "key": one.key,
        "item": line.item.pk if line else None,
        "title": line.item.title if line else row.said["titles"].get(one.key, ""),
        "sort": one.sort,
        "takes": [_cell(code, value, now.get(code)) for code, value in merged.taken.items()] if one.report else [],
        "conflicts": [
            {**_cell(each.code, each.returned, each.now), "given": _text(each.given), "code": each.code}
            for each in merged.conflicts
        ],
        "written": [_cell(code, value, None) for code, value in (merged.written or {}).items() if value is not None],
        "wrong": [each.sentence for each in one.findings],
    }


def _cell(code: str, mine: Any, now: Any) -> dict[str, str]:
    return {"word": WORDS[code], "mine": _text(mine), "now": _text(now)}


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def record(kind: str, row: ReturnedSheet, *, by: Actor, now: datetime, **more: Any) -> None:
    """Tell the log what was done with a sheet."""
    facts = {"name": row.name, "unit": row.unit_name, "month_on": row.month_on, **more}
    to = {name: value for name, value in facts.items() if value not in (None, "")}
    record_event(kind, object_kind="work.returned_sheet", object_id=row.pk, by=by, at=now, to=to, evidence=[row.digest])
