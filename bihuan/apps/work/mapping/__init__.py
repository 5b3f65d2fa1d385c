"""Rows of items <-> what the loop and the calendar work on."""

from bihuan.apps.work.mapping import imports, meetings, paper_templates, papers, sheets
from bihuan.apps.work.mapping.answers import ChildPlan, NewItem, NodePlan, SourceQuote, evidence_places, plain, why
from bihuan.apps.work.mapping.clock import WHOLE, DueDay, by_limit, moved_on, set_by_hand
from bihuan.apps.work.mapping.standing import Counts, facts_of, parties_of, to_standing

__all__ = [
    "WHOLE",
    "ChildPlan",
    "Counts",
    "DueDay",
    "NewItem",
    "NodePlan",
    "SourceQuote",
    "by_limit",
    "evidence_places",
    "facts_of",
    "imports",
    "meetings",
    "moved_on",
    "paper_templates",
    "papers",
    "parties_of",
    "plain",
    "set_by_hand",
    "sheets",
    "to_standing",
    "why",
]
