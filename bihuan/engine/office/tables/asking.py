"""What a table's contents leave open (内容上要问的): bare fractions, who leads, of which year the dates are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bihuan.engine.office.cells.days import DayContext
from bihuan.engine.office.cells.parties import named_units
from bihuan.engine.office.cells.reading import CellContext, read_cell
from bihuan.engine.office.cells.words import CellWords, Raw, shown, tidy
from bihuan.engine.office.tables.headings import Heading
from bihuan.engine.office.tables.matching import TableColumn
from bihuan.engine.office.tables.questions import Answers, Choice, Question
from bihuan.engine.office.tables.spread import Spread
from bihuan.engine.values import Finding

_LEAD, _RESPONSIBLE = "lead", "responsible"


@dataclass(frozen=True, slots=True)
class Body:
    """The columns of one table with the cells under them (表体)."""

    sheet: Spread
    heading: Heading
    columns: Sequence[TableColumn]
    rows: Sequence[int]
    words: CellWords
    days: DayContext

    def column(self, code: str) -> TableColumn | None:
        """The column of a code (按代码找栏)."""
        return next((column for column in self.columns if column.code == code), None)

    def at(self, column: TableColumn) -> str:
        """Address of a column's heading (表头地址)."""
        return self.sheet.at(self.heading.bottom, column.place)

    def cells(self, column: TableColumn) -> Iterator[tuple[int, Raw]]:
        """Row and contents of each cell of a column (该栏各格)."""
        return ((row, self.sheet.cell(row, column.place)) for row in self.rows)


def questions_about(body: Body, answers: Answers) -> tuple[Question, ...]:
    """All that the contents leave open and that was not answered before (内容上要问的)."""
    asked = (*_about_numbers(body), *_about_leads(body), *_about_year(body))
    return tuple(question for question in asked if question.key not in answers)


def _about_numbers(body: Body) -> Iterator[Question]:
    """Whether 0.35 among percentages is 35%, asked once for the column."""
    for column in body.columns:
        if column.known is None or column.known.reads != "percent":
            continue
        bare = [raw for row, raw in body.cells(column) if _is_bare_fraction(body.sheet, row, column.place, raw)]
        if bare:
            said = shown(bare[0])
            yield Question(
                key=f"scale:{column.key}",
                at=body.at(column),
                sentence=f"“{column.heading}”一栏有{len(bare)}个不大于1的数（如{said}），没有百分号，请选定口径。",
                choices=(Choice("fraction", f"{said}是几分之几，{said}×100%"), Choice("percent", f"{said}就是{said}%")),
                is_pressing=True,
            )


def _is_bare_fraction(sheet: Spread, row: int, place: int, raw: Raw) -> bool:
    if isinstance(raw, bool) or not isinstance(raw, int | float) or not raw:
        return False
    return abs(raw) <= 1 and sheet.own(row, place) not in sheet.grid.marks.percents


def _about_leads(body: Body) -> Iterator[Question]:
    """Which unit leads, where a table has no column for it, or has several names there."""
    lead, responsible = body.column(_LEAD), body.column(_RESPONSIBLE)
    if lead is None and responsible is not None and _leaves_lead_open(body, responsible):
        yield Question(
            key="leads:none",
            at=body.at(responsible),
            sentence=f"表里没有“牵头单位”一栏。“{responsible.heading}”里排第一的是不是牵头单位？",
            choices=(Choice("first", "第一个是牵头单位"), Choice("as_written", "都只是责任单位")),
            suggestion="first",
            is_pressing=True,
        )
    if lead is None:
        return
    texts = dict.fromkeys(tidy(raw) for _, raw in body.cells(lead))
    several = [text for text in texts if _leads_in(text, body.words) > 1]
    if several:
        example = shown(several[0])
        yield Question(
            key="leads:several",
            at=body.at(lead),
            sentence=f"“{lead.heading}”一栏有的写了几个单位（如{example}），牵头单位只能有一个，其余的算什么？",
            choices=(
                Choice("responsible", "第一个牵头，其余是责任单位"),
                Choice("support", "第一个牵头，其余是配合单位"),
            ),
            suggestion="responsible",
            is_pressing=True,
        )


def _leaves_lead_open(body: Body, column: TableColumn) -> bool:
    """Whether a cell names units without saying which leads; 牵头：X；配合：Y says it itself."""
    texts = dict.fromkeys(tidy(raw) for _, raw in body.cells(column))
    units = (named_units(text, role="responsible", words=body.words) for text in texts)
    return any(named and not any(unit.role == _LEAD for unit in named) for named in units)


def _leads_in(text: str, words: CellWords) -> int:
    return sum(unit.role == _LEAD for unit in named_units(text, role="lead", words=words))


def _about_year(body: Body) -> Iterator[Question]:
    """Of which year the dates are that do not say it."""
    context = CellContext(body.words, body.days)
    for column in body.columns:
        if column.known is None or column.known.reads not in {"day", "deadline"}:
            continue
        for row, raw in body.cells(column):
            read = read_cell(raw, reads=column.known.reads, at=body.sheet.at(row, column.place), context=context)
            if isinstance(read, Finding) and read.code == "no_year":
                sentence = f"“{column.heading}”里的日期（如{shown(raw)}）没有写年份，请填写是哪一年。"
                yield Question(f"year:{body.sheet.grid.name}", read.at, sentence, is_pressing=True, lasts=False)
                return
