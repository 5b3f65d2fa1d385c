"""A unit was merged into another: what is still open goes with it, what is over keeps the old name (承办单位更替)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from bihuan.apps.units import queries as units
from bihuan.apps.units.actions import record_event
from bihuan.apps.work import queries
from bihuan.apps.work.actions.writing import OBJECT
from bihuan.apps.work.models import Item, Party
from bihuan.base.actors import Actor
from bihuan.base.scope import Viewer


@transaction.atomic
def take_over(old_id: int, new_id: int, *, by: Actor, now: datetime, on: date) -> int:
    """Put the new unit in the place of the old one on every open item, under its name of that day.

    Returns: how many items went along. Who merges units sees no items; the items follow from the merge.
    """
    eyes = Viewer.worker(on=on)
    open_items = Item.objects.visible_to(eyes).exclude(state__in=queries.rulebook(on).final())
    items = open_items.filter(parties__unit_id=old_id, parties__to_at=None).distinct()
    names = units.unit_names_on([old_id, new_id], on)
    for item in items:
        _replace(item, old_id, new_id, name=names[new_id], now=now)
        record_event(
            "work.taken_over",
            object_kind=OBJECT,
            object_id=item.pk,
            by=by,
            at=now,
            frm={"unit": names[old_id]},
            to={"unit": names[new_id]},
            why=f"{names[old_id]}并入{names[new_id]}",
        )
    return len(items)


def take_over_due(*, on: date, now: datetime) -> str:
    """Daily work: merges that were entered ahead take effect on their day (每日任务)."""
    by = Actor.worker(on=on)
    moved = sum(take_over(old, new, by=by, now=now, on=on) for old, new in units.merged_until(on))
    return f"{moved}项"


def _replace(item: Item, old_id: int, new_id: int, *, name: str, now: datetime) -> None:
    current = item.parties.filter(to_at=None)
    roles = list(current.filter(unit_id=old_id).values_list("role", flat=True))
    held = set(current.filter(unit_id=new_id).values_list("role", flat=True))
    current.filter(unit_id=old_id).update(to_at=now, because=f"并入{name}"[:200])
    if Party.Role.LEAD in roles:
        helping = (Party.Role.RESPONSIBLE, Party.Role.SUPPORT)
        current.filter(unit_id=new_id, role__in=helping).update(to_at=now)
        item.lead_unit_id, item.lead_name = new_id, name
    for role in roles:
        if role == Party.Role.LEAD or role not in held:
            item.parties.create(unit_id=new_id, unit_name=name, role=role, from_at=now, because="单位合并")
    if item.finder_unit_id == old_id:
        item.finder_unit_id = new_id
    if item.registrar_unit_id == old_id:
        item.registrar_unit_id = new_id
    item.version = F("version") + 1
    item.save(update_fields=["lead_unit", "lead_name", "finder_unit", "registrar_unit", "version"])
