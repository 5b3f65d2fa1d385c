"""What a returned sheet says is reported, all of it or nothing (收下)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from bihuan.apps.work import mapping, queries
from bihuan.apps.work.actions.imports.standing import NotNow
from bihuan.apps.work.actions.moves import batch
from bihuan.apps.work.actions.sheets.looking import check_may, look_again, record, token_of
from bihuan.apps.work.mapping.sheets import Choices, SheetRow
from bihuan.apps.work.models import ReturnedSheet
from bihuan.apps.work.queries.month import REPORT, MonthLine
from bihuan.base import files, rights
from bihuan.base.actors import Actor
from bihuan.base.refusals import Refusal, Stale

_STATE = ReturnedSheet.State


def take_sheet(
    sheet_id: int, *, token: str, choices: Choices, skip_wrong: bool, by: Actor, now: datetime
) -> ReturnedSheet:
    """Report all that a returned sheet says, through the one door; all of it or nothing (收下).

    Raises: NotNow; Stale: something moved since it was looked at; Refusal: rows are wrong, or a side is not chosen.
    """
    rights.require(by.viewer, "item.move")
    row = queries.returned_sheet(sheet_id, by.viewer)
    if row.state == _STATE.TAKEN:
        return row
    if row.state != _STATE.READ or row.unit_id is None or row.month_on is None:
        raise NotNow(f"这份表{row.get_state_display()}，不能收下。")
    check_may(row.unit_id, by)
    held = queries.beside(row.unit_id, row.month_on, by.viewer)
    if not token or token != row.found["token"] or token != token_of(held.rows(row.said, {}), held):
        look_again(row, by=by)
        raise Stale("核对之后事项有变动，没有收下任何内容。请看新的核对结果。")
    _take(row, _to_take(row, held, choices, skip_wrong=skip_wrong), held, by=by, now=now)
    row.refresh_from_db()
    return row


def _to_take(row: ReturnedSheet, held: queries.Beside, choices: Choices, *, skip_wrong: bool) -> list[SheetRow]:
    rows = held.rows(row.said, choices)
    wrong = [each for each in rows if each.findings]
    loose = [each for each in row.said["findings"] if not each[3]]
    if (wrong or loose) and not skip_wrong:
        raise Refusal("表里还有错误，没有收下任何内容。请下载标出错误的原表改正后再交回，或勾选只收没有问题的行。")
    right = [each for each in rows if each.report and not each.findings]
    if undecided := sum(each.open_choices(choices) for each in right):
        raise Refusal(f"还有{undecided}处两方都改过，请逐处选定用哪一方的内容。没有收下任何内容。")
    if not right:
        raise Refusal("这份表里没有新的内容，没有收下任何内容。")
    return right


def _take(row: ReturnedSheet, rows: Sequence[SheetRow], held: queries.Beside, *, by: Actor, now: datetime) -> None:
    own = row.unit_id in queries.reporting_units(by.viewer)
    paper = {} if own else {"paper": [files.Kept(row.path, row.digest, row.size, row.name)], "for_unit": row.unit_id}
    with batch() as together:
        together.read([held.lines[each.key].item.pk for each in rows], by.viewer)
        for each in rows:
            line = held.lines[each.key]
            answers = {**_answers(each, line), "month_on": row.month_on, **paper}
            together.move(
                line.item.pk,
                REPORT,
                version=line.item.version,
                answers=answers,
                by=by,
                now=now,
                key=f"sheet-{row.pk}-{each.key}",
            )
        told = {"reported": len(rows)}
        values = {"state": _STATE.TAKEN, "found": {**row.found, **told}}
        if not ReturnedSheet.objects.write_if(row, stands={"state": _STATE.READ}, values=values):
            raise NotNow("这份表已由他人办理，没有重复收下。")
        record("work.sheet_taken", row, by=by, now=now, **told)


def _answers(one: SheetRow, line: MonthLine) -> dict[str, Any]:
    """What the door is told; what did not change is told in the words of last time, and marked so."""
    report = dict(one.report or {})
    if report["unchanged"] and line.before:
        before = {code: getattr(line.before, code) for code in mapping.sheets.TEXTS}
        report |= {code: report[code] or text for code, text in before.items()}
    return report


@transaction.atomic
def drop_sheet(sheet_id: int, *, by: Actor, now: datetime) -> ReturnedSheet:
    """Give up a returned sheet that was not taken (作废)."""
    rights.require(by.viewer, "item.move")
    row = queries.returned_sheet(sheet_id, by.viewer)
    if row.state == _STATE.TAKEN:
        raise NotNow("这份表已经收下，不能作废；要改请再交回一份，或在“本月填报”里补充。")
    if ReturnedSheet.objects.write_if(row, stands={"state": row.state}, values={"state": _STATE.DROPPED}):
        record("work.sheet_dropped", row, by=by, now=now)
    row.refresh_from_db()
    return row
