"""The register as a file, one row an enterprise; the file reads back as it was (企业名录导出)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from bihuan.apps.enterprises.models import Enterprise
from bihuan.engine.office.sheets import SheetColumn, sheet

COLUMNS = (
    SheetColumn("企业名称", width=36),
    SheetColumn("统一社会信用代码", width=22),
    SheetColumn("简称", width=14),
    SheetColumn("所在镇街", width=18),
    SheetColumn("住所", width=30),
    SheetColumn("行业代码", width=10),
    SheetColumn("规模", width=8),
    SheetColumn("成立日期", "day", width=12),
    SheetColumn("登记状态", width=10),
    SheetColumn("数据来源", width=24),
)


def register_file(rows: Iterable[Enterprise], *, title: str, note: str) -> bytes:
    """An xlsx file of enterprises."""
    return sheet(title, note=note, columns=COLUMNS, rows=(_cells(row) for row in rows))


def _cells(row: Enterprise) -> tuple[str | date | None, ...]:
    return (
        row.name,
        row.code,
        row.short_name,
        row.unit.name if row.unit else None,
        row.place,
        row.industry,
        row.get_size_display(),
        row.registered_on,
        row.get_status_display(),
        row.source,
    )
