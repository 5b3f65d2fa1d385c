"""回头看报告: of what was written off, how much holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date

from bihuan.engine.office.papers.framing import Framing, Sections, closed, ended, opened, said
from bihuan.engine.office.papers.wording import PaperForm, Wording
from bihuan.engine.office.word import Block, Layout, Text, document

FIELDS = ("number", "title", "lead", "written_off_on", "looked_on", "outcome", "detail")
LOOK_BACK_REPORT = PaperForm(
    "回头看报告",
    {
        "title": ("期间",),
        "opening": ("期间", "销号数", "抽查数", "抽取办法"),
        "head_overall": (),
        "head_reopened": (),
        "head_suggestions": (),
        "outcome_held": (),
        "outcome_reopened": (),
        "held": ("抽查数", "属实"),
        "reopened": ("重新办理",),
        "none_reopened": (),
        "closing": (),
    },
    {"entries": FIELDS},
)


@dataclass(frozen=True, slots=True)
class LookedAt:
    """One written-off item that was looked at again (回头看事项)."""

    number: str
    title: str
    lead: str
    written_off_on: date | None
    looked_on: date | None
    is_reopened: bool
    detail: str = ""


@dataclass(frozen=True, slots=True)
class LookBackReport:
    """A report of a look back (回头看报告). how: how the sample was drawn."""

    framing: Framing
    period: str
    written_off: int
    how: str
    entries: tuple[LookedAt, ...]
    suggestions: tuple[str, ...] = ()
    to: str = ""


def look_back_report(paper: LookBackReport, *, wording: Wording, layout: Layout) -> bytes:
    """A report of a look back as a docx file (回头看报告)."""
    title = wording.say("title", 期间=paper.period)
    return document(_report(paper, title, wording), layout=layout, title=title)


def _report(paper: LookBackReport, title: str, wording: Wording) -> Iterator[Block]:
    sections, drawn = Sections(), len(paper.entries)
    reopened = [entry for entry in paper.entries if entry.is_reopened]
    held = drawn - len(reopened)
    yield from opened(paper.framing, title, to=paper.to)
    yield from said(wording, "opening", 期间=paper.period, 销号数=paper.written_off, 抽查数=drawn, 抽取办法=paper.how)
    yield sections.section(wording.say("head_overall"))
    yield from said(wording, "held", 抽查数=drawn, 属实=held)
    yield wording.table("entries", [_row(entry, wording) for entry in paper.entries])
    yield sections.section(wording.say("head_reopened"))
    yield from said(wording, "reopened" if reopened else "none_reopened", 重新办理=len(reopened))
    for entry in reopened:
        yield Text(entry.detail, lead=f"{entry.title.rstrip('。')}（{entry.lead}）。")
    if paper.suggestions:
        yield sections.section(wording.say("head_suggestions"))
        yield from (Text(each) for each in paper.suggestions)
    yield from said(wording, "closing")
    yield from closed(paper.framing)
    yield from ended(paper.framing)


def _row(entry: LookedAt, wording: Wording) -> dict[str, object]:
    return {**asdict(entry), "outcome": wording.say("outcome_reopened" if entry.is_reopened else "outcome_held")}
