"""Shapes and lists of land out of an uploaded file, as JSON; runs in the upload child (读取地块文件)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from bihuan.base.filetypes import check_size, check_upload, shown_name
from bihuan.base.refusals import Refusal
from bihuan.engine import sites
from bihuan.engine.office import BadOffice
from bihuan.engine.office.tables.known import heading_key, heading_unit
from bihuan.engine.office.workbook import open_workbook
from bihuan.engine.office.workbook.grid import Grid
from bihuan.engine.values import Finding

SHAPE_TYPES = ("geojson", "json")
ROWS, HEAD_ROWS, FEWEST = 5_000, 12, 3
LONGEST = 500
HEADINGS: dict[str, tuple[str, ...]] = {
    "code": ("地块编号", "编号", "宗地编号", "宗地代码", "地块代码", "地块号", "code", "dkbh"),
    "name": ("地块名称", "名称", "宗地名称", "地块", "name", "dkmc"),
    "use": ("用地性质", "规划用途", "土地用途", "用途", "use", "ydxz", "tdyt"),
    "area": ("面积", "用地面积", "地块面积", "宗地面积", "area", "mj"),
    "status": ("状态", "供应状态", "供地状态", "地块状态", "status"),
    "town": ("属地", "镇街", "所在镇街", "所属镇街", "乡镇", "town"),
    "document": ("依据", "依据文件", "来源", "文件", "document"),
    "note": ("备注", "说明", "note"),
}
"""Headings of lists and names of properties in files of shapes, by what they say."""
_CODES = {heading_key(word): code for code, words in HEADINGS.items() for word in words}


class NotALandFile(Refusal):
    """The file holds neither a list of parcels nor shapes that can be read."""


def read_land(
    content: bytes, *, name: str, around: Sequence[float] = sites.CHINA, meridian: float | None = None
) -> dict[str, Any]:
    """Rows of a file (读取): what each says by column, its shape where it is drawn; and what is wrong.

    Raises: NotALandFile; the refusals of `check_upload`.
    """
    shown = shown_name(name)
    kind = shown.rpartition(".")[2].lower()
    if kind in SHAPE_TYPES:
        check_size(len(content))
        return {"name": shown, **_shapes(content, shown, around, meridian)}
    if kind != "xlsx":
        raise NotALandFile(f"“{shown}”不能读。请上传 .geojson（图形）或 .xlsx（清单）文件。")
    check_upload(content, name=name, allowed=["xlsx"])
    return {"name": shown, **_list(content, shown)}


def _shapes(content: bytes, name: str, around: Sequence[float], meridian: float | None) -> dict[str, Any]:
    west, south, east, north = around
    zone = None if meridian is None else sites.Zone(meridian, 500_000)
    read = sites.read_geojson(content, file=name, around=(west, south, east, north), zone=zone)
    rows = [{"at": each.at, "said": dict(_said(each.properties)), "shape": each.shape.body()} for each in read.features]
    return {"rows": rows, "findings": [_plain(each) for each in read.findings]}


def _said(properties: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for key, value in properties.items():
        code = _CODES.get(heading_key(str(key)))
        if code and isinstance(value, str | int | float) and not isinstance(value, bool):
            yield code, _text(value)


def _list(content: bytes, name: str) -> dict[str, Any]:
    try:
        book = open_workbook(content)
    except BadOffice as bad:
        raise NotALandFile(f"“{name}”打不开：{bad}。请另存后再上传。") from bad
    for grid in book.grids:
        head = None if grid.is_hidden else _head(grid)
        if head is not None:
            return {"rows": list(_rows(grid, *head)), "findings": []}
    raise NotALandFile(f"“{name}”里没有认出地块清单：表头要有地块编号、名称、用地性质等栏。请按模板填写后再上传。")


def _head(grid: Grid) -> tuple[int, dict[int, str], str] | None:
    """Row of the heading, code of each column, and the unit that areas are in."""
    for number, row in enumerate(grid.rows[:HEAD_ROWS]):
        codes = {place: _CODES.get(heading_key(_text(cell)), "") for place, cell in enumerate(row)}
        known = {place: code for place, code in codes.items() if code}
        if len(set(known.values())) >= FEWEST:
            place = next((place for place, code in known.items() if code == "area"), None)
            unit = None if place is None else heading_unit(_text(row[place]))
            return number, known, unit.label if unit else ""
    return None


def _rows(grid: Grid, head: int, codes: Mapping[int, str], unit: str) -> Iterator[dict[str, Any]]:
    if len(grid.rows) - head - 1 > ROWS:
        raise NotALandFile(f"“{grid.name}”表超过{ROWS}行。请拆成几个文件分次导入。")
    for number, row in enumerate(grid.rows[head + 1 :], start=head + 2):
        said = {code: _text(row[place])[:LONGEST] for place, code in codes.items() if place < len(row)}
        said = {code: text for code, text in said.items() if text}
        if "area" in said and unit and said["area"].replace(".", "").isdigit():
            said["area"] += unit
        if said:
            yield {"at": f"第{number}行", "said": said, "shape": None}


def _text(cell: Any) -> str:
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell).strip()


def _plain(finding: Finding) -> dict[str, str]:
    return {"code": finding.code, "at": finding.at, "sentence": finding.sentence}
