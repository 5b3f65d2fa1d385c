"""Putting right the words of an item; before and after stand in its timeline (更正)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from bihuan.apps.units import queries as units
from bihuan.apps.work import mapping, queries
from bihuan.apps.work.actions.dossier import Dossier, Overtaken
from bihuan.apps.work.actions.drafts import BadItem, check_columns
from bihuan.apps.work.actions.making import stale
from bihuan.apps.work.actions.telling import Word, tell_units
from bihuan.apps.work.actions.writing import Writing
from bihuan.apps.work.models import Item
from bihuan.base.actors import Actor
from bihuan.base.refusals import Forbidden
from bihuan.engine.calendar import local_day

OWN = "own_"


def amend_item(item_id: int, said: Mapping[str, Any], *, version: int, why: str, by: Actor, now: datetime) -> Item:
    """Put right what was said of an item (更正事项); what is as it was is no change, a numbered one asks for a reason.

    Args: said: by column, a kind's own as `own_code`. version: of the item as the person saw it.
    Raises: Forbidden: not this person's to put right. BadItem: what cannot be kept. Stale: someone was faster.
    """
    try:
        with transaction.atomic():
            writing = Writing()
            item = amend(writing, item_id, said, version=version, why=why.strip(), by=by, now=now)
            writing.write()
            if item.version != version:
                _tell(item, why.strip(), by=by, now=now)
            return item
    except Overtaken:
        raise stale(queries.visible_item(item_id, by.viewer), said) from None


def amend(  # noqa: PLR0913 - the sides of amend_item
    writing: Writing, item_id: int, said: Mapping[str, Any], *, version: int, why: str, by: Actor, now: datetime
) -> Item:
    """Put right what was said of an item; its rows wait in `writing`."""
    dossier = writing.dossier(item_id, by.viewer)
    item = dossier.item
    _check_right(dossier, said, by=by)
    if item.version != version:
        raise stale(item, said)
    new = _named(said, on=local_day(now))
    before = {name: _present(item, name) for name in new}
    after = {name: value for name, value in new.items() if (value or None) != (before[name] or None)}
    if not after:
        return item
    if item.number is not None and not why:
        raise BadItem("请填写“更正理由”。")
    _set(dossier, after)
    check_columns(item.extra, dossier.kind)
    told = [{name: facts[name] for name in after if name != "sponsor_leader_id"} for facts in (before, after)]
    writing.record("work.amended", item=item, by=by, at=now, frm=told[0], to=told[1], why=why)
    return item


def _tell(item: Item, why: str, *, by: Actor, now: datetime) -> None:
    """The lead unit hears what was put right of its work; what it put right itself the registrar hears."""
    is_own = item.lead_unit_id in {post.unit_id for post in by.viewer.posts}
    if item.dispatched_at is not None:
        tell_units(
            Word("item.amended", item, why), [item.registrar_unit_id if is_own else item.lead_unit_id], by=by, now=now
        )


def _check_right(dossier: Dossier, said: Mapping[str, Any], *, by: Actor) -> None:
    held = mapping.parties_of(dossier.item, parties=dossier.parties, viewer=by.viewer, kind=dossier.kind)
    may = queries.amendable(dossier.item, held, dossier.kind)
    if not may or not set(said) <= set(may):
        raise Forbidden("更正由立项单位办理；牵头单位可以更正责任人和联络员。已结束的事项不能更正。")
    if "title" in said and not str(said["title"]).strip():
        raise BadItem("请填写“标题”。")


def _named(said: Mapping[str, Any], *, on: date) -> dict[str, Any]:
    """What was said, with the leader's name beside the leader."""
    if "sponsor_leader_id" not in said:
        return dict(said)
    names: dict[int | None, str] = {None: "", **dict(units.leader_choices(on))}
    if said["sponsor_leader_id"] not in names:
        raise BadItem("所选领导当日不在任，请另选。")
    return {**said, "sponsor_name": names[said["sponsor_leader_id"]].partition("（")[0]}


def _present(item: Item, name: str) -> Any:
    return item.extra.get(name.removeprefix(OWN)) if name.startswith(OWN) else getattr(item, name)


def _set(dossier: Dossier, after: Mapping[str, Any]) -> None:
    item = dossier.item
    own = {name.removeprefix(OWN): value for name, value in after.items() if name.startswith(OWN)}
    columns = {name: value for name, value in after.items() if not name.startswith(OWN)}
    if own:
        columns["extra"] = {code: value for code, value in {**item.extra, **own}.items() if value not in (None, "")}
    dossier.set(**columns, version=item.version + 1)
