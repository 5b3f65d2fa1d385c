"""Putting a form into the register, sending it to units, stopping it (布置报表)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from bihuan.apps.units import queries as units
from bihuan.apps.units.actions import record_event
from bihuan.apps.work import queries
from bihuan.apps.work.actions.telling import Word, tell_units
from bihuan.apps.work.models import Collection, CollectionUnit
from bihuan.base import rights
from bihuan.base.actors import Actor
from bihuan.base.refusals import Refusal, Stale
from bihuan.engine.calendar import local_day

OBJECT, ASK = "work.collection", "collection.ask"
NEEDED = (
    *(("purpose", "用途"), ("ground", "依据"), ("owner", "负责人"), ("columns", "栏目")),
    *(("first_due_on", "首次报送日期"), ("expires_on", "停用日期")),
)
"""What must be said of a form before it is sent."""


class BadCollection(Refusal):
    """What was said of a form cannot be kept or sent; the sentence says what is missing."""


def draft_collection(
    said: Mapping[str, Any], *, unit_ids: Sequence[int], by: Actor, now: datetime, key: str = ""
) -> Collection:
    """Put a form into the register; it reaches nobody before it is sent (登记报表)."""
    rights.require(by.viewer, ASK)
    if by.viewer.unit_id is None:
        raise BadCollection("您没有任职单位，不能布置报表；请先由安全管理员授予岗位。")
    own = Collection.objects.visible_to(by.viewer).filter(form_key=key, by_id=by.viewer.person_id)
    if key and (known := own.first()):
        return known
    try:
        with transaction.atomic():
            return _drafted(said, unit_ids, by=by, now=now, key=key)
    except IntegrityError:
        if key and (known := own.first()):
            return known
        raise


def _drafted(said: Mapping[str, Any], unit_ids: Sequence[int], *, by: Actor, now: datetime, key: str) -> Collection:
    who = {"unit_id": by.viewer.unit_id, "unit_name": by.viewer.unit_name}
    who |= {"by_id": by.viewer.person_id, "by_name": by.viewer.name}
    row = Collection.objects.create(**said, **who, at=now, form_key=key or None)
    names = units.unit_names_on(unit_ids, local_day(now))
    CollectionUnit.objects.bulk_create(
        [CollectionUnit(collection=row, unit_id=pk, unit_name=names[pk]) for pk in unit_ids]
    )
    told = {"title": row.title, "columns": row.columns, "count": len(unit_ids)}
    record_event("work.collection_drafted", object_kind=OBJECT, object_id=row.pk, by=by, at=now, to=told)
    return row


@transaction.atomic
def send_collection(collection_id: int, *, by: Actor, now: datetime) -> Collection:
    """Send a form to its units; without purpose, ground, owner and expiry it does not go (布置).

    One that leaves less than the working days of the rule is marked as short notice, on the asker (提前不足).
    Raises: BadCollection: names all that is missing.
    """
    rights.require(by.viewer, ASK)
    row, today = _own(collection_id, by), local_day(now)
    first = _checked(row, today)
    rule = queries.burden_rule(today)
    days = units.working_calendar(on=today).working_days_between(today, first)
    values = {"sent_at": now, "notice_days": days, "is_short_notice": days < rule.notice_days, "minutes": rule.minutes}
    if not Collection.objects.write_if(row, stands={"sent_at": None}, values=values):
        raise Stale(theirs={"报表": "已经布置"}, mine={"报表": row.title})
    told = {"title": row.title, "count": len(row.units.all()), "purpose": row.purpose, "owner": row.owner}
    told |= {"expires_on": row.expires_on, "notice_days": days}
    asked = row.units.values_list("unit_id", flat=True)
    tell_units(Word("collection.sent", row, f"首次报送：{first}。用途：{row.purpose}"), asked, by=by, now=now)
    record_event("work.collection_sent", object_kind=OBJECT, object_id=row.pk, by=by, at=now, to=told)
    row.refresh_from_db()
    return row


def _own(collection_id: int, by: Actor) -> Collection:
    """A form of one's own unit; the office may act on all."""
    row = queries.collection(collection_id, by.viewer)
    if rights.right(by.viewer, ASK) != "all" and row.unit_id not in {post.unit_id for post in by.viewer.posts}:
        raise BadCollection(f"这张报表由{row.unit_name}布置，只有该单位和督查室可以办理。")
    return row


def _checked(row: Collection, today: date) -> date:
    """The first due day of a form of which all is said."""
    lacking = [word for name, word in NEEDED if not getattr(row, name)]
    if not row.units.all():
        lacking.append("填报单位")
    if lacking or row.first_due_on is None or row.expires_on is None:
        raise BadCollection(f"这张报表缺{'、'.join(f'“{word}”' for word in lacking)}，不能布置。请补全后另行登记。")
    if row.first_due_on < today:
        raise BadCollection("首次报送日期已经过去，不能布置。请改日期后另行登记。")
    if row.expires_on < row.first_due_on:
        raise BadCollection("停用日期早于首次报送日期，不能布置。请改日期后另行登记。")
    return row.first_due_on


@transaction.atomic
def stop_collection(collection_id: int, because: str, *, by: Actor, now: datetime) -> Collection:
    """Stop a form before its expiry (停止报表)."""
    rights.require(by.viewer, ASK)
    row = _own(collection_id, by)
    if not because.strip():
        raise BadCollection("请填写停止的原因。")
    values = {"stopped_at": now, "stopped_because": because.strip()[:200]}
    if row.sent_at is None or not Collection.objects.write_if(row, stands={"stopped_at": None}, values=values):
        raise BadCollection("这张报表没有在用，不用停止。")
    asked = row.units.values_list("unit_id", flat=True)
    tell_units(Word("collection.stopped", row, f"不再报送：{because.strip()}"), asked, by=by, now=now)
    record_event("work.collection_stopped", object_kind=OBJECT, object_id=row.pk, by=by, at=now, why=because.strip())
    row.refresh_from_db()
    return row
