"""What a move's form was answered (表单填写): what is still missing, and the facts that the answers bring."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from bihuan.engine.loop.kind import Kind
from bihuan.engine.loop.move import Move
from bihuan.engine.loop.vocabulary import ASKS
from bihuan.engine.values import Finding

TOLD_BY: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"unit": ("has_lead",), "due_on": ("has_due",), "evidence": ("has_evidence", "evidence_count")}
)
"""What an item lacks until a form brings it (可由表单补齐的判断依据), by code of `ASKS`."""


def facts_of_form(move: Move) -> frozenset[str]:
    """Facts that this move's form may still bring: while it is empty, what the item lacks is not a no."""
    return frozenset(fact for code in (*move.asks, *move.may_ask) for fact in TOLD_BY.get(code, ()))


def ask_word(kind: Kind, code: str) -> str:
    """The words of one thing a form asks (表单项名称), own columns included."""
    own = {column.code: column.word for column in kind.columns}
    return own.get(code) or ASKS[code]


def missing(kind: Kind, move: Move, answers: Mapping[str, object]) -> tuple[Finding, ...]:
    """What the form must still be told before the move can be made (漏填项)."""
    return tuple(
        Finding("missing_answer", code, f"请填写“{ask_word(kind, code)}”，“{move.word}”不能缺少此项。")
        for code in move.asks
        if answers.get(code) in (None, "", (), [])
    )


def answer_facts(answers: Mapping[str, object], *, due_on: date | None = None) -> dict[str, object]:
    """Facts that come from the form (由表单得出的判断依据); what the form leaves open is left out.

    Args: answers: by code of `ASKS`; days as dates, evidence and units as lists. due_on: the item's present limit.
    """
    facts: dict[str, object] = {}
    if answers.get("unit"):
        facts["has_lead"] = True
    if answers.get("due_on"):
        facts["has_due"] = True
    if answers.get("paper"):
        facts["has_paper"] = True
    if evidence := answers.get("evidence"):
        facts |= {"has_evidence": True, "evidence_count": len(evidence) if isinstance(evidence, list | tuple) else 1}
    return facts | _yes_no(answers) | _later(answers.get("new_due_on"), due_on)


def _yes_no(answers: Mapping[str, object]) -> dict[str, object]:
    asked = {"consent": "unit_head_consented", "satisfied": "is_satisfied"}
    return {fact: answers[code] for code, fact in asked.items() if isinstance(answers.get(code), bool)}


def _later(new_due_on: object, due_on: date | None) -> dict[str, object]:
    if isinstance(new_due_on, date) and due_on is not None:
        return {"new_due_is_later": new_due_on > due_on}
    return {}
