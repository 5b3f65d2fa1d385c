"""What the preview of a file shows, as plain values (预览)."""

from __future__ import annotations

from typing import Any

from bihuan.apps.work.actions.imports.plan import Plan
from bihuan.apps.work.mapping.imports import BY_MOVE, CHANGE_WORDS, OWN, LedgerRow
from bihuan.engine.office.tables import Compared

SHOWN = 200
"""Rows of each sort that the preview holds."""


def shown(plan: Plan) -> dict[str, Any]:
    """What the preview shows, as JSON: counts of all, the first rows of each sort, what has to be asked."""
    counts = {sort: len(plan.of(sort)) for sort in ("new", "changed", "same", "wrong")}
    questions = [*plan.found.questions, *(each for table in plan.found.tables for each in table.questions)]
    unknown: dict[str, list[Any]] = {}
    for table in plan.tables:
        for each in table.unknown_units:
            unknown.setdefault(each.name, [0, each.places[:3], list(each.candidates)])[0] += each.count
    return {
        "token": plan.token,
        "is_ready": plan.is_ready,
        "total": len(plan.rows),
        "counts": counts,
        "questions": [_shown_question(each) for each in {each.key: each for each in questions}.values()],
        "unknown": [
            {"name": name, "count": n, "places": at, "candidates": may} for name, (n, at, may) in unknown.items()
        ],
        "tables": [_shown_table(table) for table in plan.found.tables],
        "hidden_sheets": list(plan.found.hidden_sheets),
        "rows": {sort: [_shown_row(*pair) for pair in plan.of(sort)[:SHOWN]] for sort in counts},
    }


def _shown_question(question: Any) -> dict[str, Any]:
    return {
        "key": question.key,
        "at": question.at,
        "sentence": question.sentence,
        "choices": [[each.answer, each.word] for each in question.choices],
        "suggestion": question.suggestion,
        "is_pressing": question.is_pressing,
    }


def _shown_table(table: Any) -> dict[str, Any]:
    matched = [[column.heading, column.known.word if column.known else ""] for column in table.columns]
    left_out = [f"第{each.row + 1}行：{each.why}" for each in table.left_out[:20]]
    return {
        "name": table.name,
        "heading": table.heading.bottom + 1,
        "entries": len(table.entries),
        "columns": matched,
        "left_out": left_out,
        "hidden": [row + 1 for row in table.hidden_rows[:20]],
    }


def _shown_row(line: LedgerRow, one: Compared) -> dict[str, Any]:
    values = one.row.values
    changes = [
        {
            "word": _word(each.code),
            "old": str(each.old or ""),
            "new": str(each.new or ""),
            "by_move": each.code in BY_MOVE,
        }
        for each in one.changes
    ]
    return {
        "at": one.row.at,
        "title": str(values.get("title", "")),
        "lead": "、".join(unit.name for unit in line.read.values.get("lead", ())),
        "due_on": str(values.get("due_on") or ""),
        "item": one.known,
        "changes": changes,
        "wrong": [str(each) for each in one.findings],
        "computed": list(line.read.computed),
    }


def _word(code: str) -> str:
    return CHANGE_WORDS.get(code, code.removeprefix(OWN))
