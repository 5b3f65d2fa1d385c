"""The rules that a page of items needs, read at once: kinds, lamps, slips, shown statuses (现行规则)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from bihuan.apps.units import queries as units
from bihuan.definitions import Definition, calendar
from bihuan.engine import lamps as lights
from bihuan.engine import loop
from bihuan.engine.calendar import Calendar

FOLDERS = ("holidays", "ledger_kinds", "lamps", "statuses")
STATUS_TABLE = "standard"
NO_STATUS = lights.Status("unknown", "暂无", "没有可用的显示状态表。")


@dataclass(frozen=True)
class Rulebook:
    """Rules in force on a day. A slip rule is a lamp definition of the form `slip`."""

    day: date
    kinds: Mapping[str, loop.Kind]
    versions: Mapping[str, str]
    lamps: Mapping[str, lights.LampRule]
    slips: tuple[lights.LampRule, ...]
    statuses: lights.StatusTable | None

    def kind_word(self, code: str) -> str:
        """A ledger's name; its code where the kind is no longer in force."""
        return self.kinds[code].name if code in self.kinds else code

    def state_word(self, kind: str, state: str) -> str:
        """A state's word in its kind, or in the common table."""
        found = self.kinds[kind].state_by_code.get(state) if kind in self.kinds else None
        return found.word if found else _COMMON.get(state, state)

    def lamp_rule(self, kind: str) -> lights.LampRule | None:
        """The lamp rule of a ledger; None where it names none that is in force."""
        return self.lamps.get((self.kinds[kind].lamp or "") if kind in self.kinds else "")

    def unlit(self, kind: str) -> frozenset[str]:
        """States without a lamp: not yet dispatched, or ended without having been done (不亮灯的状态)."""
        return self._unlit.get(kind, _UNLIT)

    @cached_property
    def _unlit(self) -> dict[str, frozenset[str]]:
        """Asked of every row of a page, so worked out once."""
        return {code: _unlit_of(kind.states) for code, kind in self.kinds.items()}

    def final(self) -> frozenset[str]:
        """States in which an item of any kind may rest for good (已结束)."""
        kinds = [state for kind in self.kinds.values() for state in kind.states]
        return frozenset(state.code for state in (*loop.STATES, *kinds) if state.is_final)

    def states(self) -> dict[str, str]:
        """All states of all kinds, with their words, in the order of the work."""
        found = dict(_COMMON)
        for kind in self.kinds.values():
            for state in kind.states:
                found.setdefault(state.code, state.word)
        return found


def is_unlit(state: loop.State) -> bool:
    """Whether an item in this state has no lamp: not dispatched yet, or ended without having been done."""
    return state.stage == "preparing" or (state.is_final and state.code != "written_off")


def _unlit_of(states: Iterable[loop.State]) -> frozenset[str]:
    return frozenset(state.code for state in states if is_unlit(state))


_UNLIT = _unlit_of(loop.STATES)
_COMMON = {state.code: state.word for state in loop.STATES}


def rulebook(day: date) -> Rulebook:
    """Rules in force on a day, the office's before what ships; one query."""
    found = units.definitions_of(FOLDERS, on=day)
    working = calendar(found["holidays"].values())
    rules = {code: _lamp_rule(Keyed(entry, working)) for code, entry in found["lamps"].items()}
    table = found["statuses"].get(STATUS_TABLE)
    return Rulebook(
        day=day,
        kinds={code: _kind(Keyed(entry, working)) for code, entry in found["ledger_kinds"].items()},
        versions={code: entry.version for code, entry in found["ledger_kinds"].items()},
        lamps={code: rule for code, rule in rules.items() if found["lamps"][code].body["form"] == "lamp"},
        slips=tuple(rule for code, rule in rules.items() if found["lamps"][code].body["form"] == "slip"),
        statuses=_status_table(Keyed(table, working)) if table else None,
    )


class Keyed:
    """A definition with its calendar, compared by what it says, so that the same rule is built once."""

    def __init__(self, definition: Definition, working: Calendar) -> None:
        self.definition, self.working = definition, working
        self.key = (definition.kind, definition.code, definition.name, definition.version, id(working))

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Keyed) and self.key == other.key


@lru_cache(maxsize=200)
def _kind(entry: Keyed) -> loop.Kind:
    definition = entry.definition
    return loop.build(definition.body, code=definition.code, name=definition.name)


@lru_cache(maxsize=100)
def _lamp_rule(entry: Keyed) -> lights.LampRule:
    return lights.build(entry.definition.body, calendar=entry.working)


@lru_cache(maxsize=20)
def _status_table(entry: Keyed) -> lights.StatusTable:
    return lights.build_statuses(entry.definition.body, calendar=entry.working)
