"""Issuing a paper: laid out, kept byte for byte with what it was made from, numbered, told to the log (出具公文)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from bihuan.apps.units import queries as units
from bihuan.apps.units.actions import record_event
from bihuan.apps.work import mapping, queries
from bihuan.apps.work.models import Paper, PaperKind, PaperNumber
from bihuan.apps.work.queries import Row
from bihuan.base import files, rights
from bihuan.base.actors import Actor
from bihuan.base.refusals import Refusal
from bihuan.engine.calendar import local_day
from bihuan.engine.office import papers as office
from bihuan.engine.office.word import Layout, layout

Said = Mapping[str, Any]


class NothingToSay(Refusal):
    """No item is left for the paper."""


class NoWording(Refusal):
    """The office has no words for this paper on this day."""


@dataclass(frozen=True)
class PaperDraft:
    """What a paper is to be made from. asked: the list's conditions, as its address has them. said: what was typed."""

    kind: str
    rows: Sequence[Row]
    said: Said
    asked: str = ""
    to_unit_id: int | None = None
    written_off: int = 0
    looked_at: tuple[office.LookedAt, ...] = ()


@dataclass(frozen=True)
class _Making:
    """A draft with all that its paper says besides."""

    draft: PaperDraft
    wording: office.Wording
    layout: Layout
    framing: office.Framing
    day: date
    to_name: str = ""
    year: int = 0
    issue: int = 0
    previous: Paper | None = None
    tops: Mapping[int, str] = field(default_factory=dict)

    def say(self, name: str, default: Any = "") -> Any:
        """What was typed under a name."""
        return self.draft.said.get(name) or default

    def top(self, row: Row) -> str:
        """The campaign under which an item hangs."""
        return self.tops.get(row.item.campaign_id or 0, "")


def issue_papers(drafts: Sequence[PaperDraft], *, by: Actor, now: datetime, key: str = "") -> list[Paper]:
    """Issue papers together: all of them or none; the same form sent twice is one issue (出具).

    Raises: Forbidden; NothingToSay: no draft, or one without an item; NoWording.
    """
    for draft in drafts:
        rights.require(by.viewer, queries.PAPER_RIGHTS[PaperKind(draft.kind)])
    if known := _of_form(key, by):
        return known
    if not drafts or not all(draft.rows or draft.looked_at for draft in drafts):
        raise NothingToSay("按这些条件没有选到事项，没有出具公文。请放宽条件或换一类公文。")
    kept: list[files.Kept] = []
    try:
        with transaction.atomic():
            return [_issue(draft, kept, by=by, now=now, key=f"{key}:{place}") for place, draft in enumerate(drafts)]
    except IntegrityError:
        _discard(kept)
        if known := _of_form(key, by):
            return known
        raise
    except BaseException:
        _discard(kept)
        raise


def _of_form(key: str, by: Actor) -> list[Paper]:
    """The papers that this very form made before."""
    own = Paper.objects.visible_to(by.viewer).filter(form_key__startswith=f"{key}:", by_id=by.viewer.person_id)
    return list(own.order_by("pk")) if key else []


def _discard(kept: Sequence[files.Kept]) -> None:
    for file in kept:
        files.discard(file.path)


def _issue(draft: PaperDraft, kept: list[files.Kept], *, by: Actor, now: datetime, key: str) -> Paper:
    making = _making(draft, by=by, day=local_day(now))
    title, content = MAKERS[draft.kind](making)
    number = f"（{making.year}年第{making.issue}期）" if making.issue else ""
    file = files.keep(content, name=f"{title[:60]}{number}.docx")
    kept.append(file)
    row = Paper.objects.create(
        kind=draft.kind,
        title=title[:200],
        year=making.year,
        issue=making.issue or None,
        unit_id=by.viewer.unit_id,
        unit_name=by.viewer.unit_name,
        to_unit_id=draft.to_unit_id,
        to_name=making.to_name,
        path=file.path,
        digest=file.sha256,
        name=file.name,
        size=file.size,
        item_count=len(draft.rows),
        snapshot=_snapshot(draft),
        at=now,
        by_id=by.viewer.person_id,
        by_name=by.viewer.name,
        form_key=key if key.partition(":")[0] else None,
    )
    _record(row, by=by, now=now)
    return row


def _record(row: Paper, *, by: Actor, now: datetime) -> None:
    told = {"kind": row.get_kind_display(), "title": row.title, "issue": row.numbered, "unit": row.to_name}
    facts = {name: value for name, value in told.items() if value} | {"count": row.item_count}
    file = f"{row.digest} {row.name}"
    record_event(
        "work.paper_issued", object_kind="work.paper", object_id=row.pk, by=by, at=now, to=facts, evidence=[file]
    )


def _snapshot(draft: PaperDraft) -> dict[str, Any]:
    said = {name: value.isoformat() if isinstance(value, date) else value for name, value in draft.said.items()}
    return {
        "asked": draft.asked,
        "said": {name: value for name, value in said.items() if value not in (None, "", [])},
        "items": [mapping.papers.as_it_stood(row) for row in draft.rows],
    }


def _making(draft: PaperDraft, *, by: Actor, day: date) -> _Making:
    said, issuer = draft.said, by.viewer.unit_name
    framing = office.Framing(
        issuer=issuer,
        day=day,
        number=said.get("number") or "",
        mark=said.get("mark") or "",
        copies=said.get("copies") or "",
        printer=issuer if said.get("mark") else "",
    )
    previous = queries.last_issue(draft.kind, by.viewer) if draft.kind in queries.NUMBERED else None
    return _Making(
        draft,
        wording=_wording(draft.kind, day),
        layout=_layout(day),
        framing=framing,
        day=day,
        to_name=units.unit_name_on(draft.to_unit_id, day) if draft.to_unit_id else said.get("to") or "",
        year=day.year,
        issue=_next_issue(draft.kind, day.year) if draft.kind in queries.NUMBERED else 0,
        previous=previous,
        tops=queries.campaign_tops(),
    )


def _wording(kind: str, day: date) -> office.Wording:
    found = units.definition("paper_wordings", kind, on=day)
    if found is None:
        raise NoWording(f"{day}没有这类公文的用语。请在“规则”里补上。")
    return office.wording(found.body)


def _layout(day: date) -> Layout:
    found = units.definition("paper_layouts", "standard", on=day)
    if found is None:
        raise NoWording(f"{day}没有公文版式。请在“规则”里补上。")
    return layout(found.body)


def _next_issue(kind: str, year: int) -> int:
    """The next number of a kind in a year, none skipped, under the lock of its row."""
    PaperNumber.objects.get_or_create(kind=kind, year=year)
    row = PaperNumber.objects.select_for_update().get(kind=kind, year=year)
    row.last += 1
    row.save(update_fields=["last"])
    return row.last


def _task_table(making: _Making) -> tuple[str, bytes]:
    tasks = _in_parts([mapping.papers.task(row, campaign=making.top(row)) for row in making.draft.rows], making)
    name = making.say("name")
    paper = office.TaskTable(name, making.say("basis"), making.day, tasks, making.say("paper", "A3横"))
    content = office.task_table(paper, wording=making.wording, layout=making.layout)
    return making.wording.say("title", 名称=name), content


def _in_parts(tasks: list[office.TableTask], making: _Making) -> tuple[office.TableTask, ...]:
    """Campaigns in tree order, then categories as they come, what has neither last; each in the order of the list."""
    parts = list(dict.fromkeys([*making.tops.values(), *(task.category for task in tasks if task.category), ""]))
    return tuple(sorted(tasks, key=lambda task: parts.index(task.category)))


def _notice(making: _Making) -> tuple[str, bytes]:
    paper = office.SupervisionNotice(
        making.framing,
        subject=making.say("subject"),
        to=making.to_name,
        ground=making.say("ground"),
        items=tuple(map(mapping.papers.notice_item, making.draft.rows)),
        sign_by=making.say("sign_by", None),
        reply_by=making.say("reply_by", None),
        contact=making.say("contact"),
        phone=making.say("phone"),
    )
    content = office.supervision_notice(paper, wording=making.wording, layout=making.layout)
    return making.wording.say("title", 事由=paper.subject), content


def _reminder(making: _Making) -> tuple[str, bytes]:
    paper = office.ReminderLetter(
        making.framing,
        subject=making.say("subject"),
        to=making.to_name,
        as_of=making.day,
        items=tuple(mapping.papers.reminded(row, day=making.day) for row in making.draft.rows),
        reply_by=making.say("reply_by", None),
        contact=making.say("contact"),
        phone=making.say("phone"),
    )
    content = office.reminder_letter(paper, wording=making.wording, layout=making.layout)
    return making.wording.say("title", 事由=paper.subject), content


def _unit_sheet(making: _Making) -> tuple[str, bytes]:
    rows, period = making.draft.rows, making.say("period")
    paper = office.UnitSheet(
        unit=making.to_name,
        period=period,
        as_of=making.day,
        counts=office.counts_of(making.to_name, [_entry(row, making) for row in rows]),
        items=tuple(mapping.papers.sheet_item(row, unit_name=making.to_name) for row in rows),
        paper=making.say("paper", "A4横"),
    )
    content = office.unit_sheet(paper, wording=making.wording, layout=making.layout)
    return making.wording.say("title", 单位=making.to_name, 期间=period), content


def _bulletin(making: _Making) -> tuple[str, bytes]:
    paper = office.Bulletin(
        making.framing,
        year=making.year,
        issue=making.issue,
        period=making.say("period"),
        subject=making.say("subject"),
        standing=_standing(making),
        reply_by=making.say("reply_by", ""),
        contact=making.say("contact"),
        phone=making.say("phone"),
    )
    content = office.bulletin(paper, wording=making.wording, layout=making.layout)
    return making.wording.say("title", 期间=paper.period, 事由=paper.subject), content


def _inspection_report(making: _Making) -> tuple[str, bytes]:
    arranged = [making.say(name) for name in ("ground", "object", "scope", "time")]
    paper = office.InspectionReport(
        making.framing,
        year=making.year,
        issue=making.issue,
        subject=making.say("subject"),
        inspection=office.Inspection(*arranged),
        facts=tuple(making.say("facts", ())),
        problems=tuple(making.say("problems", ())),
        conclusion=making.say("conclusion"),
        suggestions=tuple(making.say("suggestions", ())),
        standing=_standing(making),
        to=making.to_name,
    )
    content = office.inspection_report(paper, wording=making.wording, layout=making.layout)
    return making.wording.say("title", 事由=paper.subject), content


def _look_back_report(making: _Making) -> tuple[str, bytes]:
    draft, period = making.draft, making.say("period")
    paper = office.LookBackReport(
        making.framing,
        period=period,
        written_off=draft.written_off,
        how=making.say("how"),
        entries=draft.looked_at,
        suggestions=tuple(making.say("suggestions", ())),
        to=making.to_name,
    )
    content = office.look_back_report(paper, wording=making.wording, layout=making.layout)
    return making.wording.say("title", 期间=period), content


def _standing(making: _Making) -> office.Standing:
    """How matters stand, beside the last number of the same kind."""
    last = making.previous
    then = {str(item["id"]): item["stage"] for item in last.snapshot["items"]} if last else {}
    return office.standing_of(
        [_entry(row, making) for row in making.draft.rows],
        as_of=making.day,
        units=queries.unit_names_in_order(making.day),
        campaigns=list(dict.fromkeys(making.tops.values())),
        previous=last.numbered if last else "",
        before=then,
    )


def _entry(row: Row, making: _Making) -> office.Entry:
    since = making.previous.at if making.previous else None
    return mapping.papers.entry(row, campaign=making.top(row), since=since)


MAKERS: Mapping[str, Callable[[_Making], tuple[str, bytes]]] = {
    PaperKind.TASK_TABLE: _task_table,
    PaperKind.SUPERVISION_NOTICE: _notice,
    PaperKind.REMINDER_LETTER: _reminder,
    PaperKind.UNIT_SHEET: _unit_sheet,
    PaperKind.BULLETIN: _bulletin,
    PaperKind.INSPECTION_REPORT: _inspection_report,
    PaperKind.LOOK_BACK_REPORT: _look_back_report,
}
"""Kind of paper -> its title and its bytes."""
