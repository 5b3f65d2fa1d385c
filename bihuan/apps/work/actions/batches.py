"""The same act on many items; what does not go is named with its reason (批量办理)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import Http404

from bihuan.apps.work import queries
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


@dataclass(frozen=True)
class Draw:
    """A draw for looking back: from how many items, and how each drawn one fared (抽查结果)."""

    total: int
    outcomes: list[Outcome]


def look_back(  # noqa: PLR0913 - between which days, of which ledger, what share by which seed, by whom, when
    *,
    written_off_from: date,
    written_off_to: date,
    share: int,
    seed: str,
    kind: str = "",
    by: Actor,
    now: datetime,
) -> Draw:
    """Look back at a sample, or at all with a share of 100, of what was written off between two days (回头看).

    The draw is from all that was written off then, whatever became of it since: drawn again, it is the same items, and
    those that were looked back at already are named, not drawn over.
    Args: share: in percent. seed: said before the draw.
    """
    population = queries.written_off_between(written_off_from, written_off_to, viewer=by.viewer, kind=kind)
    drawn = sorted(int(pk) for pk in look_back_sample(population, share=share, seed=seed))
    items, before = Item.objects.visible_to(by.viewer).in_bulk(drawn), queries.looked_back(drawn, viewer=by.viewer)
    answers = {"text": f"抽查比例{share}%，共{len(population)}项抽{len(drawn)}项，抽签号“{seed}”"}
    outcomes = [
        Outcome(pk, str(items[pk]), done=False, sentence="抽中；已经回头看过，没有重复办理。")
        if pk in before
        else move_one(pk, "look_back", item=items[pk], version=items[pk].version, answers=answers, by=by, now=now)
        for pk in drawn
    ]
    return Draw(len(population), outcomes)


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
