"""Tables in (读表): found, matched, read; compared with what is known; merged with what stands now."""

from bihuan.engine.office.tables.known import BadColumns, KnownColumn, KnownColumns, known_columns
from bihuan.engine.office.tables.matching import TableColumn
from bihuan.engine.office.tables.questions import DROP, KEEP, Answers, Choice, Question
from bihuan.engine.office.tables.rows import ReadRow, ReadTable, Resolver, UnitName, UnknownUnit, read_rows
from bihuan.engine.office.tables.table import Found, FoundTable, find_tables

__all__ = [
    "DROP",
    "KEEP",
    "Answers",
    "BadColumns",
    "Choice",
    "Found",
    "FoundTable",
    "KnownColumn",
    "KnownColumns",
    "Question",
    "ReadRow",
    "ReadTable",
    "Resolver",
    "TableColumn",
    "UnitName",
    "UnknownUnit",
    "find_tables",
    "known_columns",
    "read_rows",
]
