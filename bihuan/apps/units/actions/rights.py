"""Rights: proposed by one, confirmed by another; ended at once by one (授权，三员分立)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from bihuan.apps.units import models, queries
from bihuan.apps.units.actions.events import record_event
from bihuan.apps.units.actions.people import end_sessions
from bihuan.base import rights
from bihuan.base.actors import Actor
from bihuan.base.refusals import Refusal

ADMIN_ROLES = queries.ADMIN_ROLES


class TwoHats(Refusal):
    """A person would hold two administrators' posts, or one beside a business post (三员分立)."""


class SecondPersonNeeded(Refusal):
    """Whoever proposed a right, or would receive it, cannot also confirm it."""


@transaction.atomic
def propose_grant(grant: models.Grant, *, by: Actor, now: datetime) -> models.Grant:
    """Propose a right; it has no effect until a second person confirms it (提出授权).

    Args: grant: unsaved, with what is to be granted.
    """
    rights.require(by.viewer, "right.propose")
    return _propose(grant, by=by, now=now)


@transaction.atomic
def propose_imported(grant: models.Grant, *, by: Actor, now: datetime) -> models.Grant:
    """Propose a post that an import brought; a security administrator is the second person (导入岗位待复核)."""
    rights.require(by.viewer, "office.import")
    return _propose(grant, by=by, now=now)


def _propose(grant: models.Grant, *, by: Actor, now: datetime) -> models.Grant:
    _check_sense(grant)
    _check_hats(grant, by=by)
    grant.proposed_by_id, grant.proposed_at = by.viewer.person_id, now
    grant.save(force_insert=True)
    _record("right.proposed", grant, by=by, at=now)
    return grant


@transaction.atomic
def confirm_grant(grant_id: int, *, by: Actor, now: datetime) -> models.Grant:
    """Confirm a proposed right as the second person; it takes effect (复核授权)."""
    rights.require(by.viewer, "right.grant")
    grant = _waiting(grant_id)
    if by.viewer.person_id is not None and by.viewer.person_id in (
        grant.proposed_by_id,
        grant.person_id,
        grant.leader_id,
    ):
        raise SecondPersonNeeded("授权须两人：提出人和被授权人不能自己复核，请由另一名安全管理员办理。")
    _check_hats(grant, by=by)
    _give(grant, by=by)
    _decide(grant, models.Grant.Decision.CONFIRMED, by=by, at=now)
    _record("right.granted", grant, by=by, at=now)
    return grant


@transaction.atomic
def refuse_grant(grant_id: int, *, why: str, by: Actor, now: datetime) -> models.Grant:
    """Refuse a proposed right with a reason (不同意授权)."""
    rights.require(by.viewer, "right.grant")
    grant = _waiting(grant_id)
    _decide(grant, models.Grant.Decision.REFUSED, by=by, at=now)
    _record("right.refused", grant, by=by, at=now, why=why)
    return grant


@transaction.atomic
def end_right(kind: str, right_id: int, *, why: str, by: Actor, now: datetime, last_on: date | None = None) -> None:
    """End a post, proxy or portfolio: from the next request on, or after a last day (收回权限).

    Taking away needs one person only; giving needs two.
    """
    rights.require(by.viewer, "right.end")
    row = _row(kind, right_id)
    before = row.to_on
    row.to_on = last_on or by.viewer.on - timedelta(days=1)
    row.save(update_fields=["to_on"])
    holder = row.leader_id if isinstance(row, models.Portfolio) else row.person_id
    end_sessions({holder}, by=by)
    record_event(
        "right.ended",
        object_kind="person",
        object_id=holder,
        by=by,
        at=now,
        frm={"right": str(row), "to_on": before},
        to={"to_on": row.to_on},
        why=why,
    )


def _row(kind: str, right_id: int) -> models.Post | models.Proxy | models.Portfolio:
    model: Any = {"post": models.Post, "proxy": models.Proxy, "portfolio": models.Portfolio}.get(kind)
    if model is None:
        raise Refusal("没有这类权限，请刷新后再看。")
    row = model.objects.select_for_update().filter(pk=right_id).first()
    if row is None:
        raise Refusal("没有这项权限，可能已被收回，请刷新后再看。")
    return row


def _waiting(grant_id: int) -> models.Grant:
    grant = models.Grant.objects.select_for_update(of=("self",)).filter(pk=grant_id).first()
    if grant is None or grant.decision != models.Grant.Decision.WAITING:
        raise Refusal("这项授权已经办结，请刷新后再看。")
    return grant


def _check_sense(grant: models.Grant) -> None:
    kinds = models.Grant.Kind
    if grant.kind == kinds.POST and (grant.unit_id is None or grant.role not in rights.role_codes()):
        raise Refusal("岗位授权须写明单位和角色。")
    if grant.kind == kinds.POST and grant.role == "leader_proxy":
        raise Refusal("代办人不是岗位，请用“代办”授权并写明为哪位领导代办。")
    if grant.kind == kinds.PROXY and (grant.leader_id is None or grant.leader_id == grant.person_id):
        raise Refusal("代办授权须写明为哪位领导代办，不能是本人。")
    if grant.kind == kinds.PORTFOLIO and grant.unit_id is None:
        raise Refusal("分管授权须写明单位。")
    if grant.to_on and grant.to_on < grant.from_on:
        raise Refusal("止日早于起日，请核对。")


def _check_hats(grant: models.Grant, *, by: Actor) -> None:
    """Nobody holds two administrators' posts, nor one beside a business post, on any day to come."""
    people = models.Person.objects.visible_to(by.viewer)
    people.select_for_update().get(pk=grant.person_id)  # so that two grants cannot pass side by side
    held = queries.roles_from(grant.person_id, on=grant.from_on)
    new = {grant.role} if grant.kind == models.Grant.Kind.POST else {"leader_proxy"}
    together = held | new
    if together & ADMIN_ROLES and len(together) > 1:
        raise TwoHats("三员分立：系统、安全、审计管理员各由不同的人担任，也不兼业务岗位。请先收回原岗位，或换人。")


def _give(grant: models.Grant, *, by: Actor) -> None:
    days: dict[str, Any] = {"from_on": grant.from_on, "to_on": grant.to_on}
    if grant.kind == models.Grant.Kind.POST:
        post = {"unit_id": grant.unit_id, "role": grant.role, "title": grant.title}
        models.Post.objects.create(person_id=grant.person_id, granted_by_id=by.viewer.person_id, **post, **days)
    elif grant.kind == models.Grant.Kind.PROXY:
        assert grant.leader_id is not None, "checked before"
        models.Proxy.objects.create(person_id=grant.person_id, leader_id=grant.leader_id, **days)
    else:
        assert grant.unit_id is not None, "checked before"
        models.Portfolio.objects.create(leader_id=grant.person_id, unit_id=grant.unit_id, **days)


def _decide(grant: models.Grant, decision: str, *, by: Actor, at: datetime) -> None:
    grant.decision, grant.decided_by_id, grant.decided_at = decision, by.viewer.person_id, at
    grant.save(update_fields=["decision", "decided_by", "decided_at"])


def _record(kind: str, grant: models.Grant, *, by: Actor, at: datetime, why: str = "") -> None:
    record_event(
        kind, object_kind="person", object_id=grant.person_id, by=by, at=at, to=grant.facts(), why=why or grant.why
    )
