"""The one timeline of an item: its events, each with the words and files that came with it (办理记录)."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.urls import reverse

from bihuan.apps.work.models import Attachment, Item, Progress, Urge
from bihuan.base.event_words import EVENTS
from bihuan.engine.loop import Kind

AMENDED = "work.amended"
SLIPS = {str(kind): f"发{kind.label}" for kind in Urge.SLIPS}
HIDDEN = (
    *("due_at", "due_is_forecast", "due_because", "lead_unit_id", "clock_started_at", "number", "title", "move"),
    *("dispatched_at", "registered_at", "signed_at", "signed_by", "submitted_by_id", "last_mover_id", "urge_count"),
    *("source_digest", "source_span", "units", "people", "consent", "done_on", "archived_on"),
    *("is_frozen", "is_satisfied", "objection_barred", "slip", "first_answer_at"),
)
"""What the log keeps and the timeline does not repeat."""
LABELS = {
    "state": "状态",
    "joined": "新增单位",
    "children": "子事项",
    "new_due_on": "申请时限",
    "suggested_unit": "建议承办单位",
    "satisfied": "满意情况",
}


@dataclass
class Entry:
    """One line of the timeline; equal in number and order to the rows of the event log."""

    kind: str
    word: str
    at: datetime
    person_name: str
    unit_name: str
    acted_for: str
    result: str
    why: str
    changes: list[tuple[str, object, object]] = field(default_factory=list)
    files: list[dict[str, str]] = field(default_factory=list)
    slip: str = ""


def story(
    events: Iterable[Any], reports: Iterable[Progress], files: Iterable[Attachment], *, kind: Kind
) -> list[Entry]:
    """Events in order; texts and files stand at the event that they came with."""
    said: dict[Any, list[Progress]] = defaultdict(list)
    kept: dict[Any, list[Attachment]] = defaultdict(list)
    for report in reports:
        said[report.at, report.by_id].append(report)
    for file in files:
        kept[file.at, file.by_id].append(file)
    return [_entry(event, said, kept, kind) for event in events]


def _entry(event: Any, said: Mapping[Any, list[Progress]], kept: Mapping[Any, list[Attachment]], kind: Kind) -> Entry:
    before, after = facts(event.before), facts(event.after)
    key = (event.at, event.person_id)
    entry = Entry(
        kind=event.kind,
        word=_word(event, after, kind),
        at=event.at,
        person_name=event.person_name,
        unit_name=event.unit_name,
        acted_for=event.acted_for,
        result=event.result,
        why=event.why,
        slip=str(after.get("slip", "")) if event.result == "done" else "",
        changes=[]
        if event.result == "refused"
        else _changes(before, after, kind, hidden=() if event.kind == AMENDED else HIDDEN),
    )
    if event.result == "done" and event.kind == "work.moved":
        _add_texts(entry, said.get(key, ()))
        entry.files = [{"name": file.name, "url": file_url(file)} for file in kept.get(key, ())]
    return entry


def _add_texts(entry: Entry, reports: Iterable[Progress]) -> None:
    for report in reports:
        if report.text != entry.why:
            entry.changes.append(("情况说明", None, report.text))
        if report.problems:
            entry.changes.append(("存在问题", None, report.problems))
        if report.next_steps:
            entry.changes.append(("下步措施", None, report.next_steps))


def _word(event: Any, after: Mapping[str, Any], kind: Kind) -> str:
    if event.kind != "work.moved":
        return EVENTS.get(event.kind, "记录")
    move = kind.move_by_code.get(str(after.get("move")))
    word = SLIPS.get(str(after.get("slip"))) or (move.word if move else "办理")
    return word if event.result == "done" else f"未能{word}"


def _changes(
    before: Mapping[str, Any], after: Mapping[str, Any], kind: Kind, *, hidden: Iterable[str]
) -> list[tuple[str, object, object]]:
    found = []
    for name, new in after.items():
        if name in hidden or new == before.get(name):
            continue
        old = before.get(name)
        own = {f"own_{column.code}": column.word for column in kind.columns}
        found.append((own.get(name) or label(name), _shown(name, old, kind), _shown(name, new, kind)))
    return found


def label(name: str) -> str:
    """The words of a column or of a fact that the log keeps."""
    if name in LABELS:
        return LABELS[name]
    fields = {each.name: each for each in Item._meta.get_fields()}
    return str(getattr(fields.get(name), "verbose_name", "其他"))


def _shown(name: str, value: Any, kind: Kind) -> Any:
    if name == "state" and value in kind.state_by_code:
        return kind.state_by_code[value].word
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "、".join(map(str, value))
    return value


def facts(text: str) -> dict[str, Any]:
    """Facts before or after, as the log keeps them."""
    return json.loads(text) if text else {}


def file_url(file: Attachment) -> str:
    """Where a file is fetched, through a checked view."""
    return reverse("work:file", args=[file.item_id, file.pk])
