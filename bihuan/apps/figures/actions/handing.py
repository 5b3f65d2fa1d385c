"""Reporting duties that go to another unit: handed over, or along with a merger (移交填报任务)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from bihuan.apps.figures import queries
from bihuan.apps.figures.actions.assigning import ASSIGNMENT
from bihuan.apps.figures.models import Assignment
from bihuan.apps.units.actions import record_event
from bihuan.base import rights
from bihuan.base.actors import Actor
from bihuan.base.refusals import Refusal
from bihuan.engine.values import Month


@dataclass(frozen=True)
class Stretch:
    """Who reports a figure about whom over some months; to None is until further notice (时段)."""

    reporter_id: int
    unit_id: int
    frm: Month
    to: Month | None = None

    @property
    def is_empty(self) -> bool:
        """Whether no month lies in it."""
        return self.to is not None and self.to < self.frm


def hand_over(
    assignment_ids: Iterable[int], reporter_id: int, *, month: Month, why: str, by: Actor, now: datetime
) -> int:
    """Let another unit report figures from a month on (移交), as when a unit was split; how many were handed over.

    Raises: Forbidden. Refusal: no reason, or nothing that could be handed over.
    """
    rights.require(by.viewer, "figure.plan")
    found = Assignment.objects.visible_to(by.viewer).filter(pk__in=list(assignment_ids), to_month=None)
    rows = list(found.exclude(reporter_id=reporter_id))
    if not why.strip():
        raise Refusal("请写明移交的理由。")
    if not rows:
        raise Refusal("请选择要移交的填报任务，并选另一个单位。")
    plans = [(row, _after(row, Stretch(reporter_id, row.unit_id, month))) for row in rows]
    _rewrite(plans, kind="figures.handed_over", about=reporter_id, why=why.strip(), by=by, now=now)
    return len(rows)


@transaction.atomic
def follow_merger(unit_id: int, became_id: int | None, *, on: date, by: Actor, now: datetime) -> int:
    """What a unit that ends on a day had to report, and was reported of it, goes to its successor (随撤并移交).

    Months due before the day stay; one that is due later the successor reports, still about the old unit; from the
    month of the day on the figures are about the successor, where they are not asked for already.
    """
    rows = queries.open_assignments(unit_id, on=by.viewer.on)
    forms, month = queries.book(by.viewer.on).forms, Month(on.year, on.month)
    taken = queries.asked_pairs(became_id, on=by.viewer.on) if became_id else set()
    plans = []
    for row in rows:
        first = forms[row.form].first_due_from(on)
        plans.append((row, _followed(row, unit_id, became_id, first=first, month=month, taken=taken)))
    if plans:
        _rewrite(plans, kind="figures.followed_merger", about=unit_id, why="随单位撤并", by=by, now=now)
    if became_id is not None:
        queries.answered_by(unit_id, on=by.viewer.on).update(owner_unit_id=became_id)
    return len(plans)


def _after(row: Assignment, then: Stretch) -> list[Stretch]:
    """As it was until the month before, then otherwise."""
    return [Stretch(row.reporter_id, row.unit_id, row.from_month, then.frm.shifted(-1)), then]


def _followed(
    row: Assignment,
    unit_id: int,
    became_id: int | None,
    *,
    first: Month,
    month: Month,
    taken: Collection[tuple[str, str]],
) -> list[Stretch]:
    reporter_id = (became_id or unit_id) if row.reporter_id == unit_id else row.reporter_id
    stretches = [
        Stretch(row.reporter_id, row.unit_id, row.from_month, first.shifted(-1)),
        Stretch(reporter_id, row.unit_id, first, month.shifted(-1)),
    ]
    if row.unit_id != unit_id:
        later = [] if became_id is None else [Stretch(reporter_id, row.unit_id, month)]
    else:
        goes_on = became_id is not None and (row.indicator, row.form) not in taken
        later = [Stretch(reporter_id, became_id or 0, month)] if goes_on else []
    return [*stretches, *later]


@transaction.atomic
def _rewrite(
    plans: Sequence[tuple[Assignment, list[Stretch]]], *, kind: str, about: int, why: str, by: Actor, now: datetime
) -> None:
    """Put other stretches in the place of duties; a duty itself becomes its first stretch, so that none is lost."""
    told = {"count": len(plans), "figures": [[row.unit_id, row.indicator] for row, _ in plans]}
    event = record_event(kind, object_kind=ASSIGNMENT, object_id=about, by=by, at=now, to=told, why=why)
    new: list[Assignment] = []
    for row, stretches in plans:
        kept = _joined(each for each in (_from(each, row.from_month) for each in stretches) if not each.is_empty)
        first, *later = kept or [Stretch(row.reporter_id, row.unit_id, row.from_month, row.from_month)]
        new += [_copy(row, each, event.seq) for each in later]
        row.reporter_id, row.unit_id, row.to_month = first.reporter_id, first.unit_id, first.to
    Assignment.objects.bulk_update([row for row, _ in plans], ["reporter_id", "unit_id", "to_month"])
    Assignment.objects.bulk_create(new, batch_size=500)


def _from(stretch: Stretch, begun: Month) -> Stretch:
    """A stretch from where the duty began, if later."""
    return Stretch(stretch.reporter_id, stretch.unit_id, max(stretch.frm, begun), stretch.to)


def _joined(stretches: Iterable[Stretch]) -> list[Stretch]:
    """Stretches of the same duty that follow on each other as one."""
    found: list[Stretch] = []
    for each in stretches:
        last = found[-1] if found else None
        if last and (last.reporter_id, last.unit_id) == (each.reporter_id, each.unit_id):
            found[-1] = Stretch(last.reporter_id, last.unit_id, last.frm, each.to)
        else:
            found.append(each)
    return found


def _copy(row: Assignment, stretch: Stretch, seq: int) -> Assignment:
    return Assignment(
        reporter_id=stretch.reporter_id,
        unit_id=stretch.unit_id,
        indicator=row.indicator,
        form=row.form,
        owner_unit_id=row.owner_unit_id,
        from_month=stretch.frm,
        to_month=stretch.to,
        source=row.source,
        event_seq=seq,
    )
