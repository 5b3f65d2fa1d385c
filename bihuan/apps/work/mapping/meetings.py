"""Meetings as the values that agendas and minutes are made of (调度会)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from bihuan.apps.work.mapping.papers import stage
from bihuan.engine.office import papers

WAITING = {
    "extension_requested": "申请延期，待审批",
    "reassigning": "提出异议，待改派",
    "suspended": "挂账，待协调",
    "returned": "退回重办",
}
"""States in which a unit needs something of the meeting (需协调)."""


def reasons(row: Any, *, today: date, held_on: date) -> list[str]:
    """Why an item is on the table (上会缘由); none where it goes its way."""
    item, found = row.item, []
    if item.due_on and item.state != "suspended":
        found.append(_due(item.due_on, today=today, held_on=held_on))
    if item.state in WAITING:
        found.append(WAITING[item.state])
    if row.report and row.report.problems:
        found.append("有问题需协调")
    return found


def _due(due_on: date, *, today: date, held_on: date) -> str:
    """How a due day stands to today and to the meeting."""
    if due_on < today:
        return f"逾期{(today - due_on).days}天"
    if due_on == today:
        return "今日到期"
    return "会前到期" if due_on <= held_on else f"会后{(due_on - held_on).days}天到期"


def agenda_item(row: Any, *, today: date, held_on: date) -> dict[str, Any]:
    """An item as an agenda keeps it, as JSON (上会事项)."""
    item, report = row.item, row.report
    return {
        "id": item.pk,
        "number": item.numbered,
        "title": item.title,
        "due_on": item.due_on.isoformat() if item.due_on else "",
        "stage": stage(row),
        "why": reasons(row, today=today, held_on=held_on),
        "is_late": bool(item.due_on and item.due_on < today and item.state != "suspended"),
        "report": report.text if report else "",
        "problems": report.problems if report else "",
        "next_steps": report.next_steps if report else "",
    }


def held_at(moment: datetime) -> str:
    """A moment as minutes write it: 2026年11月25日15时00分."""
    local = timezone.localtime(moment)
    return f"{local.year}年{local.month}月{local.day}日{local.hour}时{local.minute:02}分"


def decision(decided: Any) -> dict[str, Any]:
    """A decision as minutes tell it, as JSON (议定事项)."""
    return {
        "decision": decided.row.title,
        "lead": decided.lead,
        "support": "、".join(decided.support),
        "due_on": decided.due_on.isoformat() if decided.due_on else None,
        "state": decided.state,
        "number": decided.item.numbered if decided.item else "",
        "is_done": decided.is_done,
    }


def minutes(said: Mapping[str, Any], *, framing: papers.Framing) -> papers.Minutes:
    """Minutes from what was put together of a meeting (会议纪要)."""
    topic = papers.Topic("会议议定", said.get("discussion") or "", tuple(_decisions(said["decisions"])))
    return papers.Minutes(
        framing,
        meeting=said["meeting"],
        year=said["year"],
        issue=said["issue"],
        held_at=said["held_at"],
        place=said["place"],
        chair=said["chair"],
        topics=(topic,),
        present=tuple(said.get("present") or ()),
        absent=tuple(said.get("absent") or ()),
        recorder=said.get("recorder") or "",
        last_meeting=said.get("last_meeting") or "",
        last_decisions=tuple(_decisions(said.get("last") or ())),
    )


def _decisions(rows: Iterable[Mapping[str, Any]]) -> Iterable[papers.Decision]:
    for row in rows:
        due_on = date.fromisoformat(row["due_on"]) if row["due_on"] else None
        yield papers.Decision(**{**row, "due_on": due_on})
