"""督办通知 and 提醒函: what a unit is given to do, and what will soon be due."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date

from bihuan.engine.office.papers.framing import Framing, Sections, closed, ended, opened, said
from bihuan.engine.office.papers.wording import PaperForm, Wording
from bihuan.engine.office.word import Across, Attachment, Block, Layout, Upright, document

_CONTACT = ("联系人", "电话")
TASK_FIELDS = ("number", "title", "requirement", "lead", "support", "due_on", "source")
REMIND_FIELDS = ("number", "title", "lead", "due_on", "days", "state", "progress")

SUPERVISION_NOTICE = PaperForm(
    "督办通知",
    {
        "title": ("事由",),
        "opening": ("依据", "项数"),
        "head_items": (),
        "head_asks": (),
        "number": ("编号",),
        "requirement": ("任务内容",),
        "owners": ("牵头单位", "配合单位"),
        "owner": ("牵头单位",),
        "due": ("完成时限",),
        "asks": ("签收时限", "反馈时限", *_CONTACT),
        "closing": (),
        "attached": (),
    },
    {"tasks": TASK_FIELDS},
)
REMINDER_LETTER = PaperForm(
    "提醒函",
    {
        "title": ("事由",),
        "opening": ("项数", "截至"),
        "asks": ("反馈时限", *_CONTACT),
        "closing": (),
    },
    {"items": REMIND_FIELDS},
)


@dataclass(frozen=True, slots=True)
class NoticeItem:
    """A matter that is given to a unit to close (交办事项)."""

    number: str
    title: str
    requirement: str
    lead: str
    support: str = ""
    due_on: date | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class SupervisionNotice:
    """A notice that gives matters to a unit (督办通知). ground: the meeting, paper or instruction they come from."""

    framing: Framing
    subject: str
    to: str
    ground: str
    items: tuple[NoticeItem, ...]
    sign_by: date | None = None
    reply_by: date | None = None
    contact: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class RemindedItem:
    """A matter that will soon be due, or is late (提醒事项). days: to the due day, below 0 when it is past."""

    number: str
    title: str
    lead: str
    due_on: date | None
    days: int | None
    state: str = ""
    progress: str = ""


@dataclass(frozen=True, slots=True)
class ReminderLetter:
    """A letter that reminds a unit (提醒函)."""

    framing: Framing
    subject: str
    to: str
    as_of: date
    items: tuple[RemindedItem, ...]
    reply_by: date | None = None
    contact: str = ""
    phone: str = ""


def supervision_notice(paper: SupervisionNotice, *, wording: Wording, layout: Layout) -> bytes:
    """A notice as a docx file (督办通知): up to three matters in its text, more as a table behind it."""
    title = wording.say("title", 事由=paper.subject)
    return document(_notice(paper, title, wording), layout=layout, title=title)


_IN_TEXT = 3


def _notice(paper: SupervisionNotice, title: str, wording: Wording) -> Iterator[Block]:
    sections, is_table = Sections(), len(paper.items) > _IN_TEXT
    yield from opened(paper.framing, title, to=paper.to)
    yield from said(wording, "opening", 依据=paper.ground, 项数=len(paper.items))
    if not is_table:
        yield sections.section(wording.say("head_items"))
        for item in paper.items:
            yield from _item(item, wording, sections)
    asks = {
        "签收时限": paper.sign_by or "",
        "反馈时限": paper.reply_by or "",
        "联系人": paper.contact,
        "电话": paper.phone,
    }
    yield sections.section(wording.say("head_asks"))
    yield from said(wording, "asks", **asks)
    yield from said(wording, "closing")
    attached = wording.say("attached")
    yield from closed(paper.framing, attached=[attached] if is_table else [])
    if is_table:
        yield Across("A4横")
        yield Attachment("附件", attached)
        yield wording.table("tasks", [asdict(item) for item in paper.items])
        if paper.framing.printer:
            yield Upright()
    yield from ended(paper.framing)


def _item(item: NoticeItem, wording: Wording, sections: Sections) -> Iterator[Block]:
    yield sections.part(item.title.rstrip("。"))
    yield from said(wording, "number", 编号=item.number)
    yield from said(wording, "requirement", 任务内容=item.requirement)
    if item.support:
        yield from said(wording, "owners", 牵头单位=item.lead, 配合单位=item.support)
    else:
        yield from said(wording, "owner", 牵头单位=item.lead)
    if item.due_on is not None:
        yield from said(wording, "due", 完成时限=item.due_on)


def reminder_letter(paper: ReminderLetter, *, wording: Wording, layout: Layout) -> bytes:
    """A reminder as a docx file (提醒函)."""
    title = wording.say("title", 事由=paper.subject)
    return document(_reminder(paper, title, wording), layout=layout, title=title)


def _reminder(paper: ReminderLetter, title: str, wording: Wording) -> Iterator[Block]:
    yield from opened(paper.framing, title, to=paper.to)
    yield from said(wording, "opening", 项数=len(paper.items), 截至=paper.as_of)
    yield wording.table("items", [{**asdict(item), "days": _days(item.days)} for item in paper.items])
    yield from said(wording, "asks", 反馈时限=paper.reply_by or "", 联系人=paper.contact, 电话=paper.phone)
    yield from said(wording, "closing")
    yield from closed(paper.framing)
    yield from ended(paper.framing)


def _days(days: int | None) -> str:
    """How far the due day is, in words.

    >>> _days(3), _days(0), _days(-2), _days(None)
    ('还有3天', '今天到期', '已过2天', '')
    """
    if days is None:
        return ""
    return "今天到期" if days == 0 else f"还有{days}天" if days > 0 else f"已过{-days}天"
