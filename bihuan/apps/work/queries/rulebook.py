"""The rules that a page of items needs, read at once: kinds, lamps, slips, shown statuses (现行规则)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from django.db.models import Q

from bihuan.apps.units import queries as units
from bihuan.definitions import Definition, calendar
from bihuan.engine import lamps as lights
from bihuan.engine import loop
from bihuan.engine.calendar import Calendar, local_day

if TYPE_CHECKING:
    from bihuan.apps.work.models import Item

FOLDERS = ("holidays", "ledger_kinds", "lamps", "statuses")
STATUS_TABLE = "standard"
NO_STATUS = lights.Status("unknown", "暂无", "没有可用的显示状态表。")


@dataclass(frozen=True)
class Former:
    """A version of a kind that is not the one in force, with the days on which it was (旧版台账)."""

    kind: loop.Kind
    definition: Definition

    def holds_on(self, day: date) -> bool:
        """Whether it was in force on a day."""
        return self.definition.holds_on(day)


@dataclass(frozen=True, eq=False)
class Rulebook:
    """Rules in force on a day. A slip rule is a lamp definition of the form `slip`. The same rules are one object.

    calendar: with the years that the office put in. versions: of each kind in force, its version. older: versions that
    came into force before, by code and version, the newest last: items keep the version that they were drafted in.
    """

    day: date
    calendar: Calendar
    kinds: Mapping[str, loop.Kind]
    versions: Mapping[str, str]
    older: Mapping[tuple[str, str], Former]
    lamps: Mapping[str, lights.LampRule]
    slips: tuple[lights.LampRule, ...]
    statuses: lights.StatusTable | None

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """Codes of all ledgers, those that are no longer in force among them (台账编码)."""
        return tuple(sorted({*self.kinds, *(code for code, _ in self.older)}))

    @cached_property
    def _newest(self) -> dict[str, loop.Kind]:
        """Each ledger's version in force, else its last one."""
        return {**{code: former.kind for (code, _), former in self.older.items()}, **self.kinds}

    def kind_of(self, item: Item) -> loop.Kind:
        """The kind as it was when the item was drafted: by version, else by that day, else newest (台账类型)."""
        code, version = item.ledger_kind, item.kind_version
        if self.versions.get(code) == version:
            return self.kinds[code]
        if (code, version) in self.older:
            return self.older[code, version].kind
        drafted_on = local_day(item.created_at)
        held = [each.kind for (of, _), each in self.older.items() if of == code and each.holds_on(drafted_on)]
        return held[-1] if held else self._newest[code]

    def generations(self, code: str) -> list[tuple[loop.Kind, Q]]:
        """A ledger's versions, each with the condition for its items; items of no known version go with the newest."""
        former = {version: each.kind for (of, version), each in self.older.items() if of == code}
        found = [(kind, Q(ledger_kind=code, kind_version=version)) for version, kind in former.items()]
        if code in self.kinds:
            rest = Q(ledger_kind=code) & ~Q(kind_version__in=list(former)) if former else Q(ledger_kind=code)
            found.append((self.kinds[code], rest))
        return found

    @cached_property
    def near_until(self) -> date:
        """The last due day that is near (即将到期的最后一日)."""
        return lights.near_until(self.statuses, self.day) if self.statuses else self.day

    def kind_word(self, code: str) -> str:
        """A ledger's name; its code where no such kind was ever in force."""
        return self._newest[code].name if code in self._newest else code

    def state_word(self, kind: str, state: str) -> str:
        """A state's word in its kind, in an older version of it, or in the common table."""
        former = (each.kind for (code, _), each in self.older.items() if code == kind)
        own = (
            each.state_by_code[state].word for each in (*self._present(kind), *former) if state in each.state_by_code
        )
        return next(own, _COMMON.get(state, state))

    def _present(self, kind: str) -> tuple[loop.Kind, ...]:
        return (self.kinds[kind],) if kind in self.kinds else ()

    def lamp_rule(self, kind: str) -> lights.LampRule | None:
        """The lamp rule of a ledger; None where it names none that is in force."""
        return self.lamps.get((self._newest[kind].lamp or "") if kind in self._newest else "")

    def unlit(self, kind: str) -> frozenset[str]:
        """States without a lamp: not yet dispatched, or ended without having been done (不亮灯的状态)."""
        return self._unlit.get(kind, _UNLIT)

    @cached_property
    def _unlit(self) -> dict[str, frozenset[str]]:
        """Asked of every row of a page, so worked out once."""
        return {code: _unlit_of(found.values()) for code, found in self._states_of.items()}

    @cached_property
    def _states_of(self) -> dict[str, dict[str, loop.State]]:
        """States of each ledger by their codes, those of older versions among them; the newest word stands."""
        found: dict[str, dict[str, loop.State]] = {code: {} for code in self.codes}
        for code, kind in (*((code, former.kind) for (code, _), former in self.older.items()), *self.kinds.items()):
            found[code] |= kind.state_by_code
        return found

    @cached_property
    def unlit_everywhere(self) -> frozenset[str]:
        """States without a lamp in every ledger that has them (各台账都不亮灯的状态)."""
        having = {state for states in self._states_of.values() for state in states}
        return frozenset(
            state
            for state in having
            if all(state in self.unlit(code) for code, states in self._states_of.items() if state in states)
        )

    @cached_property
    def weighs_progress(self) -> bool:
        """Whether a ledger's lamp looks at progress (按进度亮灯)."""
        return any(rule.gaps for code in self.codes if (rule := self.lamp_rule(code)))

    def final(self) -> frozenset[str]:
        """States in which an item of any kind may rest for good (已结束)."""
        kinds = [state for kind in self._all for state in kind.states]
        return frozenset(state.code for state in (*loop.STATES, *kinds) if state.is_final)

    def states(self) -> dict[str, str]:
        """All states of all kinds, with their words, in the order of the work."""
        found = dict(_COMMON)
        for kind in self._all:
            for state in kind.states:
                found.setdefault(state.code, state.word)
        return found

    @property
    def _all(self) -> list[loop.Kind]:
        return [*self.kinds.values(), *(former.kind for former in self.older.values())]


def is_unlit(state: loop.State) -> bool:
    """Whether an item in this state has no lamp: not dispatched yet, or ended without having been done."""
    return state.stage == "preparing" or (state.is_final and state.code != "written_off")


def _unlit_of(states: Iterable[loop.State]) -> frozenset[str]:
    return frozenset(state.code for state in states if is_unlit(state))


_UNLIT = _unlit_of(loop.STATES)
_COMMON = {state.code: state.word for state in loop.STATES}


def rulebook(day: date, *, known_on: date | None = None) -> Rulebook:
    """Rules in force on a day, the office's before what ships; one query.

    Args: known_on: leave out rules that the office entered after this day (当日所知).
    """
    return _rulebook(_Versions(day, units.definitions_until(FOLDERS, on=day, known_on=known_on)))


class _Versions:
    """All versions until a day, compared by what they say, so that the same rules are built once."""

    def __init__(self, day: date, versions: Mapping[str, list[Definition]]) -> None:
        self.day, self.versions = day, versions
        said = (
            (each.kind, each.code, each.name, each.version, each.effective_on, each.ends_on)
            for all_ in versions.values()
            for each in all_
        )
        self.key = (day, tuple(said))

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Versions) and self.key == other.key


@lru_cache(maxsize=50)
def _rulebook(entry: _Versions) -> Rulebook:
    day, versions = entry.day, entry.versions
    found = {folder: {each.code: each for each in all_ if each.holds_on(day)} for folder, all_ in versions.items()}
    working = calendar(found["holidays"].values())
    rules = {code: _lamp_rule(Keyed(each, working)) for code, each in found["lamps"].items()}
    table, present = found["statuses"].get(STATUS_TABLE), found["ledger_kinds"]
    current = {(each.code, each.version) for each in present.values()}
    former = [each for each in versions["ledger_kinds"] if (each.code, each.version) not in current]
    return Rulebook(
        day=day,
        calendar=working,
        kinds={code: _kind(Keyed(each, working)) for code, each in present.items()},
        versions={code: each.version for code, each in present.items()},
        older={(each.code, each.version): Former(_kind(Keyed(each, working)), each) for each in former},
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
