"""The one door: everything a person does to an item goes through `move_item`, or through a batch of it (办理)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import transaction

from bihuan.apps.units import queries as units
from bihuan.apps.work import queries
from bihuan.apps.work.actions import drafts
from bihuan.apps.work.actions.amending import amend
from bihuan.apps.work.actions.dossier import Overtaken
from bihuan.apps.work.actions.making import Incomplete, NotAllowed, is_same_form, make_move, stale, with_answers
from bihuan.apps.work.actions.writing import Writing
from bihuan.apps.work.mapping import NewItem
from bihuan.apps.work.models import Item, Milestone
from bihuan.base.actors import Actor
from bihuan.base.refusals import Forbidden
from bihuan.base.scope import Viewer
from bihuan.engine.loop import MoveRefused, step

__all__ = ["Batch", "Incomplete", "NotAllowed", "batch", "may_move", "move_item", "stale"]


class Batch:
    """Many drafts and moves whose rows are written together; made by `batch`.

    The same functions, checks, rows and events as one by one. Any error takes the whole batch back, but for a refusal
    of the loop, after which the batch may go on; that refusal is in the event log.
    """

    def __init__(self, *, every: int, writing: Writing | None = None) -> None:
        self._writing, self._every, self._made = writing or Writing(), every, 0

    def draft(self, new: NewItem, *, by: Actor, now: datetime, key: str = "") -> Item:
        """Write down a new item; it has no number yet (拟办)."""
        if not units.may(by.viewer, "item.register"):
            raise Forbidden("您没有立项的权限；请由督查室、单位负责人或联络员立项。")
        item = drafts.draft(self._writing, new, by=by, now=now, key=key).item
        self._count()
        return item

    def move(  # noqa: PLR0913 - the sides of move_item
        self,
        item_id: int,
        code: str,
        *,
        version: int,
        answers: Mapping[str, Any],
        by: Actor,
        now: datetime,
        key: str = "",
    ) -> Item:
        """Make one move of the loop (办理一步); see `move_item`."""
        item = make_move(self._writing, item_id, code, version=version, answers=answers, by=by, now=now, key=key)
        self._count()
        return item

    def amend(self, item_id: int, said: Mapping[str, Any], *, version: int, why: str, by: Actor, now: datetime) -> Item:
        """Put right what was said of an item (更正事项); see `amend_item`."""
        item = amend(self._writing, item_id, said, version=version, why=why, by=by, now=now)
        self._count()
        return item

    def read(self, item_ids: Iterable[int], viewer: Viewer) -> None:
        """Read many items at once that this viewer will move."""
        self._writing.load(item_ids, viewer)

    @property
    def is_broken(self) -> bool:
        """Whether a move failed half way, so that all of it can only be taken back."""
        return self._writing.is_broken

    def nodes(self, item_id: int) -> list[Milestone]:
        """Nodes of an item of this batch as they stand now (节点)."""
        found = self._writing.known(item_id)
        return found.nodes if found else []

    def parts(self, item_id: int) -> list[Item]:
        """Sub-items of this batch that an item was broken or split into, in the order in which they were made."""
        return self._writing.parts(item_id)

    def write(self) -> None:
        """Write what waits; the end of the batch does it too."""
        self._writing.write()
        self._made = 0

    def _count(self) -> None:
        self._made += 1
        if self._made == self._every:
            self.write()


@contextmanager
def batch(*, every: int = 5000) -> Iterator[Batch]:
    """Draft and move many items in one transaction; their rows go out together (成批办理).

    Args: every: after so many drafts and moves what waits is written, so that memory stays small.
    """
    with transaction.atomic():
        together = Batch(every=every)
        yield together
        together.write()


def move_item(  # noqa: PLR0913 - the one door has this many sides
    item_id: int, code: str, *, version: int, answers: Mapping[str, Any], by: Actor, now: datetime, key: str = ""
) -> Item:
    """Make one move of the loop with all that follows from it, in one transaction (办理一步).

    Args: answers: by code of the loop's ASKS; days as dates, units as ids, files as `base.files.Kept`. version: of the
    item as the person saw it. key: of the form; the same form posted twice is one move and the same answer.
    Raises: Http404: not visible. Stale: someone was faster. Incomplete: answers missing. NotAllowed: the loop says no.
    """
    try:
        with batch() as together:
            try:
                return together.move(item_id, code, version=version, answers=answers, by=by, now=now, key=key)
            except NotAllowed as refused:  # what was refused is written all the same
                refusal = refused
    except Overtaken:
        item = queries.visible_item(item_id, by.viewer)
        if is_same_form(item, key, by):
            return item
        raise stale(item, answers) from None
    raise refusal


def may_move(item: Item, code: str, *, answers: Mapping[str, Any], by: Actor, now: datetime) -> bool:
    """Whether the loop would make this move, with these answers, for this person."""
    kind = queries.kind_of(item)
    standing = queries.standing_of(item, viewer=by.viewer, now=now, kind=kind)
    try:
        step(kind, with_answers(standing, answers, item.due_on, kind), code)
    except MoveRefused:
        return False
    return True
