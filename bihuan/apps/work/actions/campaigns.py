"""Making a campaign by a person's word, and hanging items on it (编专项行动)."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F

from bihuan.apps.units import queries as units
from bihuan.apps.units.actions import record_event
from bihuan.apps.work.actions.batches import Outcome
from bihuan.apps.work.actions.writing import OBJECT
from bihuan.apps.work.models import Campaign, Item
from bihuan.base.actors import Actor
from bihuan.base.refusals import Forbidden, Refusal
from bihuan.engine.calendar import local_day

CAMPAIGN = "work.campaign"


class BadCampaign(Refusal):
    """What was said of a campaign cannot be kept; the sentence says which and what to do."""


@transaction.atomic
def make_campaign(  # noqa: PLR0913 - name, parts, year, where from, by whom, when
    name: str,
    *,
    parts: Sequence[str],
    year: int,
    note: str = "",
    source_document_id: int | None = None,
    by: Actor,
    now: datetime,
) -> Campaign:
    """A campaign with its parts, as a person worded them (编制专项行动)."""
    _check_right(by)
    if not name.strip():
        raise BadCampaign("请填写名称。")
    values = {"year": year, "note": note[:300], "source_document_id": source_document_id}
    root = Campaign.objects.add_root({**values, "code": _code(year, name.strip()), "name": name.strip()[:200]})
    names = list(dict.fromkeys(part.strip()[:200] for part in parts if part.strip()))
    for part in names:
        Campaign.objects.add_child(
            Campaign.objects.get(pk=root.pk), {**values, "code": _code(year, root.name, part), "name": part}
        )
    to = {"name": root.name, "parts": names, "year": year, "source_document_id": source_document_id}
    record_event("work.campaign_made", object_kind=CAMPAIGN, object_id=root.pk, by=by, at=now, to=to)
    return Campaign.objects.get(pk=root.pk)


@transaction.atomic
def change_campaign(  # noqa: PLR0913 - name, note, new parts, over or not, by whom, when
    campaign_id: int, *, name: str, note: str, parts: Sequence[str], is_over: bool, by: Actor, now: datetime
) -> Campaign:
    """Reword a campaign or a part, add parts under it, end it or take it up again (更改专项行动)."""
    _check_right(by)
    if not name.strip():
        raise BadCampaign("请填写名称。")
    row = Campaign.objects.get(pk=campaign_id)
    before = {"name": row.name, "note": row.note, "ended_on": row.ended_on}
    ended_on = (row.ended_on or local_day(now)) if is_over else None
    row.name, row.note, row.ended_on = name.strip()[:200], note.strip()[:300], ended_on
    row.save(update_fields=["name", "note", "ended_on"])
    added = _add_parts(row, parts)
    after = {"name": row.name, "note": row.note, "ended_on": row.ended_on, "parts": added}
    frm = {key: value for key, value in before.items() if value != after[key]}
    to = {key: after[key] for key in frm} | ({"parts": added} if added else {})
    if to:
        record_event("work.campaign_changed", object_kind=CAMPAIGN, object_id=row.pk, by=by, at=now, frm=frm, to=to)
    return row


def _add_parts(row: Campaign, parts: Sequence[str]) -> list[str]:
    """Names of the parts that were not there yet, now under the campaign."""
    known = set(Campaign.objects.get_children(row).values_list("name", flat=True))
    names = [name for name in dict.fromkeys(part.strip()[:200] for part in parts) if name and name not in known]
    for name in names:
        values = {"year": row.year, "note": "", "source_document_id": row.source_document_id}
        place = {**values, "code": _code(row.year, row.name, name), "name": name}
        Campaign.objects.add_child(Campaign.objects.get(pk=row.pk), place)
    return names


def attach_items(item_ids: Sequence[int], *, campaign_id: int | None, by: Actor, now: datetime) -> list[Outcome]:
    """Hang items on a campaign, or take them off with None; each leaves its event (归入专项行动)."""
    _check_right(by)
    campaign = Campaign.objects.filter(pk=campaign_id).first() if campaign_id else None
    items = Item.objects.visible_to(by.viewer).select_related("campaign").in_bulk(list(item_ids))
    return [_attach(items.get(pk), pk, campaign, by=by, now=now) for pk in dict.fromkeys(item_ids)]


@transaction.atomic
def _attach(item: Item | None, pk: int, campaign: Campaign | None, *, by: Actor, now: datetime) -> Outcome:
    if item is None:
        return Outcome(pk, "未找到的事项", done=False, sentence="没有这个事项，或不在您的范围内。")
    if item.is_frozen:
        return Outcome(pk, str(item), done=False, sentence="事项已销号锁定，不能再归入。")
    rows = Item.objects.visible_to(by.viewer).filter(pk=item.pk, version=item.version)
    if not rows.update(campaign=campaign, version=F("version") + 1):
        return Outcome(pk, str(item), done=False, sentence="该事项已被他人更新，请刷新后再办。")
    frm = {"campaign": item.campaign.name if item.campaign else ""}
    to = {"campaign": campaign.name if campaign else ""}
    record_event("work.campaign_set", object_kind=OBJECT, object_id=pk, by=by, at=now, frm=frm, to=to)
    return Outcome(pk, str(item), done=True, sentence=f"归入“{campaign.name}”。" if campaign else "已移出。")


def _check_right(by: Actor) -> None:
    if not units.may(by.viewer, "campaign.change"):
        raise Forbidden("专项行动由督查室编制。")


def _code(year: int, *names: str) -> str:
    """The campaign's place in addresses: of its year and names, numbered on where such a one stands already."""
    code = f"c{hashlib.sha256('/'.join((str(year), *names)).encode()).hexdigest()[:12]}"
    known = Campaign.objects.filter(code__startswith=code).count()
    return f"{code}-{known + 1}" if known else code
