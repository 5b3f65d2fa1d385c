"""Where a file stands, what the log says of it, and who works on it in the background (状态)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction

from bihuan.apps.units import queries as units
from bihuan.apps.units.actions import record_event
from bihuan.apps.work.models import LedgerImport
from bihuan.base import progress
from bihuan.base.actors import Actor
from bihuan.base.refusals import Refusal
from bihuan.base.scope import Viewer
from bihuan.engine.calendar import local_day

_STATE = LedgerImport.State


class NotNow(Refusal):
    """The file does not stand where this act is possible."""

    status = 409


def record(kind: str, row: LedgerImport, *, by: Actor, now: datetime, **more: Any) -> None:
    """Tell the log what was done with a file."""
    facts = {"name": row.name, **more}
    record_event(
        kind, object_kind="work.ledger_import", object_id=row.pk, by=by, at=now, to=facts, evidence=[row.digest]
    )


@transaction.atomic
def cancelled(row: LedgerImport, *, by: Actor, now: datetime) -> LedgerImport:
    """The file given up, unless somebody was faster."""
    if LedgerImport.objects.write_if(row, stands={"state": row.state}, values={"state": _STATE.CANCELLED}):
        record("work.ledger_cancelled", row, by=by, now=now)
    row.refresh_from_db()
    return row


def actor_facts(by: Actor) -> dict[str, Any]:
    """Who asks, as the worker is told."""
    return {"person_id": by.viewer.person_id, "address": by.address, "request_id": by.request_id}


def actor_of(person_id: int, address: str, request_id: str, *, now: datetime) -> Actor:
    """The person who asked for it, with the rights that they have now."""
    person = units.person(Viewer.worker(on=local_day(now)), person_id)
    if person is None:
        raise NotNow("上传人的账号已不在。")
    return Actor(units.viewer_of(person, on=local_day(now)), address=address, request_id=request_id)


def in_background(row: LedgerImport, work: Callable[[], object], *, by: Actor, now: datetime) -> None:
    """Do a work on a file; a stop gives the file up, a refusal is kept with it."""
    try:
        work()
    except progress.Stopped:
        row.refresh_from_db()
        cancelled(row, by=by, now=now)
    except Refusal as refusal:
        values = {"state": _STATE.READ if row.found else _STATE.UNREADABLE, "because": refusal.sentence[:500]}
        LedgerImport.objects.write_if(row, stands={"state": row.state}, values=values)
    finally:
        progress.forget(row.code)
