"""任务分解表 and a unit's sheet (单位工作单): tables across the paper, the heading on every page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Literal

from bihuan.engine.office.papers.framing import said
from bihuan.engine.office.papers.standing import Counts
from bihuan.engine.office.papers.wording import PaperForm, Wording
from bihuan.engine.office.word import Across, Block, Layout, Note, Subtitle, Title, document

TASK_FIELDS = (
    *(
        "number",
        "title",
        "requirement",
        "target",
        "nodes",
        "sponsor",
        "lead",
        "responsible",
        "support",
        "due_on",
        "note",
    ),
)
SHEET_FIELDS = ("number", "title", "role", "due_on", "state", "lamp", "progress", "report", "problems", "next_steps")
Wide = Literal["A3横", "A4横"]

TASK_TABLE = PaperForm(
    "任务分解表",
    {"title": ("名称",), "basis": ("依据",), "note": ("截至", "项数"), "no_category": ()},
    {"tasks": TASK_FIELDS},
)
UNIT_SHEET = PaperForm(
    "单位工作单",
    {"title": ("单位", "期间"), "counts": ("截至", "总数", "完成", "推进", "临近", "逾期", "挂账"), "note": ()},
    {"items": SHEET_FIELDS},
)


@dataclass(frozen=True, slots=True)
class TableTask:
    """A task of a table (分解任务). category: rows of one category stand under its heading."""

    number: str
    title: str
    category: str = ""
    requirement: str = ""
    target: str = ""
    nodes: str = ""
    sponsor: str = ""
    lead: str = ""
    responsible: str = ""
    support: str = ""
    due_on: date | str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class TaskTable:
    """Who does what by when (任务分解表)."""

    name: str
    basis: str
    as_of: date
    tasks: tuple[TableTask, ...]
    paper: Wide = "A3横"


@dataclass(frozen=True, slots=True)
class SheetItem:
    """An item on a unit's sheet (工作单事项); role: leads, answers or helps."""

    number: str
    title: str
    role: str = ""
    due_on: date | str | None = None
    state: str = ""
    lamp: str = ""
    progress: str = ""
    report: str = ""
    problems: str = ""
    next_steps: str = ""


@dataclass(frozen=True, slots=True)
class UnitSheet:
    """All items of a unit on one sheet (单位工作单), for a dispatch meeting."""

    unit: str
    period: str
    as_of: date
    counts: Counts
    items: tuple[SheetItem, ...]
    paper: Wide = "A4横"


def task_table(paper: TaskTable, *, wording: Wording, layout: Layout) -> bytes:
    """A table of tasks as a docx file (任务分解表)."""
    title = wording.say("title", 名称=paper.name)
    return document(_task_table(paper, title, wording), layout=layout, title=title)


def _task_table(paper: TaskTable, title: str, wording: Wording) -> Iterator[Block]:
    yield Across(paper.paper)
    yield Title(title)
    if paper.basis and wording.phrases["basis"]:
        yield Subtitle(wording.say("basis", 依据=paper.basis))
    yield wording.table("tasks", _by_category(paper.tasks, wording.say("no_category")))
    if wording.phrases["note"]:
        yield Note(wording.say("note", 截至=paper.as_of, 项数=len(paper.tasks)))


def _by_category(tasks: Sequence[TableTask], no_category: str) -> list[dict[str, object]]:
    """The tasks in their order, a heading where the category changes."""
    rows: list[dict[str, object]] = []
    category = ""
    for task in tasks:
        if task.category != category:
            category = task.category
            rows.append({"part": category or no_category})
        rows.append(asdict(task))
    return rows


def unit_sheet(paper: UnitSheet, *, wording: Wording, layout: Layout) -> bytes:
    """A unit's sheet as a docx file (单位工作单)."""
    title = wording.say("title", 单位=paper.unit, 期间=paper.period)
    return document(_unit_sheet(paper, title, wording), layout=layout, title=title)


def _unit_sheet(paper: UnitSheet, title: str, wording: Wording) -> Iterator[Block]:
    counts = paper.counts
    yield Across(paper.paper)
    yield Title(title)
    yield from said(
        wording,
        "counts",
        截至=paper.as_of,
        总数=counts.total,
        完成=counts.done,
        推进=counts.going,
        临近=counts.near,
        逾期=counts.late,
        挂账=counts.suspended,
    )
    yield wording.table("items", [asdict(item) for item in paper.items])
    if wording.phrases["note"]:
        yield Note(wording.phrases["note"])
