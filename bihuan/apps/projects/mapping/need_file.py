"""The list of needs as an xlsx file (要素保障台账导出)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from bihuan.engine.office import SheetColumn, sheet

COLUMNS = (
    SheetColumn("项目", width=30),
    SheetColumn("要素", width=10),
    SheetColumn("缺什么", width=40),
    SheetColumn("数量", "number", 12),
    SheetColumn("计量单位", width=10),
    SheetColumn("需要日期", width=12),
    SheetColumn("答复单位", width=20),
    SheetColumn("状态", width=12),
    SheetColumn("落实数量", "number", 12),
    SheetColumn("答复", width=40),
    SheetColumn("答复人", width=10),
    SheetColumn("提出单位", width=20),
)


def needs_file(lines: Iterable[Any], *, note: str) -> bytes:
    """Needs with their answers, a line each. lines: `queries.NeedLine`."""
    return sheet("要素保障台账", note=note, columns=COLUMNS, rows=[_line(each) for each in lines], frozen=2)


def _line(line: Any) -> list[Any]:
    row = line.row
    return [
        row.project.name,
        line.factor_name,
        row.text,
        row.amount,
        line.factor.unit_label if line.factor else "",
        row.due_on,
        row.unit_name,
        line.state_word,
        row.granted,
        row.decision,
        row.decided_by_name,
        row.project.lead_name,
    ]
