"""The tree of units: added, renamed, merged, ended on a day; old records keep the old name (单位变动)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q

from bihuan.apps.units import models
from bihuan.apps.units.actions.events import record_event
from bihuan.apps.units.actions.people import end_sessions
from bihuan.base import registries, rights
from bihuan.base.actors import Actor
from bihuan.base.refusals import Refusal


class UnitStillAtWork(Refusal):
    """A unit cannot end while others hang below it."""


@transaction.atomic
def add_unit(  # noqa: PLR0913 - a unit has this many sides
    code: str,
    *,
    name: str,
    kind: str,
    began_on: date,
    by: Actor,
    now: datetime,
    short_name: str = "",
    under: models.Unit | None = None,
) -> models.Unit:
    """Add a unit below another, or the district itself (设立单位)."""
    rights.require(by.viewer, "unit.change")
    tree = models.Unit.objects
    if tree.filter(code=code).exists():
        raise Refusal(f"单位编码“{code}”已使用，请另取一个。")
    values = {"code": code, "name": name, "short_name": short_name, "kind": kind, "began_on": began_on}
    unit = tree.add_child(tree.get(pk=under.pk), values) if under else tree.add_root(values)
    unit.names.create(name=name, short_name=short_name, from_on=began_on)
    facts = {**values, "under": under.name if under else ""}
    record_event("unit.added", object_kind="unit", object_id=unit.pk, by=by, at=now, to=facts)
    return unit


@transaction.atomic
def rename_unit(  # noqa: PLR0913 - a change on a day has this many sides
    unit_id: int, *, name: str, short_name: str = "", from_on: date, why: str, by: Actor, now: datetime
) -> models.Unit:
    """Give a unit a new name from a day on; records of earlier days keep the old one (更名)."""
    rights.require(by.viewer, "unit.change")
    unit = _unit(unit_id)
    if unit.names.filter(from_on__gte=from_on).exists():
        raise Refusal("该日或之后已登记过名称，请改用更晚的日期。")
    before = unit.name
    unit.names.create(name=name, short_name=short_name, from_on=from_on)
    if from_on <= by.viewer.on:
        unit.name, unit.short_name = name, short_name
        unit.save(update_fields=["name", "short_name"])
    record_event(
        "unit.renamed",
        object_kind="unit",
        object_id=unit.pk,
        by=by,
        at=now,
        frm={"name": before},
        to={"name": name, "from_on": from_on},
        why=why,
    )
    return unit


@transaction.atomic
def end_unit(
    unit_id: int, *, on: date, why: str, by: Actor, now: datetime, became_id: int | None = None
) -> models.Unit:
    """End a unit on a day, merged into another or not; posts in it end the day before (撤销，并入).

    Listeners of `unit_ended` (unit, became, on, by, now) move what is still open, in the same transaction.
    """
    rights.require(by.viewer, "unit.change")
    unit = _unit(unit_id)
    became = _unit(became_id) if became_id else None
    _check_end(unit, became=became, on=on)
    unit.ended_on, unit.became = on, became
    unit.save(update_fields=["ended_on", "became"])
    _end_posts(unit, on=on, by=by)
    facts = {"ended_on": on, "became": became.name if became else ""}
    kind = "unit.merged" if became else "unit.ended"
    record_event(kind, object_kind="unit", object_id=unit.pk, by=by, at=now, frm={"name": unit.name}, to=facts, why=why)
    registries.announce("unit_ended", unit=unit, became=became, on=on, by=by, now=now)
    return unit


@transaction.atomic
def add_duty(unit_id: int, *, text: str, kind: str, source: str = "", by: Actor, now: datetime) -> models.Duty:
    """Write a duty of a unit down (职责)."""
    rights.require(by.viewer, "unit.change")
    duty = _unit(unit_id).duties.create(text=text, kind=kind, source=source)
    facts = {"text": text, "kind": kind, "source": source}
    record_event("unit.duty_added", object_kind="unit", object_id=unit_id, by=by, at=now, to=facts)
    return duty


@transaction.atomic
def remove_duty(duty_id: int, *, by: Actor, now: datetime) -> int:
    """Take a duty off a unit's list; the log keeps it (移出职责)."""
    rights.require(by.viewer, "unit.change")
    duty = models.Duty.objects.filter(pk=duty_id).first()
    if duty is None:
        raise Refusal("没有这项职责，请刷新后再看。")
    facts = {"text": duty.text, "kind": duty.kind, "source": duty.source}
    record_event("unit.duty_removed", object_kind="unit", object_id=duty.unit_id, by=by, at=now, frm=facts)
    duty.delete()
    return int(duty.unit_id)


def take_names_of_day(*, on: date, now: datetime) -> str:
    """Every morning: units whose new name begins today carry it from now on (更名生效)."""
    renamed = 0
    for unit in models.Unit.objects.prefetch_related("names"):
        known = [each for each in unit.names.all() if each.from_on <= on]
        if known and known[-1].name != unit.name:
            unit.name, unit.short_name = known[-1].name, known[-1].short_name
            unit.save(update_fields=["name", "short_name"])
            renamed += 1
    return f"{renamed}个单位更名生效" if renamed else ""


def _check_end(unit: models.Unit, *, became: models.Unit | None, on: date) -> None:
    if unit.ended_on:
        raise Refusal(f"{unit.name}已于{unit.ended_on}撤销。")
    if on <= unit.began_on:
        raise Refusal("撤销日期须晚于设立日期。")
    if became is not None and (became.pk == unit.pk or became.ended_on):
        raise Refusal("并入的单位须是另一个在用的单位。")
    below = models.Unit.objects.get_descendants(unit).filter(Q(ended_on=None) | Q(ended_on__gt=on))
    if below.exists():
        raise UnitStillAtWork(f"{unit.name}下还有{below.first().name}等{below.count()}个单位，请先办理下级单位。")


def _end_posts(unit: models.Unit, *, on: date, by: Actor) -> None:
    """Posts in it and leaders' charge of it end the day before."""
    open_posts = unit.posts.filter(Q(to_on=None) | Q(to_on__gte=on))
    holders = set(open_posts.values_list("person_id", flat=True))
    open_posts.update(to_on=on - timedelta(days=1))
    unit.led_by.filter(Q(to_on=None) | Q(to_on__gte=on)).update(to_on=on - timedelta(days=1))
    end_sessions(holders, by=by)


def _unit(unit_id: int) -> models.Unit:
    unit = models.Unit.objects.select_for_update().filter(pk=unit_id).first()
    if unit is None:
        raise Refusal("没有这个单位。")
    return unit
