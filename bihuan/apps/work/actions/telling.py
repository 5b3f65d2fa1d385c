"""Whom a deed concerns finds it in the inbox (告知)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from bihuan.apps.units import queries as units
from bihuan.apps.work.models import Collection, Inspection, Item, Meeting
from bihuan.base.actors import Actor
from bihuan.base.registries import TOLD, announce
from bihuan.engine.calendar import local_day

WORDS = {
    "item.amended": "事项更正",
    "item.copied": "抄送",
    "meeting.called": "会议通知",
    "meeting.decided": "会议议定事项",
    "meeting.minutes": "会议纪要",
    "inspection.fed_back": "督查反馈",
    "inspection.objected": "督查结论异议",
    "inspection.reviewed": "督查复核",
    "collection.sent": "报表布置",
    "collection.stopped": "报表停用",
}
"""What these messages are called, by their rule."""
PAGES: dict[type, tuple[str, str, str]] = {
    Item: ("work.item", "work:item", "item.read"),
    Meeting: ("work.meeting", "work:meeting", "meeting.read"),
    Inspection: ("work.inspection", "work:inspection", "inspection.read"),
    Collection: ("work.collection", "work:collection", "collection.read"),
}
"""How the log names a thing, where its page is, and which right opens it."""


@dataclass(frozen=True)
class Word:
    """What is told: by which rule, about which thing, in what further words."""

    rule: str
    about: Item | Meeting | Inspection | Collection
    text: str = ""


def tell_units(word: Word, unit_ids: Iterable[int | None], *, by: Actor, now: datetime) -> None:
    """Tell the people of some units who may open the thing; not the one who did it."""
    wanted = {pk for pk in unit_ids if pk is not None}
    right = PAGES[type(word.about)][2]
    tell_people(word, units.people_who_may(right, on=local_day(now), unit_ids=wanted), by=by, now=now)


def tell_people(word: Word, person_ids: Iterable[int], *, by: Actor, now: datetime) -> None:
    """Tell some people; not the one who did it."""
    kind, page, _ = PAGES[type(word.about)]
    to = [pk for pk in dict.fromkeys(person_ids) if pk != by.viewer.person_id]
    about = {"object_kind": kind, "object_id": word.about.pk, "url": reverse(page, args=[word.about.pk])}
    said = {"title": word.about.title if isinstance(word.about, Item) else str(word.about), "text": word.text}
    announce(TOLD, rule=word.rule, **about, **said, person_ids=to, now=now)
