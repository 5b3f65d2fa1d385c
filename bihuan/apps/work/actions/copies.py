"""Copies for information, and the mark that the next stage was opened (抄送、打开)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from bihuan.apps.units.actions import record_event
from bihuan.apps.work import queries
from bihuan.apps.work.actions.doing import signature
from bihuan.apps.work.actions.telling import Word, tell_people, tell_units
from bihuan.apps.work.actions.writing import OBJECT
from bihuan.apps.work.models import Item
from bihuan.base.actors import Actor
from bihuan.base.refusals import Forbidden
from bihuan.engine.loop import State


@transaction.atomic
def copy_to(
    item_id: int, *, unit_ids: Iterable[int] = (), person_ids: Iterable[int] = (), by: Actor, now: datetime
) -> Item:
    """Send an item for information to units and people; each gets one copy (抄送)."""
    item = queries.visible_item(item_id, by.viewer)
    if not queries.standing_of(item, viewer=by.viewer, now=now).parties:
        raise Forbidden("您与本事项没有办理关系，不能抄送。")
    known = set(item.copies.values_list("unit_id", "person_id"))
    wanted = [(unit_id, None) for unit_id in unit_ids] + [(None, person_id) for person_id in person_ids]
    new = [pair for pair in dict.fromkeys(wanted) if pair not in known]
    for unit_id, person_id in new:
        item.copies.create(unit_id=unit_id, person_id=person_id, **signature(by, at=now))
    if new:
        to = {"units": [u for u, _ in new if u], "people": [p for _, p in new if p]}
        word = Word("item.copied", item)
        tell_units(word, to["units"], by=by, now=now)
        tell_people(word, to["people"], by=by, now=now)
        record_event("work.copied", object_kind=OBJECT, object_id=item.pk, by=by, at=now, to=to)
    return item


@transaction.atomic
def read_copy(item_id: int, *, by: Actor, now: datetime) -> Item:
    """Say that a copy to oneself or to one's unit was taken note of; said again it adds nothing (阅知)."""
    item = queries.visible_item(item_id, by.viewer)
    unread = queries.copies_to(by.viewer).filter(item_id=item.pk, read_at=None)
    if unread.update(read_at=now):
        record_event("work.copy_read", object_kind=OBJECT, object_id=item.pk, by=by, at=now)
    return item


def open_item(item: Item, *, state: State, standings: frozenset[str], by: Actor, now: datetime) -> bool:
    """Mark that the party whose turn it is has opened the item: what was sent can no longer be taken back (打开).

    Args: standings: what this person is to the item, as party:role.
    Returns: whether this was the first opening of this stage.
    """
    parties = {each.split(":")[0] for each in standings}
    if item.opened_at is not None or state.waits_on not in parties or item.last_mover_id == by.viewer.person_id:
        return False
    return _open(item, by=by, now=now)


@transaction.atomic
def _open(item: Item, *, by: Actor, now: datetime) -> bool:
    rows = Item.objects.visible_to(by.viewer).filter(pk=item.pk, version=item.version, opened_at=None)
    if rows.update(opened_at=now) != 1:
        return False
    item.opened_at = now
    record_event("work.opened", object_kind=OBJECT, object_id=item.pk, by=by, at=now, to={"state": item.state})
    return True
