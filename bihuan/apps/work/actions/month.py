"""Sending a unit's month: each item through the one door, the rest as it was (本月填报)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from bihuan.apps.work import queries
from bihuan.apps.work.actions.batches import Outcome, Wanted, move_each
from bihuan.apps.work.queries.month import REPORT, MonthLine
from bihuan.base.actors import Actor

NOTHING_BEFORE = "以前没有报过进展，不能只勾“无变化”，请填写进展。"


@dataclass(frozen=True)
class Said:
    """What the page says of one item; either the text or that nothing changed."""

    item_id: int
    version: int
    text: str = ""
    problems: str = ""
    next_steps: str = ""
    percent: Decimal | None = None
    unchanged: bool = False


def report_month(  # noqa: PLR0913 - whose month, which, what, on which paper, by whom, when
    unit_id: int,
    *,
    month_on: date,
    said: Sequence[Said],
    paper: Sequence[Any] = (),
    key: str = "",
    by: Actor,
    now: datetime,
) -> list[Outcome]:
    """Report on many items of a unit at once; each stands or falls alone (报送本月进展).

    Args: paper: files already kept, where the office enters for the unit. key: of the form; sent twice it counts once.
    """
    book = queries.rulebook(by.viewer.on)
    lines = {
        line.item.pk: line for line in queries.month_lines(unit_id, month_on=month_on, viewer=by.viewer, book=book)
    }
    wanted = [_wanted(one, lines.get(one.item_id), month_on, paper, key) for one in said]
    made = {each.item_id: each for each in move_each([each for each in wanted if each], by=by, now=now)}
    return [made.get(one.item_id) or _nothing_before(one, lines.get(one.item_id)) for one in said]


def _wanted(said: Said, line: MonthLine | None, month_on: date, paper: Sequence[Any], key: str) -> Wanted | None:
    """The move that a line of the page asks for; None for “no change” where nothing was ever told."""
    if said.unchanged and not said.text and line is not None and line.before is None:
        return None
    answers, own = _answers(said, line, month_on, paper), f"{key}-{said.item_id}" if key else ""
    return Wanted(said.item_id, REPORT, line.item if line else None, said.version, answers, own)


def _nothing_before(said: Said, line: MonthLine | None) -> Outcome:
    return Outcome(said.item_id, str(line.item) if line else "", done=False, sentence=NOTHING_BEFORE)


def _answers(said: Said, line: MonthLine | None, month_on: date, paper: Sequence[Any]) -> Mapping[str, Any]:
    """What the door is told; what did not change is told in the words of last time, and marked so."""
    before = line.before if line else None
    same = said.unchanged and not said.text and before is not None
    answers: dict[str, Any] = {
        "text": before.text if same and before else said.text,
        "problems": before.problems if same and before else said.problems,
        "next_steps": before.next_steps if same and before else said.next_steps,
        "percent": said.percent,
        "unchanged": same,
        "month_on": month_on,
    }
    return answers | ({"paper": list(paper)} if paper else {})
