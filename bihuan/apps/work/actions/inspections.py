"""Planning an inspection, keeping what it found, concluding it, feeding it back (政府督查)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max

from bihuan.apps.units import queries as units
from bihuan.apps.units.actions import record_event
from bihuan.apps.work import queries
from bihuan.apps.work.actions.moves import batch
from bihuan.apps.work.actions.telling import Word, tell_units
from bihuan.apps.work.mapping import NewItem
from bihuan.apps.work.models import Inspection, InspectionFinding, InspectionObject, Item, Source
from bihuan.base import rights
from bihuan.base.actors import Actor
from bihuan.base.refusals import Refusal, Stale
from bihuan.engine.calendar import local_day

OBJECT, HOLD, READ, KIND = "work.inspection", "inspection.hold", "inspection.read", "rectification"


class BadInspection(Refusal):
    """What was said of an inspection cannot be kept; the sentence says which and what to do."""


def plan_inspection(
    said: Mapping[str, Any], *, object_ids: list[int], by: Actor, now: datetime, key: str = ""
) -> Inspection:
    """Plan an inspection: what, whom, how far, when, by whose approval (制定督查方案)."""
    rights.require(by.viewer, HOLD)
    if by.viewer.unit_id is None:
        raise BadInspection("您没有任职单位，不能制定督查方案；请先由安全管理员授予岗位。")
    _check(said, object_ids, local_day(now))
    own = Inspection.objects.visible_to(by.viewer).filter(form_key=key, by_id=by.viewer.person_id)
    if key and (known := own.first()):
        return known
    try:
        with transaction.atomic():
            return _planned(said, object_ids, by=by, now=now, key=key)
    except IntegrityError as twice:
        if key and (known := own.first()):
            return known
        raise BadInspection("同时有人新增了督查，序号冲突，请再保存一次。") from twice


def _check(said: Mapping[str, Any], object_ids: list[int], day: date) -> None:
    if not object_ids:
        raise BadInspection("请选择督查对象，至少一个单位。")
    if said["ends_on"] < said["begins_on"]:
        raise BadInspection("“督查至”早于“督查自”，请改正。")
    if said["content"] not in queries.inspection_rules(day)["contents"]:
        raise BadInspection("督查内容不在条例规定的范围内，请从所列内容中选择。")


def _planned(said: Mapping[str, Any], object_ids: list[int], *, by: Actor, now: datetime, key: str) -> Inspection:
    year = said["begins_on"].year
    last = Inspection.objects.visible_to(by.viewer).filter(year=year).aggregate(last=Max("number"))["last"] or 0
    row = Inspection.objects.create(
        **said,
        year=year,
        number=last + 1,
        unit_id=by.viewer.unit_id,
        unit_name=by.viewer.unit_name,
        at=now,
        by_id=by.viewer.person_id,
        by_name=by.viewer.name,
        form_key=key or None,
    )
    names = units.unit_names_on(object_ids, local_day(now))
    InspectionObject.objects.bulk_create(
        [InspectionObject(inspection=row, unit_id=pk, unit_name=names[pk]) for pk in object_ids]
    )
    told = {"title": str(row), "unit": "、".join(names[pk] for pk in object_ids), "began_on": row.begins_on}
    record_event("work.inspection_planned", object_kind=OBJECT, object_id=row.pk, by=by, at=now, to=told)
    return row


def open_inspection(inspection_id: int, by: Actor) -> Inspection:
    """An inspection that is not concluded yet."""
    rights.require(by.viewer, HOLD)
    row = queries.inspection(inspection_id, by.viewer)
    if row.concluded_at:
        raise BadInspection("督查结论已经作出，发现的问题和结论不再改动。")
    return row


@transaction.atomic
def note_finding(  # noqa: PLR0913 - of which inspection, at which unit, what, on what fact, by whom, when
    inspection_id: int, *, unit_id: int, problem: str, fact: str, by: Actor, now: datetime, key: str = ""
) -> InspectionFinding:
    """Keep what was found at one of the objects, with the fact that it rests on (记录发现的问题)."""
    row = open_inspection(inspection_id, by)
    if key and (known := row.findings.filter(form_key=key).first()):
        return known
    at = row.units.filter(unit_id=unit_id).first()
    if at is None:
        raise BadInspection("所选单位不是这次督查的对象，请从督查对象中选择。")
    said = {"unit_id": unit_id, "unit_name": at.unit_name, "problem": problem.strip(), "fact": fact.strip()}
    if not said["problem"] or not said["fact"]:
        raise BadInspection("请写明问题，并写明事实和依据。")
    made = InspectionFinding.objects.create(
        inspection=row, **said, form_key=key or None, at=now, by_id=by.viewer.person_id, by_name=by.viewer.name
    )
    told = {"unit": at.unit_name, "text": made.problem}
    record_event("work.inspection_found", object_kind=OBJECT, object_id=row.pk, by=by, at=now, to=told)
    return made


@transaction.atomic
def conclude(inspection_id: int, conclusion: str, *, by: Actor, now: datetime) -> Inspection:
    """Make the conclusion; after it nothing of the inspection is changed (作出督查结论)."""
    row = open_inspection(inspection_id, by)
    if not conclusion.strip():
        raise BadInspection("请写明督查结论：事实清楚、证据充分、客观公正。")
    values = {"conclusion": conclusion.strip(), "concluded_at": now, "concluded_by_id": by.viewer.person_id}
    if not Inspection.objects.write_if(row, stands={"concluded_at": None}, values=values):
        raise Stale(theirs={"督查结论": "已经作出"}, mine={"督查结论": conclusion})
    to = {"text": conclusion.strip()[:1000]}
    record_event("work.inspection_concluded", object_kind=OBJECT, object_id=row.pk, by=by, at=now, to=to)
    row.refresh_from_db()
    return row


@transaction.atomic
def feed_back(inspection_id: int, *, by: Actor, now: datetime) -> Inspection:
    """Feed the conclusion back to its objects, who see it from now on (向督查对象反馈)."""
    rights.require(by.viewer, HOLD)
    row = queries.inspection(inspection_id, by.viewer)
    if row.concluded_at is None:
        raise BadInspection("还没有作出督查结论，不能反馈。")
    if not Inspection.objects.write_if(row, stands={"fed_back_at": None}, values={"fed_back_at": now}):
        raise BadInspection("已经向督查对象反馈过了。")
    told = {"unit": "、".join(row.units.values_list("unit_name", flat=True))}
    objects = row.units.values_list("unit_id", flat=True)
    tell_units(Word("inspection.fed_back", row, "督查结论已经反馈，请阅知。"), objects, by=by, now=now)
    record_event("work.inspection_fed_back", object_kind=OBJECT, object_id=row.pk, by=by, at=now, to=told)
    row.refresh_from_db()
    return row


@transaction.atomic
def take_note(inspection_id: int, *, by: Actor, now: datetime) -> int:
    """An object's people take note of what was fed back; how many objects they did it for (阅知)."""
    rights.require(by.viewer, READ)
    row = queries.inspection(inspection_id, by.viewer)
    own = {post.unit_id for post in by.viewer.posts}
    rows = list(row.units.filter(unit_id__in=own, read_at=None)) if row.fed_back_at else []
    for each in rows:
        each.read_at, each.read_by_name = now, by.viewer.name
        each.save(update_fields=["read_at", "read_by_name"])
    if rows:
        told = {"unit": "、".join(each.unit_name for each in rows)}
        record_event("work.inspection_read", object_kind=OBJECT, object_id=row.pk, by=by, at=now, to=told)
    return len(rows)


def rectify(finding_id: int, *, requirement: str, due_on: date, by: Actor, now: datetime) -> Item:
    """Make a finding an item of 问题整改 for the unit where it was found, dispatched at once (转问题整改)."""
    rights.require(by.viewer, HOLD)
    row = queries.finding(finding_id, by.viewer)
    gone = Stale(theirs={"发现的问题": "已经转为整改事项"}, mine={"整改要求": requirement})
    if row.item_id is not None:
        raise gone
    try:
        with transaction.atomic():
            return _rectified(row, requirement, due_on, by=by, now=now)
    except IntegrityError as twice:
        raise gone from twice


def _rectified(row: InspectionFinding, requirement: str, due_on: date, *, by: Actor, now: datetime) -> Item:
    new = NewItem(
        kind=KIND,
        title=row.problem,
        requirement=requirement,
        category="政府督查",
        source_kind=Source.INSPECTION,
        source_text=str(row.inspection),
        lead_unit_id=row.unit_id,
        due_on=due_on,
        extra={
            "inspection_batch": str(row.inspection),
            "problem_class": "政府督查",
            "problem": row.fact,
            "found_on": local_day(row.at).isoformat(),
        },
    )
    with batch() as together:
        item = together.draft(new, by=by, now=now, key=f"finding-{row.pk}")
        together.move(item.pk, "register", version=item.version, answers={}, by=by, now=now)
        answers = {"unit": row.unit_id, "due_on": due_on}
        together.move(item.pk, "dispatch", version=item.version, answers=answers, by=by, now=now)
    row.item = item
    row.save(update_fields=["item"])
    told = {"title": item.title, "number": item.numbered}
    record_event("work.inspection_rectified", object_kind=OBJECT, object_id=row.inspection_id, by=by, at=now, to=told)
    return item
