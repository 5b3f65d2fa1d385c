"""A leader's instruction becomes a numbered item of its own kind, which the supervision office gives out (批示)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from bihuan.apps.desk.actions.notices import tell
from bihuan.apps.units import queries as units
from bihuan.apps.work import actions as work
from bihuan.apps.work import queries as work_read
from bihuan.base import rights
from bihuan.base.actors import Actor
from bihuan.base.refusals import Forbidden

KIND, TITLE = "instruction", 40


@transaction.atomic
def instruct(  # noqa: PLR0913 - what, to whom, until when, about what, by whom, when, by which form
    text: str, *, unit_id: int, due_on: date, about_id: int | None, by: Actor, now: datetime, key: str
) -> Any:
    """Register an instruction as an item of kind 领导批示; the supervision office is told at once and gives it out.

    Args: about_id: the item that it is about, if any. key: of the form; the same form twice is one item.
    Raises: Forbidden: no leader, and nobody's proxy. Http404: the item is not visible.
    """
    rights.require(by.viewer, "instruction.give")
    leader_id = by.viewer.person_id if "leader" in by.viewer.roles else by.viewer.for_person_id
    if leader_id is None:
        raise Forbidden("批示由区领导或其代办人员作出。")
    today = timezone.localdate(now)
    about = work_read.visible_item(about_id, by.viewer) if about_id else None
    words = " ".join(text.split())
    office = units.holders_of("supervision", on=today)
    new = work.NewItem(
        kind=KIND,
        title=words if len(words) <= TITLE else f"{words[:TITLE]}……",
        requirement=text,
        grade=_grade(due_on, today),
        source_kind="instruction",
        source_text=f"对{about.numbered}“{about.title}”的批示"[:300] if about else "",
        sponsor_leader_id=leader_id,
        lead_unit_id=unit_id,
        registrar_unit_id=office[0][1] if office else None,
        due_on=due_on,
        extra={"instruction_text": text, "instructed_on": today.isoformat()},
    )
    item = work.register(new, by=by, now=now, key=key)
    to = [person_id for person_id, _ in office]
    url = reverse("work:item", args=[item.pk])
    subject: dict[str, Any] = {"object_kind": "work.item", "object_id": item.pk, "title": item.title, "url": url}
    tell(rule="instruction", **subject, text=text, person_ids=to, now=now, urgent=True)
    return item


def _grade(due_on: date, today: date) -> str:
    """Urgent is what is due within the days that the ledger's rule gives to urgent ones (缓急)."""
    limit = work_read.urgent_limit(KIND, today)
    return "urgent" if limit is not None and (due_on - today).days <= limit else "normal"
