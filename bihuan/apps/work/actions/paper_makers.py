"""What papers are made from, and the kinds of paper made of it (公文的制作)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bihuan.apps.units import queries as units
from bihuan.apps.work import mapping, queries
from bihuan.apps.work.models import Paper, PaperKind
from bihuan.apps.work.queries import Row
from bihuan.base.actors import Actor
from bihuan.base.refusals import Refusal
from bihuan.engine.office import papers as office
from bihuan.engine.office.word import Layout, layout

Said = Mapping[str, Any]


class NoWording(Refusal):
    """The office has no words for this paper on this day."""


@dataclass(frozen=True)
class PaperDraft:
    """What a paper is to be made from.

    asked: the list's conditions, as its address has them. said: what was typed. template_id: of the unit's own Word
    template in whose shape it is to be; None for the standard layout.
    """

    kind: str
    rows: Sequence[Row]
    said: Said
    asked: str = ""
    to_unit_id: int | None = None
    written_off: int = 0
    looked_at: tuple[office.LookedAt, ...] = ()
    template_id: int | None = None


@dataclass(frozen=True)
class Making:
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


def making_of(draft: PaperDraft, *, issue: int, by: Actor, day: date) -> Making:
    """A draft with its words, its layout and what came before. issue: its number, 0 for kinds without one."""
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
    return Making(
        draft,
        wording=_wording(draft.kind, day),
        layout=paper_layout(day),
        framing=framing,
        day=day,
        to_name=units.unit_name_on(draft.to_unit_id, day) if draft.to_unit_id else said.get("to") or "",
        year=day.year,
        issue=issue,
        previous=previous,
        tops=queries.campaign_tops(),
    )


def _wording(kind: str, day: date) -> office.Wording:
    found = units.definition("paper_wordings", kind, on=day)
    if found is None:
        raise NoWording(f"{day}没有这类公文的用语。请在“规则”里补上。")
    return office.wording(found.body)


def paper_layout(day: date) -> Layout:
    """The office's layout of papers on a day (公文版式)."""
    found = units.definition("paper_layouts", "standard", on=day)
    if found is None:
        raise NoWording(f"{day}没有公文版式。请在“规则”里补上。")
    return layout(found.body)


def _task_table(making: Making) -> tuple[str, bytes]:
    tasks = _in_parts([mapping.papers.task(row, campaign=making.top(row)) for row in making.draft.rows], making)
    name = making.say("name")
    paper = office.TaskTable(name, making.say("basis"), making.day, tasks, making.say("paper", "A3横"))
    content = office.task_table(paper, wording=making.wording, layout=making.layout)
    return making.wording.say("title", 名称=name), content


def _in_parts(tasks: list[office.TableTask], making: Making) -> tuple[office.TableTask, ...]:
    """Campaigns in tree order, then categories as they come, what has neither last; each in the order of the list."""
    parts = list(dict.fromkeys([*making.tops.values(), *(task.category for task in tasks if task.category), ""]))
    return tuple(sorted(tasks, key=lambda task: parts.index(task.category)))


def _notice(making: Making) -> tuple[str, bytes]:
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


def _reminder(making: Making) -> tuple[str, bytes]:
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


def _unit_sheet(making: Making) -> tuple[str, bytes]:
    rows, period = making.draft.rows, making.say("period")
    paper = office.UnitSheet(
        unit=making.to_name,
        period=period,
        as_of=making.day,
        counts=counted(making),
        items=tuple(mapping.papers.sheet_item(row, unit_name=making.to_name) for row in rows),
        paper=making.say("paper", "A4横"),
    )
    content = office.unit_sheet(paper, wording=making.wording, layout=making.layout)
    return making.wording.say("title", 单位=making.to_name, 期间=period), content


def _bulletin(making: Making) -> tuple[str, bytes]:
    paper = office.Bulletin(
        making.framing,
        year=making.year,
        issue=making.issue,
        period=making.say("period"),
        subject=making.say("subject"),
        standing=standing(making),
        reply_by=making.say("reply_by", ""),
        contact=making.say("contact"),
        phone=making.say("phone"),
    )
    content = office.bulletin(paper, wording=making.wording, layout=making.layout)
    return making.wording.say("title", 期间=paper.period, 事由=paper.subject), content


def _inspection_report(making: Making) -> tuple[str, bytes]:
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
        standing=standing(making),
        to=making.to_name,
    )
    content = office.inspection_report(paper, wording=making.wording, layout=making.layout)
    return making.wording.say("title", 事由=paper.subject), content


def _look_back_report(making: Making) -> tuple[str, bytes]:
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


def _minutes(making: Making) -> tuple[str, bytes]:
    """Minutes of a meeting; what they say was put together from the meeting (`actions.meetings`)."""
    paper = mapping.meetings.minutes(making.draft.said, framing=making.framing)
    content = office.minutes(paper, wording=making.wording, layout=making.layout)
    return making.wording.say("title", 会议=paper.meeting), content


def counted(making: Making) -> office.Counts:
    """How many items of a unit's sheet stand how."""
    return office.counts_of(making.to_name, [entry(row, making) for row in making.draft.rows])


def standing(making: Making) -> office.Standing:
    """How matters stand, beside the last number of the same kind."""
    last = making.previous
    then = {str(item["id"]): item["stage"] for item in last.snapshot["items"]} if last else {}
    return office.standing_of(
        [entry(row, making) for row in making.draft.rows],
        as_of=making.day,
        units=queries.unit_names_in_order(making.day),
        campaigns=list(dict.fromkeys(making.tops.values())),
        previous=last.numbered if last else "",
        before=then,
    )


def entry(row: Row, making: Making) -> office.Entry:
    """An item as a paper counts it."""
    since = making.previous.at if making.previous else None
    return mapping.papers.entry(row, campaign=making.top(row), since=since)


MAKERS: Mapping[str, Callable[[Making], tuple[str, bytes]]] = {
    PaperKind.TASK_TABLE: _task_table,
    PaperKind.SUPERVISION_NOTICE: _notice,
    PaperKind.REMINDER_LETTER: _reminder,
    PaperKind.UNIT_SHEET: _unit_sheet,
    PaperKind.BULLETIN: _bulletin,
    PaperKind.INSPECTION_REPORT: _inspection_report,
    PaperKind.LOOK_BACK_REPORT: _look_back_report,
    PaperKind.MINUTES: _minutes,
}
"""Kind of paper -> its title and its bytes."""
