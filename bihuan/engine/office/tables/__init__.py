"""Tables in (读表): found, matched, read; compared with what is known; merged with what stands now."""

from bihuan.engine.office.tables.compare import Change, Compared, Comparison, Incoming, compare
from bihuan.engine.office.tables.known import BadColumns, KnownColumn, KnownColumns, known_columns
from bihuan.engine.office.tables.matching import TableColumn
from bihuan.engine.office.tables.merge import Conflict, MergedRow, merge
from bihuan.engine.office.tables.paste import PasteTooLarge, pasted
from bihuan.engine.office.tables.questions import DROP, KEEP, Answers, Choice, Question
from bihuan.engine.office.tables.rows import ReadRow, ReadTable, Resolver, UnitName, UnknownUnit, read_rows
from bihuan.engine.office.tables.table import Found, FoundTable, find_tables

__all__ = [
    "DROP",
    "KEEP",
    "Answers",
    "BadColumns",
    "Change",
    "Choice",
    "Compared",
    "Comparison",
    "Conflict",
    "Found",
    "FoundTable",
    "Incoming",
    "KnownColumn",
    "KnownColumns",
    "MergedRow",
    "PasteTooLarge",
    "Question",
    "ReadRow",
    "ReadTable",
    "Resolver",
    "TableColumn",
    "UnitName",
    "UnknownUnit",
    "compare",
    "find_tables",
    "known_columns",
    "merge",
    "pasted",
    "read_rows",
]
