"""Sheets go out, each with the rows of its unit (下载填报表)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime

from django.core import signing

from bihuan.apps.units import queries as units
from bihuan.apps.units.actions import record_event
from bihuan.apps.work import mapping, queries
from bihuan.apps.work.actions.sheets.looking import SALT, NotYours, check_may
from bihuan.apps.work.queries.month import MonthLine
from bihuan.base import rights
from bihuan.base.actors import Actor
from bihuan.base.filetypes import shown_name
from bihuan.base.refusals import Refusal


def give_out(unit_id: int, *, month_on: date, by: Actor, now: datetime) -> tuple[str, bytes]:
    """A unit's month as a sheet to fill in; its name and its bytes (下载填报表)."""
    rights.require(by.viewer, "item.move")
    check_may(unit_id, by)
    book = queries.rulebook(by.viewer.on)
    lines = queries.month_lines(unit_id, month_on=month_on, viewer=by.viewer, book=book)
    name = units.unit_name_on(unit_id, by.viewer.on)
    content = _filled(unit_id, name, month_on, lines)
    _record_given([name], month_on, by=by, now=now)
    return _file_name(name, month_on), content


def give_out_all(*, month_on: date, by: Actor, now: datetime) -> tuple[str, bytes]:
    """The sheets of all units that have something to report, in one archive (打包下载).

    Raises: NotYours; Refusal: nothing is to be reported.
    """
    if rights.right(by.viewer, "item.move") != "all":
        raise NotYours("您没有任职单位的填报任务；各单位的填报表由督查室打包下载。")
    found = queries.month_lines_by_unit(month_on=month_on, viewer=by.viewer, book=queries.rulebook(by.viewer.on))
    if not found:
        raise Refusal("本月没有要报的事项，没有填报表可以下载。")
    names = units.unit_names_on(found, by.viewer.on)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for unit_id, lines in found.items():
            archive.writestr(
                shown_name(_file_name(names[unit_id], month_on)), _filled(unit_id, names[unit_id], month_on, lines)
            )
    _record_given(list(names.values()), month_on, by=by, now=now)
    return f"{month_on.year}年{month_on.month}月填报表_{len(found)}个单位.zip", out.getvalue()


def _filled(unit_id: int, name: str, month_on: date, lines: Sequence[MonthLine]) -> bytes:
    seal = signing.dumps({"unit": unit_id, "month": month_on.isoformat()}, salt=SALT)
    return mapping.sheets.filled(name, month_on=month_on, lines=lines, seal=seal)


def _file_name(unit_name: str, month_on: date) -> str:
    return f"{unit_name}_{month_on:%Y}年{month_on.month}月填报表.xlsx"


def _record_given(names: Sequence[str], month_on: date, *, by: Actor, now: datetime) -> None:
    to = {"month_on": month_on, "count": len(names), "units": "、".join(names)}
    record_event("work.sheets_given", object_kind="work.month", object_id=None, by=by, at=now, to=to)
