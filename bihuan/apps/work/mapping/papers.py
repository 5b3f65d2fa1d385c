"""Lines of the ledger as the values that papers are made of (公文要素). A line is `queries.Row`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from bihuan.engine.office import papers

RELATIONS = {"lead": "牵头", "responsible": "责任", "support": "配合"}


def task(row: Any, *, campaign: str) -> papers.TableTask:
    """A line of a table of tasks (分解任务); under its campaign, else its category."""
    item = row.item
    return papers.TableTask(
        number=item.numbered,
        title=item.title,
        category=campaign or item.category,
        requirement=item.requirement,
        target=item.target,
        nodes="；".join(f"{node.name}（{node.due_on}）" for node in row.nodes),
        sponsor=item.sponsor_name,
        lead=item.lead_name,
        responsible=_units(row, "responsible"),
        support=_units(row, "support"),
        due_on=item.due_on,
        note=item.note,
    )


def notice_item(row: Any) -> papers.NoticeItem:
    """A matter of a notice (交办事项)."""
    item = row.item
    source = item.source_text or item.get_source_kind_display()
    support = _units(row, "support")
    return papers.NoticeItem(item.numbered, item.title, item.requirement, item.lead_name, support, item.due_on, source)


def reminded(row: Any, *, day: date) -> papers.RemindedItem:
    """A matter of a reminder (提醒事项)."""
    item, past = row.item, papers.days_past(row.item.due_on, day)
    return papers.RemindedItem(
        number=item.numbered,
        title=item.title,
        lead=item.lead_name,
        due_on=item.due_on,
        days=None if past is None else -past,
        state=stage(row),
        progress=row.report.text if row.report else "",
    )


def sheet_item(row: Any, *, unit_name: str) -> papers.SheetItem:
    """An item on a unit's sheet (工作单事项)."""
    item, report = row.item, row.report
    roles = [word for role, word in RELATIONS.items() if unit_name in row.units.get(role, ())]
    return papers.SheetItem(
        number=item.numbered,
        title=item.title,
        role="、".join(roles),
        due_on=item.due_on,
        state=stage(row),
        lamp=f"{row.signs.lamp.mark}{row.signs.lamp.word}",
        progress="" if item.progress is None else f"{item.progress:g}%",
        report=report.text if report else "",
        problems=report.problems if report else "",
        next_steps=report.next_steps if report else "",
    )


def entry(row: Any, *, campaign: str, since: datetime | None) -> papers.Entry:
    """An item as a bulletin counts it; what was reported before the last issue is not told again."""
    item, report = row.item, row.report
    told = report if report and (since is None or report.at > since) else None
    return papers.Entry(
        key=str(item.pk),
        number=item.numbered,
        title=item.title,
        lead=item.lead_name,
        status="suspended" if item.state == "suspended" else row.signs.status.code,
        stage=stage(row),
        campaign=campaign,
        due_on=item.due_on,
        reason=report.problems if report else "",
        next_step=report.next_steps if report else "",
        report=told.text if told else "",
    )


def looked_at(
    row: Any, written_off_at: datetime, looked_at: datetime, *, is_reopened: bool, detail: str
) -> papers.LookedAt:
    """A written-off item that was looked at again (回头看事项)."""
    item, then, day = row.item, timezone.localtime(written_off_at).date(), timezone.localtime(looked_at).date()
    return papers.LookedAt(item.numbered, item.title, item.lead_name, then, day, is_reopened, detail)


def stage(row: Any) -> str:
    """The word of the step in which the item stands (办理环节)."""
    return row.book.state_word(row.item.ledger_kind, row.item.state)


def as_it_stood(row: Any) -> Mapping[str, Any]:
    """What a paper keeps of each item, as JSON."""
    item = row.item
    return {
        "id": item.pk,
        "number": item.numbered,
        "title": item.title,
        "lead": item.lead_name,
        "status": row.signs.status.word,
        "stage": stage(row),
        "due_on": item.due_on.isoformat() if item.due_on else "",
    }


def _units(row: Any, role: str) -> str:
    return "、".join(row.units.get(role, ()))
