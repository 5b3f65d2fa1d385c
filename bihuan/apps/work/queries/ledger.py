"""The ledger: filtered, sorted, counted, a page at a time (台账)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import Case, CharField, Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Value, When, Window
from django.db.models.functions import RowNumber

from bihuan.apps.work.models import Attachment, Item, Party, Progress, Urge
from bihuan.apps.work.queries.columns import BY_CODE, EMPTY_COLUMNS, Column, Row, read_for
from bihuan.apps.work.queries.history import Known, colours_of, known_now
from bihuan.apps.work.queries.lamps import nodes_of, signs
from bihuan.apps.work.queries.rulebook import Rulebook, rulebook
from bihuan.apps.work.queries.slips import slip_counts
from bihuan.base import prepared
from bihuan.base.scope import Viewer
from bihuan.engine.lamps import COLOURS, near_until, status_by_bucket

PAGE_SIZE = 50
URGENT_FIRST = ("overdue", "near", "in_progress", "not_started", "done", "written_off", "ended")
READ = (
    *("id", "year", "number", "version", "ledger_kind", "kind_version", "state", "title", "lead_name", "created_at"),
    *("due_on", "due_is_forecast", "done_on", "closed_on", "progress", "clock_started_at"),
)
"""Columns that every line and its signs need."""
OVER = ("closed", "written_off", "look_back", "not_filed", "cancelled", "split")


@dataclass(frozen=True)
class Wanted:
    """What is asked of the ledger (筛选条件); every condition that is empty asks nothing."""

    kind: str = ""
    words: str = ""
    status: tuple[str, ...] = ()
    lamp: tuple[str, ...] = ()
    slip: tuple[str, ...] = ()
    state: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    grade: tuple[str, ...] = ()
    units: tuple[int, ...] = ()
    party: str = "lead"
    campaign_path: str = ""
    year: int | None = None
    due: tuple[date | None, date | None] = (None, None)
    dispatched: tuple[date | None, date | None] = (None, None)
    closed: tuple[date | None, date | None] = (None, None)
    progress: tuple[Any, Any] = (None, None)
    empty: tuple[str, ...] = ()
    sort: str = ""


@dataclass(frozen=True)
class LedgerPage:
    """One page of the ledger with the counts of all that was asked for (台账一页)."""

    rows: Sequence[Row]
    total: int
    number: int
    counts: Mapping[str, int] = field(default_factory=dict)


def ledger(
    wanted: Wanted, *, viewer: Viewer, book: Rulebook, number: int = 1, columns: Sequence[Column] = ()
) -> LedgerPage:
    """One page of what was asked for, and how many stand in each shown status; sums of the counts equal the total."""
    counts = status_counts(wanted, viewer=viewer, book=book)
    if wanted.lamp:
        ids = _lit_ids(_ordered(wanted, viewer, book), wanted.lamp, book)
        shown = _by_ids(ids[(number - 1) * PAGE_SIZE : number * PAGE_SIZE], viewer)
        return LedgerPage(rows_of(shown, book=book, columns=columns), len(ids), number, counts)
    total = sum(count for code, count in counts.items() if not wanted.status or code in wanted.status)
    shown = prepared.instances(_page, wanted, viewer, book, number, (*READ, *read_for(columns)))
    return LedgerPage(rows_of(shown, book=book, columns=columns), total, number, counts)


def _ordered(wanted: Wanted, viewer: Viewer, book: Rulebook) -> QuerySet[Item]:
    return in_order(asked_items(wanted, viewer=viewer, book=book), wanted.sort)


def _page(wanted: Wanted, viewer: Viewer, book: Rulebook, number: int, read: tuple[str, ...]) -> QuerySet[Item]:
    """Fifty lines: first found by their ids, out of narrow indexes where one fits, then read."""
    ids = _ordered(wanted, viewer, book).values("pk")[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
    return in_order(Item.objects.visible_to(viewer).filter(pk__in=ids), wanted.sort).only(*read)


def all_rows(wanted: Wanted, *, viewer: Viewer, book: Rulebook, columns: Sequence[Column]) -> list[Row]:
    """All lines of what was asked for, in the asked order, for a file."""
    items = _ordered(wanted, viewer, book)
    if wanted.lamp:
        return rows_of(_by_ids(_lit_ids(items, wanted.lamp, book), viewer), book=book, columns=columns)
    return rows_of(list(items), book=book, columns=columns)


def asked_items(wanted: Wanted, *, viewer: Viewer, book: Rulebook) -> QuerySet[Item]:
    """Items that meet all conditions but the lamp, which the database does not know."""
    items = Item.objects.visible_to(viewer)
    exact = {"ledger_kind": wanted.kind, "year": wanted.year}
    items = items.filter(**{column: value for column, value in exact.items() if value})
    many = {"state__in": wanted.state, "source_kind__in": wanted.source, "grade__in": wanted.grade}
    items = items.filter(**{column: value for column, value in many.items() if value})
    for condition in (
        _worded(wanted.words),
        _of_units(wanted),
        _slipped(wanted.slip),
        _of_campaign(wanted.campaign_path),
    ):
        items = items.filter(condition)
    for condition in (*_in_ranges(wanted), *_empties(wanted.empty)):
        items = items.filter(condition)
    return _of_status(items, wanted.status, book)


def found(words: str, *, viewer: Viewer, most: int = 20) -> list[Item]:
    """Items in whose title, text, lead unit or number all words stand, open ones first (搜事项)."""
    items = Item.objects.visible_to(viewer).filter(_worded(words))
    return list(in_order(items, "")[:most])


def led_items(viewer: Viewer, unit_id: int, *, year: int, kind: str = "key_task") -> list[Item]:
    """Registered items of a ledger in a year that a unit leads, by their deadline (牵头事项)."""
    rows = Item.objects.visible_to(viewer).filter(lead_unit_id=unit_id, year=year, ledger_kind=kind)
    return list(rows.filter(number__isnull=False).order_by("due_on", "number"))


def progress_of_items(viewer: Viewer, item_ids: Iterable[int]) -> dict[int, tuple[str, Decimal | None]]:
    """Number and progress in percent of items in reach (形象进度); None where none was reported."""
    rows = Item.objects.visible_to(viewer).filter(pk__in=list(item_ids))
    return {row.pk: (row.numbered, row.progress) for row in rows}


def in_order(items: QuerySet[Item], sort: str) -> QuerySet[Item]:
    """Items by a column, descending with a minus; nothing known comes last.

    Where nothing is asked: what is still to be done first, oldest due day first.
    """
    if not sort:
        over = Case(When(Q(state__in=OVER), then=Value(1)), default=Value(0), output_field=IntegerField())
        return items.order_by(over, F("due_at").asc(nulls_last=True), "pk")
    column = BY_CODE.get(sort.lstrip("-"))
    name = column.sort if column and column.sort else "due_at"
    by = F(name).desc(nulls_last=True) if sort.startswith("-") else F(name).asc(nulls_last=True)
    if name == "number":
        year = F("year").desc() if sort.startswith("-") else F("year").asc()
        return items.order_by(year, by, "pk")
    return items.order_by(by, "pk")


def status_counts(wanted: Wanted, *, viewer: Viewer, book: Rulebook) -> dict[str, int]:
    """How many items of what was asked for, whatever their status, stand in each shown status, in one grouped query."""
    grouped = prepared.rows(_grouped, replace(wanted, status=()), viewer, book)
    if book.statuses is None:
        return {"unknown": sum(count for _, _, count in grouped)}
    found: dict[str, int] = {row.code: 0 for row in book.statuses.rows}
    for state, bucket, count in grouped:
        found[status_by_bucket(book.statuses, state=state, day=book.day)[bucket].code] += count
    return found


def _grouped(wanted: Wanted, viewer: Viewer, book: Rulebook) -> QuerySet[Any, Any]:
    items = asked_items(wanted, viewer=viewer, book=book).order_by()
    return items.annotate(bucket=bucket_of(book)).values_list("state", "bucket").annotate(n=Count("pk"))


def urgency(code: str) -> int:
    """Place of a shown status in lists: what wants looking at first; an office's own statuses follow in their order."""
    return URGENT_FIRST.index(code) if code in URGENT_FIRST else len(URGENT_FIRST)


def status_overview(viewer: Viewer) -> list[tuple[str, str, int]]:
    """Code, word and number of all items in this viewer's reach by shown status, the urgent first, no zeros."""
    book = rulebook(viewer.on)
    words = {row.code: row.word for row in book.statuses.rows} if book.statuses else {}
    counts = status_counts(Wanted(), viewer=viewer, book=book)
    return [(code, words.get(code, code), counts[code]) for code in sorted(counts, key=urgency) if counts[code]]


def lamp_counts(wanted: Wanted, *, viewer: Viewer, book: Rulebook) -> dict[str, int]:
    """How many items of what was asked for show each colour."""
    known = known_now(asked_items(replace(wanted, lamp=()), viewer=viewer, book=book), book=book)
    codes = colours_of(known, book=book).tolist()
    return {colour: codes.count(code) for code, colour in enumerate(COLOURS)}


def bucket_of(book: Rulebook) -> Case:
    """Past, near or far: how the due day of what was not handed in stands on the day; far without a table."""
    if book.statuses is None:
        return Case(default=Value("far"), output_field=CharField())
    open_ = Q(done_on=None, closed_on=None)
    return Case(
        When(open_ & Q(due_on__lt=book.day), then=Value("past")),
        When(open_ & Q(due_on__lte=near_until(book.statuses, book.day)), then=Value("near")),
        default=Value("far"),
        output_field=CharField(),
    )


def _of_status(items: QuerySet[Item], wanted: Sequence[str], book: Rulebook) -> QuerySet[Item]:
    if not wanted or book.statuses is None:
        return items
    fitting: dict[str, list[str]] = {}
    for state in book.states():
        for bucket, status in status_by_bucket(book.statuses, state=state, day=book.day).items():
            if status.code in wanted:
                fitting.setdefault(bucket, []).append(state)
    condition = Q(pk__in=[])
    for bucket, states in fitting.items():
        condition |= Q(bucket=bucket, state__in=states)
    return items.annotate(bucket=bucket_of(book)).filter(condition)


def _worded(words: str) -> Q:
    """Every word stands in the title, the text, the units or the number."""
    found = Q()
    for word in words.split():
        part = Q(title__icontains=word) | Q(requirement__icontains=word) | Q(lead_name__icontains=word)
        found &= part | _numbered(word)
    return found


def _numbered(word: str) -> Q:
    """The number itself, or year and number as the list shows them: 12, 2026-12, 〔2026〕12号."""
    said = re.fullmatch(r"(?:〔?(\d{4})〕?-?)?(\d{1,7})号?", word)
    if said is None:
        return Q(pk__in=[])
    year, number = said.groups()
    return Q(number=int(number), year=int(year)) if year else Q(number=int(number))


def _of_units(wanted: Wanted) -> Q:
    if not wanted.units:
        return Q()
    if wanted.party == "lead":
        return Q(lead_unit_id__in=wanted.units)
    rows = Party.objects.inside().filter(item_id=OuterRef("pk"), unit_id__in=wanted.units, to_at=None)
    return Q(Exists(rows if wanted.party == "any" else rows.filter(role=wanted.party)))


def _slipped(colours: Sequence[str]) -> Q:
    """Items that a slip of one of these colours went out to."""
    return Q(Exists(Urge.objects.inside().filter(item_id=OuterRef("pk"), kind__in=colours))) if colours else Q()


def _of_campaign(path: str) -> Q:
    return Q(campaign__path__startswith=path) if path else Q()


def _in_ranges(wanted: Wanted) -> Iterable[Q]:
    columns = {
        "due_on": wanted.due,
        "dispatched_at__date": wanted.dispatched,
        "closed_on": wanted.closed,
        "progress": wanted.progress,
    }
    for column, (low, high) in columns.items():
        if low is not None:
            yield Q(**{f"{column}__gte": low})
        if high is not None:
            yield Q(**{f"{column}__lte": high})


def _empties(wanted: Iterable[str]) -> Iterable[Q]:
    texts = ("responsible_leader", "liaison", "target")
    for code in wanted:
        column = EMPTY_COLUMNS[code]
        yield Q(**{column: ""}) if column in texts else Q(**{f"{column}__isnull": True})


def _lit_ids(ordered: QuerySet[Item], colours: Sequence[str], book: Rulebook) -> list[int]:
    known: Known = known_now(ordered, book=book)
    wanted = [COLOURS.index(colour) for colour in colours if colour in COLOURS]
    codes = colours_of(known, book=book)
    lit = {pk for pk, code in zip(known.ids.tolist(), codes.tolist(), strict=True) if code in wanted}
    return [pk for pk in ordered.values_list("pk", flat=True) if pk in lit]


def _by_ids(ids: Sequence[int], viewer: Viewer) -> list[Item]:
    found = Item.objects.visible_to(viewer).in_bulk(list(ids))
    return [found[pk] for pk in ids if pk in found]


def rows_of(items: Sequence[Item], *, book: Rulebook, columns: Iterable[Column] = ()) -> list[Row]:
    """Lines of items with what the shown columns need; a query each for nodes and for what else is shown."""
    needs = {column.needs for column in columns}
    nodes, units = nodes_of(items), _units(items) if "units" in needs else {}
    reports = _reports(items) if "report" in needs else {}
    evidence = _evidence(items) if "evidence" in needs else {}
    slips = slip_counts(items) if "slips" in needs else {}
    return [
        Row(
            item=item,
            signs=signs(item, nodes.get(item.pk, ()), book=book),
            nodes=tuple(nodes.get(item.pk, ())),
            units=units.get(item.pk, {}),
            report=reports.get(item.pk),
            evidence=evidence.get(item.pk, 0),
            slips=slips.get(item.pk, {}),
            book=book,
        )
        for item in items
    ]


def _units(items: Sequence[Item]) -> dict[int, dict[str, list[str]]]:
    found: dict[int, dict[str, list[str]]] = {}
    for item_id, role, name in prepared.rows(_parties, fill=[item.pk for item in items]):
        found.setdefault(item_id, {}).setdefault(role, []).append(name)
    return found


def _parties(*item_ids: int) -> QuerySet[Party, tuple[Any, ...]]:
    rows = Party.objects.of(Item(pk=pk) for pk in item_ids).filter(to_at=None).order_by("pk")
    return rows.values_list("item_id", "role", "unit_name")


class Said(NamedTuple):
    """The last report of an item: its moment and its three texts."""

    item_id: int
    at: datetime
    text: str
    problems: str
    next_steps: str


def _reports(items: Sequence[Item]) -> dict[int, Said]:
    last = (Said(*row) for row in prepared.rows(_last_reports, fill=[item.pk for item in items]))
    return {said.item_id: said for said in last}


def _last_reports(*item_ids: int) -> QuerySet[Progress, tuple[Any, ...]]:
    kinds = (Progress.Kind.PROGRESS, Progress.Kind.FEEDBACK, Progress.Kind.ANSWER)
    rows = Progress.objects.of(Item(pk=pk) for pk in item_ids).filter(withdrawn_at=None, kind__in=kinds)
    place = Window(RowNumber(), partition_by="item_id", order_by=("-at", "-pk"))
    return rows.annotate(place=place).filter(place=1).order_by().values_list(*Said._fields)


def _evidence(items: Sequence[Item]) -> dict[int, int]:
    rows = Attachment.objects.of(items).filter(kind=Attachment.Kind.EVIDENCE)
    return dict(rows.values_list("item_id").annotate(n=Count("pk")).values_list("item_id", "n"))


def items_in_hand(item_ids: Iterable[int], *, viewer: Viewer, book: Rulebook) -> dict[int, Row]:
    """Lines of some items by number of row, those in reach (按编号取事项)."""
    items = list(Item.objects.visible_to(viewer).filter(pk__in=list(item_ids)))
    return {row.item.pk: row for row in rows_of(items, book=book)}
