"""What tables that come in are read with: their columns, words of cells, units by any of their names (读表)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from bihuan.apps.units.queries.definitions import definition
from bihuan.apps.units.queries.directory import duties_on
from bihuan.base.refusals import Refusal
from bihuan.engine.office.tables import KnownColumns, known_columns


class NoColumns(Refusal):
    """The office has no table of columns on this day."""


def table_columns(code: str, *, on: date) -> KnownColumns:
    """The columns of a kind of tables, their cells read with the words of ledgers (导入栏目).

    Raises: NoColumns.
    """
    own, words = definition("table_columns", code, on=on), definition("ledger_columns", "standard", on=on)
    if own is None or words is None:
        raise NoColumns(f"{on}没有“{code}”的导入栏目表。请在“规则”里补上。")
    return known_columns(own.body).with_words(known_columns(words.body).words)


def unit_resolver(day: date) -> Callable[[str], Sequence[str]]:
    """Units by any name that they go or went by, as the codes that a name may mean; a part of a name means nothing."""
    found: dict[str, list[str]] = {}
    for unit in duties_on(day):
        for name in unit.names:
            found.setdefault(name, []).append(str(unit.unit_id))
    return lambda name: found.get(name, ())
