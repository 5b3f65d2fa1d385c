"""Entering a project into the statistics, with its papers (纳统)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from bihuan.apps.projects import queries
from bihuan.apps.projects.actions.register import PROJECT
from bihuan.apps.projects.models import Project
from bihuan.apps.units.actions import record_event
from bihuan.base import rights
from bihuan.base.actors import Actor
from bihuan.base.refusals import Forbidden, Refusal, Stale


class NotReady(Refusal):
    """A project cannot enter the statistics yet; the sentence says what is missing."""


def enter_statistics(project_id: int, *, on: date, version: int, by: Actor, now: datetime) -> Project:
    """Mark a project as in the statistics from a day on, where the rule and its papers allow it (标记纳统).

    It records what the statistics bureau decided; nothing is reported to the bureau from here.
    Raises: Forbidden, NotReady, Stale.
    """
    rights.require(by.viewer, "project.stage")
    project = queries.project(project_id, by.viewer)
    if not by.viewer.sees_all and project.lead_unit_id not in by.viewer.unit_ids:
        raise Forbidden(f"由牵头单位“{project.lead_name}”或督查室标记纳统。")
    if project.entered_statistics_on is not None:
        return project
    _require_ready(project, on, by)
    return _enter(project, on, version=version, by=by, now=now)


def _require_ready(project: Project, on: date, by: Actor) -> None:
    if on > by.viewer.on:
        raise NotReady("纳统日期不能晚于今天，请核对。")
    book = queries.month_book(by.viewer.on)
    if project.stage not in book.form.begun:
        raise NotReady("项目还没有开工。开工以永久工程正式打桩为准；请先把阶段推进到开工。")
    entry = queries.entry_of(project, book, queries.papers_of(project, by.viewer))
    if entry.truth.value != "yes":
        remedies = "".join(each.sentence for each in entry.missing)
        raise NotReady(f"还不能标记纳统：{entry.because}{remedies}")


@transaction.atomic
def _enter(project: Project, on: date, *, version: int, by: Actor, now: datetime) -> Project:
    record_event(
        "project.entered_statistics",
        object_kind=PROJECT,
        object_id=project.pk,
        by=by,
        at=now,
        to={"entered_statistics_on": on},
    )
    columns = {"entered_statistics_on": on, "version": version + 1}
    if not Project.objects.write_if(
        project, stands={"version": version, "entered_statistics_on": None}, values=columns
    ):
        raise Stale("这个项目刚被他人改过，请刷新后再办。")
    project.entered_statistics_on, project.version = on, version + 1
    return project
