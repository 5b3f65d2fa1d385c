"""What forms say, as values: a new item, a node, a sub-item; and the words in which the event log keeps answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

TEXT_ASKS = ("reason", "remark", "opinion", "result", "text")
"""Answers in free text; the first that was given is the why of the event."""


@dataclass(frozen=True)
class NodePlan:
    """A node with its day and what shall stand then (节点计划)."""

    name: str
    due_on: date
    target: str = ""


@dataclass(frozen=True)
class ChildPlan:
    """A sub-item with its unit and day (子事项)."""

    title: str
    unit_id: int | None = None
    due_on: date | None = None
    requirement: str = ""


@dataclass(frozen=True)
class SourceQuote:
    """The way back: the document, its digest, the span in its text, the words and their digest (原句)."""

    document_id: int
    digest: str
    start: int
    end: int
    text: str


@dataclass(frozen=True)
class NewItem:
    """What is said of an item when it is drafted (拟办). year: of the task; None for the year of the day."""

    kind: str
    title: str
    requirement: str = ""
    target: str = ""
    category: str = ""
    grade: str = ""
    note: str = ""
    year: int | None = None
    source_kind: str = "other"
    source_text: str = ""
    quote: SourceQuote | None = None
    candidate_id: int | None = None
    sponsor_leader_id: int | None = None
    responsible_leader: str = ""
    liaison: str = ""
    lead_unit_id: int | None = None
    responsible_unit_ids: tuple[int, ...] = ()
    support_unit_ids: tuple[int, ...] = ()
    finder_unit_id: int | None = None
    asker_unit_id: int | None = None
    registrar_unit_id: int | None = None
    due_on: date | None = None
    nodes: tuple[NodePlan, ...] = ()
    parent_id: int | None = None
    campaign_id: int | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)


def why(answers: Mapping[str, object]) -> str:
    """The words that the event log shows as the reason of a move."""
    return next((str(answers[code]) for code in TEXT_ASKS if answers.get(code)), "")


def evidence_places(answers: Mapping[str, Any]) -> list[str]:
    """Digests and names of the files that came with a move, for the event log."""
    files = [*(answers.get("evidence") or ()), *(answers.get("paper") or ())]
    return [f"{file.sha256} {file.name}" for file in files]


def plain(value: object) -> object:
    """A value of a kind's own column as JSON keeps it: days as text, whole numbers whole."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value
