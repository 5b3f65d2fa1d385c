"""The working calendar as shipped and as an office extends it (工作日历)."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from bihuan.definitions.store import Definition, load
from bihuan.engine.calendar import Calendar, build


def calendar(office: Iterable[Definition] = ()) -> Calendar:
    """The calendar of all defined years (工作日历); a year that the office defines stands before the shipped one."""
    bodies = {each.code: each for each in (*load("holidays"), *office)}
    return _calendar(_Years(tuple(bodies.values())))


class _Years:
    """Definitions of years, alike where their versions are: so that one calendar is built once."""

    def __init__(self, definitions: tuple[Definition, ...]) -> None:
        self.definitions = definitions
        self._versions = tuple(each.version for each in definitions)

    def __hash__(self) -> int:
        return hash(self._versions)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Years) and self._versions == other._versions


@lru_cache(maxsize=16)
def _calendar(years: _Years) -> Calendar:
    return Calendar(build(each.body) for each in years.definitions)
