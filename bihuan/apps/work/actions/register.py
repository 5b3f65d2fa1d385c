"""Drafting and registering items, from scratch or from a candidate of a document (拟办、立项)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import IntegrityError, transaction

from bihuan.apps.documents import actions as documents
from bihuan.apps.documents import queries as documents_read
from bihuan.apps.work.actions.moves import batch, move_item
from bihuan.apps.work.mapping import NewItem, SourceQuote
from bihuan.apps.work.models import Item
from bihuan.base.actors import Actor
from bihuan.base.refusals import Refusal


def draft_item(new: NewItem, *, by: Actor, now: datetime, key: str = "") -> Item:
    """Write down a new item; it has no number yet (拟办). The same form posted twice is one item."""
    return _of_form(key, by) or _new(new, by=by, now=now, key=key)


def register(new: NewItem, *, by: Actor, now: datetime, key: str = "") -> Item:
    """Draft an item and register it at once: one matter, one number (立项)."""
    item = _of_form(key, by) or _new(new, by=by, now=now, key=key, then="register")
    if item.state != "draft":
        return item
    return move_item(item.pk, "register", version=item.version, answers={}, by=by, now=now)


def _new(new: NewItem, *, by: Actor, now: datetime, key: str, then: str = "") -> Item:
    try:
        with batch() as together:
            item = together.draft(new, by=by, now=now, key=key)
            if then:
                together.move(item.pk, then, version=item.version, answers={}, by=by, now=now)
            return item
    except IntegrityError:
        if known := _of_form(key, by):
            return known
        raise


def _of_form(key: str, by: Actor) -> Item | None:
    """The item that this very form made before, if it did."""
    own = Item.objects.visible_to(by.viewer).filter(form_key=key, created_by_id=by.viewer.person_id)
    return own.first() if key else None


class AlreadyTaken(Refusal):
    """Someone took the candidate into a ledger meanwhile."""

    status = 409


def register_from_candidate(
    candidate_id: int, new: NewItem, *, version: int, by: Actor, now: datetime, key: str = ""
) -> Item:
    """Take a candidate of a document into a ledger: item and candidate change together (据条目立项).

    The item keeps the document's digest, the span and the quoted words with their digest: the way back.
    Args: version: of the candidate as it was shown.
    Raises: AlreadyTaken; NoCandidate, Forbidden, AlreadyDecided of the documents app; the refusals of `register`.
    """
    if known := _of_form(key, by):
        return known
    try:
        return _take(candidate_id, new, version=version, by=by, now=now, key=key)
    except IntegrityError as twice:
        if known := _of_form(key, by):
            return known
        raise AlreadyTaken("这个条目已经立项，没有重复立项；请刷新后看它的编号。") from twice


@transaction.atomic
def _take(candidate_id: int, new: NewItem, *, version: int, by: Actor, now: datetime, key: str) -> Item:
    found = documents_read.candidate(by.viewer, candidate_id)
    quote = SourceQuote(found.document_id, found.document.sha256, found.start, found.end, found.quote)
    source = new.source_text or found.document.title[:300]
    item = register(replace(new, quote=quote, candidate_id=found.pk, source_text=source), by=by, now=now, key=key)
    documents.mark_accepted(candidate_id, str(item), version=version, by=by, now=now)
    return item
