"""Checking sheets: return with words, approve, lock, reopen from above (审核、锁定、重开)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.http import Http404

from bihuan.apps.figures.actions.moves import enter_state, require_reporter
from bihuan.apps.figures.actions.sheets import NotNow
from bihuan.apps.figures.models import Sheet, SheetState
from bihuan.base import rights
from bihuan.base.actors import Actor
from bihuan.base.refusals import Refusal, Stale
from bihuan.engine.values import Month


class OwnSheet(Refusal):
    """Nobody approves what they sent themselves."""

    status = 403

    def __init__(self) -> None:
        super().__init__("这张月报是您本人报送的，须由另一人审核。")


@dataclass(frozen=True)
class Outcome:
    """What became of one sheet of many."""

    sheet_id: int
    name: str
    done: bool
    sentence: str = ""


def return_sheet(sheet_id: int, words: str, *, version: int, by: Actor, now: datetime) -> Sheet:
    """Send a sheet back with words (退回); there is no place to say which number is wished for (C10)."""
    sheet = _sheet(sheet_id, version=version, states=(SheetState.SUBMITTED,), word="退回", by=by)
    return _moved(sheet, SheetState.RETURNED, kind="figures.returned", words=_said(words, "退回"), by=by, now=now)


def approve_sheet(sheet_id: int, *, version: int, by: Actor, now: datetime) -> Sheet:
    """Hold a sheet's figures as checked (审核通过)."""
    sheet = _sheet(sheet_id, version=version, states=(SheetState.SUBMITTED,), word="审核", by=by)
    if sheet.submitted_by_id == by.viewer.person_id:
        raise OwnSheet
    return _moved(sheet, SheetState.APPROVED, kind="figures.approved", by=by, now=now)


def reopen_sheet(sheet_id: int, words: str, *, version: int, by: Actor, now: datetime) -> Sheet:
    """Open an approved or locked sheet again from above, with the reason (重开)."""
    sheet = _sheet(sheet_id, version=version, states=Sheet.CLOSED, word="重开", by=by)
    return _moved(sheet, SheetState.REOPENED, kind="figures.reopened", words=_said(words, "重开"), by=by, now=now)


def withdraw_sheet(sheet_id: int, *, version: int, by: Actor, now: datetime) -> Sheet:
    """Take back what was sent, before anyone checked it (撤回)."""
    rights.require(by.viewer, "figure.report")
    sheet = _found(sheet_id, by=by)
    require_reporter(sheet, by)
    _require_fresh(sheet, version)
    if sheet.state != SheetState.SUBMITTED:
        raise NotNow(f"这张月报{sheet.get_state_display()}，不能撤回。")
    return _moved(sheet, SheetState.DRAFT, kind="figures.withdrawn", by=by, now=now)


def lock_month(month: Month, *, form: str, by: Actor, now: datetime) -> list[Outcome]:
    """Lock every approved sheet of a month (锁定本月); each stands or falls alone, others are told why not."""
    rights.require(by.viewer, "figure.review")
    sheets = Sheet.objects.visible_to(by.viewer).filter(month=month, form=form).exclude(state=SheetState.LOCKED)
    return [_lock(sheet, by=by, now=now) for sheet in sheets.order_by("unit__path")]


def _lock(sheet: Sheet, *, by: Actor, now: datetime) -> Outcome:
    if sheet.state != SheetState.APPROVED:
        return Outcome(
            sheet.pk, sheet.unit_name, done=False, sentence=f"{sheet.get_state_display()}，审核通过后才能锁定。"
        )
    try:
        _moved(sheet, SheetState.LOCKED, kind="figures.locked", by=by, now=now)
    except Refusal as refusal:
        return Outcome(sheet.pk, sheet.unit_name, done=False, sentence=refusal.sentence)
    return Outcome(sheet.pk, sheet.unit_name, done=True)


@transaction.atomic
def _moved(sheet: Sheet, state: SheetState, *, kind: str, words: str = "", by: Actor, now: datetime) -> Sheet:
    enter_state(sheet, state, kind=kind, words=words, by=by, now=now)
    return sheet


def _sheet(sheet_id: int, *, version: int, states: tuple[SheetState, ...], word: str, by: Actor) -> Sheet:
    rights.require(by.viewer, "figure.review")
    sheet = _found(sheet_id, by=by)
    _require_fresh(sheet, version)
    if sheet.state not in states:
        raise NotNow(f"这张月报{sheet.get_state_display()}，不能{word}。")
    return sheet


def _found(sheet_id: int, *, by: Actor) -> Sheet:
    sheet: Sheet | None = Sheet.objects.visible_to(by.viewer).filter(pk=sheet_id).first()
    if sheet is None:
        raise Http404
    return sheet


def _require_fresh(sheet: Sheet, version: int) -> None:
    if sheet.version != version:
        raise Stale("这张月报刚被他人办理过，请刷新后再办。")


def _said(words: str, word: str) -> str:
    if not words.strip():
        raise Refusal(f"请写明{word}的理由，填报单位要看得懂哪里需要核实。")
    return words.strip()[:500]
