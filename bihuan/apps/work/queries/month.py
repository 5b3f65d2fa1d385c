"""A unit's month on one page: what it must report on, with what it said last (本月填报)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet

from bihuan.apps.work.models import Item, Progress
from bihuan.apps.work.queries.lamps import Signs, signs_of
from bihuan.apps.work.queries.rulebook import Rulebook
from bihuan.base.scope import Viewer

REPORT = "report_progress"
REPORTERS = ("clerk", "liaison", "unit_head")
_OLDEST = (F("due_at").asc(nulls_last=True), "pk")
TOLD = (Progress.Kind.PROGRESS, Progress.Kind.FEEDBACK, Progress.Kind.ANSWER, Progress.Kind.PLAN)


@dataclass(frozen=True)
class MonthLine:
    """One item of the month: what was said before, what was said this month, and the day by which it is asked."""

    item: Item
    signs: Signs
    before: Progress | None
    now: Progress | None
    ask_on: date | None

    @property
    def is_reported(self) -> bool:
        """Whether something was said this month."""
        return self.now is not None


def month_lines(unit_id: int, *, month_on: date, viewer: Viewer, book: Rulebook) -> list[MonthLine]:
    """Items that a unit leads and that can be reported on now, oldest deadline first; three queries."""
    return _lines(list(month_items(unit_id, viewer=viewer, book=book)), month_on, book)


def month_lines_by_unit(*, month_on: date, viewer: Viewer, book: Rulebook) -> dict[int, list[MonthLine]]:
    """The same of every unit in reach, in the order of the units; three queries."""
    led = Item.objects.visible_to(viewer).filter(_takes_a_report(book), lead_unit_id__isnull=False)
    found: dict[int, list[MonthLine]] = {}
    for line in _lines(list(led.order_by("lead_unit_id", *_OLDEST)), month_on, book):
        if (unit_id := line.item.lead_unit_id) is not None:
            found.setdefault(unit_id, []).append(line)
    return found


def _lines(items: Sequence[Item], month_on: date, book: Rulebook) -> list[MonthLine]:
    signs, told = signs_of(items, book=book), _told(items, month_on)
    return [
        MonthLine(
            item=item,
            signs=signs[item.pk],
            before=_last(told.get(item.pk, ()), before=month_on),
            now=_last(told.get(item.pk, ()), since=month_on),
            ask_on=_ask_on(item, month_on, book),
        )
        for item in items
    ]


@dataclass(frozen=True)
class UnitMonth:
    """A unit's month in numbers: items that it leads and may report on, and those that it spoke of (单位报送情况)."""

    unit_id: int
    name: str
    asked: int
    reported: int

    @property
    def left(self) -> int:
        """How many it has not spoken of this month."""
        return self.asked - self.reported


def month_units(*, month_on: date, viewer: Viewer, book: Rulebook) -> list[UnitMonth]:
    """Every unit in reach that has something to report on, those with something left first; one query.

    Within the two groups in the order of the units, not by number: it is a list to chase by, not a ranking.
    """
    spoke = Progress.objects.inside().filter(item_id=OuterRef("pk"), kind__in=TOLD, withdrawn_at=None)
    found = Item.objects.visible_to(viewer).filter(_takes_a_report(book), lead_unit_id__isnull=False)
    found = found.annotate(spoken=Exists(spoke.filter(month_on=month_on))).order_by().values("lead_unit_id")
    counted = found.annotate(name=Max("lead_name"), asked=Count("pk"), reported=Count("pk", filter=Q(spoken=True)))
    rows = [UnitMonth(row["lead_unit_id"], row["name"], row["asked"], row["reported"]) for row in counted]
    return sorted(rows, key=lambda row: (row.left == 0, row.unit_id))


def month_items(unit_id: int, *, viewer: Viewer, book: Rulebook) -> QuerySet[Item]:
    """Items that a unit leads and whose kind takes a report in their state."""
    led = Item.objects.visible_to(viewer).filter(_takes_a_report(book), lead_unit_id=unit_id)
    return led.order_by(*_OLDEST)


def told_in_month(items: Iterable[Item], month_on: date) -> dict[int, list[Progress]]:
    """All that was said of items in a month, by item."""
    found: dict[int, list[Progress]] = {}
    told = Progress.objects.of(list(items)).filter(kind__in=TOLD, withdrawn_at=None, month_on=month_on)
    for row in told.exclude(kind=Progress.Kind.PLAN):
        found.setdefault(row.item_id, []).append(row)
    return found


def reporting_units(viewer: Viewer) -> list[int]:
    """Units for which this person reports as one of them."""
    return list(dict.fromkeys(post.unit_id for post in viewer.posts if post.role in REPORTERS))


def _takes_a_report(book: Rulebook) -> Q:
    fitting = Q(pk__in=[])
    for kind, mine in (each for code in book.codes for each in book.generations(code)):
        move = kind.move_by_code.get(REPORT)
        if move is not None:
            fitting |= mine & Q(state__in=move.frm)
    return fitting


def month_due(book: Rulebook) -> date:
    """The month whose report is asked for on the rulebook's day: last month's until the last day for it (应报月份)."""
    days = [kind.monthly_day for kind in book.kinds.values() if kind.monthly_day]
    this = book.day.replace(day=1)
    return (this - timedelta(days=1)).replace(day=1) if days and book.day.day <= max(days) else this


def month_end(month_on: date) -> date:
    """The last day of the month."""
    return (month_on + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def _ask_on(item: Item, month_on: date, book: Rulebook) -> date | None:
    """By which day of the next month the kind asks for the month's report (月报日); None where it asks none."""
    day = book.kind_of(item).monthly_day
    return (month_end(month_on) + timedelta(days=1)).replace(day=day) if day else None


def _told(items: Sequence[Item], month_on: date) -> dict[int, list[Progress]]:
    rows = Progress.objects.of(items).filter(kind__in=TOLD, withdrawn_at=None, month_on__lte=month_on)
    found: dict[int, list[Progress]] = {}
    for row in rows.order_by("month_on", "at", "pk"):
        found.setdefault(row.item_id, []).append(row)
    return found


def _last(rows: Sequence[Progress], *, before: date | None = None, since: date | None = None) -> Progress | None:
    fitting = [
        row
        for row in rows
        if row.month_on
        and (before is None or row.month_on < before or row.kind == Progress.Kind.PLAN)
        and (since is None or (row.month_on >= since and row.kind != Progress.Kind.PLAN))
    ]
    return fitting[-1] if fitting else None
