"""Evidence of an inspection, an object's objection and the decision on it, what is made of a conclusion (督查记录)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from bihuan.apps.units import queries as units
from bihuan.apps.units.actions import record_event
from bihuan.apps.work import queries
from bihuan.apps.work.actions.inspections import HOLD, OBJECT, BadInspection, open_inspection
from bihuan.apps.work.actions.telling import Word, tell_people, tell_units
from bihuan.apps.work.models import Inspection, InspectionEvidence, InspectionReview, InspectionUse
from bihuan.base import files, rights
from bihuan.base.actors import Actor
from bihuan.base.refusals import Forbidden, Stale
from bihuan.engine.calendar import local_day

APPEAL = "inspection.appeal"
_OPEN = InspectionReview.Decision.OPEN


@dataclass(frozen=True)
class Proof:
    """A piece of evidence as a person says it; file: as it is kept already, if there is one."""

    kind: str
    text: str
    finding_id: int | None = None
    file: files.Kept | None = None


@transaction.atomic
def keep_evidence(inspection_id: int, proof: Proof, *, by: Actor, now: datetime, key: str = "") -> InspectionEvidence:
    """Keep a piece of evidence, before the conclusion is made (收集证据)."""
    row = open_inspection(inspection_id, by)
    if key and (known := row.evidence.filter(form_key=key).first()):
        return known
    if proof.kind not in queries.inspection_rules(row.begins_on)["evidence"]:
        raise BadInspection("请从所列类别中选择“证据类别”。")
    if not proof.text.strip():
        raise BadInspection("请写明这件证据是什么、从哪里来。")
    if proof.finding_id and not row.findings.filter(pk=proof.finding_id).exists():
        raise BadInspection("所选问题不是这次督查发现的，请重选。")
    file = proof.file
    kept = {"path": file.path, "digest": file.sha256, "name": file.name, "size": file.size} if file else {}
    said = {"kind": proof.kind, "text": proof.text.strip(), "finding_id": proof.finding_id}
    who = {"by_id": by.viewer.person_id, "by_name": by.viewer.name}
    made = InspectionEvidence.objects.create(inspection=row, **said, **kept, **who, at=now, form_key=key or None)
    places = [made.digest] if made.digest else []
    told = {"text": made.text, "name": made.name}
    record_event(
        "work.inspection_evidence", object_kind=OBJECT, object_id=row.pk, by=by, at=now, to=told, evidence=places
    )
    return made


@transaction.atomic
def ask_review(inspection_id: int, *, unit_id: int, ground: str, by: Actor, now: datetime) -> InspectionReview:
    """An object objects to the conclusion, once and within the days of the rule (申请复核).

    Raises: Forbidden: no right. BadInspection: not fed back, not an object of one's own, too late, without a reason.
    """
    rights.require(by.viewer, APPEAL)
    row, today = queries.inspection(inspection_id, by.viewer), local_day(now)
    at = row.units.filter(unit_id=unit_id, unit_id__in=[post.unit_id for post in by.viewer.posts]).first()
    if at is None or row.fed_back_at is None:
        raise BadInspection("只有收到督查结论的督查对象可以申请复核。")
    last = queries.review_until(row)
    if today > last:
        raise BadInspection(f"申请复核的期限到{last}为止，已经过去。确有新情况的，请向督查单位书面说明。")
    if not ground.strip():
        raise BadInspection("请写明对结论的哪一点有异议、理由和依据。")
    if row.reviews.filter(unit_id=unit_id).exists():
        raise BadInspection("本单位已经申请过复核。")
    due_on = today + timedelta(days=queries.review_rule(row)["decide_days"])
    said = {"unit_id": unit_id, "unit_name": at.unit_name, "ground": ground.strip()[:4000], "due_on": due_on}
    made = InspectionReview.objects.create(inspection=row, **said, at=now, by_name=by.viewer.name)
    told = {"unit": at.unit_name, "text": made.ground[:1000], "due_on": due_on}
    record_event("work.inspection_objected", object_kind=OBJECT, object_id=row.pk, by=by, at=now, to=told)
    to = units.people_who_may(HOLD, on=today, unit_ids=[row.unit_id])
    tell_people(Word("inspection.objected", row, f"{at.unit_name}：{made.ground}"), to, by=by, now=now)
    return made


@transaction.atomic
def decide_review(review_id: int, *, decision: str, answer: str, by: Actor, now: datetime) -> InspectionReview:
    """Decide on an objection; who took part in the conclusion stands aside (复核决定、回避).

    Raises: Forbidden: no right, or took part. Stale: decided meanwhile. BadInspection: without a reason.
    """
    rights.require(by.viewer, HOLD)
    review = queries.inspection_review(review_id, by.viewer)
    row = review.inspection
    if by.viewer.person_id in queries.took_part(row):
        raise Forbidden("您参与作出了这次督查结论，应当回避，请由其他人员复核。")
    if decision not in InspectionReview.Decision.values or decision == _OPEN:
        raise BadInspection("请选择“复核决定”。")
    if not answer.strip():
        raise BadInspection("请写明复核的理由；变更结论的，写明变更后的结论。")
    values = {"decision": decision, "answer": answer.strip(), "decided_at": now, "decided_by_name": by.viewer.name}
    if not InspectionReview.objects.write_if(review, stands={"decision": _OPEN}, values=values):
        raise Stale(theirs={"复核": "已经作出决定"}, mine={"复核说明": answer})
    review.refresh_from_db()
    told = {"unit": review.unit_name, "state": review.get_decision_display(), "text": answer.strip()[:1000]}
    record_event("work.inspection_reviewed", object_kind=OBJECT, object_id=row.pk, by=by, at=now, to=told)
    said = f"{review.get_decision_display()}。{review.answer}"
    tell_units(Word("inspection.reviewed", row, said), [review.unit_id], by=by, now=now)
    return review


@transaction.atomic
def use_conclusion(
    inspection_id: int, said: Mapping[str, str], *, unit_id: int | None, by: Actor, now: datetime, key: str = ""
) -> InspectionUse:
    """Keep what is proposed on the ground of a conclusion, and by whose approval (督查结果运用).

    Args: said: kind, text, approved_by.
    """
    rights.require(by.viewer, HOLD)
    row = queries.inspection(inspection_id, by.viewer)
    if key and (known := row.uses.filter(form_key=key).first()):
        return known
    _check_use(row, said)
    at = row.units.filter(unit_id=unit_id).first() if unit_id else None
    if unit_id and at is None:
        raise BadInspection("所选单位不是这次督查的对象，请从督查对象中选择。")
    about = {"unit_id": at.unit_id, "unit_name": at.unit_name} if at else {}
    who = {"at": now, "by_name": by.viewer.name, "form_key": key or None}
    made = InspectionUse.objects.create(inspection=row, **said, **about, **who)
    told = {"unit": made.unit_name, "text": made.text, "approved_by": made.approved_by}
    record_event("work.inspection_used", object_kind=OBJECT, object_id=row.pk, by=by, at=now, to=told)
    return made


def _check_use(row: Inspection, said: Mapping[str, str]) -> None:
    if row.concluded_at is None:
        raise BadInspection("还没有作出督查结论，不能提出运用建议。")
    if said["kind"] not in queries.inspection_rules(row.begins_on)["uses"]:
        raise BadInspection("请从所列方式中选择“运用方式”。")
    if not said["text"].strip() or not said["approved_by"].strip():
        raise BadInspection("请写明建议和批准人：经批准后才组织实施。")
