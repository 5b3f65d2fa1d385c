"""The columns that a ledger can show: word, value, how they sort and what they need (台账栏目)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from bihuan.apps.work.models import Item
from bihuan.apps.work.queries.limits import first_answer
from bihuan.apps.work.queries.rulebook import Rulebook
from bihuan.engine.loop import Kind
from bihuan.engine.office import CellKind, SheetColumn


@dataclass(frozen=True)
class Row:
    """One line of a ledger with all that its columns may need."""

    item: Item
    signs: Any
    nodes: tuple[Any, ...]
    units: Mapping[str, list[str]]
    report: Any
    evidence: int
    slips: Mapping[str, int]
    book: Rulebook


@dataclass(frozen=True)
class Column:
    """One column. sort: the item's column it is ordered by, empty where it cannot be ordered; needs: what to read."""

    code: str
    word: str
    value: Callable[[Row], Any]
    kind: CellKind = "text"
    sort: str = ""
    needs: str = ""
    width: int = 14

    def sheet_column(self) -> SheetColumn:
        """As a column of an exported file."""
        return SheetColumn(self.word, self.kind, self.width)


def _local(moment: Any) -> Any:
    return timezone.localtime(moment) if moment else None


def _units(role: str) -> Callable[[Row], str]:
    return lambda row: "、".join(row.units.get(role, ()))


def _report(name: str) -> Callable[[Row], Any]:
    return lambda row: getattr(row.report, name) if row.report else None


def _nodes(row: Row) -> str:
    marks = (f"{node.name} {node.due_on}{'（已完成）' if node.done_on else ''}" for node in row.nodes)
    return "；".join(marks)


def _slips(row: Row) -> str:
    """How many slips of each colour went out, gravest first."""
    words = {"red": "红", "yellow": "黄", "blue": "蓝"}
    return " ".join(f"{word}{row.slips[colour]}" for colour, word in words.items() if row.slips.get(colour))


def _answered_in(row: Row) -> str:
    """How long the first answer took, and whether it kept its limit."""
    item, book = row.item, row.book
    found = first_answer(item, book.kind_of(item), calendar=book.calendar) if item.first_answer_at else None
    return f"{found.took}{'（超时）' if found.is_late else ''}" if found else ""


NUMBER = Column("number", "编号", lambda row: row.item.numbered, sort="number", width=14)
TITLE = Column("title", "事项", lambda row: row.item.title, sort="title", width=36)

COLUMNS: tuple[Column, ...] = (
    NUMBER,
    TITLE,
    Column("lamp", "状态灯", lambda row: f"{row.signs.lamp.mark}{row.signs.lamp.word}"),
    Column("status", "状态", lambda row: row.signs.status.word, sort="state", width=10),
    Column("lead", "牵头单位", lambda row: row.item.lead_name, sort="lead_name", width=20),
    Column("due_on", "完成时限", lambda row: row.item.due_on, "day", sort="due_at", width=12),
    Column("report", "进展", _report("text"), needs="report", width=40),
    Column("state", "办理环节", lambda row: row.book.state_word(row.item.ledger_kind, row.item.state), sort="state"),
    Column("slip", "应发督办单", lambda row: row.signs.slip.word if row.signs.slip else ""),
    Column("slips", "已发督办单（次）", _slips, needs="slips"),
    Column("kind", "台账", lambda row: row.book.kind_word(row.item.ledger_kind), sort="ledger_kind", width=12),
    Column("category", "类别", lambda row: row.item.category, sort="category"),
    Column("source", "事项来源", lambda row: row.item.get_source_kind_display(), sort="source_kind", width=12),
    Column("requirement", "任务内容", lambda row: row.item.requirement, width=44),
    Column("target", "年度目标/量化指标", lambda row: row.item.target, width=30),
    Column("nodes", "季度节点", _nodes, needs="nodes", width=30),
    Column("sponsor", "牵头领导", lambda row: row.item.sponsor_name, sort="sponsor_name", width=10),
    Column("responsible", "责任单位", _units("responsible"), needs="units", width=20),
    Column("support", "配合单位", _units("support"), needs="units", width=20),
    Column("leader", "责任人", lambda row: row.item.responsible_leader, sort="responsible_leader", width=10),
    Column("liaison", "联络员", lambda row: row.item.liaison, sort="liaison", width=10),
    Column("dispatched_at", "交办时间", lambda row: _local(row.item.dispatched_at), "moment", "dispatched_at", "", 16),
    Column(
        "answered_at", "首次答复时间", lambda row: _local(row.item.first_answer_at), "moment", "first_answer_at", "", 16
    ),
    Column("answered_in", "首次答复用时", _answered_in, sort="", width=12),
    Column("evidence", "佐证材料（份）", lambda row: row.evidence, "number", needs="evidence", width=10),
    Column("problems", "存在问题", _report("problems"), needs="report", width=30),
    Column("next_steps", "下步措施", _report("next_steps"), needs="report", width=30),
    Column("progress", "进度（%）", lambda row: row.item.progress, "number", sort="progress", width=10),
    Column("is_closed", "是否办结", lambda row: "是" if row.item.closed_on else "否", sort="closed_on", width=8),
    Column("closed_on", "办结时间", lambda row: row.item.closed_on, "day", sort="closed_on", width=12),
    Column("written_off_on", "销号时间", lambda row: row.item.written_off_on, "day", sort="written_off_on", width=12),
    Column("extensions", "延期次数", lambda row: row.item.extension_count, "number", "extension_count", "", 8),
    Column("returns", "退回次数", lambda row: row.item.return_count, "number", "return_count", "", 8),
    Column("urges", "催办次数", lambda row: row.item.urge_count, "number", "urge_count", "", 8),
    Column("note", "备注", lambda row: row.item.note, width=24),
)
BY_CODE = {column.code: column for column in COLUMNS}
FROZEN = ("number", "title")
USUAL = ("number", "title", "lamp", "status", "lead", "due_on", "report", "state", "slip", "kind", "sponsor", "support")
EMPTY_COLUMNS = {
    "due_on": "due_on",
    "lead": "lead_unit",
    "sponsor": "sponsor_leader",
    "progress": "progress",
    "leader": "responsible_leader",
    "liaison": "liaison",
    "target": "target",
    "dispatched_at": "dispatched_at",
    "closed_on": "closed_on",
}
"""Columns that can be asked for as empty, and the item's column behind each."""


def own_columns(kind: Kind | None) -> tuple[Column, ...]:
    """Columns that a ledger adds to the common ones (自有栏目)."""
    if kind is None:
        return ()
    kinds: dict[str, CellKind] = {"number": "number"}
    return tuple(
        Column(f"own_{own.code}", own.word, _own(own.code), kinds.get(own.type, "text"), width=16)
        for own in kind.columns
    )


def _own(code: str) -> Callable[[Row], Any]:
    def value(row: Row) -> Any:
        said = row.item.extra.get(code)
        return {True: "是", False: "否"}.get(said, said) if isinstance(said, bool) else said

    return value


READS = {
    **{code: (code,) for code in ("category", "requirement", "target", "liaison", "dispatched_at", "note")},
    **{code: (f"{code[:-1]}_count",) for code in ("extensions", "returns", "urges")},
    "source": ("source_kind",),
    "sponsor": ("sponsor_name",),
    "leader": ("responsible_leader",),
    "answered_at": ("first_answer_at",),
    "answered_in": ("first_answer_at", "dispatched_at", "grade", "moved_at"),
    "written_off_on": ("written_off_on",),
}
"""Item columns that a column of the list shows and that not every line needs."""


def read_for(columns: Sequence[Column]) -> tuple[str, ...]:
    """Item columns to read for these columns of the list, beside those of every line; an own column needs `extra`."""
    found = {name for column in columns for name in READS.get(column.code, ())}
    return tuple(sorted(found | ({"extra"} if any(column.code not in BY_CODE for column in columns) else set())))
