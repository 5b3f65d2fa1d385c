"""Columns that a ledger is known to have (已知栏目): their words, other names, and how their cells are read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from bihuan.engine.office.cells.parties import Role
from bihuan.engine.office.cells.words import NO_WORDS, CellWords, cell_words, plain
from bihuan.engine.values import Finding, Unit, unit_of

Reads = Literal[
    "nothing",
    "text",
    "code",
    "day",
    "deadline",
    "number",
    "amount",
    "percent",
    "units",
    "people",
    "phones",
    "credit_code",
    "money_range",
    "yes_no",
]

_BRACKETS = re.compile(r"[(\[【<]([^()\[\]【】<>]*)[)\]】>]")
_ORNAMENTS = re.compile(r"^[*☆★※]+|[*☆★※:]+$|^\d{1,2}[.、]|^[①-⑳]")
_UNIT_SAID = re.compile(r"^单位:")


@dataclass(frozen=True, slots=True)
class KnownColumn:
    """One known column (栏目): its code and word, other names of it, and how its cells are read.

    under: headings over it in a head of two lines. role: of units that have none of their own.
    unit: of measure, where the heading does not say one.
    """

    code: str
    word: str
    reads: Reads = "text"
    names: frozenset[str] = frozenset()
    under: frozenset[str] = frozenset()
    role: Role = "responsible"
    unit: Unit | None = None


class BadColumns(ValueError):
    """Columns cannot be used (栏目定义有误); `findings` says where and what to do."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("；".join(map(str, self.findings)))


class KnownColumns:
    """All columns that a table is matched with (栏目表), found by code or by any of their names.

    Raises: BadColumns: two columns share a code or a name.
    """

    def __init__(self, columns: Sequence[KnownColumn], words: CellWords) -> None:
        self.columns, self.words = tuple(columns), words
        self.by_code: dict[str, KnownColumn] = {}
        self.by_name: dict[str, KnownColumn] = {}
        findings = [finding for place, column in enumerate(columns) for finding in self._enter(column, place)]
        if findings:
            raise BadColumns(findings)

    def with_columns(self, columns: Iterable[KnownColumn]) -> KnownColumns:
        """These columns and some of a ledger's own (加上专有栏目); an own one takes its names from the common ones."""
        own = tuple(columns)
        taken = {name for column in own for name in _names(column)}
        kept = [_without(column, taken) for column in self.columns if column.code not in {each.code for each in own}]
        return KnownColumns([*own, *(column for column in kept if column is not None)], self.words)

    def with_words(self, words: CellWords) -> KnownColumns:
        """These columns, their cells read with other words (换用单元格用语)."""
        return KnownColumns(self.columns, words)

    def _enter(self, column: KnownColumn, place: int) -> Iterable[Finding]:
        at = f"columns[{place}]"
        if column.code in self.by_code:
            yield Finding("column_twice", at, f"代码“{column.code}”写了两次，请改掉一个。")
        self.by_code[column.code] = column
        for name in sorted(_names(column)):
            other = self.by_name.setdefault(name, column)
            if other is not column:
                sentence = f"“{name}”既是“{other.word}”又是“{column.word}”，认不出是哪一栏，请删去一处。"
                yield Finding("name_twice", at, sentence)


def _names(column: KnownColumn) -> frozenset[str]:
    return column.names | {heading_key(column.word)}


def _without(column: KnownColumn, taken: set[str]) -> KnownColumn | None:
    """A common column without the names that an own one has; None where its very word is taken."""
    if heading_key(column.word) in taken:
        return None
    return KnownColumn(
        column.code, column.word, column.reads, column.names - taken, column.under, column.role, column.unit
    )


def known_columns(body: Mapping[str, Any]) -> KnownColumns:
    """Known columns from the checked body of a definition (建立栏目表).

    Raises: BadColumns: names each column that is wrong.
    """
    findings = [
        Finding("no_such_unit", f"columns[{place}].unit", f"“{said['unit']}”不是认识的计量单位，请改正。")
        for place, said in enumerate(body["columns"])
        if "unit" in said and unit_of(said["unit"]) is None
    ]
    if findings:
        raise BadColumns(findings)
    words = cell_words(body["cells"]) if "cells" in body else NO_WORDS
    return KnownColumns([_column(said) for said in body["columns"]], words)


def _column(said: Mapping[str, Any]) -> KnownColumn:
    return KnownColumn(
        code=said["code"],
        word=said["word"],
        reads=said["reads"],
        names=frozenset(map(heading_key, said.get("names", ()))),
        under=frozenset(map(heading_key, said.get("under", ()))),
        role=said.get("role", "responsible"),
        unit=unit_of(said["unit"]) if "unit" in said else None,
    )


def heading_key(text: str) -> str:
    """A heading for comparing (比对用表头): without spaces, marks, numbering and brackets.

    >>> heading_key("* 完成 时限（年月日）")
    '完成时限'
    """
    key = plain(text)
    bare = _BRACKETS.sub("", key)
    return _ORNAMENTS.sub("", _ORNAMENTS.sub("", bare or key)).lower()


def heading_unit(text: str) -> Unit | None:
    """The unit of measure that a heading says in brackets (表头所写单位).

    >>> heading_unit("总投资（单位：万元）")
    <Unit.TEN_THOUSAND_YUAN: ('万元', '人民币', Decimal('10000'))>
    """
    found = (unit_of(_UNIT_SAID.sub("", said)) for said in _BRACKETS.findall(plain(text)))
    return next((unit for unit in found if unit is not None), None)
