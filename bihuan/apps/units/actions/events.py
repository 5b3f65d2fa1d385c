"""Writing the event log; call it inside the transaction of the change (留痕)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from bihuan.apps.units import mapping, models
from bihuan.base import chain, ready_rows
from bihuan.base.actors import Actor
from bihuan.base.registries import announce

AT_ONCE = 1000
COLUMNS = tuple(field.attname for field in models.Event._meta.concrete_fields)


def record_event(  # noqa: PLR0913 - one event has this many sides
    kind: str,
    *,
    object_kind: str,
    object_id: int | None,
    by: Actor,
    at: datetime,
    frm: Mapping[str, object] | None = None,
    to: Mapping[str, object] | None = None,
    why: str = "",
    evidence: Iterable[str] = (),
    result: str = "done",
) -> models.Event:
    """Append one event to the chain, in the caller's transaction.

    Args: kind: what was done, as `app.verb`. frm, to: facts before and after. evidence: digests or places looked at.
    """
    draft = event_draft(
        kind,
        object_kind=object_kind,
        object_id=object_id,
        by=by,
        at=at,
        frm=frm,
        to=to,
        why=why,
        evidence=evidence,
        result=result,
    )
    return append_events([draft])


def event_draft(  # noqa: PLR0913 - one event has this many sides
    kind: str,
    *,
    object_kind: str,
    object_id: int | None,
    by: Actor,
    at: datetime,
    frm: Mapping[str, object] | None = None,
    to: Mapping[str, object] | None = None,
    why: str = "",
    evidence: Iterable[str] = (),
    result: str = "done",
) -> dict[str, Any]:
    """An event before it has its number and digest; many of them go to `append_events` at once."""
    viewer = by.viewer
    return {
        "at": at,
        "kind": kind,
        "object_kind": object_kind,
        "object_id": object_id,
        "person_id": viewer.person_id,
        "person_name": viewer.name,
        "unit_id": viewer.unit_id,
        "unit_name": viewer.unit_name,
        "acted_for": by.acted_for,
        "address": by.address,
        "request_id": by.request_id,
        "result": result,
        "before": mapping.facts_text(frm),
        "after": mapping.facts_text(to),
        "why": why,
        "evidence": json.dumps(list(evidence), ensure_ascii=False) if evidence else "",
    }


def with_facts(draft: Mapping[str, Any], to: Mapping[str, object]) -> dict[str, Any]:
    """A draft with the facts after its change, which were not known before."""
    return {**draft, "after": mapping.facts_text(to)}


@transaction.atomic(savepoint=False)
def append_events(drafts: Iterable[Mapping[str, Any]]) -> models.Event:
    """Number, chain and write drafts, in order, under the lock of the one head row; listeners hear of them.

    Returns: the last of them.
    """
    head, drafts = models.ChainHead.objects.select_for_update().get(pk=1), list(drafts)
    last: dict[str, Any] = {}
    for part in ready_rows.parts(drafts, AT_ONCE):
        events = [_chained(draft, head) for draft in part]
        for _ in ready_rows.insert(models.Event, map(_row, events)):
            pass
        last = events[-1]
    head.save(update_fields=["seq", "digest"])
    announce("events.recorded", drafts=drafts)
    return models.Event(**last)


def _chained(draft: Mapping[str, Any], head: models.ChainHead) -> dict[str, Any]:
    """A draft as the next event of the chain, which then ends with it."""
    values = {**draft, "seq": head.seq + 1}
    digest = chain.link(mapping.canonical(values), previous=head.digest, algorithm=settings.BIHUAN_HASH)
    values |= {"algorithm": settings.BIHUAN_HASH, "previous": head.digest, "digest": digest}
    head.seq, head.digest = head.seq + 1, digest
    return values


def _row(event: Mapping[str, Any]) -> list[Any]:
    """An event as the database takes it; all its columns but the moment are plain."""
    return [
        ready_rows.ready_value(models.Event, "at", event["at"]) if name == "at" else event[name] for name in COLUMNS
    ]
