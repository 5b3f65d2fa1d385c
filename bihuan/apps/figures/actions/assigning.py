"""Saying who reports what (定填报任务)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from bihuan.apps.figures import queries
from bihuan.apps.figures.models import Assignment
from bihuan.apps.units import queries as units
from bihuan.apps.units.actions import record_event
from bihuan.base import rights
from bihuan.base.actors import Actor
from bihuan.base.refusals import Refusal
from bihuan.engine.values import Month

ASSIGNMENT = "figures.assignment"


class AskedTwice(Refusal):
    """A figure is asked of one unit alone (一数一源)."""

    def __init__(self) -> None:
        super().__init__("其中有指标已由别的单位填报，一个数只向一个单位要。请先停报原来的任务，再改由这个单位填报。")


@dataclass(frozen=True)
class Wanted:
    """One figure to be reported: what it is about, which indicator, and the bureau that answers for it."""

    unit_id: int
    indicator: str
    owner_unit_id: int | None = None


@dataclass(frozen=True)
class AskedUnit:
    """What became of one unit of many that were to be asked (下达结果)."""

    unit_id: int
    name: str
    done: bool
    sentence: str


def assign(  # noqa: PLR0913 - who, what, on which form, from when, on what ground, by whom, when
    reporter_id: int, wanted: Iterable[Wanted], *, form: str, month: Month, source: str, by: Actor, now: datetime
) -> list[Assignment]:
    """Ask a unit for figures from a month on (下达填报任务).

    Args: source: on what ground the figures are asked for; without one nothing is asked.
    Raises: Forbidden, AskedTwice; Refusal: no ground.
    """
    rights.require(by.viewer, "figure.plan")
    if not source.strip():
        raise Refusal("请写明依据（文件名称和文号）：没有依据的不向单位要数。")
    try:
        return _assign(reporter_id, list(wanted), form=form, month=month, source=source.strip(), by=by, now=now)
    except IntegrityError as twice:
        raise AskedTwice from twice


@transaction.atomic
def _assign(  # noqa: PLR0913 - as `assign`
    reporter_id: int, wanted: list[Wanted], *, form: str, month: Month, source: str, by: Actor, now: datetime
) -> list[Assignment]:
    told = {
        "form": form,
        "from_month": month.label,
        "source": source,
        "figures": [[one.unit_id, one.indicator] for one in wanted],
    }
    event = record_event("figures.assigned", object_kind=ASSIGNMENT, object_id=reporter_id, by=by, at=now, to=told)
    rows = [
        Assignment(
            reporter_id=reporter_id,
            unit_id=one.unit_id,
            indicator=one.indicator,
            form=form,
            owner_unit_id=one.owner_unit_id,
            from_month=month,
            source=source[:200],
            event_seq=event.seq,
        )
        for one in wanted
    ]
    return Assignment.objects.bulk_create(rows, batch_size=500)


def assign_many(  # noqa: PLR0913 - who, which indicators, of whom, which form, from when, on what ground, by whom
    reporter_ids: Iterable[int],
    codes: Iterable[str],
    *,
    about_id: int | None = None,
    form: str,
    month: Month,
    source: str,
    by: Actor,
    now: datetime,
) -> list[AskedUnit]:
    """Ask several units for the same figures, each by itself (批量下达): about itself, or about another unit.

    What is asked for already is not asked again; the outcome says who reports it.
    Raises: Forbidden; Refusal: no ground.
    """
    rights.require(by.viewer, "figure.plan")
    reporters, wanted = list(reporter_ids), list(codes)
    names = units.unit_names_on(reporters, by.viewer.on)
    owners = queries.owners_of(wanted, on=by.viewer.on)
    found = []
    for reporter_id in reporters:
        about = about_id or reporter_id
        held = queries.asked_already(about, wanted, form=form, on=by.viewer.on)
        new = [Wanted(about, code, owners.get(code)) for code in wanted if code not in held]
        try:
            if new:
                assign(reporter_id, new, form=form, month=month, source=source, by=by, now=now)
        except AskedTwice as twice:
            found.append(AskedUnit(reporter_id, names[reporter_id], done=False, sentence=twice.sentence))
            continue
        told = [f"下达{len(new)}项" if new else "没有要增加的", *_held_words(held)]
        found.append(AskedUnit(reporter_id, names[reporter_id], done=bool(new), sentence="；".join(told) + "。"))
    return found


def _held_words(held: dict[str, str]) -> list[str]:
    """Who reports already what is not asked again."""
    counted: dict[str, int] = {}
    for name in held.values():
        counted[name] = counted.get(name, 0) + 1
    return [f"{count}项已由{name}填报，不重复要" for name, count in counted.items()]


@transaction.atomic
def end_assignments(assignment_ids: Iterable[int], *, month: Month, why: str, by: Actor, now: datetime) -> int:
    """Stop asking for figures after a month (停报); what was reported stays.

    Raises: Forbidden; Refusal: no reason.
    """
    rights.require(by.viewer, "figure.plan")
    if not why.strip():
        raise Refusal("请写明停报的理由。")
    rows = list(Assignment.objects.visible_to(by.viewer).filter(pk__in=list(assignment_ids), to_month=None))
    for row in rows:
        row.to_month = max(month, row.from_month)
    Assignment.objects.bulk_update(rows, ["to_month"])
    told = {"to_month": month.label, "figures": [[row.unit_id, row.indicator] for row in rows]}
    record_event("figures.unassigned", object_kind=ASSIGNMENT, object_id=None, by=by, at=now, to=told, why=why)
    return len(rows)
