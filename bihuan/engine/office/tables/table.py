"""Tables found in a workbook (表中找表): where each stands, its columns, and all that has to be asked about it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bihuan.engine.office.cells.days import DayContext
from bihuan.engine.office.cells.words import is_blank, plain
from bihuan.engine.office.tables.asking import Body, questions_about
from bihuan.engine.office.tables.extent import Extent, LeftOut, extent
from bihuan.engine.office.tables.headings import Heading, find_heading, likely_rows, texts_of
from bihuan.engine.office.tables.known import KnownColumns
from bihuan.engine.office.tables.matching import TableColumn, match_columns
from bihuan.engine.office.tables.questions import Answers, Choice, Question
from bihuan.engine.office.tables.spread import Spread, spread
from bihuan.engine.office.workbook.grid import Grid, Workbook
from bihuan.engine.values import Unit, unit_of

_YEAR = re.compile(r"(20\d\d)(?:年|—|-|$)")
_MONEY_UNIT = re.compile(r"(?:金额|计量)?单位:(\w{1,4}元)(?![一-龥])")


@dataclass(frozen=True, slots=True)
class FoundTable:
    """One table of a workbook (找到的表), ready to be read once what is pressing among its questions is answered.

    above: titles and notes over it. left_out: rows under it that are no entries. days: the year that its dates lack.
    """

    sheet: Spread
    heading: Heading
    columns: tuple[TableColumn, ...]
    entries: Sequence[int]
    parts: dict[int, str]
    left_out: tuple[LeftOut, ...]
    above: tuple[str, ...]
    questions: tuple[Question, ...]
    days: DayContext

    @property
    def name(self) -> str:
        """Name of the sheet (工作表名)."""
        return self.sheet.grid.name

    @property
    def hidden_rows(self) -> tuple[int, ...]:
        """Entries that the file hides (隐藏行); they are read like the others."""
        return tuple(row for row in self.entries if row in self.sheet.grid.marks.hidden_rows)

    @property
    def is_ready(self) -> bool:
        """Whether nothing pressing is left to ask (可以读取)."""
        return not any(question.is_pressing for question in self.questions)


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in a workbook (找表结果): tables, questions of sheets without one, and sheets not looked at."""

    tables: tuple[FoundTable, ...]
    questions: tuple[Question, ...] = ()
    hidden_sheets: tuple[str, ...] = ()


def find_tables(
    workbook: Workbook, *, known: KnownColumns, answers: Answers | None = None, year: int | None = None
) -> Found:
    """All tables of a workbook's visible sheets (找表).

    Args: answers: what was answered before, by the key of the question. year: of dates without one, where no title
        over the table says it.
    """
    finder = _Finder(known, answers or {}, DayContext(year, workbook.from_1904))
    tables: list[FoundTable] = []
    questions: list[Question] = []
    for grid in workbook.grids:
        if grid.is_hidden or not grid.rows:
            continue
        found = list(finder.tables(spread(grid)))
        tables += found
        questions += [] if found else _no_heading(grid)
    hidden = tuple(grid.name for grid in workbook.grids if grid.is_hidden and grid.rows)
    return Found(tuple(tables), tuple(questions), hidden)


@dataclass(frozen=True, slots=True)
class _Finder:
    """What tables are found with."""

    known: KnownColumns
    answers: Answers
    days: DayContext

    def tables(self, sheet: Spread) -> Iterator[FoundTable]:
        """The tables of a sheet, one under another."""
        answer = self.answers.get(f"heading:{sheet.grid.name}", "")
        row = int(answer) - 1 if answer.isdigit() else None
        heading = find_heading(sheet, self.known, row=row)
        begin = 0
        while heading is not None:
            found = extent(sheet, heading, self.known)
            yield self._table(sheet, heading, found, texts_of(sheet.rows[begin : heading.top]))
            begin, following = found.next_top, found.next_heading
            heading = None if following is None else find_heading(sheet, self.known, row=following)

    def _table(self, sheet: Spread, heading: Heading, found: Extent, above: tuple[str, ...]) -> FoundTable:
        days = DayContext(_year(sheet.grid.name, above, self.answers, self.days.year), self.days.from_1904)
        matched = match_columns(sheet, heading, found.entries, known=self.known, answers=self.answers, days=days)
        columns = tuple(_with_unit(column, _money_unit(above)) for column in matched.columns)
        body = Body(sheet, heading, columns, found.entries, self.known.words, days)
        return FoundTable(
            sheet=sheet,
            heading=heading,
            columns=columns,
            entries=found.entries,
            parts=found.parts,
            left_out=tuple(found.left_out),
            above=above,
            questions=(*matched.questions, *questions_about(body, self.answers)),
            days=days,
        )


def _year(sheet: str, above: Sequence[str], answers: Answers, given: int | None) -> int | None:
    """The year of dates without one: as answered, as the title says, or as given."""
    answer = answers.get(f"year:{sheet}", "")
    if answer.isdigit():
        return int(answer)
    said = {int(year) for line in above for year in _YEAR.findall(plain(line))}
    return said.pop() if len(said) == 1 else given


def _money_unit(above: Sequence[str]) -> Unit | None:
    """The unit that a note above the table gives for its money (单位：万元)."""
    found = [said for line in above for said in _MONEY_UNIT.findall(plain(line))]
    return unit_of(found[0]) if len(set(found)) == 1 else None


def _with_unit(column: TableColumn, unit: Unit | None) -> TableColumn:
    if unit is None or column.known is None or column.known.reads not in {"amount", "money_range"}:
        return column
    if column.unit is not column.known.unit:
        return column
    return TableColumn(column.place, column.heading, column.key, column.known, column.because, unit, column.is_kept)


def _no_heading(grid: Grid) -> list[Question]:
    rows = likely_rows(grid)
    if not any(not is_blank(raw) for row in grid.rows for raw in row):
        return []
    choices = tuple(
        Choice(str(row + 1), f"第{row + 1}行：{'、'.join(texts_of([grid.rows[row]]))[:40]}") for row in rows
    )
    sentence = f"工作表“{grid.name}”里没有认出表头，请选定哪一行是表头。"
    return [Question(f"heading:{grid.name}", grid.at(0, 0), sentence, choices, is_pressing=True, lasts=False)]
