"""How matters stand (进展统计), as bulletins and reports print it: counts, what is late and why, what moved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from bihuan.engine.office.papers.framing import Sections, said
from bihuan.engine.office.papers.wording import Wording
from bihuan.engine.office.word import Block, Note, Text

COUNT_FIELDS = ("name", "total", "done", "going", "near", "late", "suspended")
LATE_FIELDS = ("number", "title", "lead", "due_on", "days_late", "reason", "next_step")
MOVED_FIELDS = ("number", "title", "lead", "before", "after", "what")
PHRASES = {
    "head_overall": (),
    "head_late": (),
    "head_moved": ("上期",),
    "no_reason": (),
    "count_unit": (),
    "counts": ("截至", "总数", "完成", "推进", "临近", "逾期", "挂账"),
    "by_unit": (),
    "by_campaign": (),
    "order_note": (),
    "late": ("逾期",),
    "none_late": (),
    "moved": ("变动", "上期"),
    "unmoved": ("未变", "上期"),
}
TABLES = {"units": COUNT_FIELDS, "campaigns": COUNT_FIELDS, "late": LATE_FIELDS, "moved": MOVED_FIELDS}


@dataclass(frozen=True, slots=True)
class Counts:
    """How many items of a unit or campaign stand how (各状态项数); None where that is not known."""

    name: str
    total: int
    done: int | None = None
    going: int | None = None
    near: int | None = None
    late: int | None = None
    suspended: int | None = None


@dataclass(frozen=True, slots=True)
class LateItem:
    """An item that is late (逾期事项), with the reason that the unit gave."""

    number: str
    title: str
    lead: str
    due_on: date | None
    days_late: int | None
    reason: str = ""
    next_step: str = ""


@dataclass(frozen=True, slots=True)
class Moved:
    """What moved since the last number (变动事项): how it stood, how it stands, what was done."""

    number: str
    title: str
    lead: str
    before: str
    after: str
    what: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """How matters stand on a day (进展统计). Units and campaigns stand in the office's own order: nothing is ranked.

    previous: the number of the last issue; unmoved: how many items did not move since then.
    """

    as_of: date
    all: Counts
    by_unit: tuple[Counts, ...] = ()
    by_campaign: tuple[Counts, ...] = ()
    late: tuple[LateItem, ...] = ()
    moved: tuple[Moved, ...] = ()
    unmoved: int = 0
    previous: str = ""


def told(standing: Standing, wording: Wording, sections: Sections) -> Iterator[Block]:
    """The sections that tell how matters stand (进展情况)."""
    yield sections.section(wording.say("head_overall"))
    whole = standing.all
    yield from said(
        wording,
        "counts",
        截至=standing.as_of,
        总数=whole.total,
        完成=whole.done,
        推进=whole.going,
        临近=whole.near,
        逾期=whole.late,
        挂账=whole.suspended,
    )
    yield from _counted(standing.by_campaign, "by_campaign", "campaigns", wording, sections)
    yield from _counted(standing.by_unit, "by_unit", "units", wording, sections)
    if standing.by_unit and wording.phrases["order_note"]:
        yield Note(wording.phrases["order_note"])
    yield from _late(standing, wording, sections)
    yield from _moved(standing, wording, sections)


def _counted(
    counts: Sequence[Counts], phrase: str, table: str, wording: Wording, sections: Sections
) -> Iterator[Block]:
    if counts:
        yield sections.part(wording.say(phrase))
        yield wording.table(table, [asdict(each) for each in counts], unit=wording.say("count_unit"))


def _late(standing: Standing, wording: Wording, sections: Sections) -> Iterator[Block]:
    yield sections.section(wording.say("head_late"))
    if not standing.late:
        yield from said(wording, "none_late")
        return
    yield from said(wording, "late", 逾期=len(standing.late))
    yield wording.table("late", [_with_reason(item, wording) for item in standing.late])


def _with_reason(item: LateItem, wording: Wording) -> dict[str, object]:
    return {**asdict(item), "reason": item.reason or wording.say("no_reason")}


def _moved(standing: Standing, wording: Wording, sections: Sections) -> Iterator[Block]:
    """What moved since the last number; what did not is one line."""
    if not standing.previous:
        return
    yield sections.section(wording.say("head_moved", 上期=standing.previous))
    if standing.moved:
        yield from said(wording, "moved", 变动=len(standing.moved), 上期=standing.previous)
        yield wording.table("moved", [asdict(each) for each in standing.moved])
    if standing.unmoved:
        yield Text(wording.say("unmoved", 未变=standing.unmoved, 上期=standing.previous))
