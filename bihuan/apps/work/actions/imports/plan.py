"""A file read and held against what is known: what each row would do, what has to be asked first (核对)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bihuan.apps.units import queries as units
from bihuan.apps.work import mapping, queries
from bihuan.apps.work.mapping.imports import AMENDED, CODES, KEYS, OWN, LedgerRow
from bihuan.apps.work.models import LedgerImport, Source
from bihuan.base import files
from bihuan.base.actors import Actor
from bihuan.base.uploads import in_child
from bihuan.engine.calendar import local_day
from bihuan.engine.loop import Kind
from bihuan.engine.office.tables import Compared, Found, ReadTable, compare, find_tables, read_rows
from bihuan.engine.office.workbook import Workbook, of_plain

OPEN = "bihuan.apps.work.mapping.imports:open_upload"
CPU_SECONDS, WALL_SECONDS = 120, 180.0
SOURCES = {str(label): str(code) for code, label in Source.choices}


@dataclass(frozen=True)
class Plan:
    """A file read and held against what is known: what each row would do, and what has to be asked first.

    mark: of the ledger as it stood, which any new or changed item of it moves on.
    """

    found: Found
    tables: Sequence[ReadTable]
    rows: Sequence[LedgerRow]
    compared: Sequence[Compared]
    versions: Mapping[int, int]
    year: int
    mark: queries.Mark

    @property
    def is_ready(self) -> bool:
        """Whether nothing pressing is left to ask."""
        return bool(self.found.tables) and all(table.is_ready for table in self.found.tables)

    @property
    def token(self) -> str:
        """Fingerprint of what would be written, of the items that it would touch as they stand now."""
        said = [
            (one.row.at, one.sort, one.known, self.versions.get(known_pk(one)), _told(one)) for one in self.compared
        ]
        return hashlib.sha256(json.dumps(said, ensure_ascii=False, default=str).encode()).hexdigest()

    def of(self, sort: str) -> list[tuple[LedgerRow, Compared]]:
        """Rows of a sort with what was found of them."""
        return [pair for pair in zip(self.rows, self.compared, strict=True) if pair[1].sort == sort]


def plan_of(row: LedgerImport, *, by: Actor, now: datetime) -> Plan:
    """Read the file and hold each row against the ledger."""
    day = local_day(now)
    book = _opened(row)
    kind = _kind(row.kind, day)
    columns = queries.columns_for(kind, day=day)
    answers = {**queries.remembered(row.unit_id, by.viewer), **row.answers}
    found = find_tables(book, known=columns, answers=answers)
    resolve = units.unit_resolver(day)
    ready = [table for table in found.tables if table.is_ready]
    tables = [
        read_rows(table, words=columns.words, resolve=resolve, answers=answers, required={"title"}) for table in ready
    ]
    mark = queries.ledger_mark(row.kind, viewer=by.viewer)
    known, versions = queries.known_rows(row.kind, viewer=by.viewer)
    numbers = {str(values["number"]): pk for pk, values in known.items() if values["number"]}
    rows = [
        mapping.imports.ledger_row(
            read,
            sheet=table.name,
            first=table.sheet.at(read.row, table.columns[0].place),
            numbers=numbers,
            sources=SOURCES,
            kind=kind,
        )
        for table, entries in zip(ready, tables, strict=True)
        for read in entries.rows
    ]
    codes = (*CODES, *(f"{OWN}{column.code}" for column in kind.columns))
    compared = compare([line.incoming for line in rows], known, keys=KEYS, codes=codes)
    year = next((table.days.year for table in found.tables if table.days.year), None) or day.year
    return Plan(found, tables, rows, compared.rows, versions, year, mark)


def _opened(row: LedgerImport) -> Workbook:
    content = files.read_kept(row.path)
    return of_plain(in_child(OPEN, content, cpu_seconds=CPU_SECONDS, wall_seconds=WALL_SECONDS))


def _kind(code: str, day: date) -> Kind:
    kinds = queries.kinds_on(day)
    found = next((kind for kind in kinds if kind.code == code), None)
    if found is None:
        raise queries.NoSuchKind(f"{day}没有“{code}”这类台账，请先在规则中设置。")
    return found


def cell_of(at: str, plan: Plan) -> str:
    """The cell that a finding is shown at; what is wrong with a whole row stands at its first cell."""
    if "!" in at:
        return at
    found = next(line for line in plan.rows if line.incoming.at == at)
    table = next(each for each in plan.found.tables if each.name == found.sheet and found.read.row in each.entries)
    return table.sheet.at(found.read.row, table.columns[0].place)


def _told(one: Compared) -> list[tuple[str, str]]:
    return [(change.code, str(change.new)) for change in one.changes]


def column_of(code: str) -> str:
    """The column of an item that a column of the ledger is."""
    return code if code.startswith(OWN) else AMENDED[code]


def known_pk(one: Compared) -> int:
    """The item that a row is; 0 for none."""
    return int(one.known) if isinstance(one.known, int) else 0
