"""会议纪要: the last meeting's decisions first, then what was decided, by whom and by when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date

from bihuan.engine.office.papers.framing import Framing, Sections, ended, opened, said
from bihuan.engine.office.papers.wording import PaperForm, Wording
from bihuan.engine.office.word import Block, Layout, Signature, Subtitle, Text, document

FIELDS = ("number", "decision", "lead", "support", "due_on", "state")
MINUTES = PaperForm(
    "会议纪要",
    {
        "title": ("会议",),
        "issue": ("年", "期"),
        "opening": ("时间", "地点", "会议", "主持人"),
        "head_last": (),
        "head_decided": (),
        "last": ("上次", "总数", "完成"),
        "decided": ("事项数",),
        "present": ("出席",),
        "absent": ("请假",),
        "recorder": ("记录",),
    },
    {"last": FIELDS, "decisions": FIELDS},
)


@dataclass(frozen=True, slots=True)
class Decision:
    """What a meeting decided (议定事项): who leads, who helps, by when; state: of an earlier one, how it stands."""

    decision: str
    lead: str = ""
    support: str = ""
    due_on: date | str | None = None
    state: str = ""
    number: str = ""
    is_done: bool = False


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic of a meeting (议题): what was said, and what was decided."""

    title: str
    discussion: str = ""
    decisions: tuple[Decision, ...] = ()


@dataclass(frozen=True, slots=True)
class Minutes:
    """Minutes of a meeting (会议纪要)."""

    framing: Framing
    meeting: str
    year: int
    issue: int
    held_at: str
    place: str
    chair: str
    topics: tuple[Topic, ...]
    present: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    recorder: str = ""
    last_meeting: str = ""
    last_decisions: tuple[Decision, ...] = ()


def minutes(paper: Minutes, *, wording: Wording, layout: Layout) -> bytes:
    """Minutes as a docx file (会议纪要)."""
    title = wording.say("title", 会议=paper.meeting)
    return document(_minutes(paper, title, wording), layout=layout, title=title)


def _minutes(paper: Minutes, title: str, wording: Wording) -> Iterator[Block]:
    sections = Sections()
    yield from opened(paper.framing, title)
    yield Subtitle(wording.say("issue", 年=paper.year, 期=paper.issue))
    yield from said(wording, "opening", 时间=paper.held_at, 地点=paper.place, 会议=paper.meeting, 主持人=paper.chair)
    yield from _last(paper, wording, sections)
    for topic in paper.topics:
        yield sections.section(topic.title)
        yield from (Text(line) for line in topic.discussion.splitlines() if line.strip())
        yield from _decisions(topic, sections)
    decided = [decision for topic in paper.topics for decision in topic.decisions]
    if decided:
        yield sections.section(wording.say("head_decided"))
        yield from said(wording, "decided", 事项数=len(decided))
        yield wording.table("decisions", [asdict(each) for each in decided])
    for phrase, key, names in (("present", "出席", paper.present), ("absent", "请假", paper.absent)):
        if names:
            yield from said(wording, phrase, **{key: names})
    if paper.recorder:
        yield from said(wording, "recorder", 记录=paper.recorder)
    yield Signature(paper.framing.issuer, paper.framing.day, paper.framing.is_sealed)
    yield from ended(paper.framing)


def _last(paper: Minutes, wording: Wording, sections: Sections) -> Iterator[Block]:
    """What became of the last meeting's decisions."""
    if not paper.last_decisions:
        return
    done = sum(decision.is_done for decision in paper.last_decisions)
    yield sections.section(wording.say("head_last"))
    yield from said(wording, "last", 上次=paper.last_meeting, 总数=len(paper.last_decisions), 完成=done)
    yield wording.table("last", [asdict(each) for each in paper.last_decisions])


def _decisions(topic: Topic, sections: Sections) -> Iterator[Block]:
    for decision in topic.decisions:
        owners = "、".join(
            filter(None, (decision.lead and f"{decision.lead}牵头", decision.support and f"{decision.support}配合"))
        )
        due = decision.due_on if isinstance(decision.due_on, str) else _by(decision.due_on)
        bracket = "，".join(filter(None, (owners, due)))
        yield sections.point(f"{decision.decision.rstrip('。')}{f'（{bracket}）' if bracket else ''}。")


def _by(day: date | None) -> str:
    return "" if day is None else f"{day.year}年{day.month}月{day.day}日前"
