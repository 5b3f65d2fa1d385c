"""What the app that takes candidates into a ledger calls, in its own transaction (立项)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from bihuan.apps.documents import models, queries
from bihuan.apps.documents.actions.candidates import OPEN, check_right, record, update
from bihuan.base.actors import Actor


@transaction.atomic
def mark_accepted(candidate_id: int, accepted_as: str, *, version: int, by: Actor, now: datetime) -> models.Candidate:
    """Mark an open candidate as taken into a ledger; returns it with its quote and place.

    Args: accepted_as: what it became, as people read it ("〔2026〕12号 …"). version: as it was shown.
    Raises: Forbidden, NoCandidate, AlreadyDecided.
    """
    check_right(by)
    row = queries.candidate(by.viewer, candidate_id)
    decided = {"decided_at": now, "decided_by_name": by.viewer.name}
    values = {"state": models.State.ACCEPTED, "accepted_as": accepted_as[:80], **decided}
    update(row, version, frm=OPEN, mine={"立项为": accepted_as}, values=values)
    record("candidate.accepted", row, by=by, now=now, to={"状态": "已立项", "立项为": accepted_as})
    return row


def open_to(document_id: int, unit_ids: Iterable[int], *, now: datetime) -> None:
    """Open a document to units whose work comes from it (知悉范围); the caller's own event says why."""
    rows = [models.Audience(document_id=document_id, unit_id=unit_id, since_at=now) for unit_id in set(unit_ids)]
    models.Audience.objects.bulk_create(rows, ignore_conflicts=True)
