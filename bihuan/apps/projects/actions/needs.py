"""Raising a need, withdrawing it, and following its matter until the decision comes back (要素需求)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction

from bihuan.apps.projects import queries
from bihuan.apps.projects.mapping.needs import LEDGER, SOURCE, Factor, NewNeed, need_title
from bihuan.apps.projects.models import FactorNeed, Project
from bihuan.apps.units import queries as units
from bihuan.apps.units.actions import record_event
from bihuan.apps.work import actions as work
from bihuan.apps.work import queries as work_read
from bihuan.base import rights
from bihuan.base.actors import Actor
from bihuan.base.refusals import Forbidden, Refusal
from bihuan.base.scope import Viewer
from bihuan.engine.calendar import local_day
from bihuan.engine.pipeline import factors as engine

PROJECT = "projects.project"
LONGEST_ANSWER = 500
MOST = Decimal(20_000_000)
State = FactorNeed.State


class BadNeed(Refusal):
    """A need cannot be kept as it was said; the sentence says why and what to do."""


def raise_need(new: NewNeed, *, by: Actor, now: datetime, key: str = "") -> FactorNeed:
    """Raise a need of a project; it is a matter of work at once, sent on as far as the raiser's rights go (提要素需求).

    Raises: Forbidden: not the viewer's project; BadNeed; the refusals of registering and dispatching.
    """
    rights.require(by.viewer, "need.raise")
    project = queries.project(new.project_id, by.viewer)
    factor = queries.factor_kinds(by.viewer.on).get(new.factor)
    _check(new, project, factor, by.viewer)
    assert factor is not None, "checked above"
    if known := _of_form(key, by):
        return known
    try:
        return _raise(new, project, factor, by=by, now=now, key=key)
    except IntegrityError:
        if known := _of_form(key, by):
            return known
        raise


@transaction.atomic
def _raise(new: NewNeed, project: Project, factor: Factor, *, by: Actor, now: datetime, key: str) -> FactorNeed:
    on = local_day(now)
    answer_on = new.answer_on or queries.answer_by(factor, on=on, needed_on=new.due_on)
    item = work.register(_item(new, project, factor, answer_on), by=by, now=now, key=key)
    row: FactorNeed = FactorNeed.objects.create(
        project=project,
        factor=new.factor,
        text=new.text,
        amount=new.amount,
        due_on=new.due_on,
        unit_id=new.unit_id,
        unit_name=units.unit_name_on(new.unit_id, on),
        activity=new.activity,
        item_id=item.pk,
        form_key=key or None,
        at=now,
        by_id=by.viewer.person_id,
        by_name=by.viewer.name,
    )
    told: dict[str, object] = {"factor": factor.name, "text": row.text, "unit_name": row.unit_name, "item": str(item)}
    told |= {"asked": factor.told(row.amount), "due_on": row.due_on}
    record_event("project.need_raised", object_kind=PROJECT, object_id=project.pk, by=by, at=now, to=told)
    _send_on(item, factor, {"unit": new.unit_id, "due_on": answer_on}, by=by, now=now)
    return row


def _send_on(item: Any, factor: Factor, answers: dict[str, Any], *, by: Actor, now: datetime) -> None:
    """Dispatch at once where the raiser may; else it waits for the unit's liaison or head, or for the office."""
    if factor.kind.by_office and not by.viewer.sees_all:
        return
    if work.may_move(item, "dispatch", answers=answers, by=by, now=now):
        work.move_item(item.pk, "dispatch", version=item.version, answers=answers, by=by, now=now)


def _item(new: NewNeed, project: Project, factor: Factor, answer_on: date) -> work.NewItem:
    """The matter that a need becomes; its source names the project, the asker is the project's lead unit."""
    asked = factor.told(new.amount)
    extra = {"project": project.name, "factor": factor.name, "asked": asked, "needed_on": new.due_on.isoformat()}
    return work.NewItem(
        kind=LEDGER,
        title=need_title(project.name, factor, new.amount),
        requirement=new.text,
        target=f"{factor.name}{asked}，{new.due_on}前落实",
        source_kind=SOURCE,
        source_text=f"{project.number} {project.name}"[:300],
        lead_unit_id=new.unit_id,
        asker_unit_id=project.lead_unit_id,
        due_on=answer_on,
        extra=extra | ({"node": new.activity} if new.activity else {}),
    )


def _check(new: NewNeed, project: Project, factor: Factor | None, viewer: Viewer) -> None:
    if not queries.may_raise(viewer, project):
        raise Forbidden(f"这个项目的需求由{project.lead_name}、属地或督查室提出。")
    if project.terminated_on is not None:
        raise BadNeed("这个项目已终止，不再提要素需求。")
    if factor is None:
        raise BadNeed("没有这种要素，请在列出的要素里选一种。")
    if new.unit_id == project.lead_unit_id:
        raise BadNeed("答复单位不能就是本项目的牵头单位；本单位能办的请直接办，要别的单位办的请另选答复单位。")
    for word, day in (("需要日期", new.due_on), ("答复时限", new.answer_on)):
        if day is not None and day < viewer.on:
            raise BadNeed(f"{word}{day}已过，请填写今天以后的日期。")
    _check_amount("数量", new.amount, factor)


def _check_amount(word: str, amount: Decimal | None, factor: Factor | None) -> None:
    if amount is None:
        return
    if factor is not None and factor.kind.unit is None:
        raise BadNeed(f"{factor.name}不按数量计，请把要多少写在需求里。")
    if amount < 0 or amount > MOST or amount != round(amount, 2):
        raise BadNeed(f"“{word}”应在0到{MOST}之间，最多两位小数，现为{amount}；数大的请换算后再填。")


def withdraw_need(need_id: int, *, words: str, by: Actor, now: datetime) -> FactorNeed:
    """Withdraw a need with words; its matter is cancelled with it (撤回要素需求).

    Raises: BadNeed: answered already, or without words; NotAllowed: the viewer may not cancel the matter.
    """
    rights.require(by.viewer, "need.raise")
    row = queries.need(need_id, by.viewer)
    if not queries.may_raise(by.viewer, row.project):
        raise Forbidden(f"这条需求由{row.project.lead_name}或督查室撤回。")
    if row.state != State.OPEN:
        raise BadNeed(f"这条需求{row.get_state_display()}，不能再撤回。")
    if not words.strip():
        raise BadNeed("请写明撤回的原因。")
    item = work_read.visible_item(row.item_id, by.viewer)
    work.move_item(item.pk, "cancel", version=item.version, answers={"reason": words.strip()}, by=by, now=now)
    row.refresh_from_db()
    return row


@dataclass(frozen=True)
class _Heard:
    """A move on a matter that a need became: what, where it stands now, in which words, by whom, when."""

    item: Any
    move: str
    to: str
    why: str
    by: Actor
    now: datetime


def record_need_export(count: int, *, query: str, by: Actor, now: datetime) -> None:
    """Keep who took the list of needs as a file, and how it was filtered (导出留痕)."""
    told = {"count": count, "query": query}
    record_event("project.needs_exported", object_kind=PROJECT, object_id=None, by=by, at=now, to=told)


def follow_matter(*, item: Any, move: str, to: str, why: str, by: Actor, now: datetime, **_more: Any) -> None:
    """Hear of a move on a matter: what the answering unit answered, and what was decided, comes back to the need."""
    if item.ledger_kind != LEDGER:
        return
    found = FactorNeed.objects.visible_to(Viewer.worker(on=local_day(now))).select_related("project")
    row: FactorNeed | None = found.filter(item_id=item.pk).first()
    if row is None:
        return
    values = _followed(row, _Heard(item, move, to, why, by, now))
    if item.lead_unit_id not in (None, row.unit_id):
        values |= {"unit_id": item.lead_unit_id, "unit_name": item.lead_name}
    if values:
        for name, value in values.items():
            setattr(row, name, value)
        row.save(update_fields=list(values))
        _record(row, values, by=by, now=now)


def _followed(row: FactorNeed, heard: _Heard) -> dict[str, Any]:
    """What a move of the matter changes in the need."""
    if heard.move == "submit_feedback":
        return _answer(row, heard)
    if heard.to == "closed":
        answer = row.decision or heard.item.extra.get("outcome", "") or "办结"
        return {"state": State.DECIDED, "decision": answer, "decided_at": row.decided_at or heard.now}
    if heard.to in ("cancelled", "not_filed"):
        return {"state": State.WITHDRAWN, "decision": heard.why[:LONGEST_ANSWER]}
    if heard.to in ("returned", "reopened", "registered") or heard.move == "recall_feedback":
        return _unanswered(row)
    return {}


def _answer(row: Any, heard: _Heard) -> dict[str, Any]:
    """The answer with what it grants, as the answering unit wrote it once in its answer."""
    extra = heard.item.extra
    said = None if extra.get("granted") is None else Decimal(str(extra["granted"]))
    given = engine.granted(extra.get("outcome", ""), said=said, asked=row.amount)
    _check_amount("落实数量", given, None)
    words = "：".join(each for each in (extra.get("outcome", ""), heard.why) if each)
    answered = {"decision": words[:LONGEST_ANSWER], "granted": given}
    return answered | {"decided_at": heard.now, "decided_by_name": heard.by.viewer.name}


def _unanswered(row: FactorNeed) -> dict[str, Any]:
    """The need is open again, without an answer."""
    if row.state == State.OPEN and row.decided_at is None:
        return {}
    return {"state": State.OPEN, "decision": "", "granted": None, "decided_at": None, "decided_by_name": ""}


def _record(row: FactorNeed, values: dict[str, Any], *, by: Actor, now: datetime) -> None:
    kind = _EVENTS.get(values.get("state", ""))
    kind = kind or ("project.need_answered" if values.get("decision") else "project.need_moved")
    told: dict[str, object] = {"text": row.text, "state": row.get_state_display(), "unit_name": row.unit_name}
    told |= {"decision": row.decision, "granted": row.granted} if row.decision else {}
    record_event(kind, object_kind=PROJECT, object_id=row.project_id, by=by, at=now, to=told)


_EVENTS: dict[str, str] = {State.DECIDED: "project.need_decided", State.WITHDRAWN: "project.need_withdrawn"}


def _of_form(key: str, by: Actor) -> FactorNeed | None:
    own = FactorNeed.objects.visible_to(by.viewer).filter(form_key=key, by_id=by.viewer.person_id)
    return own.first() if key else None
