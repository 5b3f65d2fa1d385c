"""How items of the demonstration end, and who and what their stories are made of (演示事项的结局)"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bihuan.apps.work.models import Item

OFFICE, SECOND = "ducha", "ducha2"
Answers = Callable[[Item], dict[str, Any]]

FATES: Mapping[str, tuple[str, ...]] = {
    "key_task": (
        *("written_off", "in_progress", "late", "late", "written_off", "late", "closed", "under_review"),
        *("in_progress", "extended", "returned", "written_off_late", "feedback_submitted", "accepted", "dispatched"),
        *("suspended", "extension_requested", "in_progress", "look_back", "reassigning", "reopened", "registered"),
        *("late", "cancelled", "split", "in_progress", "draft", "not_filed", "written_off_late", "in_progress"),
        *("transferred", "broken_down", "refused", "on_paper", "held", "late"),
    ),
    "rectification": (
        "written_off",
        "late",
        "under_review",
        "in_progress",
        "returned",
        "closed",
        "look_back",
        "accepted",
    ),
    "instruction": ("written_off", "closed_pending_leader", "in_progress", "late", "remarked", "dispatched"),
    "joint_matter": ("written_off", "late", "in_progress", "under_review", "dispatched", "closed"),
    "enterprise_demand": ("written_off", "calling_back", "in_progress", "unsatisfied", "dispatched", "late"),
    "chain_task": ("in_progress", "closed_pending_leader", "written_off", "in_progress"),
    "livelihood": ("public_measure", "in_progress", "written_off", "in_progress"),
    "meeting_decision": ("written_off", "in_progress", "late", "under_review", "dispatched"),
}
"""How items end, in turn; "late" is under way past its day, "written_off_late" was made good after it.

Others are named after what happened on the way: a transfer, a breaking down, an extension refused, acts on a unit's
paper, a looking back that held, a second remark of the leader, a firm that was called back and not satisfied.
"""
PLANNED = ("key_task", "rectification", "chain_task", "livelihood")
"""Kinds whose units hand in a plan with nodes before they work."""
LED = ("instruction", "chain_task")
"""Kinds that a leader closes."""
ASKS_OUTSIDE = ("enterprise_demand", "livelihood")
"""Kinds that are closed when a firm or the people are content."""


RECENT = {
    "feedback_submitted": 3,
    "under_review": 6,
    "returned": 9,
    "closed_pending_leader": 8,
    "closed": 12,
    "public_measure": 7,
}
"""How many days before the day of the demonstration such an item was handed in."""
OVER_NIGHT = ("dispatch", "submit_feedback", "open_review", "pass_review")
"""After these the next act comes on another day."""
HANDED_IN = (
    *("written_off", "written_off_late", "closed", "under_review", "returned", "feedback_submitted", "look_back"),
    *("reopened", "held", "closed_pending_leader", "remarked", "calling_back", "unsatisfied", "public_measure"),
)
"""Fates in which the lead unit handed its work in."""


@dataclass(frozen=True)
class Step:
    """One move at a moment: who, what, with which answers; of the item, or of one of the parts it was broken into."""

    at: datetime
    login: str
    code: str
    answers: Answers = field(default=lambda _item: {})
    part: int | None = None


@dataclass(frozen=True)
class Story:
    """What an item is about, as its words are told over time (stories.yaml): 要求、进展、问题、措施、结果、佐证."""

    ask: str
    told: tuple[str, ...]
    snag: str
    next: str
    done: str
    proof: tuple[str, ...]


@dataclass(frozen=True)
class Cast:
    """Logins of the people who act on one item; others: codes of the supporting units."""

    clerk: str
    liaison: str
    head: str
    reviewer: str = SECOND
    leader: str = "quzhang"
    asker: str = ""
    others: tuple[str, ...] = ()
