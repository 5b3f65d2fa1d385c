"""What waits for a person, what they did, what they started, what was copied to them (待办、已办、我发起、抄送)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, partial

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse

from bihuan.apps.units import queries as units
from bihuan.apps.work.models import CopyTo, Item, Party
from bihuan.apps.work.queries.lamps import RETURNED, Signs, nodes_of, signs
from bihuan.apps.work.queries.rulebook import Rulebook, rulebook
from bihuan.base.scope import Viewer
from bihuan.engine.calendar import local_day
from bihuan.engine.lamps import Lamp, Status
from bihuan.engine.loop import STANDS_FOR, Kind, State

PARTY_ROWS = ("responsible", "support", "asker", "answerer")
SHOWN = 200
FIRST_MOVE, ASKED = "sign", 2


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


def todo(viewer: Viewer, now: datetime, *, book: Rulebook | None = None, limit: int = SHOWN) -> list[DeskRow]:
    """Items whose next step is this person's, oldest deadline first (待办)."""
    book = book or rulebook(local_day(now))
    return _rows(todo_items(viewer, now, book=book), book=book, limit=limit)


def todo_items(viewer: Viewer, now: datetime, *, book: Rulebook | None = None) -> QuerySet[Item]:
    """Items whose next step is this person's (待办), to count or to list."""
    book = book or rulebook(local_day(now))
    waiting = Q(pk__in=[])
    for (party, role), states in _turns(book).items():
        waiting |= _stands(viewer, party, role) & _in_states(states)
    not_yet = Q(state="suspended") & (Q(review_on=None) | Q(review_on__gt=local_day(now)))
    return _in_order(Item.objects.visible_to(viewer).filter(waiting).exclude(not_yet))


def done(viewer: Viewer, now: datetime, *, book: Rulebook | None = None, limit: int = SHOWN) -> list[DeskRow]:
    """Items that this person moved and that now wait for someone else, latest first (已办)."""
    book = book or rulebook(local_day(now))
    return _rows(done_items(viewer, now, book=book), book=book, limit=limit)


def done_items(viewer: Viewer, now: datetime, *, book: Rulebook | None = None) -> QuerySet[Item]:
    """Items that this person had a hand in and that are not waiting for them (已办)."""
    waiting = todo_items(viewer, now, book=book).order_by().values("pk")
    mine = Item.objects.visible_to(viewer).filter(pk__in=units.acted_on(viewer, "work.item"))
    return mine.exclude(pk__in=waiting).order_by(F("moved_at").desc(nulls_last=True), "-pk")


def started(viewer: Viewer, now: datetime, *, book: Rulebook | None = None, limit: int = SHOWN) -> list[DeskRow]:
    """Items that this person brought in and that have not ended, oldest deadline first (我发起)."""
    book = book or rulebook(local_day(now))
    return _rows(started_items(viewer, book=book), book=book, limit=limit)


def started_items(viewer: Viewer, *, book: Rulebook) -> QuerySet[Item]:
    """Items that this person brought in and that have not ended (我发起)."""
    mine = Item.objects.visible_to(viewer).filter(created_by_id=viewer.person_id)
    return _in_order(mine.exclude(state__in=book.final()))


def copied(viewer: Viewer, now: datetime, *, book: Rulebook | None = None, limit: int = SHOWN) -> list[DeskRow]:
    """Items copied to this person or their unit for information, unread first (抄送)."""
    book = book or rulebook(local_day(now))
    return _rows(copied_items(viewer), book=book, limit=limit)


def copied_items(viewer: Viewer) -> QuerySet[Item]:
    """Items copied to this person or to a unit in which they hold a post (抄送)."""
    own = {post.unit_id for post in viewer.posts}
    mine = CopyTo.objects.inside().filter(Q(person_id=viewer.person_id) | Q(unit_id__in=own))
    unread = mine.filter(item_id=OuterRef("pk"), read_at=None)
    found = Item.objects.visible_to(viewer).filter(pk__in=mine.order_by().values("item_id"))
    found = found.annotate(unread=Exists(unread))
    return found.order_by("-unread", F("due_at").asc(nulls_last=True), "pk")


def late(viewer: Viewer, now: datetime, *, book: Rulebook | None = None, limit: int = SHOWN) -> list[DeskRow]:
    """Items in this person's reach whose day has passed and that are not handed in, oldest deadline first (逾期)."""
    book = book or rulebook(local_day(now))
    return _rows(late_items(viewer, book=book), book=book, limit=limit)


def late_items(viewer: Viewer, *, book: Rulebook) -> QuerySet[Item]:
    """Items in this person's reach whose day has passed and that are not handed in (逾期)."""
    resting = [code for kind in book.codes for code in book.unlit(kind)]
    open_items = Item.objects.visible_to(viewer).filter(due_on__lt=book.day, done_on=None, closed_on=None)
    return _in_order(open_items.exclude(state__in={*resting, *book.final(), "suspended"}))


def desk_counts(viewer: Viewer, now: datetime, *, book: Rulebook) -> dict[str, int]:
    """How many items each tab of the desk has, in one query."""
    tabs = {
        "todo": todo_items(viewer, now, book=book),
        "done": done_items(viewer, now, book=book),
        "started": started_items(viewer, book=book),
        "copied": copied_items(viewer),
        "late": late_items(viewer, book=book),
    }
    inside = {code: Q(pk__in=items.order_by().values("pk")) for code, items in tabs.items()}
    counted = {code: Count("pk", filter=condition) for code, condition in inside.items()}
    return Item.objects.visible_to(viewer).aggregate(**counted)


Turns = dict[tuple[str, str], list[tuple[Kind, Q, frozenset[str]]]]
"""Whose turn it is: (party, role) -> versions of kinds, which items are theirs, and in which states they wait."""


def _turns(book: Rulebook) -> Turns:
    """Where each party is waited for and each of its roles may act; an item's own version of its kind says so."""
    turns: Turns = {}
    for kind, mine in (each for code in book.codes for each in book.generations(code)):
        of_kind: dict[tuple[str, str], set[str]] = {}
        for state in kind.states:
            for role in _roles_awaited(kind, state):
                of_kind.setdefault((str(state.waits_on), role), set()).add(state.code)
        for turn, states in of_kind.items():
            turns.setdefault(turn, []).append((kind, mine, frozenset(states)))
    return turns


def _roles_awaited(kind: Kind, state: State) -> set[str]:
    entries = (entry.split(":") for move in kind.moves_from(state.code) for entry in move.by)
    return {role for party, role in entries if party in (state.waits_on, "any")} if state.waits_on else set()


def _in_states(states: list[tuple[Kind, Q, frozenset[str]]]) -> Q:
    """Items that wait so; ledgers with the same states are asked together."""
    alike: dict[frozenset[str], list[str]] = {}
    wanted = Q(pk__in=[])
    for kind, mine, codes in states:
        if mine == Q(ledger_kind=kind.code):
            alike.setdefault(codes, []).append(kind.code)
        else:
            wanted |= mine & Q(state__in=sorted(codes))
    for codes, kinds in alike.items():
        wanted |= Q(ledger_kind__in=kinds, state__in=sorted(codes))
    return wanted


def _stands(viewer: Viewer, party: str, role: str) -> Q:
    """Items to which this person stands as this party in this role."""
    if party == "instructor":
        return _instructs(viewer, role)
    if party == "registrar" and role == "supervision":
        return Q(pk__isnull=role not in viewer.roles)
    own = [post.unit_id for post in viewer.posts if role in (post.role, STANDS_FOR.get(post.role))]
    column = {"registrar": "registrar_unit_id", "finder": "finder_unit_id", "lead": "lead_unit_id"}.get(party)
    if column:
        return Q(**{f"{column}__in": own})
    rows = Party.objects.inside().filter(role=party, unit_id__in=own, to_at=None).order_by()
    return Q(pk__in=rows.values("item_id")) if own else Q(pk__in=[])


def _instructs(viewer: Viewer, role: str) -> Q:
    """A leader's own instructions, and those without a named leader in the portfolio; a proxy's for the leader."""
    if not viewer.roles & {"leader", "leader_proxy"} or role != "leader":
        return Q(pk__in=[])
    people = [pk for pk in (viewer.person_id, viewer.for_person_id) if pk is not None]
    return Q(sponsor_leader_id__in=people) | Q(sponsor_leader=None)


def _in_order(items: QuerySet[Item]) -> QuerySet[Item]:
    return items.order_by(F("due_at").asc(nulls_last=True), "pk")


def _rows(items: QuerySet[Item], *, book: Rulebook, limit: int) -> list[DeskRow]:
    found = list(items[:limit])
    nodes = nodes_of(found)
    return [_row(item, partial(signs, item, nodes.get(item.pk, ()), book=book), book) for item in found]


def _first_move(item: Item, book: Rulebook) -> tuple[str, str] | None:
    """Code and word of the step that a freshly dispatched item asks of its unit (签收)."""
    sign = book.kind_of(item).move_by_code.get(FIRST_MOVE)
    return (sign.code, sign.word) if sign and item.state in sign.frm else None


def _asks(item: Item, book: Rulebook) -> tuple[str, ...]:
    """Words of the first steps that the awaited party may take from here, in the order of the table."""
    kind = book.kinds.get(item.ledger_kind)
    state = kind.state_by_code.get(item.state) if kind else None
    if kind is None or state is None or not state.waits_on:
        return ()
    open_to = (
        move for move in kind.moves_from(state.code) if any(by.split(":")[0] == state.waits_on for by in move.by)
    )
    return tuple(move.word for move in open_to)[:ASKED]


def _row(item: Item, light: Callable[[], Signs], book: Rulebook) -> DeskRow:
    return DeskRow(
        item_id=item.pk,
        title=item.title,
        number=item.numbered,
        kind=book.kind_word(item.ledger_kind),
        state=book.state_word(item.ledger_kind, item.state),
        light=light,
        unit=item.lead_name,
        due_on=item.due_on,
        since=item.moved_at,
        is_returned=item.state == RETURNED,
        is_handed_in=bool(item.done_on or item.closed_on),
        first_move=_first_move(item, book),
        asks=_asks(item, book),
    )
