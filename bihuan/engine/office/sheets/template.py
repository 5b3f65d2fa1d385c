"""A template that already holds a unit's rows (填报模板): keys locked, the rest open, pull-downs, an example."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any, Literal

import xlsxwriter

from bihuan.engine.office.cells.words import tidy
from bihuan.engine.office.sheets.export import HEAD_ROW, OPTIONS, Paper, print_set_up, write_title
from bihuan.engine.office.sheets.kept import Kept, kept
from bihuan.engine.office.sheets.looks import LONGEST, Cell, Looks, headed, sheet_name
from bihuan.engine.values import Unit

FieldKind = Literal["text", "number", "day", "choice"]
KEPT_SHEET, EXAMPLE_SHEET, CHOICE_SHEET = "_随表信息", "填写说明", "_可选项"
MARK, VERSION = "闭环填报模板", "1"
FIRST_FIELD = 1
_INLINE, _HINT = 250, 250
_FIRST_DAY, _LAST_DAY = date(2000, 1, 1), date(2100, 12, 31)


class TextTooLong(ValueError):
    """A text does not fit a cell of a template (文字放不下), so it could not come back whole."""

    def __init__(self, key: str, word: str) -> None:
        super().__init__(f"“{key}”的“{word}”超过{LONGEST}字，表格放不下，请在系统中填写。")


@dataclass(frozen=True, slots=True)
class TemplateColumn:
    """One column of a template (模板栏目). note: how to fill it in; example: a value as it should look."""

    code: str
    word: str
    kind: FieldKind = "text"
    width: int = 16
    is_locked: bool = False
    is_required: bool = False
    choices: tuple[str, ...] = ()
    note: str = ""
    example: Cell = None
    unit: Unit | None = None

    def __post_init__(self) -> None:
        if (self.kind == "choice") != bool(self.choices):
            raise ValueError(f"{self.code}: a choice has choices, and nothing else has")

    @property
    def heading(self) -> str:
        """The heading (表头): a star where it must be filled in, the unit in brackets."""
        return ("* " if self.is_required and not self.is_locked else "") + headed(self.word, self.unit)


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """One row of a template (模板的一行): the key under which it comes back, and what stands now."""

    key: str
    values: Mapping[str, Kept]


@dataclass(frozen=True, slots=True)
class Template:
    """A template (填报模板). code: which collection it is of; seal: what the office puts in to know it again.

    new_rows: how many empty rows for new entries follow the given ones.
    """

    code: str
    title: str
    note: str
    columns: tuple[TemplateColumn, ...]
    rows: tuple[TemplateRow, ...]
    seal: str = ""
    new_rows: int = 0
    paper: Paper = "A4"


def template_file(template: Template) -> bytes:
    """The template as an xlsx file (生成模板).

    Raises: TextTooLong: a value does not fit a cell.
    """
    for row in template.rows:
        _check_fits(row, template.columns)
    out = BytesIO()
    book = xlsxwriter.Workbook(out, OPTIONS)
    writer = _Writer(book, template)
    writer.write()
    book.close()
    return out.getvalue()


def _check_fits(row: TemplateRow, columns: Sequence[TemplateColumn]) -> None:
    for column in columns:
        value = row.values.get(column.code)
        if isinstance(value, str) and len(value) > LONGEST:
            raise TextTooLong(row.key, column.word)


class _Writer:
    """Writes one template into a workbook."""

    def __init__(self, book: Any, template: Template) -> None:
        self._book, self._template, self._looks = book, template, Looks(book)
        self._page = book.add_worksheet(sheet_name(template.title))
        self._last = HEAD_ROW + max(len(template.rows) + template.new_rows, 1)
        self._lists = 0

    def write(self) -> None:
        """All sheets: the table, how to fill it in, and what is kept for its return."""
        self._table()
        self._example()
        self._kept()
        for place, column in enumerate(self._template.columns, start=FIRST_FIELD):
            self._validate(place, column)
        self._page.activate()

    def _table(self) -> None:
        page, template = self._page, self._template
        write_title(page, self._looks, template.title, note=template.note, place=FIRST_FIELD)
        page.set_column(0, 0, 4, None, {"hidden": True})
        page.write_string(HEAD_ROW, 0, "行标识", self._looks.look("head", ground="locked"))
        for place, column in enumerate(template.columns, start=FIRST_FIELD):
            page.set_column(place, place, column.width)
            page.write_string(HEAD_ROW, place, column.heading, self._looks.look("head", ground="locked"))
        for number in range(self._last - HEAD_ROW):
            self._row(HEAD_ROW + 1 + number, number)
        page.freeze_panes(HEAD_ROW + 1, FIRST_FIELD + 1)
        print_set_up(page, paper=template.paper)
        page.protect("", {"format_columns": True, "format_rows": True, "autofilter": True})

    def _row(self, row: int, number: int) -> None:
        given = self._template.rows[number] if number < len(self._template.rows) else None
        if given is not None:
            self._page.write_string(row, 0, given.key, self._looks.look("text", ground="locked"))
        for place, column in enumerate(self._template.columns, start=FIRST_FIELD):
            ground = "locked" if column.is_locked and given is not None else "open"
            value = given.values.get(column.code) if given is not None else None
            self._looks.write(self._page, row, place, value, unit=column.unit, ground=ground)

    def _validate(self, place: int, column: TemplateColumn) -> None:
        """What a cell takes, and the hint that shows when it is chosen; pasting may still bring anything."""
        rule = self._rule(column)
        if column.note:
            rule |= {"input_title": column.word[:32], "input_message": column.note[:_HINT]}
        self._page.data_validation(HEAD_ROW + 1, place, self._last, place, rule)

    def _rule(self, column: TemplateColumn) -> dict[str, Any]:
        wrong = {"error_title": column.word[:32], "ignore_blank": True}
        if column.kind == "choice":
            said = f"请从下拉列表中选择：{'、'.join(column.choices)}"[:_HINT]
            return {"validate": "list", "source": self._source(column.choices), "error_message": said, **wrong}
        if column.kind == "number":
            said = f"请填写数字{f'，单位{column.unit.label}' if column.unit else ''}。"
            bounds = {"criteria": "between", "minimum": -(10**15), "maximum": 10**15}
            return {"validate": "decimal", **bounds, "error_message": said, **wrong}
        if column.kind == "day":
            bounds = {"criteria": "between", "minimum": _FIRST_DAY, "maximum": _LAST_DAY}
            return {"validate": "date", **bounds, "error_message": "请填写日期，如2026-03-05。", **wrong}
        return {"validate": "any"}

    def _source(self, choices: Sequence[str]) -> list[str] | str:
        """The choices themselves, or where they stand if they are too long for a rule or hold a comma."""
        if len(",".join(choices)) <= _INLINE and not any("," in choice for choice in choices):
            return list(choices)
        page = self._book.get_worksheet_by_name(CHOICE_SHEET) or self._book.add_worksheet(CHOICE_SHEET)
        page.very_hidden()
        place, self._lists = self._lists, self._lists + 1
        for row, choice in enumerate(choices):
            page.write_string(row, place, choice)
        letter = xlsxwriter.utility.xl_col_to_name(place)
        return f"='{CHOICE_SHEET}'!${letter}$1:${letter}${len(choices)}"

    def _example(self) -> None:
        """How to fill it in: a column a line, with an example."""
        page = self._book.add_worksheet(EXAMPLE_SHEET)
        page.set_column(0, 0, 22)
        page.set_column(1, 1, 50)
        page.set_column(2, 2, 36)
        for place, word in enumerate(("栏目", "怎么填", "示例")):
            page.write_string(0, place, word, self._looks.look("head"))
        for row, column in enumerate(self._template.columns, start=1):
            page.write_string(row, 0, column.heading, self._looks.look("text"))
            self._looks.write(page, row, 1, how_to_fill(column))
            self._looks.write(page, row, 2, column.example, unit=column.unit)
        print_set_up(page, paper="A4")
        page.protect("")

    def _kept(self) -> None:
        """What the file carries for its return: which template it is, and what each row was filled from."""
        page, template = self._book.add_worksheet(KEPT_SHEET), self._template
        head = (MARK, VERSION, template.code, template.seal, self._page.get_name())
        for place, said in enumerate(head):
            page.write_string(0, place, said)
        for place, column in enumerate(template.columns, start=FIRST_FIELD):
            page.write_string(1, place, column.code)
        for number, row in enumerate(template.rows, start=2):
            page.write_string(number, 0, row.key)
            for place, column in enumerate(template.columns, start=FIRST_FIELD):
                page.write_string(number, place, kept(as_returned(row.values.get(column.code), column)))
        page.very_hidden()


def as_returned(value: Kept, column: TemplateColumn) -> Kept:
    """A value as it comes back where nobody touches it (原样返回的值): text without space around it."""
    return (tidy(value) or None) if isinstance(value, str) else value


def how_to_fill(column: TemplateColumn) -> str:
    """How to fill a column in (怎么填), from its kind and its note."""
    if column.is_locked:
        return "系统已填好，不用改，改了也不采用。"
    kinds = {"text": "", "number": "填数字。", "day": "填日期，如2026-03-05。", "choice": "从下拉列表中选。"}
    required = "必须填写。" if column.is_required else "没有的可以空着。"
    return required + kinds[column.kind] + column.note
