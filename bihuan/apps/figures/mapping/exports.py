"""Pages of figures as xlsx files, as they are seen or whole (导出): the numbers as they stand on the page."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from bihuan.engine.indicators import shown
from bihuan.engine.office import SheetColumn, sheet
from bihuan.engine.values import Quantity

MONTH = (
    SheetColumn("指标", width=28),
    SheetColumn("计量单位", width=12),
    SheetColumn("数", "number", 14),
    SheetColumn("增速（%）", "number", 10),
    SheetColumn("上年同期", "number", 14),
    SheetColumn("上年同期增速（%）", "number", 14),
    SheetColumn("位次", width=10),
    SheetColumn("年度目标", width=14),
    SheetColumn("完成率（%）", "number", 12),
    SheetColumn("差距（百分点）", "number", 12),
    SheetColumn("状态灯", width=16),
    SheetColumn("后期每月需", "number", 14),
    SheetColumn("后期需增速（%，测算）", "number", 14),
    SheetColumn("数据状态", width=12),
)
MONTH_WHOLE = (
    *MONTH,
    SheetColumn("灯的理由", width=40),
    SheetColumn("目标判定", width=40),
    SheetColumn("增速口径", width=10),
    SheetColumn("版次", "number", 8),
    SheetColumn("来源", width=18),
    SheetColumn("填报单位", width=18),
    SheetColumn("发布日期", width=14),
)
INDICATOR_WHOLE = (
    SheetColumn("单位", width=20),
    SheetColumn("月份", width=12),
    SheetColumn("数", "number", 14),
    SheetColumn("增速（%）", "number", 10),
    SheetColumn("数据状态", width=12),
    SheetColumn("增速口径", width=10),
    SheetColumn("版次", "number", 8),
    SheetColumn("来源", width=18),
    SheetColumn("填报单位", width=18),
    SheetColumn("发布日期", width=14),
)


def month_file(table: Any, *, title: str, note: str, whole: bool) -> bytes:
    """A unit's month; whole: also what has no figure in such a month, reasons, sources. table: `queries.MonthTable`."""
    rows = table.rows if whole else table.current
    lines = [line for row in rows for line in _month_lines(row, whole=whole)]
    return sheet(title, note=note, columns=MONTH_WHOLE if whole else MONTH, rows=lines, paper="A3", frozen=1)


def _month_lines(row: Any, *, whole: bool) -> Iterator[list[Any]]:
    """A line for the figure and its first target, one more for each further target."""
    figures, before = _figures(row.cell), _stood(row.year_before)
    state = row.cell.word if row.cell.row else ""
    for place, one in enumerate(row.progress or (None,)):
        own = [row.indicator.label, row.indicator.unit.label, *figures, *before, _place(row.place)]
        plain = own if place == 0 else [row.indicator.label, row.indicator.unit.label, *[None] * 5]
        yield [*plain, *_target(one), state, *([*_reasons(one), *_origin(row.cell.row)] if whole else [])]


def _figures(cell: Any) -> list[Any]:
    """The figure as entered; the word for its lack where there is none."""
    if cell.row is None:
        return [f"{cell.word} {cell.why}".strip(), None]
    return _stood(cell.row)


def _stood(row: Any) -> list[Any]:
    return [None, None] if row is None else [row.level.amount if row.level else None, row.growth]


def _place(place: Any) -> str | None:
    return None if place is None else f"{place.place}/{place.of}"


def _target(one: Any) -> list[Any]:
    if one is None:
        return [None] * 6
    judged, needed = one.line.judged, one.needed
    return [
        str(one.line.asked.goal),
        _rounded(judged.completion),
        _rounded(judged.gap),
        one.lamp.word if one.lamp else None,
        _counted(needed.month) if needed else None,
        _rounded(needed.growth) if needed else None,
    ]


def _reasons(one: Any) -> list[Any]:
    return [None, None] if one is None else [one.lamp.because if one.lamp else None, one.line.judged.because]


def _origin(row: Any) -> list[Any]:
    """Where a figure comes from; nothing of one that is not there."""
    if row is None:
        return [None] * 5
    basis = row.get_growth_basis_display() if row.growth is not None else None
    return [basis, row.version, row.source, row.reporter_name, f"{row.released_on:%Y-%m-%d}"]


def _rounded(number: Decimal | None) -> Decimal | None:
    return None if number is None else Decimal(shown(number))


def _counted(quantity: Quantity | None) -> Decimal | None:
    return None if quantity is None else _rounded(quantity.amount)


def indicator_file(page: Any, *, title: str, note: str, whole: bool) -> bytes:
    """An indicator's units by months, as shown; whole: a line a figure with both numbers, state and source.

    page: `queries.IndicatorPage`.
    """
    if whole:
        rows = [[unit.name, month.label, *_cell(cell)] for unit in page.rows for month, cell in unit.cells]
        return sheet(title, note=note, columns=INDICATOR_WHOLE, rows=rows, frozen=2)
    unit = "增速（%）" if page.by_growth else page.indicator.unit.label
    columns = [
        SheetColumn("单位", width=20),
        *(SheetColumn(f"{month.month}月{unit}", "number", 12) for month in page.months),
        SheetColumn(f"最近绝对数（{page.indicator.unit.label}）", "number", 16),
        SheetColumn("位次", "number", 8),
    ]
    return sheet(title, note=note, columns=columns, rows=[_unit_line(each, page) for each in page.rows], frozen=1)


def _cell(cell: Any) -> list[Any]:
    return [*_figures(cell), cell.word if cell.row else None, *_origin(cell.row)]


def _unit_line(unit: Any, page: Any) -> list[Any]:
    cells = [_figures(cell)[1 if page.by_growth and cell.row else 0] for _, cell in unit.cells]
    last = unit.cells[-1][1].level
    return [unit.name, *cells, last.amount if last else None, unit.place]
