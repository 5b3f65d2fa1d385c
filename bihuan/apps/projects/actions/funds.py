"""Putting a project up for money from above, and what became of it (申报上级资金)."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from django.db import IntegrityError, transaction

from bihuan.apps.projects import queries
from bihuan.apps.projects.mapping.funds import BidMove, NewBid
from bihuan.apps.projects.models import FundBid, Project
from bihuan.apps.units.actions import record_event
from bihuan.base import rights
from bihuan.base.actors import Actor
from bihuan.base.refusals import Forbidden, Refusal, Stale

PROJECT = "projects.project"
State = FundBid.State
BID_WAYS: dict[str, tuple[str, ...]] = {
    State.CANDIDATE: (State.APPLIED, State.DROPPED),
    State.APPLIED: (State.GRANTED, State.REFUSED, State.DROPPED),
    State.REFUSED: (State.CANDIDATE, State.DROPPED),
    State.DROPPED: (State.CANDIDATE,),
    State.GRANTED: (),
}
"""What may become of a bid from where it stands."""
NEEDS_WORDS = (State.REFUSED, State.DROPPED)
YEARS = (2000, 2100)


class BadBid(Refusal):
    """A bid cannot be kept or moved; the sentence says why and what to do."""


def put_up_bid(new: NewBid, *, by: Actor, now: datetime, key: str = "") -> FundBid:
    """Put a project up for a fund of a year; the same form sent twice is one bid (申报上级资金).

    Raises: Forbidden: another unit's project; BadBid: it is put up already, or the amount or year cannot be.
    """
    rights.require(by.viewer, "fund.change")
    project = queries.project(new.project_id, by.viewer)
    _require_own(project, by)
    _check(new, project, by)
    if known := _of_form(key, by):
        return known
    try:
        return _put_up(new, project, by=by, now=now, key=key)
    except IntegrityError as twice:
        if known := _of_form(key, by):
            return known
        raise BadBid(f"这个项目{new.year}年已经申报了这项资金，请在原来那条上更新进展。") from twice


@transaction.atomic
def _put_up(new: NewBid, project: Project, *, by: Actor, now: datetime, key: str) -> FundBid:
    row: FundBid = FundBid.objects.create(
        project=project,
        fund=new.fund,
        year=new.year,
        amount=new.amount,
        words=new.words,
        at=now,
        by_id=by.viewer.person_id,
        by_name=by.viewer.name,
        form_key=key or None,
    )
    _record("project.fund_bid", row, by=by, now=now)
    return row


def move_bid(bid_id: int, move: BidMove, *, version: int, by: Actor, now: datetime) -> FundBid:
    """Say what became of a bid: applied for, granted by a paper, refused, dropped (更新资金进展).

    Raises: Stale: someone was faster; BadBid: not from here, or the amount or paper is not said.
    """
    rights.require(by.viewer, "fund.change")
    row = queries.bid(bid_id, by.viewer)
    _require_own(row.project, by)
    if row.version != version:
        raise _stale(row, move)
    _check_move(row, move)
    values = {"state": move.to, "version": version + 1, "words": move.words or row.words}
    if move.to == State.GRANTED:
        values |= {"granted": move.granted, "granted_document": move.document}
    frm: dict[str, object] = {"state": str(row.get_state_display())}
    with transaction.atomic():
        if not FundBid.objects.write_if(row, stands={"version": version}, values=values):
            row.refresh_from_db()
            raise _stale(row, move)
        row.refresh_from_db()
        _record("project.fund_moved", row, by=by, now=now, frm=frm, why=move.words)
    return row


def _check(new: NewBid, project: Project, by: Actor) -> None:
    if queries.fund_kinds(by.viewer.on).get(new.fund) is None:
        raise BadBid("没有这项资金，请在列出的资金里选一项。")
    if not project.is_running:
        raise BadBid("这个项目已暂停或终止，不能申报资金。")
    if not YEARS[0] <= new.year <= YEARS[1]:
        raise BadBid(f"年度{new.year}不对，请填写申报哪一年的资金。")
    _check_amount("拟申请金额", new.amount)


def _check_amount(word: str, amount: Decimal | None) -> None:
    if amount is None or amount <= 0 or amount != round(amount, 2):
        raise BadBid(f"“{word}”应是大于0的数，单位万元，最多两位小数。")


def _check_move(row: FundBid, move: BidMove) -> None:
    words = dict(State.choices)
    if move.to not in BID_WAYS[row.state]:
        ways = "、".join(str(words[each]) for each in BID_WAYS[row.state]) or "没有下一步"
        raise BadBid(f"这条现在是“{row.get_state_display()}”，下一步只能是：{ways}。")
    if move.to in NEEDS_WORDS and not move.words.strip():
        raise BadBid("请写明原因。")
    if move.to == State.GRANTED:
        _check_amount("下达金额", move.granted)
        if not move.document.strip():
            raise BadBid("请填写下达文件的名称和文号；没有文件不算下达。")


def _require_own(project: Project, by: Actor) -> None:
    if not queries.may_bid(by.viewer, project):
        raise Forbidden(f"这个项目的资金由{project.lead_name}申报。")


def _stale(row: FundBid, move: BidMove) -> Stale:
    words = dict(State.choices)
    theirs = {"现状态": str(row.get_state_display()), "最近经办": row.by_name}
    return Stale(theirs=theirs, mine={"改为": str(words.get(move.to, move.to)), "说明": move.words or "无"})


def _record(
    kind: str, row: FundBid, *, by: Actor, now: datetime, frm: dict[str, object] | None = None, why: str = ""
) -> None:
    found = queries.fund_kinds(by.viewer.on).get(row.fund)
    told: dict[str, object] = {"fund": found.name if found else row.fund, "year": row.year}
    told |= {"amount": row.amount, "state": str(row.get_state_display())}
    if row.state == State.GRANTED:
        told |= {"granted": row.granted, "granted_document": row.granted_document}
    record_event(kind, object_kind=PROJECT, object_id=row.project_id, by=by, at=now, frm=frm, to=told, why=why)


def _of_form(key: str, by: Actor) -> FundBid | None:
    own = FundBid.objects.visible_to(by.viewer).filter(form_key=key, by_id=by.viewer.person_id)
    return own.first() if key else None
