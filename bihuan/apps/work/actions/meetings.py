"""Calling a dispatch meeting, keeping what it decided, handing it out, issuing its minutes (调度会)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max

from bihuan.apps.units import queries as units
from bihuan.apps.units.actions import record_event
from bihuan.apps.work import mapping, queries
from bihuan.apps.work.actions.moves import batch
from bihuan.apps.work.actions.paper_makers import PaperDraft
from bihuan.apps.work.actions.papers import issue_papers
from bihuan.apps.work.actions.telling import Word, tell_units
from bihuan.apps.work.mapping import NewItem
from bihuan.apps.work.models import Item, Meeting, MeetingDecision, MeetingUnit, Paper, PaperKind, Source
from bihuan.base import rights
from bihuan.base.actors import Actor
from bihuan.base.refusals import Refusal, Stale
from bihuan.engine.calendar import local_day

OBJECT, HOLD, KIND = "work.meeting", "meeting.hold", "meeting_decision"
MOST_LINES = 60


class BadMeeting(Refusal):
    """What was said of a meeting cannot be kept; the sentence says which and what to do."""


@dataclass(frozen=True)
class Settled:
    """A decision as a person settled it (核定的议定事项)."""

    title: str
    lead_unit_id: int
    due_on: date
    support_unit_ids: tuple[int, ...] = ()


def call_meeting(said: Mapping[str, Any], *, by: Actor, now: datetime, key: str = "") -> Meeting:
    """Call a meeting; its agenda is made at once, and the last of its name goes first (召集调度会).

    Args: said: name, held_at, place, chair and what else the model keeps of a meeting.
    """
    rights.require(by.viewer, HOLD)
    if by.viewer.unit_id is None:
        raise BadMeeting("您没有任职单位，不能召集会议；请先由安全管理员授予岗位。")
    own = Meeting.objects.visible_to(by.viewer).filter(form_key=key, by_id=by.viewer.person_id)
    if key and (known := own.first()):
        return known
    try:
        with transaction.atomic():
            return _called(said, by=by, now=now, key=key)
    except IntegrityError as twice:
        if key and (known := own.first()):
            return known
        raise BadMeeting("同名会议刚由他人建立了这一次，请刷新会议列表。") from twice


def _called(said: Mapping[str, Any], *, by: Actor, now: datetime, key: str) -> Meeting:
    year, same = local_day(said["held_at"]).year, Meeting.objects.visible_to(by.viewer).filter(name=said["name"])
    last = same.filter(year=year).aggregate(last=Max("issue"))["last"] or 0
    row = Meeting.objects.create(
        **said,
        year=year,
        issue=last + 1,
        previous=same.filter(held_at__lt=said["held_at"]).order_by("-held_at").first(),
        unit_id=by.viewer.unit_id,
        unit_name=by.viewer.unit_name,
        at=now,
        by_id=by.viewer.person_id,
        by_name=by.viewer.name,
        form_key=key or None,
    )
    _set_agenda(row, by=by, now=now)
    when = f"{mapping.meetings.held_at(row.held_at)}，{row.place}。会上材料见本单位一页。"
    tell_units(Word("meeting.called", row, when), row.units.values_list("unit_id", flat=True), by=by, now=now)
    told = {"title": str(row), "held_at": row.held_at, "count": _count(row)}
    record_event("work.meeting_called", object_kind=OBJECT, object_id=row.pk, by=by, at=now, to=told)
    return row


def _set_agenda(row: Meeting, *, by: Actor, now: datetime) -> None:
    book = queries.rulebook(local_day(now))
    held_on = max(local_day(row.held_at), book.day)
    row.agenda = queries.agenda_of(viewer=by.viewer, book=book, held_on=held_on, campaign=row.campaign)
    row.agenda_at = now
    row.save(update_fields=["agenda", "agenda_at"])
    _seat(row)


def _seat(row: Meeting) -> None:
    """Units with a sheet may open the meeting; one that had a sheet before may still."""
    seated = set(row.units.values_list("unit_id", flat=True))
    new = [sheet for sheet in row.agenda if sheet["unit_id"] not in seated]
    MeetingUnit.objects.bulk_create(
        [MeetingUnit(meeting=row, unit_id=sheet["unit_id"], unit_name=sheet["unit"]) for sheet in new]
    )


@transaction.atomic
def make_agenda(meeting_id: int, *, keep: Sequence[int] | None = None, by: Actor, now: datetime) -> Meeting:
    """Make the agenda anew from how items stand; or keep only some of its items (重新生成议程、调整上会事项)."""
    row = _held_by(meeting_id, by)
    before = _count(row)
    if keep is None:
        _set_agenda(row, by=by, now=now)
    else:
        wanted = set(keep)
        sheets = ({**sheet, "items": [i for i in sheet["items"] if i["id"] in wanted]} for sheet in row.agenda)
        row.agenda = [sheet for sheet in sheets if sheet["items"]]
        row.save(update_fields=["agenda"])
    frm, to = {"count": before}, {"count": _count(row)}
    record_event("work.meeting_agenda", object_kind=OBJECT, object_id=row.pk, by=by, at=now, frm=frm, to=to)
    return row


def _count(row: Meeting) -> int:
    return sum(len(sheet["items"]) for sheet in row.agenda)


def _held_by(meeting_id: int, by: Actor) -> Meeting:
    rights.require(by.viewer, HOLD)
    return queries.meeting(meeting_id, by.viewer)


@transaction.atomic
def note_decisions(
    meeting_id: int, lines: Sequence[str], *, by: Actor, now: datetime, key: str = ""
) -> list[MeetingDecision]:
    """Keep decisions as they were spoken, one a line, each with what the reader proposes (记录议定事项)."""
    row = _held_by(meeting_id, by)
    if key and (known := list(row.decisions.filter(form_key=key))):
        return known
    if not lines:
        raise BadMeeting("请写下议定事项，一行一件。")
    if len(lines) > MOST_LINES:
        raise BadMeeting(f"一次最多记{MOST_LINES}件，现有{len(lines)}件，请分几次记。")
    last = row.decisions.aggregate(last=Max("order"))["last"] or 0
    book = queries.rulebook(local_day(now))
    made = [_noted(row, line, last + place, book, by=by, now=now, key=key) for place, line in enumerate(lines, start=1)]
    facts = {"count": len(made), "text": "；".join(lines)[:1000]}
    record_event("work.meeting_decided", object_kind=OBJECT, object_id=row.pk, by=by, at=now, to=facts)
    return made


def _noted(  # noqa: PLR0913 - the meeting, the line, its place, the rules, by whom, when, which form
    row: Meeting, line: str, order: int, book: queries.Rulebook, *, by: Actor, now: datetime, key: str
) -> MeetingDecision:
    said = queries.read_spoken(line[:500], row, book=book)
    return MeetingDecision.objects.create(
        meeting=row,
        order=order,
        spoken=said.text,
        title=said.title,
        lead_unit_id=said.lead,
        support_ids=list(said.support),
        due_on=said.due_on,
        doubts=list(said.doubts),
        form_key=key,
        at=now,
        by_name=by.viewer.name,
    )


def settle_decision(decision_id: int, settled: Settled, *, by: Actor, now: datetime) -> Item:
    """Make a decision an item of 会议议定事项, registered and dispatched at once (立项交办).

    Raises: Stale: it has become an item meanwhile; the refusals of registering and dispatching.
    """
    rights.require(by.viewer, HOLD)
    row = queries.decision(decision_id, by.viewer)
    gone = Stale(theirs={"议定事项": "已经交办"}, mine={"标题": settled.title})
    if row.item_id is not None:
        raise gone
    try:
        with transaction.atomic():
            return _settled(row, settled, by=by, now=now)
    except IntegrityError as twice:
        raise gone from twice


def _settled(row: MeetingDecision, settled: Settled, *, by: Actor, now: datetime) -> Item:
    with batch() as together:
        item = together.draft(_new_item(row, settled), by=by, now=now, key=f"decision-{row.pk}")
        together.move(item.pk, "register", version=item.version, answers={}, by=by, now=now)
        answers = {"unit": settled.lead_unit_id, "due_on": settled.due_on}
        together.move(item.pk, "dispatch", version=item.version, answers=answers, by=by, now=now)
    row.title, row.lead_unit_id, row.due_on = settled.title, settled.lead_unit_id, settled.due_on
    row.doubts, row.support_ids, row.item = [], list(settled.support_unit_ids), item
    row.save(update_fields=["title", "lead_unit_id", "due_on", "doubts", "support_ids", "item"])
    _seat_more(row.meeting, (settled.lead_unit_id, *settled.support_unit_ids), on=local_day(now))
    tell_units(Word("meeting.decided", item, row.spoken), _doers(item), by=by, now=now)
    told = {"title": settled.title, "number": item.numbered}
    record_event("work.meeting_dispatched", object_kind=OBJECT, object_id=row.meeting_id, by=by, at=now, to=told)
    return item


def _doers(item: Item) -> list[int]:
    """The units that act on an item now."""
    return list(item.parties.filter(to_at=None).values_list("unit_id", flat=True))


def _seat_more(row: Meeting, unit_ids: Sequence[int], *, on: date) -> None:
    """Units that got something to do may open the meeting."""
    new = set(unit_ids) - set(row.units.values_list("unit_id", flat=True))
    names = units.unit_names_on(new, on) if new else {}
    MeetingUnit.objects.bulk_create([MeetingUnit(meeting=row, unit_id=pk, unit_name=names[pk]) for pk in sorted(new)])


def _new_item(row: MeetingDecision, settled: Settled) -> NewItem:
    held_on = local_day(row.meeting.held_at)
    return NewItem(
        kind=KIND,
        title=settled.title,
        requirement=row.spoken,
        grade="dispatch",
        source_kind=Source.MEETING,
        source_text=f"{row.meeting}，{held_on.isoformat()}",
        lead_unit_id=settled.lead_unit_id,
        support_unit_ids=tuple(pk for pk in settled.support_unit_ids if pk != settled.lead_unit_id),
        due_on=settled.due_on,
        campaign_id=row.meeting.campaign_id,
        extra={"meeting": str(row.meeting), "met_on": held_on.isoformat(), "decision": row.spoken},
    )


@transaction.atomic
def join_decision(decision_id: int, number: str, *, by: Actor, now: datetime) -> Item:
    """Lead a decision to an item that is in the ledger already, instead of making a new one (并入已有事项).

    Raises: BadMeeting: there is no such item, or another decision has it.
    """
    rights.require(by.viewer, HOLD)
    row = queries.decision(decision_id, by.viewer)
    item = queries.item_numbered(number, row.meeting, by.viewer)
    if item is None or item.lead_unit_id is None:
        raise BadMeeting(f"没有编号为“{number}”的已交办事项。请写成 2026-12，或不填，另立一项。")
    if MeetingDecision.objects.visible_to(by.viewer).filter(item=item).exists():
        raise BadMeeting(f"{item}已是另一件议定事项，请核对编号。")
    if row.item_id is not None:
        raise Stale(theirs={"议定事项": "已经交办"}, mine={"已有事项": number})
    row.item, row.doubts, row.lead_unit_id, row.due_on = item, [], item.lead_unit_id, item.due_on
    row.save(update_fields=["item", "doubts", "lead_unit_id", "due_on"])
    _seat_more(row.meeting, (item.lead_unit_id,), on=local_day(now))
    tell_units(Word("meeting.decided", item, row.spoken), _doers(item), by=by, now=now)
    told = {"title": item.title, "number": item.numbered}
    record_event("work.meeting_joined", object_kind=OBJECT, object_id=row.meeting_id, by=by, at=now, to=told)
    return item


@transaction.atomic
def drop_decision(decision_id: int, *, by: Actor, now: datetime) -> None:
    """Take out a line that was no decision; one that is an item stays (删去误记)."""
    rights.require(by.viewer, HOLD)
    row = queries.decision(decision_id, by.viewer)
    if row.item_id is not None:
        raise BadMeeting("这件已经交办，不能删去；不再办理的请到事项页撤销。")
    frm = {"text": row.spoken}
    record_event("work.meeting_undecided", object_kind=OBJECT, object_id=row.meeting_id, by=by, at=now, frm=frm)
    row.delete()


def issue_minutes(
    meeting_id: int, *, discussion: str = "", number: str = "", by: Actor, now: datetime, key: str = ""
) -> Paper:
    """Issue the minutes as a paper: the last meeting's decisions first, then what was decided (出具会议纪要).

    Raises: BadMeeting: nothing was decided, or a decision is not handed out yet.
    """
    row = _held_by(meeting_id, by)
    book = queries.rulebook(local_day(now))
    page = queries.meeting_page(row.pk, by.viewer, book=book)
    if not page.decided:
        raise BadMeeting("还没有记下议定事项，不能出纪要。")
    if page.open_decisions:
        raise BadMeeting(f"还有{page.open_decisions}件议定事项没有交办，请先逐件核定交办，或删去误记的。")
    said = _minutes_said(page, discussion=discussion, number=number)
    items = [each.item for each in page.decided if each.item]
    draft = PaperDraft(PaperKind.MINUTES, queries.rows_of(items, book=book), said)
    with transaction.atomic():
        paper = issue_papers([draft], by=by, now=now, key=key)[0]
        row.minutes = paper
        row.save(update_fields=["minutes"])
        seated = row.units.values_list("unit_id", flat=True)
        tell_units(Word("meeting.minutes", row, "会议纪要已经印发。"), seated, by=by, now=now)
    return paper


def _minutes_said(page: queries.MeetingPage, *, discussion: str, number: str) -> dict[str, Any]:
    row, last = page.meeting, page.meeting.previous
    said = {
        "meeting": row.name,
        "year": row.year,
        "issue": row.issue,
        "held_at": mapping.meetings.held_at(row.held_at),
        "place": row.place,
        "chair": row.chair,
        "recorder": row.recorder,
        "number": number,
        "discussion": discussion,
        "present": _lines(row.present),
        "absent": _lines(row.absent),
        "decisions": [mapping.meetings.decision(each) for each in page.decided],
    }
    if last and page.last:
        said |= {"last_meeting": str(last), "last": [mapping.meetings.decision(each) for each in page.last]}
    return said


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.replace("、", "\n").splitlines() if line.strip()]
