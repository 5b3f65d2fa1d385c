"""The demonstration's inspections: one concluded and fed back, one under way (演示政府督查)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from bihuan.apps.work import actions
from bihuan.apps.work.management.demo.fates import OFFICE, SECOND
from bihuan.apps.work.models import Inspection, InspectionFinding
from bihuan.base.demonstration import Demonstration

LONG, LATELY = 70, 6
"""How many days before the day of the demonstration each was planned."""


def make(demonstration: Demonstration) -> None:
    """Two inspections of this year."""
    day = demonstration.on - timedelta(days=LONG)
    said = {"title": "惠企资金兑付专项督查", "content": "superior", "is_in_year_plan": True}
    said |= {"ground": "区政府第18次常务会议决定", "scope_text": "今年以来公布的惠企政策资金兑付情况，不延伸到企业"}
    first = _plan(said, ("CZJ", "GXJ"), day, demonstration)
    bad = _found(first, "GXJ", "技改补贴超期未拨", "两笔共86万元，公示期满后超过60个工作日未拨付。", day, demonstration)
    _found(first, "CZJ", "资金台账与拨付凭证不一致", "抽查21笔，1笔金额差0.4万元，系录入错误。", day, demonstration)
    _end(first, bad, day, demonstration)
    said = {"title": "冬季安全生产专项督查", "content": "duties", "is_in_year_plan": False}
    said |= {"ground": "区长批示", "scope_text": "重点行业部门今冬安全检查部署和隐患闭环情况"}
    _plan(said, ("YJJ", "ZJJ", "JTJ"), demonstration.on - timedelta(days=LATELY), demonstration)


def _at(day: date, hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))


def _plan(said: dict[str, Any], codes: Sequence[str], day: date, demonstration: Demonstration) -> Inspection:
    units, now = demonstration.made["units"], _at(day, 9)
    said |= {"begins_on": day + timedelta(days=3), "ends_on": day + timedelta(days=9), "approved_by": "区长"}
    said |= {"ways": ["records", "visit"]}
    by = demonstration.actor_of(OFFICE, now)
    return actions.plan_inspection(said, object_ids=[units[code].pk for code in codes], by=by, now=now)


def _found(
    row: Inspection, code: str, problem: str, fact: str, day: date, demonstration: Demonstration
) -> InspectionFinding:
    now = _at(day + timedelta(days=9), 16)
    said = {"unit_id": demonstration.made["units"][code].pk, "problem": problem, "fact": fact}
    return actions.note_finding(row.pk, **said, by=demonstration.actor_of(OFFICE, now), now=now)


def _end(row: Inspection, bad: InspectionFinding, day: date, demonstration: Demonstration) -> None:
    """The conclusion, its feedback, one finding to be put right, one object that took note."""
    now = _at(day + timedelta(days=14), 10)
    by, due_on = demonstration.actor_of(OFFICE, now), day + timedelta(days=100)
    for kind, text in (("figures", "拨付台账与凭证核对表，21笔"), ("talk", "与经办科室谈话记录，2份")):
        actions.keep_evidence(row.pk, actions.Proof(kind, text, bad.pk), by=by, now=now - timedelta(hours=1))
    said = "惠企资金兑付总体及时。发现问题2个，其中1个须限期整改，1个已当场改正。"
    actions.conclude(row.pk, said, by=by, now=now)
    actions.feed_back(row.pk, by=by, now=now + timedelta(hours=1))
    asked = "十个工作日内拨付到企业账户，报拨付凭证，并查清超期原因。"
    actions.rectify(bad.pk, requirement=asked, due_on=due_on, by=by, now=now + timedelta(hours=2))
    later = now + timedelta(days=1)
    actions.take_note(row.pk, by=demonstration.actor_of("czj-lx", later), now=later)
    _review(row, later, demonstration)


def _review(row: Inspection, now: datetime, demonstration: Demonstration) -> None:
    """One object objects, a person who took no part decides, and what follows is proposed."""
    unit_id = demonstration.made["units"]["GXJ"].pk
    asked, decided = now + timedelta(days=3), now + timedelta(days=12)
    ground = "其中一笔公示期有异议，应扣除复查时间。"
    by = demonstration.actor_of("lianluo", asked)
    review = actions.ask_review(row.pk, unit_id=unit_id, ground=ground, by=by, now=asked)
    answer = "扣除复查时间后仍超过规定时限，原结论事实清楚。"
    by = demonstration.actor_of(SECOND, decided)
    actions.decide_review(review.pk, decision="upheld", answer=answer, by=by, now=decided)
    said = {"kind": "verify", "text": "整改时限到期后十个工作日内核查拨付凭证。", "approved_by": "区长"}
    by = demonstration.actor_of(OFFICE, decided)
    actions.use_conclusion(row.pk, said, unit_id=unit_id, by=by, now=decided)
