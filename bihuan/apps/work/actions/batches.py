"""The same act on many items; what does not go is named with its reason (批量办理)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any

from django.db import IntegrityError
from django.http import Http404

from bihuan.apps.work import queries
from bihuan.apps.work.actions.dossier import Overtaken
from bihuan.apps.work.actions.moves import Batch, batch, move_item
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
    wanted = []
    for item_id, version in versions.items():
        item = items.get(item_id)
        answers = {"unit": item.lead_unit_id, "due_on": item.due_on} if item else {}
        wanted.append(Wanted(item_id, "dispatch", item, version, answers))
    return move_each(wanted, by=by, now=now)


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
    new = [Wanted(pk, "look_back", items[pk], items[pk].version, answers) for pk in drawn if pk not in before]
    made = {each.item_id: each for each in move_each(new, by=by, now=now)}
    again = "抽中；已经回头看过，没有重复办理。"
    outcomes = [made.get(pk) or Outcome(pk, str(items[pk]), done=False, sentence=again) for pk in drawn]
    return Draw(len(population), outcomes)


@dataclass(frozen=True)
class Wanted:
    """One move of many that are asked for together; item: as it was read for its name, if it was found (所办一件)."""

    item_id: int
    code: str
    item: Item | None
    version: int
    answers: Mapping[str, Any]
    key: str = ""

    @property
    def name(self) -> str:
        """The item as results name it."""
        return str(self.item) if self.item else "未找到的事项"


def move_each(wanted: Sequence[Wanted], *, by: Actor, now: datetime) -> list[Outcome]:
    """Make many moves, each of which stands or falls alone; what is refused is its outcome (逐件办理).

    They are read together and written in one transaction. Where somebody else was quicker with one of them, that
    transaction is taken back and each is made by itself.
    """
    try:
        with batch() as together:
            together.read([each.item_id for each in wanted], by.viewer)
            return [_outcome(each, partial(_move_within, together, each, by=by, now=now)) for each in wanted]
    except (HalfMade, Overtaken, IntegrityError):
        return [_outcome(each, partial(_move_alone, each, by=by, now=now)) for each in wanted]


def _move_within(together: Batch, each: Wanted, *, by: Actor, now: datetime) -> None:
    said = each.answers
    try:
        together.move(each.item_id, each.code, version=each.version, answers=said, by=by, now=now, key=each.key)
    except Refusal as refusal:
        if together.is_broken or isinstance(refusal, Overtaken):
            raise HalfMade from refusal
        raise


def _move_alone(each: Wanted, *, by: Actor, now: datetime) -> None:
    said = each.answers
    move_item(each.item_id, each.code, version=each.version, answers=said, by=by, now=now, key=each.key)


def _outcome(each: Wanted, act: Callable[[], object]) -> Outcome:
    try:
        act()
    except Http404:
        return Outcome(each.item_id, each.name, done=False, sentence="没有这个事项，或不在您的范围内。")
    except Refusal as refusal:
        return Outcome(each.item_id, each.name, done=False, sentence=refusal.sentence)
    return Outcome(each.item_id, each.name, done=True)


class HalfMade(Exception):
    """A move was refused half way; its batch can only be taken back."""
