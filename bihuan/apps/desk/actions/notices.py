"""Messages to people: one digest a working day, single ones only when urgent (提醒)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from bihuan.apps.desk import models
from bihuan.apps.desk import queries as own
from bihuan.apps.desk.actions.messages import hand_over
from bihuan.apps.desk.mapping.letters import word_of
from bihuan.apps.units import queries as units
from bihuan.apps.work import queries as work
from bihuan.base.scope import Viewer


def send_digests(*, on: date, now: datetime) -> str:
    """Write each person's digest of a working day; run again or twice at once it adds nothing. Rest days: none.

    It reads for as long as it takes and writes once at the end, so that nobody waits for it.

    Returns: one sentence for the log of daily work.
    """
    if not units.working_calendar(on=on).is_working(on):
        return "休息日，不发提醒"
    people = units.people_in_post(on)
    drafts = [draft for person in people if (draft := _digest(person.pk, units.viewer_of(person, on=on), now=now))]
    with transaction.atomic():
        models.Notice.objects.bulk_create(drafts, batch_size=500, ignore_conflicts=True)
        hand_over(_written("digest", on), urgent=False, now=now)
    return f"每日提醒{len(drafts)}人"


def _written(rule: str, on: date) -> Any:
    """Notices of a rule and a day that were just written."""
    return own.notices(Viewer.worker(on=on)).filter(rule=rule, on=on)


def _digest(person_id: int, viewer: Viewer, *, now: datetime) -> models.Notice | None:
    on = viewer.on
    groups = own.digest_groups(viewer) if viewer.business else []
    if not groups:
        return None
    counts = "，".join(f"{group['word']}{group['count']}件" for group in groups)
    return models.Notice(
        rule="digest",
        object_kind="units.person",
        object_id=person_id,
        person_id=person_id,
        on=on,
        title=f"{on.month}月{on.day}日待办：{counts}",
        lines=groups,
        made_at=now,
    )


def tell(  # noqa: PLR0913 - by which rule, about what, to whom, in what words, when, how loud
    *,
    rule: str,
    object_kind: str,
    object_id: int,
    title: str,
    url: str,
    person_ids: Iterable[int],
    now: datetime,
    text: str = "",
    urgent: bool = False,
) -> None:
    """People find in their inbox what concerns them, in the deed's transaction; each once a day a rule and an object.

    What is urgent leaves by the gateways at once; all else with the next digest (告知).
    """
    to, on = list(person_ids), timezone.localdate(now)
    about = {"rule": rule, "object_kind": object_kind, "object_id": object_id, "on": on}
    words = {"title": f"{word_of(rule)}：{title}"[:200], "text": text, "url": url, "made_at": now}
    models.Notice.objects.bulk_create(
        [models.Notice(person_id=pk, **about, **words) for pk in to], ignore_conflicts=True
    )
    if urgent:
        written = _written(rule, on).filter(object_kind=object_kind, object_id=object_id)
        hand_over(written, urgent=True, now=now, person_ids=to)


def notice_move(*, item: Any, move: str, frm: str, to: str, why: str, now: datetime, **more: Any) -> None:
    """Hear of a move on an item: what cannot wait for the morning's digest goes to the people of the lead unit at once.

    That is an urge, a slip, and a dispatch whose duties run in hours (催办、督办单、限时办理).
    """
    if item.lead_unit_id is None:
        return
    if move == "urge":
        _tell(item, text=why, now=now, rule=f"slip.{more['slip']}" if more.get("slip") else "urge")
    elif to == "dispatched" != frm and (duties := work.hours_given(item, more["kind"])):
        _tell(item, text=f"请于{'，'.join(duties)}。", now=now, rule="hours")


def _tell(item: Any, *, text: str, now: datetime, rule: str) -> None:
    people = units.people_in_post(timezone.localdate(now), unit_ids=[item.lead_unit_id])
    url = reverse("work:item", args=[item.pk])
    to = [person.pk for person in people]
    about = {"object_kind": "work.item", "object_id": item.pk, "title": item.title, "url": url}
    tell(rule=rule, **about, text=text, person_ids=to, now=now, urgent=True)


def read_notice(notice_id: int, *, viewer: Viewer, now: datetime) -> models.Notice:
    """Note that the person opened it; the first time counts."""
    notice = own.notices(viewer).get(pk=notice_id)
    if notice.read_at is None:
        own.notices(viewer).filter(pk=notice_id, read_at=None).update(read_at=now)
    return notice
