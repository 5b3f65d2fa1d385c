"""The library of measures, and taking one for a figure that lags: it becomes a matter of work (措施库)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.http import Http404

from bihuan.apps.figures import queries
from bihuan.apps.figures.models import Measure, MeasureTaken
from bihuan.apps.units import queries as units
from bihuan.apps.units.actions import record_event
from bihuan.apps.work import actions as work
from bihuan.base import rights
from bihuan.base.actors import Actor
from bihuan.base.refusals import Forbidden, Refusal
from bihuan.engine.values import Month

MEASURE = "figures.measure"
KIND = "key_task"
"""The ledger in which measures are worked on."""
LONGEST_TITLE = 60


class BadMeasure(Refusal):
    """A measure cannot be kept or taken; the sentence says why and what to do."""


@dataclass(frozen=True)
class NewMeasure:
    """What is said of a measure (措施)."""

    indicator: str
    cause: str
    words: str
    who: str
    days: int
    source: str


@dataclass(frozen=True)
class Taking:
    """For which figure a measure is taken, who is to do it and by when (采用措施)."""

    unit_id: int
    month: Month
    cause: str
    lead_unit_id: int
    due_on: date


def add_measure(new: NewMeasure, *, by: Actor, now: datetime, key: str = "") -> Measure:
    """Put a measure into the library (录入措施).

    Raises: Forbidden: another unit answers for the indicator; BadMeasure: it stands there already.
    """
    rights.require(by.viewer, "measure.change")
    _require_answered(new.indicator, by)
    own = Measure.objects.visible_to(by.viewer).filter(form_key=key, by_id=by.viewer.person_id)
    if key and (known := own.first()):
        return known
    try:
        return _add(new, by=by, now=now, key=key)
    except IntegrityError as twice:
        raise BadMeasure("这项指标、这个原因下已有同样的措施，不用重复录入。") from twice


@transaction.atomic
def _add(new: NewMeasure, *, by: Actor, now: datetime, key: str) -> Measure:
    row: Measure = Measure.objects.create(
        indicator=new.indicator,
        cause=new.cause,
        words=new.words,
        who=new.who,
        days=new.days,
        source=new.source,
        at=now,
        by_id=by.viewer.person_id,
        by_name=by.viewer.name,
        form_key=key or None,
    )
    told = {"indicator": row.indicator, "cause": row.cause, "words": row.words, "who": row.who, "source": row.source}
    record_event("figures.measure_added", object_kind=MEASURE, object_id=row.pk, by=by, at=now, to=told)
    return row


@transaction.atomic
def end_measure(measure_id: int, *, by: Actor, now: datetime) -> Measure:
    """Offer a measure no more; where it was taken it stays (停用措施)."""
    rights.require(by.viewer, "measure.change")
    row = _measure(measure_id, by)
    _require_answered(row.indicator, by)
    if Measure.objects.write_if(row, stands={"ended_at": None}, values={"ended_at": now}):
        record_event(
            "figures.measure_ended", object_kind=MEASURE, object_id=row.pk, by=by, at=now, frm={"words": row.words}
        )
    row.refresh_from_db()
    return row


def take_measure(measure_id: int, taking: Taking, *, by: Actor, now: datetime, key: str = "") -> MeasureTaken:
    """Take a measure for a figure: a matter is registered that leads back to it (采用措施、立项).

    Raises: Forbidden; BadMeasure: ended, taken already this month, or the day has passed; the refusals of `register`.
    """
    rights.require(by.viewer, "measure.take")
    row = _measure(measure_id, by)
    _require_answered(row.indicator, by)
    if row.ended_at is not None:
        raise BadMeasure("这条措施已停用，请另选一条。")
    if taking.due_on < by.viewer.on:
        raise BadMeasure(f"完成时限{taking.due_on}已过，请填写今天以后的日期。")
    try:
        return _take(row, taking, by=by, now=now, key=key)
    except IntegrityError as twice:
        own = MeasureTaken.objects.visible_to(by.viewer).filter(measure=row, unit_id=taking.unit_id, month=taking.month)
        if (known := own.first()) and known.by_id == by.viewer.person_id:
            return known
        raise BadMeasure(f"这条措施{taking.month.label}已经采用，请到对应事项里看进展。") from twice


@transaction.atomic
def _take(row: Measure, taking: Taking, *, by: Actor, now: datetime, key: str) -> MeasureTaken:
    figure = queries.figure_now(by.viewer, unit_id=taking.unit_id, code=row.indicator, month=taking.month)
    item = work.register(_item(row, taking, by), by=by, now=now, key=key)
    taken: MeasureTaken = MeasureTaken.objects.create(
        measure=row,
        unit_id=taking.unit_id,
        indicator=row.indicator,
        month=taking.month,
        figure=figure.pk if figure else None,
        cause=taking.cause or row.cause,
        lead_unit_id=taking.lead_unit_id,
        item_id=item.pk,
        at=now,
        by_id=by.viewer.person_id,
        by_name=by.viewer.name,
    )
    told = {"indicator": row.indicator, "month": taking.month.label, "words": row.words, "item": str(item)}
    record_event("figures.measure_taken", object_kind=MEASURE, object_id=row.pk, by=by, at=now, to=told)
    return taken


def _item(row: Measure, taking: Taking, by: Actor) -> work.NewItem:
    """The matter that a measure becomes; its source names the figure."""
    label = queries.book(by.viewer.on).label(row.indicator)
    name = units.unit_name_on(taking.unit_id, taking.month.end_on)
    title = row.words if len(row.words) <= LONGEST_TITLE else f"{row.words[: LONGEST_TITLE - 1]}…"
    return work.NewItem(
        kind=KIND,
        title=title,
        requirement=row.words,
        target=f"{label}：{taking.cause or row.cause}",
        source_kind=queries.MEASURE_SOURCE,
        source_text=f"{name}{taking.month.label}{label}，措施库（{row.source}）"[:300],
        lead_unit_id=taking.lead_unit_id,
        due_on=taking.due_on,
    )


def _measure(measure_id: int, by: Actor) -> Measure:
    row: Measure | None = Measure.objects.visible_to(by.viewer).filter(pk=measure_id).first()
    if row is None:
        raise Http404
    return row


def _require_answered(indicator: str, by: Actor) -> None:
    """The office may for every indicator, a unit for those it answers for."""
    if not by.viewer.sees_all and not queries.is_answered_by(by.viewer, indicator):
        raise Forbidden("这项指标不由您单位主管，措施由主管部门或督查室提出。")
