"""Promising the day of a project, and moving it (承诺日期): a new version each time, with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from bihuan.apps.projects import queries
from bihuan.apps.projects.actions.planning import (
    PROJECT,
    BadPlan,
    need_reason,
    one_version,
    plan_to_change,
    refuse_problems,
    same_version,
    signed,
)
from bihuan.apps.projects.models import Promise
from bihuan.apps.units.actions import record_event
from bihuan.base.actors import Actor
from bihuan.engine.calendar import local_day


@dataclass(frozen=True)
class NewPromise:
    """A day that is promised: to whom, on what ground, and why where it is moved (承诺)."""

    promised_on: date
    to_whom: str = ""
    source: str = ""
    reason: str = ""


def make_promise(project_id: int, new: NewPromise, *, version: int, by: Actor, now: datetime) -> Promise:
    """Promise a day for a project, or move the promise; the same form sent twice gives one (定承诺日期).

    Args: version: of the promise that was shown, 0 for none.
    Raises: BadPlan: the day has gone by or lies beyond the calendar, or no reason; Stale; Forbidden.
    """
    found = plan_to_change(project_id, by)
    if found.promise and _is_same(found.promise, new, version, by):
        return found.promise
    same_version(found.promise, version)
    reason = need_reason(new.reason, version=version, what="改动承诺日期")
    if found.promised_on == new.promised_on:
        raise BadPlan([f"承诺日期本来就是{new.promised_on}，没有改动。"])
    row = Promise(
        project=found.project,
        version=version + 1,
        promised_on=new.promised_on,
        to_whom=new.to_whom.strip(),
        source=new.source.strip(),
        reason=reason,
        **signed(by, now),
    )
    _refuse_past(row, now)
    refuse_problems(queries.what_if(found, promise=row))
    with one_version():
        keep_promise(row, before=found.promise, by=by, now=now)
    return row


def keep_promise(row: Promise, *, before: Promise | None, by: Actor, now: datetime) -> None:
    """Write a promise and its event, in the caller's transaction."""
    event = record_event(
        "project.promised",
        object_kind=PROJECT,
        object_id=row.project_id,
        by=by,
        at=now,
        frm=promise_facts(before) if before else None,
        to=promise_facts(row),
        why=row.reason,
    )
    row.event_seq = event.seq
    row.save(force_insert=True)


def promise_facts(row: Promise) -> dict[str, object]:
    """A promise as the log keeps it."""
    return {"promised_on": row.promised_on, "to_whom": row.to_whom, "source": row.source}


def _refuse_past(row: Promise, now: datetime) -> None:
    today = local_day(now)
    if row.promised_on < today:
        told = f"承诺日期{row.promised_on}已过（今天{today}）。请把承诺定在今天以后；已经完成的，请登记实际完成日期。"
        raise BadPlan([told])


def _is_same(kept: Promise, new: NewPromise, version: int, by: Actor) -> bool:
    said = (new.promised_on, new.to_whom.strip(), new.source.strip(), new.reason.strip()[:500])
    same = (kept.promised_on, kept.to_whom, kept.source, kept.reason) == said
    return same and kept.version == version + 1 and kept.by_id == by.viewer.person_id
