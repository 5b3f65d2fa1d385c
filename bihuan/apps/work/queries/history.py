"""Items as they were known on a past day, read compactly into arrays (当日所知).

Each table of facts comes back as one row: the database joins the integers of all its rows into one text, which numpy
reads at once. That is three times as fast as fetching the rows (docs/decisions/040-lamps-of-a-past-day.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
from django.core.exceptions import EmptyResultSet
from django.db.models import Aggregate, Case, CharField, Func, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Cast, Coalesce, Replace, TruncDate
from numpy.typing import NDArray

from bihuan.apps.work.models import DueFact, Item, Milestone, MilestoneFact, Progress, StateFact
from bihuan.apps.work.queries.lamps import NO_LAMP
from bihuan.apps.work.queries.lamps import UNLIT as UNLIT_LAMP
from bihuan.apps.work.queries.rulebook import Rulebook
from bihuan.base.scope import Viewer
from bihuan.engine.lamps import (
    COLOURS,
    GAP_SCALE,
    NO_DAY,
    Lamp,
    NodeArrays,
    NodeMark,
    colours,
    lamp,
    time_elapsed,
    time_elapsed_all,
)
from bihuan.engine.loop import MOVES

IntArray = NDArray[np.int64]

LOCAL = ZoneInfo("Asia/Shanghai")
OTHER, PAUSED, UNLIT = 0, 1, 2
SEVERAL = 500
EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True)
class Known:
    """What was known of items at the end of a day, one place an item, in order of their ids (当日所知).

    kind: place in `kinds`. due, done: day numbers, `NO_DAY` for none. standing: OTHER, PAUSED or UNLIT. progress: as
    reported, in hundredths of a point, began: when the clock started; both `NO_DAY` where no ledger's lamp weighs them.
    """

    day: date
    ids: IntArray
    kinds: tuple[str, ...]
    kind: IntArray
    due: IntArray
    done: IntArray
    standing: IntArray
    progress: IntArray
    began: IntArray
    nodes: NodeArrays
    node_ids: IntArray


def known_on(day: date, *, viewer: Viewer, book: Rulebook, kind: str = "") -> Known:
    """Items that existed by the end of a day, with due days, states and nodes as known then; four queries, or six."""
    until = datetime.combine(day + timedelta(days=1), time(), tzinfo=LOCAL)
    items = Item.objects.visible_to(viewer).filter(created_at__lt=until)
    kinds = (kind,) if kind else book.codes
    ids, kind_of = _items(items.filter(ledger_kind__in=kinds), kinds)
    tables = (DUE, _states_table(book), NODE)
    due, state, node = (_facts(rows, until, viewer, kind) for rows in tables)
    nodes, node_ids = _nodes(node, ids)
    progress, began = _weighed_on(until, ids, viewer, kind) if book.weighs_progress else (_nothing(ids), _nothing(ids))
    return Known(
        day=day,
        ids=ids,
        kinds=kinds,
        kind=kind_of,
        due=_days(_latest(due, ids, default=0)[:, 0]),
        done=_days(_latest(state, ids, default=0)[:, 0]),
        standing=_latest(state, ids, default=UNLIT)[:, 1],
        progress=progress,
        began=began,
        nodes=nodes,
        node_ids=node_ids,
    )


def known_now(items: QuerySet[Item], *, book: Rulebook) -> Known:
    """Items as their rows stand today, for the lamps of many at once; two queries."""
    kinds = book.codes
    place = Case(*(When(ledger_kind=kind, then=Value(str(at))) for at, kind in enumerate(kinds)), default=Value("-1"))
    columns = [_text("pk"), place, _day_number("due_on"), _handed_in(), _standing(book)]
    columns += [_number("progress"), _moment_day("clock_started_at")] if book.weighs_progress else []
    found = _integers(items, columns)
    found = found[np.argsort(found[:, 0], kind="stable")]
    ids = found[:, 0]
    rows = Milestone.objects.unscoped("joined to items that are cut to the viewer").filter(dropped_at=None)
    node = _integers(rows, (_text("pk"), _text("item_id"), _day_number("due_on"), _day_number("done_on")))
    at, there = _places(node[:, 1], ids)
    return Known(
        day=book.day,
        ids=ids,
        kinds=kinds,
        kind=found[:, 1],
        due=_days(found[:, 2]),
        done=_days(found[:, 3]),
        standing=found[:, 4],
        progress=_known(found[:, 5]) if book.weighs_progress else _nothing(ids),
        began=_days(found[:, 6]) if book.weighs_progress else _nothing(ids),
        nodes=NodeArrays(item=at[there], due=_days(node[there, 2]), done=_days(node[there, 3])),
        node_ids=node[there, 0],
    )


def _handed_in() -> Coalesce:
    """The day of handing in or, without that, of closing."""
    days = [Replace(Cast(column, CharField()), Value("-"), Value("")) for column in ("done_on", "closed_on")]
    return Coalesce(*days, Value("0"))


def colours_of(known: Known, *, book: Rulebook) -> NDArray[np.int8]:
    """Lamp colours of all, as places in the engine's COLOURS; grey where nothing is lit (批量亮灯)."""
    codes = np.zeros(len(known.ids), np.int8)
    for place, kind in enumerate(known.kinds):
        rule, mine = book.lamp_rule(kind), known.kind == place
        if rule is not None and mine.any():
            codes[mine] = colours(
                rule,
                day=known.day,
                due=known.due[mine],
                done=known.done[mine],
                nodes=_nodes_of(known.nodes, mine),
                progress=_scaled(known.progress[mine]),
                time_progress=time_elapsed_all(known.day, began=known.began[mine], due=known.due[mine]),
                paused=known.standing[mine] == PAUSED,
            )
    codes[known.standing == UNLIT] = COLOURS.index("grey")
    return codes


@dataclass(frozen=True)
class LampRow:
    """The lamp of one item on a past day, with the reason of that day (当日亮灯)."""

    item_id: int
    number: str
    title: str
    kind: str
    unit: str
    due_on: date | None
    lamp: Lamp


def lamps_on(known: Known, *, viewer: Viewer, book: Rulebook, shown: NDArray[np.bool_]) -> list[LampRow]:
    """Lamps with their reasons of the items that are to be shown, by id; names of items and units are today's."""
    wanted = {int(pk) for pk in known.ids[shown]}
    named = Item.objects.visible_to(viewer).filter(pk__in=wanted) if len(wanted) < SEVERAL else None
    items = (named if named is not None else Item.objects.visible_to(viewer)).in_bulk()
    marks = _marks(known, viewer=viewer)
    return [
        LampRow(
            item_id=(item := items[int(known.ids[at])]).pk,
            number=item.numbered,
            title=item.title,
            kind=book.kind_word(item.ledger_kind),
            unit=item.lead_name,
            due_on=_day(known.due[at]),
            lamp=_lamp(known, at, marks.get(at, []), book),
        )
        for at in np.flatnonzero(shown).tolist()
    ]


def _lamp(known: Known, at: int, nodes: Sequence[NodeMark], book: Rulebook) -> Lamp:
    rule = book.lamp_rule(known.kinds[known.kind[at]])
    if rule is None or known.standing[at] == UNLIT:
        return UNLIT_LAMP if rule else NO_LAMP
    return lamp(
        rule,
        day=known.day,
        due_on=_day(known.due[at]),
        done_on=_day(known.done[at]),
        nodes=nodes,
        progress=None if known.progress[at] == NO_DAY else Decimal(int(known.progress[at])) / 100,
        time_progress=_time_progress(known, at),
        paused=bool(known.standing[at] == PAUSED),
    )


def _time_progress(known: Known, at: int) -> Decimal | None:
    began, due_on = _day(known.began[at]), _day(known.due[at])
    return time_elapsed(known.day, began_on=began, due_on=due_on) if began and due_on else None


def _marks(known: Known, *, viewer: Viewer) -> dict[int, list[NodeMark]]:
    """Nodes as the engine wants them, with their names, by place of the item, earliest first."""
    names = dict(Milestone.objects.visible_to(viewer).values_list("pk", "name"))
    found: dict[int, list[NodeMark]] = {}
    nodes = known.nodes
    for at in np.argsort(nodes.due, kind="stable"):
        mark = NodeMark(names.get(int(known.node_ids[at]), ""), _day(nodes.due[at]), _day(nodes.done[at]))
        found.setdefault(int(nodes.item[at]), []).append(mark)
    return found


def _day(number: int) -> date | None:
    return None if number == NO_DAY else date.fromordinal(int(number))


@dataclass(frozen=True)
class FactTable:
    """A table of facts: its rows, when each became known, whose it is, and the integers that matter."""

    model: type[DueFact] | type[StateFact] | type[MilestoneFact] | type[Progress]
    known_at: str
    owner: str
    values: tuple[Func | Case | Coalesce, ...]


class Joined(Aggregate):
    """All values of a group in one text, with commas between."""

    function = "STRING_AGG"
    template = "%(function)s(%(expressions)s, ',')"
    output_field = TextField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """SQLite has its own name for it."""
        return self.as_sql(compiler, connection, function="GROUP_CONCAT", **context)


class Line(Func):
    """Values of one row, with commas between; none of them is ever null."""

    template = "%(expressions)s"
    arg_joiner = " || ',' || "
    output_field = TextField()


def _day_number(column: str) -> Coalesce:
    """A day as the integer 20260315; 0 for none."""
    return Coalesce(Replace(Cast(column, CharField()), Value("-"), Value("")), Value("0"))


def _text(column: str) -> Cast:
    return Cast(column, CharField())


def _number(column: str) -> Coalesce:
    """A whole number that may be missing; -1 for none."""
    return Coalesce(_text(column), Value("-1"))


def _moment_day(column: str) -> Coalesce:
    """The local day of a moment as the integer 20260315; 0 for none."""
    return Coalesce(Replace(Cast(TruncDate(column, tzinfo=LOCAL), CharField()), Value("-"), Value("")), Value("0"))


def _standing(book: Rulebook, owner: str = "") -> Case:
    """PAUSED, UNLIT or OTHER by the state; where ledgers do not agree on a state, by the ledger too."""
    apart = [
        When(**{f"{owner}ledger_kind": code, "state__in": sorted(states)}, then=Value("2"))
        for code in book.codes
        if (states := book.unlit(code) - book.unlit_everywhere)
    ]
    paused = When(state="suspended", then=Value("1"))
    return Case(paused, When(state__in=sorted(book.unlit_everywhere), then=Value("2")), *apart, default=Value("0"))


def _states_table(book: Rulebook) -> FactTable:
    return FactTable(StateFact, "at", "item_id", (_day_number("done_on"), _standing(book, "item__")))


_DROPPED = Case(When(dropped=True, then=Value("1")), default=Value("0"))
DUE = FactTable(DueFact, "known_at", "item_id", (_day_number("due_on"),))
REPORTED = FactTable(Progress, "at", "item_id", (_number("percent"),))
STARTED = FactTable(StateFact, "at", "item_id", (_moment_day("at"),))
STARTS = tuple(move.code for move in MOVES if "start_clock" in move.effects)
"""Moves after which time counts anew (重新起算)."""
NODE = FactTable(
    MilestoneFact,
    "known_at",
    "milestone_id",
    (_text("item_id"), _day_number("due_on"), _day_number("done_on"), _DROPPED),
)


def _items(items: QuerySet[Item], kinds: Sequence[str]) -> tuple[IntArray, IntArray]:
    place = Case(*(When(ledger_kind=kind, then=Value(str(at))) for at, kind in enumerate(kinds)), default=Value("0"))
    found = _integers(items, (_text("pk"), place))
    order = np.argsort(found[:, 0], kind="stable")
    return found[order, 0], found[order, 1]


def _weighed_on(until: datetime, ids: IntArray, viewer: Viewer, kind: str) -> tuple[IntArray, IntArray]:
    """Progress and first day as known before a moment: the last percentage told and not yet taken back."""
    standing = Q(withdrawn_at=None) | Q(withdrawn_at__gte=until)
    told = _facts(REPORTED, until, viewer, kind, standing & Q(percent__isnull=False))
    started = _facts(STARTED, until, viewer, kind, Q(move__in=STARTS))
    progress, began = _latest(told, ids, default=-1)[:, 0], _latest(started, ids, default=0)[:, 0]
    return _known(progress), _days(began)


def _nothing(ids: IntArray) -> IntArray:
    return np.full(len(ids), NO_DAY, np.int64)


def _known(numbers: IntArray) -> IntArray:
    return np.where(numbers < 0, NO_DAY, numbers)


def _scaled(hundredths: IntArray) -> IntArray:
    """Hundredths of a point as the engine counts progress."""
    known = hundredths != NO_DAY
    return np.where(known, np.where(known, hundredths, 0) * (GAP_SCALE // 100), NO_DAY)


def _facts(table: FactTable, until: datetime, viewer: Viewer, kind: str, wanted: Q | None = None) -> IntArray:
    """Rows (number of the row, owner, values…) that were known before a moment."""
    rows = table.model.objects.visible_to(viewer).filter(**{f"{table.known_at}__lt": until})
    if kind:
        rows = rows.filter(item__ledger_kind=kind)
    if wanted is not None:
        rows = rows.filter(wanted)
    return _integers(rows, (_text("pk"), _text(table.owner), *table.values))


def _integers(rows: QuerySet, columns: Sequence[object]) -> IntArray:
    """Columns of integers of all rows, in one query that answers with one text."""
    try:
        text = rows.order_by().aggregate(all=Joined(Line(*columns)))["all"]
    except EmptyResultSet:
        text = None
    found = np.fromstring(text or "", dtype=np.int64, sep=",")
    return found.reshape(-1, len(columns))


def _latest(facts: IntArray, ids: IntArray, *, default: int) -> IntArray:
    """Values of the last fact of each item; facts of one item are appended in the order in which they became known."""
    out = np.full((len(ids), facts.shape[1] - 2), default, np.int64)
    facts = facts[np.argsort(facts[:, 0], kind="stable")]
    at, there = _places(facts[:, 1], ids)
    out[at[there]] = facts[there, 2:]
    return out


def _nodes(facts: IntArray, ids: IntArray) -> tuple[NodeArrays, IntArray]:
    """Nodes as last known with their own ids, those that were dropped left out."""
    facts = facts[np.argsort(facts[:, 0], kind="stable")][::-1]
    _, last = np.unique(facts[:, 1], return_index=True)
    facts = facts[last]
    at, there = _places(facts[:, 2], ids)
    kept = there & (facts[:, 5] == 0)
    nodes = NodeArrays(item=at[kept], due=_days(facts[kept, 3]), done=_days(facts[kept, 4]))
    return nodes, facts[kept, 1]


def _nodes_of(nodes: NodeArrays, mine: NDArray[np.bool_]) -> NodeArrays:
    """Nodes of some of the items, with places among those alone."""
    kept = mine[nodes.item]
    place = np.cumsum(mine) - 1
    return NodeArrays(item=place[nodes.item[kept]], due=nodes.due[kept], done=nodes.done[kept])


def _places(wanted: IntArray, ids: IntArray) -> tuple[IntArray, NDArray[np.bool_]]:
    """Where each id stands among the sorted ids, and whether it is there at all."""
    if not len(ids):
        return np.zeros(len(wanted), np.int64), np.zeros(len(wanted), bool)
    at = np.minimum(np.searchsorted(ids, wanted), len(ids) - 1)
    return at, ids[at] == wanted


def _days(numbers: IntArray) -> IntArray:
    """Day numbers as `date.toordinal` counts them, from integers such as 20260315; NO_DAY for 0."""
    known = np.where(numbers > 0, numbers, 19700101)
    months = (known // 10000 - 1970) * 12 + known // 100 % 100 - 1
    first = months.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
    return np.where(numbers > 0, first + known % 100 - 1 + EPOCH, NO_DAY)
