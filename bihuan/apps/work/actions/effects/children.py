"""Sub-items that a move makes: a unit breaks its item down, the office splits one (子事项)."""

from __future__ import annotations

from bihuan.apps.work.actions import drafts
from bihuan.apps.work.actions.doing import Doing
from bihuan.apps.work.mapping import ChildPlan, NewItem, SourceQuote
from bihuan.apps.work.models import Item


def make_children(doing: Doing) -> None:
    """Register a sub-item for each line of the form; a split one keeps the registrar."""
    for plan in doing.answers.get("children") or ():
        new = to_new_item(plan, doing.item, registrar_unit_id=_registrar(doing))
        child = drafts.draft(doing.writing, new, by=doing.by, now=doing.now)
        why = f"由{doing.item}{doing.move.word}"
        drafts.register_child(doing.writing, child, by=doing.by, now=doing.now, why=why)
        doing.children.append(child)
    doing.after["children"] = [child.item.numbered for child in doing.children]


def _registrar(doing: Doing) -> int:
    lead = doing.item.lead_unit_id
    return lead if lead is not None and doing.move.code == "break_down" else doing.item.registrar_unit_id


def to_new_item(plan: ChildPlan, parent: Item, *, registrar_unit_id: int) -> NewItem:
    """A sub-item takes over what it does not say: kind, source, sponsor, campaign, the day at the latest."""
    return NewItem(
        kind=parent.ledger_kind,
        title=plan.title,
        requirement=plan.requirement or plan.title,
        category=parent.category,
        grade=parent.grade,
        year=parent.year,
        source_kind="unit",
        source_text=f"由{parent.numbered}分解",
        quote=quote_of(parent),
        sponsor_leader_id=parent.sponsor_leader_id,
        lead_unit_id=plan.unit_id or parent.lead_unit_id,
        registrar_unit_id=registrar_unit_id,
        due_on=plan.due_on or parent.due_on,
        parent_id=parent.pk,
        campaign_id=parent.campaign_id,
        extra=dict(parent.extra),
    )


def quote_of(item: Item) -> SourceQuote | None:
    """The way back of an item, as a value."""
    if item.source_document_id is None or item.source_start is None or item.source_end is None:
        return None
    return SourceQuote(
        item.source_document_id, item.source_digest, item.source_start, item.source_end, item.source_quote
    )
