"""A template that came back (返回的模板): what it says, what it was filled from, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bihuan.engine.office.cells.reading import CellContext, read_cell
from bihuan.engine.office.cells.words import CellWords, Raw, is_blank, shown, tidy
from bihuan.engine.office.sheets.kept import Kept, of_kept
from bihuan.engine.office.sheets.template import FIRST_FIELD, KEPT_SHEET, MARK, VERSION, TemplateColumn
from bihuan.engine.office.tables.compare import same
from bihuan.engine.office.tables.known import heading_key
from bihuan.engine.office.workbook.addresses import address
from bihuan.engine.office.workbook.grid import Grid, Workbook
from bihuan.engine.values import Finding

_SEARCHED = 30


class NotATemplate(ValueError):
    """A file is no template of ours, or was changed so that it cannot be read (不是填报模板)."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class NewRow:
    """A row without a key: a new entry (新增行), with the number that the spreadsheet shows."""

    number: int
    values: Mapping[str, Any]


@dataclass(slots=True)
class Returned:
    """What a returned template says (返回的模板): rows and what they were filled from by key, new rows, findings.

    seal: as the office put it in; the office checks it. A cell with a finding is in no row. head: the row of the
    heading from 0. places: row of each key; columns: place of each column by its code.
    """

    code: str
    seal: str
    given: dict[str, dict[str, Kept]]
    rows: dict[str, dict[str, Any]] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)
    new: list[NewRow] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    sheet: str = ""
    head: int = 0
    columns: dict[str, int] = field(default_factory=dict)

    def at(self, key: str, code: str = "") -> str:
        """The address of a cell, or of its row's first field where the column is not there (单元格地址)."""
        return address(self.places[key], self.columns.get(code, FIRST_FIELD), sheet=self.sheet)


@dataclass(frozen=True, slots=True)
class Slip:
    """What a file says of itself as a template (模板标识), without reading its rows."""

    code: str
    seal: str
    sheet: str


def slip_of(workbook: Workbook) -> Slip:
    """Which template a workbook is (认模板).

    Raises: NotATemplate.
    """
    kept = workbook.grid(KEPT_SHEET)
    if kept is None or not kept.rows or tidy(kept.cell(0, 0)) != MARK:
        raise NotATemplate("这不是从本系统下载的模板。请下载模板后填写，或用“导入”读入自己的台账。")
    if tidy(kept.cell(0, 1)) != VERSION:
        raise NotATemplate("这份模板是别的版本的系统生成的。请重新下载模板，把内容复制过去。")
    return Slip(tidy(kept.cell(0, 2)), tidy(kept.cell(0, 3)), tidy(kept.cell(0, 4)))


def read_returned(workbook: Workbook, columns: Sequence[TemplateColumn], *, words: CellWords) -> Returned:
    """Read a returned template (读取返回的模板); cells that cannot be read are findings with their address.

    Args: columns: as the template was made with.
    Raises: NotATemplate.
    """
    slip = slip_of(workbook)
    kept, grid = workbook.grid(KEPT_SHEET), workbook.grid(slip.sheet)
    if kept is None or grid is None:
        raise NotATemplate(f"文件里没有工作表“{slip.sheet}”，可能改了名。请改回原名，或重新下载模板。")
    found = Returned(slip.code, slip.seal, _given(kept))
    head = _head_row(grid, columns)
    places = _places(grid, head, columns)
    found.sheet, found.head = slip.sheet, head
    found.columns = {column.code: place for place, column in places.items()}
    reader = _Reader(grid, places, words, found)
    for row in range(head + 1, len(grid.rows)):
        reader.read(row)
    return found


def _given(kept: Grid) -> dict[str, dict[str, Kept]]:
    """What each row was filled from."""
    codes = {place: tidy(raw) for place, raw in enumerate(kept.rows[1]) if place >= FIRST_FIELD}
    try:
        return {
            _as_written(kept.cell(row, 0)): {
                code: of_kept(_as_written(kept.cell(row, place))) for place, code in codes.items()
            }
            for row in range(2, len(kept.rows))
        }
    except ValueError as damage:
        raise NotATemplate("随表保存的信息被改动过，无法核对。请重新下载模板，把内容复制过去。") from damage


def _as_written(raw: Raw) -> str:
    return raw if isinstance(raw, str) else tidy(raw)


def _head_row(grid: Grid, columns: Sequence[TemplateColumn]) -> int:
    wanted = {heading_key(column.heading) for column in columns}
    for row in range(min(len(grid.rows), _SEARCHED)):
        if len(wanted & {heading_key(tidy(raw)) for raw in grid.rows[row]}) * 2 > len(wanted):
            return row
    raise NotATemplate("表头被改动或删除，认不出各栏。请重新下载模板，把内容复制过去。")


def _places(grid: Grid, head: int, columns: Sequence[TemplateColumn]) -> dict[int, TemplateColumn]:
    """Where each column stands now; those that were deleted are not there."""
    by_heading = {heading_key(column.heading): column for column in columns}
    places = {place: by_heading.get(heading_key(tidy(raw))) for place, raw in enumerate(grid.rows[head])}
    return {place: column for place, column in places.items() if column is not None}


class _Reader:
    """Reads the rows of a returned template into what was found."""

    def __init__(self, grid: Grid, places: Mapping[int, TemplateColumn], words: CellWords, found: Returned) -> None:
        self._grid, self._places, self._words, self._found = grid, places, words, found

    def read(self, row: int) -> None:
        """One row, if it says anything."""
        key = tidy(self._grid.cell(row, 0))
        if not key and all(is_blank(self._grid.cell(row, place)) for place in self._places):
            return
        if key in self._found.rows:
            sentence = f"与第{self._found.places[key] + 1}行是同一行（复制出来的？）。新增内容请写在表格下方的空行里。"
            self._found.findings.append(Finding("row_twice", self._grid.at(row, FIRST_FIELD), sentence))
            return
        values = dict(self._values(row, self._found.given.get(key), is_new=not key))
        if key:
            self._found.rows[key], self._found.places[key] = values, row
        else:
            self._found.new.append(NewRow(row + 1, values))

    def _values(self, row: int, given: Mapping[str, Kept] | None, *, is_new: bool) -> Iterator[tuple[str, Any]]:
        for place, column in self._places.items():
            value = self._value(row, place, column)
            if isinstance(value, Finding):
                self._found.findings.append(value)
            elif column.is_locked and not is_new:
                self._note_locked(row, place, column, value, given)
            else:
                yield column.code, value
                if value is None and column.is_required:
                    self._note(row, place, column, "empty", "必须填写，现在是空的。")

    def _value(self, row: int, place: int, column: TemplateColumn) -> Any:
        raw, at = self._grid.cell(row, place), self._grid.at(row, place)
        mark = self._grid.marks.cells.get((row, place))
        if mark in {"formula_without_result", "outside_link", "error"}:
            return Finding(mark or "", at, f"“{column.word}”：这里是取不到值的公式，请直接填写内容。")
        if is_blank(raw):
            return None
        if column.kind == "text":
            return tidy(raw)
        if column.kind == "choice":
            return self._choice(raw, column, at)
        context = CellContext(
            self._words, unit=column.unit, is_percent_cell=(row, place) in self._grid.marks.percents, scale="percent"
        )
        value = read_cell(raw, reads="amount" if column.kind == "number" else "day", at=at, context=context)
        return Finding(value.code, at, f"“{column.word}”：{value.sentence}") if isinstance(value, Finding) else value

    def _choice(self, raw: Raw, column: TemplateColumn, at: str) -> str | Finding:
        text = tidy(raw)
        if text in column.choices:
            return text
        said = "、".join(column.choices)
        return Finding("not_a_choice", at, f"“{column.word}”：“{shown(raw)}”不在可选项里，请从中选一个：{said}。")

    def _note_locked(
        self, row: int, place: int, column: TemplateColumn, value: object, given: Mapping[str, Kept] | None
    ) -> None:
        if given is not None and not same(value, given.get(column.code)):
            self._note(row, place, column, "locked", "是系统数据，改动不采用；要改请在系统里办理。")

    def _note(self, row: int, place: int, column: TemplateColumn, code: str, sentence: str) -> None:
        self._found.findings.append(Finding(code, self._grid.at(row, place), f"“{column.word}”：{sentence}"))
