"""The demonstration's meetings: one held with its decisions and minutes, one to come with its agenda (演示调度会)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from bihuan.apps.work import actions
from bihuan.apps.work.management.demo.fates import OFFICE
from bihuan.apps.work.models import Item, Meeting, MeetingDecision
from bihuan.base.demonstration import Demonstration

NAME = "重点项目调度会"
CALLED_BEFORE, MINUTES_AFTER = 3, 1
"""Days from the calling to the meeting, and from the meeting to its minutes."""


def make(items: list[Item], demonstration: Demonstration) -> None:
    """A meeting a few weeks ago whose decisions are the items that name it, and the next one."""
    decided = [item for item in items if item.extra.get("meeting") == NAME]
    if not decided:
        return
    held_on = min(timezone.localtime(item.created_at).date() for item in decided)
    first = _call(held_on, demonstration)
    _decide(first, decided, demonstration)
    _call(demonstration.on + timedelta(days=5), demonstration)


def _moment(day: date, hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))


def _call(held_on: date, demonstration: Demonstration) -> Meeting:
    at = _moment(min(held_on, demonstration.on) - timedelta(days=CALLED_BEFORE), 16)
    said = {"name": NAME, "held_at": _moment(held_on, 15), "place": "区政府第二会议室", "chair": "区长"}
    said |= {"recorder": "苏长宁", "present": "区发改局、区工信局、区自然资源局、区住建局主要负责人"}
    return actions.call_meeting(said, by=demonstration.actor_of(OFFICE, at), now=at)


def _decide(meeting: Meeting, items: list[Item], demonstration: Demonstration) -> None:
    at = min(_moment(timezone.localtime(meeting.held_at).date(), 17), _moment(demonstration.on, 17))
    by = demonstration.actor_of(OFFICE, at)
    lines = [item.extra["decision"] for item in items]
    rows: list[MeetingDecision] = actions.note_decisions(meeting.pk, lines, by=by, now=at)
    for row, item in zip(rows, items, strict=True):
        if item.number and item.lead_unit_id:
            actions.join_decision(row.pk, f"{item.year}-{item.number}", by=by, now=at)
    discussion = "会议听取了发改局关于重点项目推进情况的汇报，逐个研究了未开工项目的卡点。"
    later = min(at + timedelta(days=MINUTES_AFTER), _moment(demonstration.on, 18))
    actions.issue_minutes(meeting.pk, discussion=discussion, by=demonstration.actor_of(OFFICE, later), now=later)
