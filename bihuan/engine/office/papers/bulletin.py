"""督查通报 and 督查专报: how matters stand, to the units or to the leaders; numbered by year, nothing ranked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bihuan.engine.office.papers.framing import Framing, Sections, closed, ended, opened, said
from bihuan.engine.office.papers.standing import PHRASES, TABLES, Standing, told
from bihuan.engine.office.papers.wording import PaperForm, Wording
from bihuan.engine.office.word import Block, Layout, Subtitle, Text, Title, document

_ISSUE = ("年", "期")

BULLETIN = PaperForm(
    "督查通报",
    {
        "title": ("期间", "事由"),
        "issue": _ISSUE,
        "to": (),
        "opening": ("期间", "事由", "截至"),
        "head_asks": (),
        "asks": ("反馈时限", "联系人", "电话"),
        "closing": (),
        **PHRASES,
    },
    TABLES,
)
INSPECTION_REPORT = PaperForm(
    "督查专报",
    {
        "title": ("事由",),
        "issue": _ISSUE,
        "to": (),
        "opening": ("依据", "对象", "范围", "时间", "事由"),
        "head_facts": (),
        "head_problems": (),
        "head_conclusion": (),
        "head_suggestions": (),
        "feedback": ("对象", "反馈时间"),
        "closing": (),
        **PHRASES,
    },
    TABLES,
)


@dataclass(frozen=True, slots=True)
class Bulletin:
    """A bulletin of how matters stand, for all units (督查通报). issue: its number in the year (期号)."""

    framing: Framing
    year: int
    issue: int
    period: str
    subject: str
    standing: Standing
    to: str = ""
    reply_by: str = ""
    contact: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Inspection:
    """What an inspection went by (督查安排): its ground, its object, scope and time (国务院令第733号)."""

    ground: str
    object: str
    scope: str
    time: str
    feedback: str = ""
    feedback_on: str = ""


@dataclass(frozen=True, slots=True)
class InspectionReport:
    """A report on one matter for the leaders (督查专报): facts, problems, conclusion, suggestions."""

    framing: Framing
    year: int
    issue: int
    subject: str
    inspection: Inspection
    facts: tuple[str, ...]
    problems: tuple[str, ...] = ()
    conclusion: str = ""
    suggestions: tuple[str, ...] = ()
    standing: Standing | None = None
    to: str = ""


def bulletin(paper: Bulletin, *, wording: Wording, layout: Layout) -> bytes:
    """A bulletin as a docx file (督查通报)."""
    title = wording.say("title", 期间=paper.period, 事由=paper.subject)
    return document(_bulletin(paper, title, wording), layout=layout, title=title)


def _bulletin(paper: Bulletin, title: str, wording: Wording) -> Iterator[Block]:
    sections = Sections()
    issue = wording.say("issue", 年=paper.year, 期=paper.issue)
    yield from _numbered(paper.framing, title, issue, paper.to or wording.say("to"))
    yield from said(wording, "opening", 期间=paper.period, 事由=paper.subject, 截至=paper.standing.as_of)
    yield from told(paper.standing, wording, sections)
    asks = list(said(wording, "asks", 反馈时限=paper.reply_by, 联系人=paper.contact, 电话=paper.phone))
    if asks:
        yield sections.section(wording.say("head_asks"))
        yield from asks
    yield from said(wording, "closing")
    yield from closed(paper.framing)
    yield from ended(paper.framing)


def inspection_report(paper: InspectionReport, *, wording: Wording, layout: Layout) -> bytes:
    """A report on one matter as a docx file (督查专报)."""
    title = wording.say("title", 事由=paper.subject)
    return document(_report(paper, title, wording), layout=layout, title=title)


def _report(paper: InspectionReport, title: str, wording: Wording) -> Iterator[Block]:
    sections, inspection = Sections(), paper.inspection
    issue = wording.say("issue", 年=paper.year, 期=paper.issue)
    yield from _numbered(paper.framing, title, issue, paper.to or wording.say("to"))
    yield from said(
        wording,
        "opening",
        依据=inspection.ground,
        对象=inspection.object,
        范围=inspection.scope,
        时间=inspection.time,
        事由=paper.subject,
    )
    yield from _listed(sections, wording.say("head_facts"), paper.facts)
    if paper.standing is not None:
        yield from told(paper.standing, wording, sections)
    yield from _listed(sections, wording.say("head_problems"), paper.problems)
    if paper.conclusion:
        yield sections.section(wording.say("head_conclusion"))
        yield Text(paper.conclusion)
    yield from _listed(sections, wording.say("head_suggestions"), paper.suggestions)
    if inspection.feedback:
        yield from said(wording, "feedback", 对象=inspection.feedback, 反馈时间=inspection.feedback_on)
    yield from said(wording, "closing")
    yield from closed(paper.framing)
    yield from ended(paper.framing)


def _numbered(framing: Framing, title: str, issue: str, to: str) -> Iterator[Block]:
    """The head with the number of the issue under the title."""
    for block in opened(framing, title, to=to):
        yield block
        if issue and isinstance(block, Title):
            yield Subtitle(issue)


def _listed(sections: Sections, words: str, paragraphs: tuple[str, ...]) -> Iterator[Block]:
    if paragraphs:
        yield sections.section(words)
        yield from (Text(each) for each in paragraphs)
