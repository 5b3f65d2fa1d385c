"""A unit's month as an xlsx file to fill in, and what a returned one says (填报模板)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from bihuan.apps.figures.mapping.entries import read_entry
from bihuan.apps.figures.mapping.rows import level_text
from bihuan.engine.office.cells import CellWords
from bihuan.engine.office.sheets import Returned, Template, TemplateColumn, TemplateRow, template_file
from bihuan.engine.office.workbook import split
from bihuan.engine.values import Finding, Quantity

CODE = "figures"
COLUMNS = (
    TemplateColumn("unit", "数据所属单位", is_locked=True, width=18),
    TemplateColumn("indicator", "指标", is_locked=True, width=28),
    TemplateColumn("measure", "计量单位", is_locked=True, width=12),
    TemplateColumn("year_before", "上年同期", is_locked=True, width=16),
    TemplateColumn("before", "上期", is_locked=True, width=16),
    TemplateColumn(
        "level", "本期数", "number", 14, note="按“计量单位”填数字；累计指标填1月至本月累计数。", example=Decimal("12.5")
    ),
    TemplateColumn("growth", "增速（%）", "number", 12, note="填百分数，如5.6；下降填负数。", example=Decimal("5.6")),
)


def filled(lines: Iterable[Any], *, title: str, note: str, seal: str) -> bytes:
    """The template of a unit's month with all that is known. lines: `queries.SheetLine`, those that are asked."""
    rows = tuple(TemplateRow(line.key, _row(line)) for line in lines if line.asked)
    return template_file(Template(CODE, title, note, COLUMNS, rows, seal=seal))


def _row(line: Any) -> dict[str, Any]:
    suffix = "累计" if line.indicator.accumulates else "期末"
    typed = {name: _number(line.typed.get(name, "")) for name in ("level", "growth")}
    return {
        "unit": line.unit_name,
        "indicator": line.indicator.label,
        "measure": f"{line.indicator.unit.label} {suffix}",
        "year_before": _known(line.year_before),
        "before": _known(line.before),
        **typed,
    }


def _known(row: Any) -> str:
    if row is None:
        return "--"
    growth = "" if row.growth is None else f"{row.growth}%"
    return " ".join(each for each in (level_text(row.level), growth) if each)


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text.replace(",", ""))
    except ArithmeticError:
        return None


def said(returned: Returned, lines: Iterable[Any], *, words: CellWords) -> dict[str, Any]:
    """What a returned template says beside what stands, as the preview shows and the draft takes it."""
    asked = {line.key: line for line in lines if line.asked}
    wrong = _by_row(returned)
    rows = [
        _said(asked[key], values, wrong.get(key, []), words) for key, values in returned.rows.items() if key in asked
    ]
    strangers = [key for key in returned.rows if key not in asked]
    return {
        "rows": rows,
        "new": sum(row["news"] for row in rows),
        "wrong": sum(bool(row["findings"]) for row in rows),
        "left": len(strangers) + len(returned.new),
    }


def _by_row(returned: Returned) -> dict[str, list[str]]:
    """Findings of cells that could not be read, by key of their row."""
    by_row = {row: key for key, row in returned.places.items()}
    found: dict[str, list[str]] = {}
    for finding in returned.findings:
        key = by_row.get(split(finding.at)[1], "") if finding.at else ""
        found.setdefault(key, []).append(str(finding))
    return found


def _said(line: Any, values: Mapping[str, Any], unread: list[str], words: CellWords) -> dict[str, Any]:
    typed = {name: _text(values.get(name)) for name in line.asked}
    _, findings = read_entry(typed, line.indicator, words=words)
    told = [*unread, *map(_sentence, findings)]
    news = not told and any(typed[name] and typed[name] != line.typed.get(name, "") for name in line.asked)
    return {
        "key": line.key,
        "name": line.indicator.label,
        "unit": line.unit_name,
        "typed": {name: text for name, text in typed.items() if text},
        "stood": {name: line.typed.get(name, "") for name in line.asked},
        "findings": told,
        "news": news,
    }


def _text(value: Any) -> str:
    if isinstance(value, Quantity):
        value = value.amount
    return f"{value:f}" if isinstance(value, Decimal) else str(value or "")


def _sentence(finding: Finding) -> str:
    return str(finding)
