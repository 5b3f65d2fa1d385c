"""The library and a month's figures as files, one row a project; the library's file reads back as it was (导出)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from bihuan.apps.projects.models import Project
from bihuan.engine.office.sheets import SheetColumn, sheet
from bihuan.engine.values import Quantity, Unit

WAN = Unit.TEN_THOUSAND_YUAN
COLUMNS = (
    SheetColumn("项目编号", width=14),
    SheetColumn("项目名称", width=36),
    SheetColumn("项目代码", width=26),
    SheetColumn("建设单位", width=28),
    SheetColumn("建设性质", width=10),
    SheetColumn("办理方式", width=10),
    SheetColumn("行业代码", width=10),
    SheetColumn("建设内容及规模", width=50),
    SheetColumn("建设地点", width=22),
    SheetColumn("属地", width=16),
    SheetColumn("牵头单位", width=20),
    SheetColumn("开工年份", width=10),
    SheetColumn("竣工年份", width=10),
    SheetColumn("总投资", "number", width=14, unit=WAN),
    SheetColumn("固定资产投资", "number", width=14, unit=WAN),
    SheetColumn("入库前累计完成", "number", width=16, unit=WAN),
    SheetColumn("项目阶段", width=12),
    SheetColumn("备注", width=24),
)


def library_file(rows: Iterable[Project], *, stages: Mapping[str, str], title: str, note: str) -> bytes:
    """An xlsx file of projects. stages: words of their stages."""
    return sheet(title, note=note, columns=COLUMNS, rows=(_cells(row, stages) for row in rows))


def _cells(row: Project, stages: Mapping[str, str]) -> tuple[Any, ...]:
    return (
        row.number,
        row.name,
        row.national_code,
        row.owner_name,
        row.get_nature_display(),
        row.get_procedure_display(),
        row.industry,
        row.content,
        row.place,
        row.town_name,
        row.lead_name,
        _year(row.from_year),
        _year(row.to_year),
        _wan(row.total),
        _wan(row.fixed_assets),
        _wan(row.spent_before),
        stages.get(row.stage, row.stage),
        _flag(row),
    )


def _year(year: int | None) -> str:
    return str(year) if year else ""


def _flag(row: Project) -> str:
    word = "终止" if row.terminated_on else "暂停" if row.suspended_on else ""
    return f"{word}：{row.flag_words}" if word else ""


def _wan(amount: Any) -> Quantity | None:
    return None if amount is None else Quantity(amount, WAN)
