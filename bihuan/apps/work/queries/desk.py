"""What waits for a person, what they did, what they started, what was copied to them (待办、已办、我发起、抄送)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, partial
from typing import Any

from django.db.models import Case, CharField, Count, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.urls import reverse

from bihuan.apps.units import queries as units
from bihuan.apps.work.models import CopyTo, Item
from bihuan.apps.work.queries.lamps import PAUSED, RETURNED, Signs, nodes_of, signs
from bihuan.apps.work.queries.limits import duties_late
from bihuan.apps.work.queries.rulebook import Rulebook, rulebook
from bihuan.apps.work.queries.turns import is_my_turn
from bihuan.base import prepared
from bihuan.base.scope import Viewer
from bihuan.engine.calendar import local_day
from bihuan.engine.lamps import Lamp, Status
from bihuan.engine.loop import reminders

SHOWN = 200
FIRST_MOVE, ASKED = "sign", 2
READ = (
    *("id", "year", "number", "ledger_kind", "state", "title", "lead_name", "due_on", "done_on", "closed_on"),
    *("moved_at", "progress", "clock_started_at", "kind_version", "created_at"),
    *("grade", "dispatched_at", "first_answer_at", "review_on"),
)
"""Columns that a line, its lamp and its reminder need."""
Listed = Callable[[Viewer, date, Rulebook], QuerySet[Item]]


@dataclass(frozen=True)
class DeskRow:
    """One line of the desk (事项一行). Its signs are worked out when one looks: a long list shows only its first.

    asks: words of the first steps that are open to the party that is waited for (待办什么).
    """

    item_id: int
    title: str
    number: str
    kind: str
    state: str
    light: Callable[[], Signs]
    unit: str
    due_on: date | None
    since: datetime | None
    is_returned: bool = False
    is_handed_in: bool = False
    remind: str = ""
    first_move: tuple[str, str] | None = None
    asks: tuple[str, ...] = ()

    @cached_property
    def signs(self) -> Signs:
        """Lamp, status and slip."""
        return self.light()

    @property
    def lamp(self) -> Lamp:
        """The lamp."""
        return self.signs.lamp

    @property
    def status(self) -> Status:
        """The status that lists show."""
        return self.signs.status

    @property
    def slip(self) -> Lamp | None:
        """The slip that the item draws, if any."""
        return self.signs.slip

    @property
    def url(self) -> str:
        """The item's page."""
        return reverse("work:item", args=[self.item_id])


def todo(
    viewer: Viewer, now: datetime, *, book: Rulebook | None = None, limit: int = SHOWN, group: str = ""
) -> list[DeskRow]:
    """Items whose next step is this person's, oldest deadline first (待办); of one group where asked."""
    return _rows(todo_items, viewer, now, book=book, limit=limit, group=group)


def todo_items(viewer: Viewer, day: date, book: Rulebook) -> QuerySet[Item]:
    """Items whose next step is this person's (待办), to count or to list."""
    return _in_order(Item.objects.visible_to(viewer).filter(is_my_turn(viewer, book=book, day=day)))


def group_of(book: Rulebook) -> Case:
    """The group of what is to be done: overdue, returned, soon due, the rest; the first that fits (待办分组)."""
    runs = Q(done_on=None, closed_on=None)
    return Case(
        When(runs & Q(due_on__lt=book.day), then=Value("overdue")),
        When(state=RETURNED, then=Value("returned")),
        When(runs & Q(due_on__lte=book.near_until), then=Value("soon")),
        default=Value("rest"),
        output_field=CharField(),
    )


def done(viewer: Viewer, now: datetime, *, book: Rulebook | None = None, limit: int = SHOWN) -> list[DeskRow]:
    """Items that this person moved and that now wait for someone else, latest first (已办)."""
    return _rows(_done, viewer, now, book=book, limit=limit)


def _done(viewer: Viewer, day: date, book: Rulebook) -> QuerySet[Item]:
    """Items that this person had a hand in and that are not waiting for them."""
    mine = Item.objects.visible_to(viewer).filter(pk__in=units.acted_on(viewer, "work.item"))
    others = mine.exclude(is_my_turn(viewer, book=book, day=day))
    return others.order_by(F("moved_at").desc(nulls_last=True), "-pk")


def started(viewer: Viewer, now: datetime, *, book: Rulebook | None = None, limit: int = SHOWN) -> list[DeskRow]:
    """Items that this person brought in and that have not ended, oldest deadline first (我发起)."""
    return _rows(_started, viewer, now, book=book, limit=limit)


def _started(viewer: Viewer, _day: date, book: Rulebook) -> QuerySet[Item]:
    mine = Item.objects.visible_to(viewer).filter(created_by_id=viewer.person_id)
    return _in_order(mine.exclude(state__in=book.final()))


def copied(viewer: Viewer, now: datetime, *, book: Rulebook | None = None, limit: int = SHOWN) -> list[DeskRow]:
    """Items copied to this person or to a unit in which they hold a post, for information, unread first (抄送)."""
    return _rows(_unread_first, viewer, now, book=book, limit=limit)


def _copied(viewer: Viewer) -> QuerySet[Item]:
    return Item.objects.visible_to(viewer).filter(pk__in=_copies(viewer).order_by().values("item_id"))


def _unread_first(viewer: Viewer, _day: date, _book: Rulebook) -> QuerySet[Item]:
    unread = _copies(viewer).filter(item_id=OuterRef("pk"), read_at=None)
    found = _copied(viewer).annotate(unread=Exists(unread))
    return found.order_by("-unread", F("due_at").asc(nulls_last=True), "pk")


def _copies(viewer: Viewer) -> QuerySet[CopyTo]:
    return CopyTo.objects.inside().filter(_to(viewer))


def copies_to(viewer: Viewer) -> QuerySet[CopyTo]:
    """Copies to this person, or to a unit in which they hold a post (抄送件)."""
    return CopyTo.objects.visible_to(viewer).filter(_to(viewer))


def _to(viewer: Viewer) -> Q:
    return Q(person_id=viewer.person_id) | Q(unit_id__in={post.unit_id for post in viewer.posts})


def late(viewer: Viewer, now: datetime, *, book: Rulebook | None = None, limit: int = SHOWN) -> list[DeskRow]:
    """Items in this person's reach whose day has passed and that are not handed in, oldest deadline first (逾期)."""
    return _rows(_late, viewer, now, book=book, limit=limit)


def _late(viewer: Viewer, _day: date, book: Rulebook) -> QuerySet[Item]:
    resting = [code for kind in book.codes for code in book.unlit(kind)]
    open_items = Item.objects.visible_to(viewer).filter(due_on__lt=book.day, done_on=None, closed_on=None)
    return _in_order(open_items.exclude(state__in={*resting, *book.final(), "suspended"}))


def desk_counts(viewer: Viewer, now: datetime, *, book: Rulebook) -> dict[tuple[str, str], int]:
    """How many items each tab of the desk has, by tab and group, in one query; only `todo` has groups."""
    return {(tab, group): count for tab, group, count in prepared.rows(_counts, viewer, local_day(now), book)}


def _counts(viewer: Viewer, day: date, book: Rulebook) -> QuerySet[Any, Any]:
    """A part a tab, each found by its own indexes: four times as fast as one pass that asks every row of every tab."""
    first, *others = (
        _counted("todo", todo_items(viewer, day, book), group_of(book)),
        _counted("done", _done(viewer, day, book)),
        _counted("started", _started(viewer, day, book)),
        _counted("copied", _copied(viewer)),
        _counted("late", _late(viewer, day, book)),
    )
    return first.union(*others, all=True)


def _counted(tab: str, items: QuerySet[Item], group: Any = None) -> QuerySet[Any, Any]:
    """Rows (tab, group, number of items)."""
    named = items.order_by().annotate(tab=Value(tab), group=group or Value("")).values("tab", "group")
    return named.annotate(n=Count("pk")).values_list("tab", "group", "n")


def _in_order(items: QuerySet[Item]) -> QuerySet[Item]:
    return items.order_by(F("due_at").asc(nulls_last=True), "pk")


def _rows(
    listed: Listed, viewer: Viewer, now: datetime, *, book: Rulebook | None, limit: int, group: str = ""
) -> list[DeskRow]:
    day = local_day(now)
    book = book or rulebook(day)
    found = prepared.instances(_first, listed, viewer, day, book, limit, group)
    nodes = nodes_of(found)
    return [_row(item, partial(signs, item, nodes.get(item.pk, ()), book=book), book, now) for item in found]


def _first(listed: Listed, viewer: Viewer, day: date, book: Rulebook, limit: int, group: str) -> QuerySet[Item]:
    items = listed(viewer, day, book)
    if group:
        items = items.annotate(group=group_of(book)).filter(group=group)
    return items.only(*READ)[:limit]


def _first_move(item: Item, book: Rulebook) -> tuple[str, str] | None:
    """Code and word of the step that a freshly dispatched item asks of its unit (签收)."""
    sign = book.kind_of(item).move_by_code.get(FIRST_MOVE)
    return (sign.code, sign.word) if sign and item.state in sign.frm else None


def _asks(item: Item, book: Rulebook) -> tuple[str, ...]:
    """Words of the first steps that the awaited party may take from here, in the order of the table."""
    kind = book.kind_of(item)
    state = kind.state_by_code.get(item.state)
    if state is None or not state.waits_on:
        return ()
    open_to = (
        move for move in kind.moves_from(state.code) if any(by.split(":")[0] == state.waits_on for by in move.by)
    )
    return tuple(move.word for move in open_to)[:ASKED]


def _reminder(item: Item, book: Rulebook, now: datetime, *, handed_in: bool) -> str:
    """What is to be said of the item today: a reminder of its kind, a stage that is late, a review that has come."""
    kind = book.kind_of(item)
    if item.state == PAUSED:
        return "挂账复核日已到" if item.review_on and item.review_on <= book.day else ""
    late = [f"{limit.word}已超时" for limit in duties_late(item, kind, now=now, calendar=book.calendar)]
    due_on = None if handed_in else item.due_on
    told = reminders(kind, day=book.day, due_on=due_on, calendar=book.calendar) if due_on else ()
    return "，".join((*late, *(each.word for each in told)))


def _row(item: Item, light: Callable[[], Signs], book: Rulebook, now: datetime) -> DeskRow:
    handed_in = bool(item.done_on or item.closed_on)
    return DeskRow(
        item_id=item.pk,
        title=item.title,
        number=item.numbered,
        kind=book.kind_word(item.ledger_kind),
        state="待阅" if getattr(item, "unread", False) else book.state_word(item.ledger_kind, item.state),
        light=light,
        unit=item.lead_name,
        due_on=item.review_on if item.state == PAUSED else item.due_on,
        since=item.moved_at,
        is_returned=item.state == RETURNED,
        is_handed_in=handed_in,
        remind=_reminder(item, book, now, handed_in=handed_in),
        first_move=_first_move(item, book),
        asks=_asks(item, book),
    )
