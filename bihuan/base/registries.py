"""What a higher app adds to a lower one: page parts, searches, listeners, rooms, daily work (登记处).

A lower app never asks up. The higher app registers in its `apps.py` (`ready`), the lower one reads the registry.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Generic, Protocol, TypeVar

from bihuan.base.scope import Viewer

Entry = TypeVar("Entry")


@dataclass(frozen=True)
class Room:
    """One entry of the left menu; shown only to a viewer who may see something there (栏目).

    says: one sentence on what one does there, for the help page and an administrator's desk (用途).
    waiting: how much waits there for this viewer, shown where the rooms are listed (待办数).
    """

    code: str
    word: str
    url_name: str
    order: int
    may_open: Callable[[Viewer], bool]
    icon: str = ""
    group: str = ""
    waiting: Callable[[Viewer], int] | None = None
    says: str = ""


@dataclass(frozen=True)
class PagePart:
    """A part that another app adds to an object's page: a template and the facts it needs."""

    page: str
    order: int
    template: str
    facts: Callable[[Viewer, Any], Mapping[str, Any]]


@dataclass(frozen=True)
class Hit:
    """One find of the search."""

    kind: str
    title: str
    url: str
    note: str = ""


@dataclass(frozen=True)
class Named:
    """One thing as the index of the search keeps it: what it is called, and the numbers that it goes by (可搜对象)."""

    object_id: int
    names: tuple[str, ...]
    codes: tuple[str, ...] = ()
    is_person: bool = False


@dataclass(frozen=True)
class Search:
    """A source of search results; where nothing else decides those of a smaller order stand first.

    find: what has these words anywhere in its text.
    named: things with their names, all or those of some ids; they are kept in the index of names and sounds.
    visible: rows that a viewer may see, of which only the ids are asked. hits: these ids as results, in their order.
    concerns: whether a recorded event may have changed the names of its object, by its kind and its facts after.
    """

    code: str
    order: int
    word: str
    find: Callable[[Viewer, str], Iterable[Hit]]
    named: Callable[[Iterable[int] | None], Iterable[Named]] | None = None
    visible: Callable[[Viewer], Any] | None = None
    hits: Callable[[Viewer, list[int]], Iterable[Hit]] | None = None
    concerns: Callable[[str, str], bool] | None = None


@dataclass(frozen=True)
class DailyWork:
    """Work that the worker starts once a day at a local time; `run` gets the moment and bears being repeated."""

    code: str
    at: time
    run: Callable[..., object]


@dataclass(frozen=True)
class SteadyWork:
    """Work that the worker does again and again, so many seconds apart; a round is short and bears being repeated."""

    code: str
    seconds: float
    run: Callable[[], object]


@dataclass(frozen=True)
class KeptFiles:
    """A table whose rows each name a kept file: the model's label and the columns of its place and digest."""

    model: str
    path: str
    digest: str


@dataclass(frozen=True)
class Guard:
    """A rule that the database itself keeps (库内守则): an INSERT or UPDATE is refused when a condition holds.

    refuses_when: SQL over NEW and, for UPDATE, OLD, which SQLite and PostgreSQL both understand.
    """

    code: str
    table: str
    on: str
    refuses_when: str
    sentence: str


@dataclass(frozen=True)
class DemoMaker:
    """Makes one domain's part of the demonstration district, through the same actions as people use."""

    code: str
    order: int
    make: Callable[..., object]


@dataclass(frozen=True)
class Matter:
    """One line of the desk: what it is, what is asked of this person now, and by when (待办件).

    word: its kind, as 重点任务. step: what to do or what was done, as 待签收. at: when it came here or was handled.
    is_handed_in: the unit has answered, so its deadline no longer runs.
    remind: what is to be said of it today, as 今日到期, 签收已超时.
    asks: words of the steps that are open now, as 同意延期、不同意延期.
    group: where it stands among what is to be done: overdue, returned, soon (due soon), rest.
    act, act_url: what can be done on the desk itself, and the form of it to be brought there by htmx.
    Addresses may be lazy (a long list shows only its first lines): `str()` before they are kept.
    """

    title: str
    url: str
    word: str = ""
    step: str = ""
    unit: str = ""
    due_on: date | None = None
    at: datetime | None = None
    lamp: Any = None
    is_returned: bool = False
    is_handed_in: bool = False
    remind: str = ""
    asks: str = ""
    group: str = "rest"
    act: str = ""
    act_url: str = ""


class DeskLines(Protocol):
    """What an app has for one person's desk, by tab: todo, done, started, copied, late (overdue in one's reach)."""

    def count(self, tab: str, group: str = "") -> int:
        """How many lines the tab has; of one group of what is to be done where asked."""

    def find(self, tab: str, limit: int, group: str = "") -> Iterable[Matter]:
        """The first lines of the tab or group: oldest deadline first (todo, late), newest first (others)."""


@dataclass(frozen=True)
class DeskSource:
    """An app that gives lines to the desk; opened once a request, so that it reads its rules once."""

    code: str
    open: Callable[[Viewer], DeskLines]


@dataclass(frozen=True)
class FormAsked:
    """One form that one unit is to fill in by a day, as another app asks it (应填报表)."""

    unit_id: int
    unit_name: str
    title: str
    asker: str
    url: Any
    fields: int
    due_on: date


@dataclass(frozen=True)
class FormSource:
    """An app whose forms count in the burden of units: `find(viewer, first, last, unit_id)`, by the day each is due.

    unit_id: of this unit alone; None for all in the viewer's reach.
    """

    code: str
    find: Callable[[Viewer, date, date, int | None], Iterable[FormAsked]]


class Registry(Generic[Entry]):
    """Entries by key; the same key registered again replaces the first (safe on reload)."""

    def __init__(self) -> None:
        self._entries: dict[object, Entry] = {}

    def add(self, key: object, entry: Entry) -> None:
        """Register an entry under its key."""
        self._entries[key] = entry

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._entries.values())

    def get(self, key: object) -> Entry | None:
        """The entry under a key; None where nothing was registered."""
        return self._entries.get(key)


rooms: Registry[Room] = Registry()
page_parts: Registry[PagePart] = Registry()
searches: Registry[Search] = Registry()
daily_works: Registry[DailyWork] = Registry()
steady_works: Registry[SteadyWork] = Registry()
demo_makers: Registry[DemoMaker] = Registry()
desk_sources: Registry[DeskSource] = Registry()
form_sources: Registry[FormSource] = Registry()
append_only_tables: Registry[str] = Registry()
guards: Registry[Guard] = Registry()
kept_files: Registry[KeptFiles] = Registry()
openers: Registry[str] = Registry()
notice_words: Registry[str] = Registry()
casts: Registry[Callable[[], Iterable[Any]]] = Registry()
_listeners: dict[str, list[Callable[..., None]]] = {}


def add_room(room: Room) -> None:
    """Put a room into the left menu."""
    rooms.add(room.code, room)


def rooms_for(viewer: Viewer) -> list[Room]:
    """Rooms that hold something this viewer may see, in menu order."""
    return sorted((room for room in rooms if room.may_open(viewer)), key=lambda room: room.order)


def add_page_part(part: PagePart) -> None:
    """Add a part to an object's page."""
    page_parts.add((part.page, part.template), part)


def parts_of(page: str, viewer: Viewer, subject: Any) -> list[tuple[str, Mapping[str, Any]]]:
    """Templates with their facts for one object's page, in order."""
    parts = sorted((part for part in page_parts if part.page == page), key=lambda part: part.order)
    return [(part.template, part.facts(viewer, subject)) for part in parts]


def add_search(search: Search) -> None:
    """Add a source of search."""
    searches.add(search.code, search)


def add_desk_source(source: DeskSource) -> None:
    """Give lines to the desk."""
    desk_sources.add(source.code, source)


def add_form_source(source: FormSource) -> None:
    """Let an app's forms count in the burden of units (填报负担)."""
    form_sources.add(source.code, source)


def forms_asked(viewer: Viewer, first: date, last: date, unit_id: int | None = None) -> list[FormAsked]:
    """All forms of other apps that units in reach, or one of them, fill in between two days, by the days."""
    found = [each for source in form_sources for each in source.find(viewer, first, last, unit_id)]
    return sorted(found, key=lambda each: each.due_on)


def add_daily_work(work: DailyWork) -> None:
    """Add work that the worker starts once a day."""
    daily_works.add(work.code, work)


def add_steady_work(work: SteadyWork) -> None:
    """Add work that the worker does again and again."""
    steady_works.add(work.code, work)


def add_demo_maker(maker: DemoMaker) -> None:
    """Add a maker of demonstration data."""
    demo_makers.add(maker.code, maker)


def show_cast(code: str, accounts: Callable[[], Iterable[Any]]) -> None:
    """Offer the accounts of a demonstration on the page of signing in; never called in an office (演示账号)."""
    casts.add(code, accounts)


def keep_append_only(table: str) -> None:
    """Have the database refuse UPDATE and DELETE on a table (只增不改)."""
    append_only_tables.add(table, table)


def add_guard(guard: Guard) -> None:
    """Have the database refuse what a rule forbids, whichever way it is written (库内守则)."""
    guards.add(guard.code, guard)


def keep_files(model: str, *, path: str, digest: str) -> None:
    """Tell that each row of a model names a kept file (留存文件)."""
    kept_files.add(model, KeptFiles(model, path, digest))


def add_opener(module: str) -> None:
    """Name a module whose functions open uploads, so that it is ready before the first file comes (读取模块)."""
    openers.add(module, module)


def name_notice(rule: str, word: str) -> None:
    """Say what a message is called that an app tells people of, as 督查反馈 (提醒名称)."""
    notice_words.add(rule, word)


TOLD = "people.told"
"""The fact that some people are told of something; whoever keeps an inbox listens for it."""


def listen(fact: str, listener: Callable[..., None]) -> None:
    """Call `listener(**facts)` in the same transaction whenever `fact` is announced."""
    heard = _listeners.setdefault(fact, [])
    if listener not in heard:
        heard.append(listener)


def announce(fact: str, **facts: Any) -> None:
    """Tell all listeners that something happened; they run in the caller's transaction."""
    for listener in _listeners.get(fact, ()):
        listener(**facts)
