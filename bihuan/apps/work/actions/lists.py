"""What people do to lists: views saved under a name, own columns, files taken out, items urged together (台账办理)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.http import Http404

from bihuan.apps.units.actions import record_event
from bihuan.apps.work.actions.batches import Outcome, Wanted, move_each
from bihuan.apps.work.models import Item, SavedView
from bihuan.apps.work.queries import Rulebook, issued_today
from bihuan.base.actors import Actor
from bihuan.base.refusals import Refusal
from bihuan.engine.lamps import Lamp

PAGE = "items"
COLUMNS = "items.columns"
OWN = "本人栏目"
MOST_VIEWS = 30
BATCH_ASKS = {"urge": "text", "pass_review": "opinion", "return_item": "reason"}
"""Moves on many items that take one text, and the answer that it is."""


class TooManyViews(Refusal):
    """A person keeps at most so many views."""


@transaction.atomic
def save_view(
    name: str, *, query: str, columns: Sequence[str] = (), page: str = PAGE, by: Actor, now: datetime
) -> SavedView:
    """Keep the conditions and columns of a list under a name; the same name is replaced (保存视图).

    page: which list; the ledger where none is named.
    """
    own = SavedView.objects.visible_to(by.viewer).filter(person_id=by.viewer.person_id, page=page)
    if own.exclude(name=name).count() >= MOST_VIEWS:
        raise TooManyViews(f"常用视图最多保存{MOST_VIEWS}个，请先删去不用的。")
    values = {"query": query, "columns": list(columns), "created_at": now}
    return _keep(page, name, values, by=by, now=now)


@transaction.atomic
def drop_view(view_id: int, *, by: Actor, now: datetime) -> None:
    """Forget an own view (删除视图)."""
    own = SavedView.objects.visible_to(by.viewer).filter(person_id=by.viewer.person_id, pk=view_id)
    found = own.first()
    if found is None:
        raise Http404
    before = {"name": found.name}
    record_event("work.view_dropped", object_kind="work.view", object_id=found.pk, by=by, at=now, frm=before)
    own.delete()


@transaction.atomic
def save_columns(columns: Sequence[str], *, by: Actor, now: datetime) -> SavedView:
    """Keep which columns this person wants to see (本人栏目)."""
    return _keep(COLUMNS, OWN, {"columns": list(columns), "created_at": now}, by=by, now=now)


def _keep(page: str, name: str, values: Mapping[str, object], *, by: Actor, now: datetime) -> SavedView:
    own = SavedView.objects.visible_to(by.viewer).filter(person_id=by.viewer.person_id, page=page, name=name)
    if not own.update(**values):
        SavedView.objects.create(person_id=by.viewer.person_id, page=page, name=name, **values)
    found = own.get()
    to = {"name": name, "query": found.query, "columns": found.columns}
    record_event("work.view_saved", object_kind="work.view", object_id=found.pk, by=by, at=now, to=to)
    return found


def record_export(*, query: str, count: int, columns: Sequence[str], by: Actor, now: datetime) -> None:
    """Keep that a list left the house as a file (导出留痕)."""
    to = {"query": query, "count": count, "columns": list(columns)}
    record_event("work.exported", object_kind="work.ledger", object_id=None, by=by, at=now, to=to)


def batch_move(versions: Mapping[int, int], code: str, *, text: str, by: Actor, now: datetime) -> list[Outcome]:
    """One move with one text on many items, each through the door (批量催办、审核、退回).

    Args: code: of a move that asks for nothing, or for one text alone (`BATCH_ASKS`).
    """
    items = Item.objects.visible_to(by.viewer).in_bulk(list(versions))
    answers = {BATCH_ASKS[code]: text} if code in BATCH_ASKS else {}
    wanted = [Wanted(pk, code, items.get(pk), version, answers) for pk, version in versions.items()]
    return move_each(wanted, by=by, now=now)


def send_slips(drawn: Sequence[tuple[Item, Lamp, str]], *, book: Rulebook, by: Actor, now: datetime) -> list[Outcome]:
    """Send each item the slip that it draws, in its colour and with its sentence, through the door (发督办单).

    The same colour goes out once a day for a due day.
    Args: drawn: the item, its slip, and the version as the person saw it.
    """
    sent = issued_today([item for item, _, _ in drawn], book=book)
    new = [_slip(item, slip, version) for item, slip, version in drawn if (item.pk, slip.colour) not in sent]
    made = {each.item_id: each for each in move_each(new, by=by, now=now)}
    return [
        made.get(item.pk) or Outcome(item.pk, str(item), done=False, sentence=f"今天已发过{slip.word}，没有重复发出。")
        for item, slip, _ in drawn
    ]


def _slip(item: Item, slip: Lamp, version: str) -> Wanted:
    answers = {"text": slip.because, "slip": slip.colour}
    return Wanted(item.pk, "urge", item, int(version) if version.isdecimal() else -1, answers)
