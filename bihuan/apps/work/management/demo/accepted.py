"""Candidates of the demonstration's report that were taken into the ledger; the others wait (据条目立项)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from bihuan.apps.documents import queries as documents
from bihuan.apps.work import actions
from bihuan.apps.work.management.demo.fates import OFFICE
from bihuan.apps.work.mapping import NewItem
from bihuan.apps.work.models import Item
from bihuan.base.demonstration import Demonstration

MOST = 6
DISPATCHED = 3


def accept(demonstration: Demonstration) -> list[Item]:
    """Register a few candidates whose unit the text names; dispatch some of them the day after."""
    taken = list(_take(demonstration))
    return [_dispatch(item, demonstration) for item in taken[:DISPATCHED]] + taken[DISPATCHED:]


def _take(demonstration: Demonstration) -> Iterator[Item]:
    at = _at(demonstration, days=2)
    by = demonstration.actor_of(OFFICE, at)
    for candidate, lead in _named(demonstration)[:MOST]:
        found = documents.candidate(by.viewer, candidate.pk)
        support = tuple(unit.pk for unit in _units(candidate, demonstration)[1:])
        new = NewItem(
            kind="key_task",
            title=candidate.text.rstrip("。；")[:60],
            requirement=candidate.text,
            source_kind="report",
            lead_unit_id=lead.pk,
            support_unit_ids=support,
            due_on=_due_on(candidate.deadline, demonstration.on),
        )
        yield actions.register_from_candidate(found.pk, new, version=found.version, by=by, now=at)
        at += timedelta(minutes=7)


def _named(demonstration: Demonstration) -> list[tuple[Any, Any]]:
    """Open tasks of the report with the unit that leads."""
    rows = documents.candidates_of(demonstration.made["document"])
    tasks = [(row, _units(row, demonstration)) for row in rows if row.kind != "target"]
    return [(row, units[0]) for row, units in tasks if units]


def _units(candidate: Any, demonstration: Demonstration) -> list[Any]:
    """Units that the text names, the leading one first."""
    by_name = {unit.short_name: unit for unit in demonstration.made["units"].values()}
    return [by_name[name] for name in candidate.owners.split("、") if name in by_name]


def _due_on(deadline: str, on: date) -> date:
    """The text's own day where it is still to come, else a month and a half from now."""
    try:
        day = date.fromisoformat(deadline)
    except ValueError:
        day = on
    return day if day > on else on + timedelta(days=45)


def _dispatch(item: Item, demonstration: Demonstration) -> Item:
    at = _at(demonstration, days=1)
    answers = {"unit": item.lead_unit_id, "due_on": item.due_on}
    by = demonstration.actor_of(OFFICE, at)
    return actions.move_item(item.pk, "dispatch", version=item.version, answers=answers, by=by, now=at)


def _at(demonstration: Demonstration, *, days: int) -> datetime:
    return timezone.make_aware(datetime.combine(demonstration.on - timedelta(days=days), time(15)))
