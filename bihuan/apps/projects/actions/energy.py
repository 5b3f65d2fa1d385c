"""Setting the quota of a year, a new version for each change (定能耗排放指标)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import IntegrityError, transaction

from bihuan.apps.projects import queries
from bihuan.apps.projects.models import EnergyQuota
from bihuan.apps.units.actions import record_event
from bihuan.base import rights
from bihuan.base.actors import Actor
from bihuan.base.refusals import Refusal, Stale

QUOTA = "projects.energyquota"
MOST = Decimal(20_000_000)


class BadQuota(Refusal):
    """A quota cannot be kept as it was said; the sentence says why and what to do."""


@dataclass(frozen=True, kw_only=True)
class NewQuota:
    """How much new projects may use or emit in a year, by which paper, and why it changed (能耗排放指标)."""

    year: int
    kind: str
    amount: Decimal
    source: str
    reason: str = ""


def set_quota(new: NewQuota, *, version: int, by: Actor, now: datetime) -> EnergyQuota:
    """Set the quota of a year; what stood before stays to be read (定能耗排放指标).

    Args: version: the last one that was seen, 0 for none.
    Raises: Stale: someone set it meanwhile; BadQuota: the amount cannot be, or a change does not say why.
    """
    rights.require(by.viewer, "energy.change")
    last = queries.last_quota(by.viewer, year=new.year, kind=new.kind)
    if (last.version if last else 0) != version:
        raise _stale(new, last)
    _check(new, last)
    try:
        return _set(new, version + 1, last, by=by, now=now)
    except IntegrityError as twice:
        raise _stale(new, queries.last_quota(by.viewer, year=new.year, kind=new.kind)) from twice


@transaction.atomic
def _set(new: NewQuota, version: int, last: EnergyQuota | None, *, by: Actor, now: datetime) -> EnergyQuota:
    row: EnergyQuota = EnergyQuota.objects.create(
        year=new.year,
        kind=new.kind,
        version=version,
        amount=new.amount,
        source=new.source,
        reason=new.reason,
        at=now,
        by_id=by.viewer.person_id,
        by_name=by.viewer.name,
    )
    frm = {"amount": last.amount} if last else None
    told = {"kind": row.get_kind_display(), "year": row.year, "amount": row.amount, "source": row.source}
    record_event(
        "project.quota_set", object_kind=QUOTA, object_id=row.pk, by=by, at=now, frm=frm, to=told, why=row.reason
    )
    return row


def _check(new: NewQuota, last: EnergyQuota | None) -> None:
    if new.amount < 0 or new.amount > MOST or new.amount != round(new.amount, 2):
        raise BadQuota(f"“总量”应在0到{MOST}之间，最多两位小数，现为{new.amount}。")
    if not new.source.strip():
        raise BadQuota("请填写依据，如哪个文件下达的。")
    if last is not None and not new.reason.strip():
        raise BadQuota(f"{new.year}年这项指标已有第{last.version}版，调整要写明理由。")


def _stale(new: NewQuota, last: EnergyQuota | None) -> Stale:
    theirs = {"现行总量": str(last.amount) if last else "暂无", "版次": str(last.version) if last else "暂无"}
    return Stale(theirs=theirs, mine={"总量": str(new.amount), "依据": new.source})
