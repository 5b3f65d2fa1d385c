"""Setting what a project is to do in a year; a change is a new version with its reason (年度计划)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import pairwise

from django.db import IntegrityError, transaction

from bihuan.apps.projects import queries
from bihuan.apps.projects.actions.register import PROJECT
from bihuan.apps.projects.models import AnnualPlan, Project
from bihuan.apps.units.actions import record_event
from bihuan.base import rights
from bihuan.base.actors import Actor
from bihuan.base.refusals import Forbidden, Refusal, Stale
from bihuan.engine.values import Month


@dataclass(frozen=True, kw_only=True)
class NewPlan:
    """What is said of a year (年度计划); money in 万元. by_month: sums since January, 12 amounts or none."""

    year: int
    amount: Decimal
    source: str
    by_month: tuple[Decimal | None, ...] = ()
    start_month: Month | None = None
    finish_month: Month | None = None
    required_in_place: Decimal | None = None
    image: str = ""
    reason: str = ""


class BadYearPlan(Refusal):
    """A plan contradicts itself; the sentence says where."""


def set_plan(project_id: int, new: NewPlan, *, version: int, by: Actor, now: datetime) -> AnnualPlan:
    """Set or change the plan of a project's year; the same form sent twice gives one version (定年度计划).

    Args: version: of the plan that was seen, 0 for none.
    Raises: Forbidden, BadYearPlan; Stale: somebody changed it meanwhile.
    """
    rights.require(by.viewer, "project.register")
    project = queries.project(project_id, by.viewer)
    _require_own(project, by)
    _check(new, version)
    standing = next(iter(queries.plans_of_year(project, new.year, by.viewer)), None)
    if standing is not None and standing.version == version + 1 and _is_same(standing, new):
        return standing
    if (standing.version if standing else 0) != version:
        raise Stale("年度计划刚被他人改过，请核对后再改。")
    try:
        return _write(project, new, standing, by=by, now=now)
    except IntegrityError as race:
        raise Stale("年度计划刚被他人改过，请核对后再改。") from race


@transaction.atomic
def _write(project: Project, new: NewPlan, standing: AnnualPlan | None, *, by: Actor, now: datetime) -> AnnualPlan:
    columns = {
        "amount": new.amount,
        "by_month": [None if each is None else f"{each:f}" for each in new.by_month],
        "start_month": new.start_month,
        "finish_month": new.finish_month,
        "required_in_place": new.required_in_place,
        "image": new.image,
        "source": new.source,
    }
    version = standing.version + 1 if standing else 1
    event = record_event(
        "project.plan_set",
        object_kind=PROJECT,
        object_id=project.pk,
        by=by,
        at=now,
        frm={"year": new.year, **({"amount": standing.amount} if standing else {})},
        to={"year": new.year, "amount": new.amount, "source": new.source},
        why=new.reason,
    )
    row: AnnualPlan = AnnualPlan.objects.create(
        project=project,
        year=new.year,
        version=version,
        reason=new.reason,
        at=now,
        by_id=by.viewer.person_id,
        by_name=by.viewer.name,
        event_seq=event.seq,
        **columns,
    )
    return row


def _require_own(project: Project, by: Actor) -> None:
    if not by.viewer.sees_all and project.lead_unit_id not in by.viewer.unit_ids:
        raise Forbidden(f"年度计划由牵头单位“{project.lead_name}”或督查室定。")


def _check(new: NewPlan, version: int) -> None:
    if version and not new.reason.strip():
        raise BadYearPlan("请写明调整的理由；原来的计划留着，可以查。")
    if new.by_month:
        _check_months(new)
    months = [each for each in (new.start_month, new.finish_month) if each is not None]
    if len(months) == 2 and months[1] < months[0]:
        raise BadYearPlan("计划竣工月份早于计划开工月份，请核对。")


def _check_months(new: NewPlan) -> None:
    known = [(number, each) for number, each in enumerate(new.by_month, start=1) if each is not None]
    for (_, before), (number, after) in pairwise(known):
        if after < before:
            raise BadYearPlan(f"{number}月累计计划{after}小于前面月份的{before}。累计数只增不减，请核对。")
    if known and (known[-1][0] != 12 or known[-1][1] != new.amount):
        raise BadYearPlan(f"12月累计计划应等于年度计划{new.amount}万元，请核对。")


def _is_same(row: AnnualPlan, new: NewPlan) -> bool:
    said = [None if each is None else f"{each:f}" for each in new.by_month]
    return (row.amount, row.by_month, row.source, row.reason) == (new.amount, said, new.source, new.reason)
