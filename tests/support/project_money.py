"""Money of projects for tests: begun projects with a plan, and months reported through the acts that people use."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from bihuan.apps.projects import actions
from bihuan.apps.projects.models import MonthReport, Project, StageEntry
from bihuan.apps.units.models import Person
from bihuan.engine.values import Month
from tests.support.builders import DAY, NOW, actor
from tests.support.cast import Cast
from tests.support.projects import make_project, strange_project

DUE = Month(DAY.year, DAY.month).shifted(-1)


def enter(project: Project, stage: str, on: date) -> Project:
    """Put a project into a stage, as the library does after its gates."""
    version = project.entries.count() + 1
    told = {"at": NOW, "by_name": "测试", "event_seq": 1}
    StageEntry.objects.create(project=project, version=version, stage=stage, entered_on=on, **told)
    Project.objects.write_if(project, stands={}, values={"stage": stage})
    project.stage = stage
    return project


def begun(cast: Cast, *, started_on: date | None = None, **said: Any) -> Project:
    """A project of the leading unit whose works have begun."""
    return enter(make_project(cast, **said), "started", started_on or date(DAY.year, 1, 15))


def strange_begun(cast: Cast, **said: Any) -> Project:
    """A begun project of the uninvolved unit."""
    return enter(strange_project(cast, **said), "started", date(DAY.year, 1, 15))


def plan(cast: Cast, project: Project, amount: int = 6000, *, by: Person | None = None, **said: Any) -> Any:
    """A plan of the month's year."""
    version = said.pop("version", 0)
    new = actions.NewPlan(year=DUE.year, amount=Decimal(amount), source="年度投资计划〔2026〕1号", **said)
    return actions.set_plan(project.pk, new, version=version, by=actor(by or cast.lead_clerk), now=NOW)


FILLED = {
    "ytd": "3000",
    "in_place": "2500",
    "paid": "2400",
    "image": "主体完成，总体60%",
    "problems": "",
    "next_steps": "安装设备",
}


def send(cast: Cast, project: Project, month: Month = DUE, *, by: Person | None = None, **typed: str) -> MonthReport:
    """A month of a project, sent by its unit's clerk."""
    typed_now = {**FILLED, **typed}
    sent = actions.submit_months(
        project.lead_unit_id, {project.pk: typed_now}, month=month, by=actor(by or cast.lead_clerk), now=NOW
    )
    assert not sent.findings, sent.findings
    return project.months.get(month=month)


def approved(cast: Cast, project: Project, month: Month = DUE, **typed: str) -> MonthReport:
    """A month that the office has checked."""
    report = send(cast, project, month, **typed)
    return actions.approve_month(report.pk, version=report.version, by=actor(cast.supervisor), now=NOW)
