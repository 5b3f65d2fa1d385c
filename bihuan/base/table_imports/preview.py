"""What the preview of a file shows, as plain values (预览)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bihuan.base.table_imports.plan import Line, Plan
from bihuan.engine.office.tables import Compared

SHOWN = 200
"""Rows of each sort that the preview holds."""
SORTS = ("new", "changed", "same", "wrong")
Say = Callable[[str, Any], str]
"""A column's code and a value -> how a page says it."""


def shown(plan: Plan, *, say: Say) -> dict[str, Any]:
    """What the preview shows, as JSON: counts of all, the first rows of each sort, what has to be asked."""
    counts = {sort: len(plan.of(sort)) for sort in SORTS}
    questions = [*plan.found.questions, *(each for table in plan.found.tables for each in table.questions)]
    return {
        "token": plan.token,
        "is_ready": plan.is_ready,
        "total": len(plan.lines),
        "counts": counts,
        "questions": [_question(each) for each in {each.key: each for each in questions}.values()],
        "unknown": _unknown(plan),
        "tables": [_table(table) for table in plan.found.tables],
        "hidden_sheets": list(plan.found.hidden_sheets),
        "rows": {sort: [_row(plan, *pair, say=say) for pair in plan.of(sort)[:SHOWN]] for sort in SORTS},
    }


def _unknown(plan: Plan) -> list[dict[str, Any]]:
    found: dict[str, list[Any]] = {}
    for table in plan.tables:
        for each in table.unknown_units:
            found.setdefault(each.name, [0, each.places[:3], list(each.candidates)])[0] += each.count
    return [{"name": name, "count": n, "places": at, "candidates": may} for name, (n, at, may) in found.items()]


def _question(question: Any) -> dict[str, Any]:
    return {
        "key": question.key,
        "at": question.at,
        "sentence": question.sentence,
        "choices": [[each.answer, each.word] for each in question.choices],
        "suggestion": question.suggestion,
        "is_pressing": question.is_pressing,
    }


def _table(table: Any) -> dict[str, Any]:
    return {
        "name": table.name,
        "heading": table.heading.bottom + 1,
        "entries": len(table.entries),
        "columns": [[column.heading, column.known.word if column.known else ""] for column in table.columns],
        "left_out": [f"第{each.row + 1}行：{each.why}" for each in table.left_out[:20]],
        "hidden": [row + 1 for row in table.hidden_rows[:20]],
    }


def _row(plan: Plan, line: Line, one: Compared, *, say: Say) -> dict[str, Any]:
    changes = [
        {"word": plan.spec.codes[each.code], "old": say(each.code, each.old), "new": say(each.code, each.new)}
        for each in one.changes
    ]
    return {
        "at": one.row.at,
        "title": say(plan.spec.title, one.row.values.get(plan.spec.title)),
        "known": one.known,
        "changes": changes,
        "wrong": [each.sentence for each in one.findings],
        "computed": list(line.read.computed),
        "extra": [f"{heading}：{said}" for heading, said in line.read.extra.items()],
    }
