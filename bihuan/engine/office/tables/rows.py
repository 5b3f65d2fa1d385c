"""Entries of a found table as typed values (读取数据行): each right, or a finding with its cell and the remedy."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bihuan.engine.office.cells.parties import NamedUnit, Role, named_units
from bihuan.engine.office.cells.reading import CellContext, read_cell
from bihuan.engine.office.cells.words import CellWords, Raw, is_blank, tidy
from bihuan.engine.office.tables.matching import TableColumn
from bihuan.engine.office.tables.questions import Answers
from bihuan.engine.office.tables.table import FoundTable
from bihuan.engine.values import Finding

Resolver = Callable[[str], Sequence[str]]
"""Codes of the units that a name may mean (认单位): one where it is known, none or several where it must be asked."""

PLACES_SHOWN = 5
_NO_UNIT = ""
_MARKED = {
    "formula_without_result": "是公式，但文件里没有存下计算结果。请用表格软件打开、保存一次，或改成数值。",
    "outside_link": "是引用其他文件的公式，取值无法核实。请复制后“选择性粘贴—数值”再导入。",
    "error": "是公式错误（如#REF!、#N/A），没有值。请改正公式或直接填写数值。",
}


@dataclass(frozen=True, slots=True)
class UnitName:
    """A unit as the table names it (表中单位), with its code once that is known."""

    name: str
    code: str | None


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One entry (一行数据): its row in the sheet from 0, values by column code, and what is wrong with it.

    extra: what stands in kept columns that are none of the known ones, by heading. part: the heading of its part.
    computed: cells whose value is the stored result of a formula.
    """

    row: int
    values: Mapping[str, Any]
    extra: Mapping[str, str]
    part: str = ""
    findings: tuple[Finding, ...] = ()
    computed: tuple[str, ...] = ()
    is_hidden: bool = False

    @property
    def number(self) -> int:
        """The row's number as the spreadsheet shows it (行号)."""
        return self.row + 1

    @property
    def unknown_units(self) -> tuple[str, ...]:
        """Names of units that nobody has told yet (未认出的单位)."""
        units = (unit for value in self.values.values() if isinstance(value, tuple) for unit in value)
        return tuple(unit.name for unit in units if isinstance(unit, UnitName) and unit.code is None)


@dataclass(slots=True)
class UnknownUnit:
    """A name that no unit or several go by (未认出的单位名称), once: how often, where first, which it may be."""

    name: str
    candidates: tuple[str, ...]
    count: int = 0
    places: list[str] = field(default_factory=list)

    @property
    def key(self) -> str:
        """Under what an answer is kept (答复的键): the code of the unit, or empty for none."""
        return f"unit:{self.name}"


@dataclass(frozen=True, slots=True)
class ReadTable:
    """All entries of a table (读出的表), and names of units to be asked about once."""

    rows: tuple[ReadRow, ...]
    unknown_units: tuple[UnknownUnit, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All that is wrong, row by row (全部问题)."""
        return tuple(finding for row in self.rows for finding in row.findings)


def read_rows(
    table: FoundTable,
    *,
    words: CellWords,
    resolve: Resolver,
    answers: Answers | None = None,
    required: Iterable[str] = (),
) -> ReadTable:
    """The entries of a table (读取).

    Args: resolve: finds units by name. answers: as given to `find_tables`. required: columns that may not be empty.
    """
    reader = _Reader(table, words, resolve, answers or {}, frozenset(required))
    rows = tuple(reader.row(row) for row in table.entries)
    return ReadTable(rows, tuple(reader.unknown.values()))


class _Reader:
    """Reads the rows of one table; equal texts of units are taken apart once."""

    def __init__(
        self, table: FoundTable, words: CellWords, resolve: Resolver, answers: Answers, required: frozenset[str]
    ) -> None:
        self._table, self._words, self._resolve, self._answers = table, words, resolve, answers
        self._columns = [column for column in table.columns if column.known is None or column.known.reads != "nothing"]
        self._required = [column for column in table.columns if column.code in required]
        self._contexts = {column.place: self._context(column) for column in table.columns}
        self._marks = table.sheet.grid.marks
        self._is_first_lead = self._answers.get("leads:none") == "first" and not self._has_lead_column()
        self._named: dict[tuple[str, Role], list[tuple[Role, UnitName]]] = {}
        self._read: dict[tuple[int, str], Any] = {}
        self.unknown: dict[str, UnknownUnit] = {}

    def _has_lead_column(self) -> bool:
        return any(column.code == "lead" for column in self._columns)

    def row(self, row: int) -> ReadRow:
        """One entry."""
        values: dict[str, Any] = {}
        extra: dict[str, str] = {}
        findings: list[Finding] = []
        computed: list[str] = []
        for column in self._columns:
            raw = self._table.sheet.cell(row, column.place)
            own = self._table.sheet.own(row, column.place)
            mark = self._marks.cells.get(own)
            if mark in _MARKED:
                findings.append(self._marked(column, row, mark))
            elif not is_blank(raw):
                self._put(column, row, raw, values=values, extra=extra, findings=findings)
            if mark == "formula":
                computed.append(self._table.sheet.grid.at(*own))
        findings += self._missing(row, values, findings)
        part, is_hidden = self._table.parts.get(row, ""), row in self._marks.hidden_rows
        return ReadRow(row, values, extra, part, tuple(findings), tuple(computed), is_hidden)

    def _put(
        self,
        column: TableColumn,
        row: int,
        raw: Raw,
        *,
        values: dict[str, Any],
        extra: dict[str, str],
        findings: list[Finding],
    ) -> None:
        """One cell into the row's values, its kept texts or its findings."""
        if column.known is None:
            if column.is_kept:
                extra[column.heading or column.key] = tidy(raw)
            return
        if column.known.reads == "units":
            for role, unit in self._units(tidy(raw), column, row):
                values[role] = (*values.get(role, ()), unit)
            return
        value = self._value(column, column.known.reads, row, raw)
        if isinstance(value, Finding):
            at = self._table.sheet.at(row, column.place)
            findings.append(self._about(column, Finding(value.code, at, value.sentence)))
        elif value is not None and value != ():
            values[column.known.code] = value

    def _value(self, column: TableColumn, reads: str, row: int, raw: Raw) -> Any:
        """What a cell says; a text that stands in many cells of a column is read once."""
        if not isinstance(raw, str) or reads == "text":
            return read_cell(raw, reads=reads, at="", context=self._in(column, row))
        key = (column.place, raw)
        if key not in self._read:
            self._read[key] = read_cell(raw, reads=reads, at="", context=self._contexts[column.place])
        return self._read[key]

    def _context(self, column: TableColumn) -> CellContext:
        scale = self._answers.get(f"scale:{column.key}")
        return CellContext(
            self._words,
            self._table.days,
            column.unit,
            "fraction" if scale == "fraction" else "percent" if scale == "percent" else None,
        )

    def _in(self, column: TableColumn, row: int) -> CellContext:
        """The column's context, with what this cell's format shows."""
        context, own = self._contexts[column.place], self._table.sheet.own(row, column.place)
        is_percent, digits = own in self._marks.percents, self._marks.padded.get(own, 0)
        if not is_percent and not digits:
            return context
        return CellContext(context.words, context.days, context.unit, context.scale, is_percent, digits)

    def _units(self, text: str, column: TableColumn, row: int) -> Iterator[tuple[Role, UnitName]]:
        role: Role = column.known.role if column.known else "responsible"
        key = (text, role)
        if key not in self._named:
            self._named[key] = list(self._taken_apart(text, role))
        for own, unit in self._named[key]:
            if unit.code is None:
                self._note(unit.name, self._table.sheet.at(row, column.place))
            yield own, unit

    def _taken_apart(self, text: str, role: Role) -> Iterator[tuple[Role, UnitName]]:
        """Units of a cell with their codes; those that a person said are none fall away."""
        for each in self._with_one_lead(named_units(text, role=role, words=self._words)):
            answer = self._answers.get(f"unit:{each.name}")
            if answer == _NO_UNIT:
                continue
            yield each.role, UnitName(each.name, answer or self._only(each.name))

    def _with_one_lead(self, named: Sequence[NamedUnit]) -> Sequence[NamedUnit]:
        """The units of a cell as it was answered which of several leads."""
        leads = [each for each in named if each.role == "lead"]
        others = self._answers.get("leads:several")
        if len(leads) > 1 and others in {"responsible", "support"}:
            role: Role = "support" if others == "support" else "responsible"
            return [NamedUnit(each.name, role) if each in leads[1:] else each for each in named]
        if not leads and self._is_first_lead and named and named[0].role == "responsible":
            return [NamedUnit(named[0].name, "lead"), *named[1:]]
        return named

    def _only(self, name: str) -> str | None:
        codes = self._resolve(name)
        return codes[0] if len(codes) == 1 else None

    def _note(self, name: str, at: str) -> None:
        unknown = self.unknown.get(name)
        if unknown is None:
            unknown = self.unknown[name] = UnknownUnit(name, tuple(self._resolve(name)))
        unknown.count += 1
        if len(unknown.places) < PLACES_SHOWN:
            unknown.places.append(at)

    def _marked(self, column: TableColumn, row: int, mark: str) -> Finding:
        return self._about(column, Finding(mark, self._table.sheet.at(row, column.place), _MARKED[mark]))

    def _about(self, column: TableColumn, finding: Finding) -> Finding:
        word = column.heading or (column.known.word if column.known else column.key)
        return Finding(finding.code, finding.at, f"“{word}”：{finding.sentence}")

    def _missing(self, row: int, values: Mapping[str, Any], findings: Sequence[Finding]) -> Iterator[Finding]:
        said = {finding.at for finding in findings}
        for column in self._required:
            at = self._table.sheet.at(row, column.place)
            if column.code not in values and at not in said:
                yield self._about(column, Finding("empty", at, "必须填写，现在是空的。"))
