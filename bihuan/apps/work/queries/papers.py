"""Papers that were issued, and the items that a new one is made from (公文)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from django.db.models import QuerySet
from django.http import Http404

from bihuan.apps.units import queries as units
from bihuan.apps.work import mapping
from bihuan.apps.work.models import Campaign, Item, Paper, PaperKind, StateFact
from bihuan.apps.work.queries.columns import BY_CODE, Row
from bihuan.apps.work.queries.history import LOCAL
from bihuan.apps.work.queries.ledger import OVER, Wanted, asked_items, in_order, rows_of
from bihuan.apps.work.queries.rulebook import Rulebook
from bihuan.base.refusals import Refusal
from bihuan.base.scope import Viewer
from bihuan.engine.office import papers as office

PAPER_RIGHTS: Mapping[str, str] = {
    PaperKind.TASK_TABLE: "item.read",
    PaperKind.UNIT_SHEET: "item.read",
    PaperKind.SUPERVISION_NOTICE: "paper.issue",
    PaperKind.REMINDER_LETTER: "paper.issue",
    PaperKind.BULLETIN: "paper.issue",
    PaperKind.INSPECTION_REPORT: "paper.issue",
    PaperKind.LOOK_BACK_REPORT: "paper.issue",
    PaperKind.MINUTES: "meeting.hold",
}
"""The right that each kind of paper takes: own lists are anybody's, what speaks for the office is the office's."""
FROM_PAGES = (PaperKind.MINUTES,)
"""Kinds that are made on the page of what they tell of, not from the list."""
NUMBERED = (PaperKind.BULLETIN, PaperKind.INSPECTION_REPORT)
"""Kinds that are numbered by year (按年度编期号)."""
TO_UNITS = (PaperKind.SUPERVISION_NOTICE, PaperKind.REMINDER_LETTER)
"""Kinds that go to the units that lead the items, one paper a unit (一单位一件)."""
MOST_ITEMS = 3000
NEEDS = tuple(BY_CODE[code] for code in ("support", "report", "nodes"))


class TooManyItems(Refusal):
    """A paper of so many items is no paper."""


@dataclass(frozen=True)
class Asking:
    """Which items a paper is to be made from: the list's conditions, or some items by number of row."""

    wanted: Wanted
    ids: tuple[int, ...] = ()


def paper_kinds(viewer: Viewer) -> list[tuple[str, str]]:
    """Code and word of the kinds of paper that this viewer may issue."""
    kinds = [(kind, label) for kind, label in PaperKind.choices if kind not in FROM_PAGES]
    return [(kind, label) for kind, label in kinds if units.may(viewer, PAPER_RIGHTS[PaperKind(kind)])]


def issued_papers(viewer: Viewer, *, kind: str = "") -> QuerySet[Paper]:
    """Issued papers in reach, newest first."""
    found = Paper.objects.visible_to(viewer).order_by("-at", "-pk")
    return (found.filter(kind=kind) if kind else found).defer("snapshot")


def issued_paper(paper_id: int, viewer: Viewer) -> Paper:
    """One issued paper; else it does not exist."""
    found = Paper.objects.visible_to(viewer).filter(pk=paper_id).first()
    if found is None:
        raise Http404
    return found


def last_issue(kind: str, viewer: Viewer) -> Paper | None:
    """The paper of a numbered kind that was issued last."""
    found = Paper.objects.visible_to(viewer).filter(kind=kind, issue__isnull=False)
    return found.order_by("-at", "-pk").first()


def paper_rows(kind: str, asking: Asking, *, viewer: Viewer, book: Rulebook, unit_id: int | None = None) -> list[Row]:
    """Lines of the items that a paper of a kind speaks of, in the list's order.

    A notice gives what is still to be done, a reminder names what is near or late, reports count what is registered and
    not ended. Args: unit_id: of a unit's sheet: what that unit leads or takes part in.
    Raises: TooManyItems.
    """
    wanted = asking.wanted
    if kind == PaperKind.UNIT_SHEET and unit_id:
        wanted = replace(wanted, units=(unit_id,), party="any")
    items = asked_items(wanted, viewer=viewer, book=book)
    if asking.ids:
        items = items.filter(pk__in=asking.ids)
    if kind != PaperKind.TASK_TABLE:
        items = items.filter(number__isnull=False).exclude(state__in=_left_out(kind))
    if items.count() > MOST_ITEMS:
        raise TooManyItems(f"选到的事项超过{MOST_ITEMS}项，一份公文放不下。请加上筛选条件，如台账、单位或专项行动。")
    rows = rows_of(list(in_order(items, wanted.sort)), book=book, columns=NEEDS)
    if kind == PaperKind.REMINDER_LETTER:
        rows = [row for row in rows if row.signs.status.code in ("overdue", "near")]
    return [row for row in rows if row.item.lead_unit_id] if kind in TO_UNITS else rows


def _left_out(kind: str) -> tuple[str, ...]:
    return OVER if kind in TO_UNITS else ("not_filed", "cancelled", "split")


def by_lead(rows: Iterable[Row]) -> dict[int, list[Row]]:
    """Lines by the unit that leads, in the order in which the units come (一单位一件)."""
    found: dict[int, list[Row]] = {}
    for row in rows:
        if row.item.lead_unit_id is not None:
            found.setdefault(row.item.lead_unit_id, []).append(row)
    return found


def look_back_lines(
    begin: date, end: date, *, viewer: Viewer, book: Rulebook
) -> tuple[int, list[office.LookedAt], list[Row]]:
    """How many items were written off between two days, and those of them that were looked at again.

    Returns: the number written off; the entries of the report; the lines of the same items.
    """
    within = (datetime.combine(begin, time(), tzinfo=LOCAL), datetime.combine(end, time.max, tzinfo=LOCAL))
    facts = StateFact.objects.visible_to(viewer).order_by("at", "pk")
    written_off = {fact.item_id: fact for fact in facts.filter(move="write_off", at__range=within)}
    last: dict[int, StateFact] = {}
    for fact in facts.filter(item_id__in=written_off, move__in=("look_back", "hold", "reopen"), at__gte=within[0]):
        last[fact.item_id] = fact
    items = list(in_order(Item.objects.visible_to(viewer).filter(pk__in=last), "number"))
    rows = rows_of(items, book=book, columns=NEEDS)
    return len(written_off), [_looked_at(row, written_off[row.item.pk], last[row.item.pk]) for row in rows], rows


def _looked_at(row: Row, written_off: StateFact, last: StateFact) -> office.LookedAt:
    """A line of the report; a reopened item no longer says when it was written off, its history does."""
    detail = row.report.text if row.report else ""
    is_reopened = last.move == "reopen"
    return mapping.papers.looked_at(row, written_off.at, last.at, is_reopened=is_reopened, detail=detail)


def campaign_tops() -> dict[int, str]:
    """Each campaign and part -> the name of the campaign on top of it, in tree order."""
    found: dict[int, str] = {}
    top = ""
    for node in Campaign.objects.order_by("path"):
        top = node.name if node.depth == 1 else top
        found[node.pk] = top
    return found


def unit_names_in_order(day: date) -> Sequence[str]:
    """Names of all units of a day in the office's own order (单位序列)."""
    return list(units.units_on(day).values_list("name", flat=True))
