"""A file read and held against what is known: what each row would do, what has to be asked first (核对)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bihuan.engine.office.tables import (
    Compared,
    Found,
    Incoming,
    KnownColumns,
    ReadRow,
    ReadTable,
    Resolver,
    compare,
    find_tables,
    read_rows,
)
from bihuan.engine.office.workbook import Workbook
from bihuan.engine.values import Finding


@dataclass(frozen=True)
class TableSpec:
    """How rows of an app's files are read and recognised (导入规则).

    required: columns that no row may lack. keys: ways to recognise an entry, the surest first. codes: columns that are
    compared, with their words. title: the column by which a row is named in the preview. single: columns of which no
    two rows of a file may say the same.
    """

    columns: KnownColumns
    required: frozenset[str]
    keys: Sequence[Sequence[str]]
    codes: Mapping[str, str]
    title: str
    single: Sequence[str] = ()


@dataclass(frozen=True)
class Known:
    """What stands already, as rows of a file would say it (已有).

    versions: of each entry. mark: moves on whenever an entry comes or changes. barred: entries that this person may
    not change, with the sentence.
    """

    values: Mapping[Hashable, Mapping[str, Any]]
    versions: Mapping[Hashable, int]
    mark: Hashable
    barred: Mapping[Hashable, str]


@dataclass(frozen=True)
class Line:
    """A row of a file (来行): as it is compared, as it was read, and the address of its first cell."""

    incoming: Incoming
    read: ReadRow
    sheet: str
    first: str


RowReader = Callable[[ReadRow, str, str], Incoming]
"""A read row, its place in words and the address of its first cell, as what is compared."""


@dataclass(frozen=True)
class Plan:
    """A file held against what is known: what each row would do, and what has to be asked first."""

    spec: TableSpec
    found: Found
    tables: Sequence[ReadTable]
    lines: Sequence[Line]
    compared: Sequence[Compared]
    known: Known

    @property
    def is_ready(self) -> bool:
        """Whether nothing pressing is left to ask."""
        return bool(self.found.tables) and all(table.is_ready for table in self.found.tables)

    @property
    def token(self) -> str:
        """Fingerprint of what would be written, and of the entries that it would touch as they stand now."""
        said = [
            (one.row.at, one.sort, one.known, self.known.versions.get(one.known or ""), _told(one))
            for one in self.compared
        ]
        return hashlib.sha256(json.dumps(said, ensure_ascii=False, default=str).encode()).hexdigest()

    def of(self, sort: str) -> list[tuple[Line, Compared]]:
        """Rows of a sort with what was found of them."""
        return [pair for pair in zip(self.lines, self.compared, strict=True) if pair[1].sort == sort]

    def marks(self) -> list[Finding]:
        """All that is wrong, each at a cell of the file."""
        firsts = {line.incoming.at: line.first for line in self.lines}
        wrong = [finding for one in self.compared for finding in one.findings]
        return [each if "!" in each.at else Finding(each.code, firsts[each.at], each.sentence) for each in wrong]


def _told(one: Compared) -> list[tuple[str, str]]:
    return [(change.code, str(change.new)) for change in one.changes]


def read_plan(
    book: Workbook,
    *,
    spec: TableSpec,
    known: Known,
    reader: RowReader,
    resolve: Resolver,
    answers: Mapping[str, str],
) -> Plan:
    """Find the tables of a workbook, read their rows and hold each against what is known."""
    found = find_tables(book, known=spec.columns, answers=answers)
    ready = [table for table in found.tables if table.is_ready]
    tables = [
        read_rows(table, words=spec.columns.words, resolve=resolve, answers=answers, required=spec.required)
        for table in ready
    ]
    lines = []
    for table, entries in zip(ready, tables, strict=True):
        for read in entries.rows:
            at, first = f"{table.name}第{read.number}行", table.sheet.at(read.row, table.columns[0].place)
            lines.append(Line(reader(read, at, first), read, table.name, first))
    lines = _told_once(lines, spec)
    comparison = compare([line.incoming for line in lines], known.values, keys=spec.keys, codes=tuple(spec.codes))
    compared = [_barred(one, known) for one in comparison.rows]
    return Plan(spec, found, tables, lines, compared, known)


def _told_once(lines: Sequence[Line], spec: TableSpec) -> list[Line]:
    """The lines, those that share what only one may have as wrong."""
    for code in spec.single:
        places: dict[object, list[str]] = {}
        for line in lines:
            places.setdefault(line.incoming.values.get(code), []).append(line.incoming.at)
        lines = [_shared(line, places[line.incoming.values.get(code)], spec.codes[code], code) for line in lines]
    return list(lines)


def _shared(line: Line, places: Sequence[str], word: str, code: str) -> Line:
    said = line.incoming.values.get(code)
    if said in (None, "") or len(places) == 1:
        return line
    other = next(at for at in places if at != line.incoming.at)
    finding = Finding("shared_in_file", line.incoming.at, f"“{word}”与{other}相同（{said}），请核对后只留一行。")
    return replace(line, incoming=replace(line.incoming, findings=(*line.incoming.findings, finding)))


def _barred(one: Compared, known: Known) -> Compared:
    """A change of what this person may not change is wrong."""
    sentence = known.barred.get(one.known or "")
    if one.sort != "changed" or not sentence:
        return one
    finding = Finding("not_yours", one.row.at, sentence)
    return replace(one, sort="wrong", changes=(), findings=(*one.findings, finding))
