"""What is to be looked back at: whole draws that stand for good, and what is due by each kind's rule (回头看)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Min, Q, QuerySet

from bihuan.apps.work.models import Item, StateFact
from bihuan.apps.work.queries.rulebook import Rulebook
from bihuan.base.scope import Viewer
from bihuan.engine.calendar import SHANGHAI, months_before
from bihuan.engine.loop import LookBack

WRITTEN_OFF, LOOKED_BACK = "written_off", "look_back"


@dataclass(frozen=True)
class DueLookBack:
    """A ledger whose written-off items have waited as long as its rule says: how many, between which days (应查)."""

    code: str
    word: str
    rule: LookBack
    count: int
    first_on: date
    last_on: date


def written_off_between(first: date, last: date, *, viewer: Viewer, kind: str = "") -> list[int]:
    """Ids of all items that were written off between two days, whatever became of them since: the same tomorrow."""
    facts = StateFact.objects.visible_to(viewer).filter(state=WRITTEN_OFF, move="write_off")
    facts = facts.filter(at__gte=_morning(first), at__lt=_morning(last + timedelta(days=1)))
    if kind:
        facts = facts.filter(item__ledger_kind=kind)
    return sorted(set(facts.order_by().values_list("item_id", flat=True)))


def looked_back(item_ids: list[int], *, viewer: Viewer) -> set[int]:
    """Which of some items were looked back at already."""
    facts = StateFact.objects.visible_to(viewer).filter(state=LOOKED_BACK, item_id__in=item_ids)
    return set(facts.order_by().values_list("item_id", flat=True))


def due_look_backs(*, viewer: Viewer, book: Rulebook) -> list[DueLookBack]:
    """Ledgers with a rule for looking back, and what has waited for it; a query a ledger with such a rule."""
    found = [
        _due(code, kind.look_back, viewer=viewer, book=book) for code, kind in book.kinds.items() if kind.look_back
    ]
    return [each for each in found if each is not None]


def _due(code: str, rule: LookBack, *, viewer: Viewer, book: Rulebook) -> DueLookBack | None:
    last = months_before(book.day, rule.after_months)
    rows = _waiting(viewer).filter(ledger_kind=code, written_off_on__lte=last)
    seen = rows.aggregate(first=Min("written_off_on"))
    if seen["first"] is None:
        return None
    return DueLookBack(code, book.kind_word(code), rule, rows.count(), seen["first"], last)


def _waiting(viewer: Viewer) -> QuerySet[Item]:
    """Written-off items that nobody looked back at yet."""
    facts = StateFact.objects.inside().filter(state=LOOKED_BACK).order_by().values("item_id")
    return Item.objects.visible_to(viewer).filter(Q(state=WRITTEN_OFF) & ~Q(pk__in=facts))


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=SHANGHAI)
