"""Queries whose SQL is made once and run again (预备查询).

Building a scoped query costs Django several times what the database takes to answer it. The SQL depends on nothing but
the arguments of the function that makes the query, so it is kept by them: the viewer with all that decides what may be
seen, the day, the rules. Numbers that differ each time, as an item's, are filled in. Nothing that was read is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import QuerySet
from django.db.models.query import get_related_populators

KEPT = 2000
"""Queries a process keeps; each is about 10 kB."""
HOLES = tuple(7_000_000_000_000_000_000 + place for place in range(60))
"""Numbers that stand where others are filled in, enough for the lines of a page; no id ever gets there."""

Make = Callable[..., QuerySet[Any, Any]]
Build = Callable[[Sequence[Any]], Any]


@dataclass(frozen=True)
class Prepared:
    """SQL with its parameters, which of them are filled in, which columns are converted, and what a row becomes."""

    sql: str
    params: tuple[Any, ...]
    holes: tuple[tuple[int, int], ...]
    converted: tuple[tuple[int, Sequence[Callable[..., Any]], Any], ...]
    build: Build

    def rows(self, fill: Sequence[int]) -> Iterator[list[Any]]:
        """Ask the database."""
        params = list(self.params)
        for place, hole in self.holes:
            params[place] = fill[hole]
        with connection.cursor() as cursor:
            cursor.execute(self.sql, params)
            found = cursor.fetchall()
        return map(self._values, found)

    def _values(self, row: Sequence[Any]) -> list[Any]:
        values = list(row)
        for place, converters, expression in self.converted:
            for convert in converters:
                values[place] = convert(values[place], expression, connection)
        return values


def rows(make: Make, *arguments: Hashable, fill: Sequence[int] = ()) -> list[tuple[Any, ...]]:
    """Rows of the `values_list` query that `make(*arguments, *fill)` gives; `make` looks at its arguments alone.

    Args: fill: numbers that the query compares with and that do not shape it; a number for each last argument. More
        than a page has are not worth preparing.
    """
    if len(fill) > len(HOLES):
        return list(make(*arguments, *fill))
    prepared = _prepared(make, arguments, len(fill))
    return [tuple(row) for row in prepared.rows(fill)] if prepared else []


def instances(make: Make, *arguments: Hashable, fill: Sequence[int] = ()) -> list[Any]:
    """As `rows`, of a query that gives objects: with what it selects of related ones, without what it defers."""
    prepared = _prepared(make, arguments, len(fill))
    return [prepared.build(row) for row in prepared.rows(fill)] if prepared else []


@lru_cache(maxsize=KEPT)
def _prepared(make: Make, arguments: tuple[Hashable, ...], filled: int) -> Prepared | None:
    """None where no row can meet the conditions."""
    compiler = make(*arguments, *HOLES[:filled]).query.get_compiler(DEFAULT_DB_ALIAS)
    try:
        sql, params = compiler.as_sql()
    except EmptyResultSet:
        return None
    holes = tuple((place, HOLES.index(value)) for place, value in enumerate(params) if value in HOLES)
    assert len({hole for _, hole in holes}) == filled, "each number is filled in somewhere, as it is"
    columns = [expression for expression, _, _ in compiler.select[: compiler.col_count]]
    converted = tuple((place, *how) for place, how in compiler.get_converters(columns).items())
    return Prepared(sql, tuple(params), holes, converted, _builder(compiler))


def _builder(compiler: Any) -> Build:
    """How a row becomes an object, as iterating the query itself would do it."""
    known = compiler.klass_info
    if known is None:
        return tuple
    first, last = known["select_fields"][0], known["select_fields"][-1] + 1
    names = [column.target.attname for column, _, _ in compiler.select[first:last]]
    related = get_related_populators(known, compiler.select, DEFAULT_DB_ALIAS)  # type: ignore[call-arg]

    def build(row: Sequence[Any]) -> Any:
        found = known["model"].from_db(DEFAULT_DB_ALIAS, names, row[first:last])
        for each in related:
            each.populate(row, found)
        for name, place in compiler.annotation_col_map.items():
            setattr(found, name, row[place])
        return found

    return build
