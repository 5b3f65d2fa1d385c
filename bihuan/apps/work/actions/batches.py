"""The same act on many items; what does not go is named with its reason (批量办理)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import Http404

from bihuan.apps.work.actions.moves import move_item
from bihuan.apps.work.models import Item
from bihuan.base.actors import Actor
from bihuan.base.refusals import Refusal
from bihuan.engine.loop import look_back_sample


@dataclass(frozen=True)
class Outcome:
    """How one item of a batch fared: done, or the sentence that says why not (办理结果)."""

    item_id: int
    name: str
    done: bool
    sentence: str = ""


def batch_dispatch(versions: Mapping[int, int], *, by: Actor, now: datetime) -> list[Outcome]:
    """Dispatch many registered items, each to the unit and by the day that it already has (批量交办)."""
    items = Item.objects.visible_to(by.viewer).in_bulk(list(versions))
    outcomes = []
    for item_id, version in versions.items():
        item = items.get(item_id)
        answers = {"unit": item.lead_unit_id, "due_on": item.due_on} if item else {}
        outcomes.append(move_one(item_id, "dispatch", item=item, version=version, answers=answers, by=by, now=now))
    return outcomes


def look_back(
    *, written_off_from: date, written_off_to: date, share: int, seed: str, by: Actor, now: datetime
) -> list[Outcome]:
    """Look back at a sample, or at all with a share of 100, of what was written off between two days (回头看).

    Args: share: in percent. seed: said before the draw; the same seed draws the same items.
    """
    found = Item.objects.visible_to(by.viewer).filter(
        state="written_off", written_off_on__gte=written_off_from, written_off_on__lte=written_off_to
    )
    items = found.in_bulk()
    drawn = look_back_sample(items, share=share, seed=seed)
    answers = {"text": f"抽查比例{share}%，抽签种子“{seed}”"}
    return [
        move_one(pk, "look_back", item=items[int(pk)], version=items[int(pk)].version, answers=answers, by=by, now=now)
        for pk in sorted(drawn)
    ]


def move_one(  # noqa: PLR0913 - the sides of move_item
    item_id: int | str,
    code: str,
    *,
    item: Item | None,
    version: int,
    answers: Mapping[str, Any],
    by: Actor,
    now: datetime,
    key: str = "",
) -> Outcome:
    """One item of a batch; a refusal is its outcome, not the end of the batch."""
    name = str(item) if item else "未找到的事项"
    try:
        move_item(int(item_id), code, version=version, answers=answers, by=by, now=now, key=key)
    except Http404:
        return Outcome(int(item_id), name, done=False, sentence="没有这个事项，或不在您的范围内。")
    except Refusal as refusal:
        return Outcome(int(item_id), name, done=False, sentence=refusal.sentence)
    return Outcome(int(item_id), name, done=True)
