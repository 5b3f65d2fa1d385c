"""Needs for tests: land that the cast's project lacks, owed by the supporting unit."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from bihuan.apps.projects import actions
from bihuan.apps.projects.models import FactorNeed, Project
from bihuan.apps.units.models import Duty, Person
from bihuan.apps.work import actions as work
from bihuan.apps.work.models import Item
from bihuan.base.scope import Viewer
from tests.support.builders import DAY, NOW, actor
from tests.support.cast import Cast
from tests.support.projects import make_project

EYES = Viewer.worker(on=DAY)
NEEDED_ON = date(2026, 6, 30)
TEXT = "二期厂房缺新增建设用地指标"


def put_duty(cast: Cast, text: str = "土地供应和用地报批") -> None:
    """The supporting unit answers for land."""
    Duty.objects.create(unit=cast.units.support, text=text, kind="department", source="三定规定")


def raise_need(cast: Cast, project: Project | None = None, *, by: Person | None = None, **said: Any) -> FactorNeed:
    """A need for land of a project of the leading unit, raised by its liaison."""
    project = project or make_project(cast)
    told = {"project_id": project.pk, "factor": "land", "text": TEXT, "amount": Decimal(20), "due_on": NEEDED_ON}
    key = said.pop("key", "")
    new = actions.NewNeed(**{**told, "unit_id": cast.units.support.pk, **said})
    return actions.raise_need(new, by=actor(by or cast.lead_liaison), now=NOW, key=key)


def matter(row: FactorNeed) -> Item:
    """The matter that a need became, as it stands."""
    return Item.objects.visible_to(EYES).get(pk=row.item_id)


def go(row: FactorNeed, code: str, by: Person, *, hours: int = 1, **answers: Any) -> FactorNeed:
    """One move on the matter of a need; the need as it stands then."""
    item = matter(row)
    now = (item.moved_at or NOW) + timedelta(hours=hours)
    work.move_item(item.pk, code, version=item.version, answers=answers, by=actor(by), now=now)
    row.refresh_from_db()
    return row


def answer(cast: Cast, row: FactorNeed, outcome: str = "全部落实", **said: Any) -> FactorNeed:
    """The answering unit signs and answers."""
    go(row, "sign", cast.support_clerk)
    told = {"text": "已列入本年新增用地计划。", "consent": True, "outcome": outcome}
    return go(row, "submit_feedback", cast.support_head, **{**told, **said})


def confirm(cast: Cast, row: FactorNeed) -> FactorNeed:
    """The project's lead unit is content."""
    go(row, "open_review", cast.lead_clerk)
    return go(row, "pass_review", cast.lead_head, opinion="属实。", satisfied=True)


def put_commissioner(project: Project, name: str = "林予安") -> None:
    """Somebody looks after a project."""
    project.team.create(
        role="commissioner", name=name, unit_name="区工业和信息化局", from_on=DAY, at=NOW, by=None, by_name="某人"
    )
