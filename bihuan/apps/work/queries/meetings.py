"""Dispatch meetings: the sheets of units, what the last one decided and how it stands (调度会)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404

from bihuan.apps.units import queries as units
from bihuan.apps.work import mapping
from bihuan.apps.work.models import Campaign, Item, Meeting, MeetingDecision
from bihuan.apps.work.queries.columns import BY_CODE
from bihuan.apps.work.queries.ledger import OVER, rows_of
from bihuan.apps.work.queries.rulebook import Rulebook
from bihuan.apps.work.queries.watching import watch_rule
from bihuan.base.scope import Viewer
from bihuan.definitions import language
from bihuan.engine.calendar import local_day
from bihuan.engine.text import Spoken, spoken

NUMBER = re.compile(r"(?:〔?(\d{4})〕?-?)?(\d{1,7})号?")
MOST_ITEMS = 1000


@dataclass(frozen=True)
class Decided:
    """A decision beside the item it became (议定事项及落实情况)."""

    row: MeetingDecision
    item: Item | None
    lead: str
    support: tuple[str, ...]
    due_on: date | None
    state: str
    is_done: bool
    is_late: bool


@dataclass(frozen=True)
class MeetingPage:
    """All that the page of a meeting shows to one viewer."""

    meeting: Meeting
    sheets: Sequence[Any]
    last: Sequence[Decided]
    decided: Sequence[Decided]

    @property
    def last_done(self) -> int:
        """How many of the last meeting's decisions are done."""
        return sum(each.is_done for each in self.last)

    @property
    def open_decisions(self) -> int:
        """Decisions that are not yet items."""
        return sum(each.item is None for each in self.decided)


def meetings(viewer: Viewer) -> QuerySet[Meeting]:
    """Meetings in reach, newest first."""
    return Meeting.objects.visible_to(viewer).order_by("-held_at", "-pk").defer("agenda")


def meeting(meeting_id: int, viewer: Viewer) -> Meeting:
    """One meeting; else it does not exist."""
    found = Meeting.objects.visible_to(viewer).select_related("previous", "minutes", "campaign")
    row = found.filter(pk=meeting_id).first()
    if row is None:
        raise Http404
    return row


def decision(decision_id: int, viewer: Viewer) -> MeetingDecision:
    """One decision of a meeting in reach; else it does not exist."""
    row = MeetingDecision.objects.visible_to(viewer).select_related("meeting").filter(pk=decision_id).first()
    if row is None:
        raise Http404
    return row


def item_numbered(number: str, row: Meeting, viewer: Viewer) -> Item | None:
    """The item of a number as 2026-12, 〔2026〕12号 or 12 of the meeting's year; None where there is none in reach."""
    return item_of_number(number, viewer, year=row.year)


def item_of_number(number: str, viewer: Viewer, *, year: int) -> Item | None:
    """The item of a number as an office writes it, 12 alone being of the year (按编号找事项); None where none is."""
    said = NUMBER.fullmatch(number.strip())
    if said is None:
        return None
    year = int(said[1]) if said[1] else year
    return Item.objects.visible_to(viewer).filter(year=year, number=int(said[2])).first()


def meeting_page(meeting_id: int, viewer: Viewer, *, book: Rulebook) -> MeetingPage:
    """One meeting with the last one's decisions first; a unit sees its own sheet and what it is to do."""
    row = meeting(meeting_id, viewer)
    last = decided_at(row.previous, viewer, book=book) if row.previous else []
    return MeetingPage(row, sheets_seen(row, viewer), last, decided_at(row, viewer, book=book))


def sheets_seen(row: Meeting, viewer: Viewer) -> list[Any]:
    """The sheets of the units that this viewer reaches."""
    return [sheet for sheet in row.agenda if viewer.sees_all or sheet["unit_id"] in viewer.unit_ids]


def decided_at(row: Meeting, viewer: Viewer, *, book: Rulebook) -> list[Decided]:
    """What a meeting decided, each with its item as it stands; who does not reach all sees what concerns its units."""
    rows = list(row.decisions.select_related("lead_unit", "item").order_by("order"))
    if not viewer.sees_all:
        rows = [each for each in rows if viewer.unit_ids & {each.lead_unit_id, *each.support_ids}]
    named = {pk for each in rows for pk in (each.lead_unit_id, *each.support_ids) if pk}
    names = units.unit_names_on(named, book.day) if named else {}
    return [_decided(each, names, book) for each in rows]


def _decided(row: MeetingDecision, names: dict[int, str], book: Rulebook) -> Decided:
    item = row.item
    due_on = item.due_on if item else row.due_on
    is_done = item is not None and (item.done_on is not None or item.state in OVER)
    return Decided(
        row=row,
        item=item,
        lead=item.lead_name if item else names.get(row.lead_unit_id or 0, ""),
        support=tuple(names[pk] for pk in row.support_ids if pk in names),
        due_on=due_on,
        state=book.state_word(item.ledger_kind, item.state) if item else "未交办",
        is_done=is_done,
        is_late=bool(due_on and due_on < book.day and not is_done),
    )


def agenda_of(*, viewer: Viewer, book: Rulebook, held_on: date, campaign: Campaign | None = None) -> list[Any]:
    """Sheets of units: what is late, what falls due soon after the meeting, what needs help (议程)."""
    running = Item.objects.visible_to(viewer).filter(dispatched_at__isnull=False, done_on=None, closed_on=None)
    running = running.exclude(state__in=book.final())
    if campaign is not None:
        running = running.filter(campaign__path__startswith=campaign.path)
    near = Q(due_on__lte=held_on + timedelta(days=watch_rule(book.day).agenda_days)) | Q(
        state__in=mapping.meetings.WAITING
    )
    items = list(running.filter(near).order_by("due_at", "pk")[:MOST_ITEMS])
    grouped: dict[int, list[Any]] = {}
    for row in rows_of(items, book=book, columns=[BY_CODE["report"]]):
        grouped.setdefault(row.item.lead_unit_id or 0, []).append(
            mapping.meetings.agenda_item(row, today=book.day, held_on=held_on)
        )
    order = units.units_on(book.day).filter(pk__in=list(grouped)).values_list("pk", "name")
    return [{"unit_id": pk, "unit": name, "items": grouped[pk]} for pk, name in order]


def read_spoken(line: str, row: Meeting, *, book: Rulebook) -> Spoken:
    """What a spoken line proposes, by the units and the calendar of the meeting's day."""
    day = local_day(row.held_at)
    return spoken(line, on=day, names=units.names_of_units(day), language=language(), calendar=book.calendar)
