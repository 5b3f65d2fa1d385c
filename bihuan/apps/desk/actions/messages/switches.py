"""A person's own switches (本人开关)."""

from __future__ import annotations

from datetime import datetime, time

from django.db import transaction

from bihuan.apps.desk import models
from bihuan.apps.units import actions as units
from bihuan.base.actors import Actor


@transaction.atomic
def set_switches(off: list[str], *, quiet: tuple[time | None, time | None], by: Actor, now: datetime) -> None:
    """Keep what a person wants to get and when; notices inside the product stay as they are."""
    values = {"off": sorted(off), "quiet_from": quiet[0], "quiet_until": quiet[1], "set_at": now}
    mine = models.Switches.objects.visible_to(by.viewer).filter(person_id=by.viewer.person_id)
    if not mine.update(**values):
        models.Switches.objects.create(person_id=by.viewer.person_id, **values)
    facts = {"已关闭": sorted(off), "免打扰": [f"{hour:%H:%M}" for hour in quiet if hour]}
    person = by.viewer.person_id
    units.record_event("message.switched", object_kind="units.person", object_id=person, by=by, at=now, to=facts)
