"""Rows of an office's own ledger as what is said of items, and items as what such rows are held against (台账导入)."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bihuan.apps.work.mapping.answers import NewItem, NodePlan, plain
from bihuan.base.refusals import Refusal
from bihuan.engine.loop import Kind
from bihuan.engine.office import sheets, workbook
from bihuan.engine.office.archive import BadOffice
from bihuan.engine.office.tables import Incoming, KnownColumn, ReadRow, UnitName
from bihuan.engine.values import Finding

OWN = "own_"
KEYS = (("number",), ("title", "lead"))
"""How a row is recognised: by our own number, else by title and lead unit."""
AMENDED = {
    "requirement": "requirement",
    "target": "target",
    "category": "category",
    "source": "source_text",
    "leader": "responsible_leader",
    "liaison": "liaison",
}
"""Columns of a file that put an item's words right, and the item's columns behind them."""
BY_MOVE = ("due_on", "responsible", "support")
"""Columns that change by a move only; a file that differs in them is told so."""
CODES = (*AMENDED, *BY_MOVE)
LONGEST = {"title": 200, "category": 100, "source": 300, "leader": 40, "liaison": 60}
CHANGE_WORDS = {
    "requirement": "任务内容",
    "target": "年度目标",
    "due_on": "完成时限",
    "responsible": "责任单位",
    "support": "配合单位",
    "category": "类别",
    "source": "来源说明",
    "leader": "责任人",
    "liaison": "联络员",
}
WORDS = {"title": "事项", "category": "类别", "source": "事项来源", "leader": "责任人", "liaison": "联络员"}
QUARTERS = {
    "node_q1": ("一季度", 3, 31),
    "node_q2": ("二季度", 6, 30),
    "node_q3": ("三季度", 9, 30),
    "node_q4": ("四季度", 12, 31),
}
KEPT_AS_NOTE = {
    "report": "台账所载进展",
    "problems": "存在问题",
    "next_steps": "下步措施",
    "nodes": "节点",
    "phone": "联系电话",
}


class BadLedger(Refusal):
    """The file is no workbook that can be read."""


@dataclass(frozen=True)
class LedgerRow:
    """A row of a file, ready to be held against what is known (来行). at: sheet and row as people name them."""

    incoming: Incoming
    read: ReadRow
    sheet: str


def open_upload(content: bytes) -> dict[str, Any]:
    """The workbook as plain values; runs in the upload child."""
    try:
        return workbook.as_plain(workbook.open_workbook(content))
    except BadOffice as bad:
        raise BadLedger(str(bad)) from bad


def marked_upload(content: bytes, *, findings: Sequence[Sequence[str]], headings: Mapping[str, int]) -> str:
    """The user's own file with its wrong cells marked, in base64; runs in the upload child."""
    book = workbook.open_workbook(content)
    wrong = [Finding(*finding) for finding in findings]
    return base64.b64encode(sheets.marked(content, book, wrong, headings=headings)).decode()


def own_columns(kind: Kind) -> list[KnownColumn]:
    """The columns that a ledger adds to the common ones, as a file is matched with."""
    return [KnownColumn(f"{OWN}{column.code}", column.word) for column in kind.columns]


def ledger_row(
    read: ReadRow, *, sheet: str, first: str, numbers: Mapping[str, object], sources: Mapping[str, str], kind: Kind
) -> LedgerRow:
    """A row with what is wrong with it as an item. first: the address of its first cell.

    Args: numbers: our own numbers of known items; a number of another book recognises nothing. sources: our own words
        for where an item comes from; any other text tells of its source.
    """
    values = {code: _compared(code, value) for code, value in read.values.items()}
    values |= {"lead": _units(read, "lead"), "support": _units(read, "support")}
    values["responsible"] = [pk for pk in _units(read, "responsible") if pk not in values["lead"]]
    if str(values.get("number", "")) not in numbers:
        values.pop("number", None)
    if values.get("source") in sources:
        values.pop("source")
    findings = [*read.findings, *_findings(read, values, first, kind)]
    said = {code: value for code, value in values.items() if value not in (None, "", [])}
    for code in ("lead", "support", "responsible"):
        said[code] = "、".join(sorted(said.get(code, [])))
    return LedgerRow(Incoming(f"{sheet}第{read.number}行", said, tuple(findings)), read, sheet)


def _compared(code: str, value: Any) -> Any:
    """A value as an item keeps it."""
    if code == "due_on":
        return value.due_on
    if isinstance(value, tuple) and all(isinstance(each, str) for each in value):
        return "、".join(value)
    return value


def _units(read: ReadRow, role: str) -> list[str]:
    return list(
        dict.fromkeys(unit.code for unit in read.values.get(role, ()) if isinstance(unit, UnitName) and unit.code)
    )


def _findings(read: ReadRow, values: Mapping[str, Any], first: str, kind: Kind) -> Iterable[Finding]:
    for name in dict.fromkeys(read.unknown_units):
        yield Finding("unknown_unit", first, f"认不出单位“{name}”。请在核对页上选定它是哪个单位，或改正后再传。")
    if len(values["lead"]) > 1:
        yield Finding("several_leads", first, "牵头单位只能有一个，请改正。")
    for code, longest in LONGEST.items():
        said = str(values.get(code) or "")
        if len(said) > longest:
            yield Finding(
                "too_long", first, f"“{WORDS[code]}”有{len(said)}个字，最多{longest}个，请缩短，其余写到任务内容里。"
            )
    for column in kind.columns:
        chosen = values.get(f"{OWN}{column.code}")
        if column.is_required and not chosen:
            yield Finding("empty", first, f"“{kind.name}”不能缺少“{column.word}”，请补上这一栏。")
        if column.choices and chosen and chosen not in column.choices:
            yield Finding("no_choice", first, f"“{column.word}”只能是{'、'.join(column.choices)}。")


def known_values(item: Any, units: Mapping[str, Sequence[int]]) -> dict[str, Any]:
    """An item as a row of a file says it. units: by role, the units that take part now."""
    values = {code: getattr(item, column) for code, column in AMENDED.items()}
    for role in ("responsible", "support"):
        values[role] = "、".join(sorted(str(pk) for pk in units.get(role, ())))
    values |= {f"{OWN}{code}": said for code, said in item.extra.items()}
    lead = str(item.lead_unit_id) if item.lead_unit_id else ""
    return {**values, "number": item.numbered, "title": item.title, "lead": lead, "due_on": item.due_on}


def new_item(
    row: LedgerRow, *, kind: str, year: int, leaders: Mapping[str, int], sources: Mapping[str, str]
) -> NewItem:
    """The item that a row describes; what has no column of its own stands in the note, so that nothing is lost."""
    values, read = row.incoming.values, row.read
    sponsors = read.values.get("sponsor", ())
    sponsor = leaders.get(sponsors[0]) if len(sponsors) == 1 else None
    own = {code.removeprefix(OWN): plain(value) for code, value in read.values.items() if code.startswith(OWN)}
    return NewItem(
        kind=kind,
        title=str(values["title"]),
        requirement=str(values.get("requirement", "")),
        target=str(values.get("target", "")),
        category=str(values.get("category") or read.part)[:100],
        note=_note(read, "" if sponsor else "、".join(sponsors)),
        source_kind=sources.get(str(read.values.get("source", "")), "other"),
        source_text=str(values.get("source", "")),
        sponsor_leader_id=sponsor,
        responsible_leader=str(values.get("leader", "")),
        liaison=str(values.get("liaison", "")),
        lead_unit_id=int(values["lead"]) if values["lead"] else None,
        responsible_unit_ids=_ids(values["responsible"]),
        support_unit_ids=_ids(values["support"]),
        due_on=values.get("due_on"),
        nodes=tuple(_nodes(read, year)),
        extra=own,
    )


def _ids(joined: str) -> tuple[int, ...]:
    return tuple(int(pk) for pk in joined.split("、") if pk)


def _nodes(read: ReadRow, year: int) -> Iterable[NodePlan]:
    for code, (name, month, day) in QUARTERS.items():
        if said := str(read.values.get(code, "")).strip():
            yield NodePlan(name, date(year, month, day), said[:300])


def _note(read: ReadRow, sponsors: str) -> str:
    """The file's note, and what else the row says."""
    lines = [str(read.values.get("note", ""))]
    if "number" in read.values:
        lines.append(f"原编号：{read.values['number']}")
    if sponsors:
        lines.append(f"牵头领导：{sponsors}")
    due = read.values.get("due_on")
    if due is not None and (due.due_on is None or due.precision != "day"):
        lines.append(f"原时限：{due.words}")
    for code, word in KEPT_AS_NOTE.items():
        if said := _compared(code, read.values.get(code)):
            lines.append(f"{word}：{said}")
    lines += [f"{heading}：{said}" for heading, said in read.extra.items()]
    return "\n".join(line for line in lines if line)
