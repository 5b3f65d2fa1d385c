"""Rows of a project's plan for tests, written as its actions write them."""

from __future__ import annotations

from datetime import date
from typing import Any

from bihuan.apps.projects.models import ActivityFact, Project, ProjectNetwork, Promise
from bihuan.engine.calendar import local_day
from tests.support.builders import NOW

SIGNED = {"at": NOW, "by": None, "by_name": "系统", "event_seq": 0}


def promised(project: Project, on: date, *, version: int = 1, at: Any = NOW) -> Promise:
    """A promise of a project."""
    row: Promise = Promise.objects.create(
        project=project, version=version, promised_on=on, reason="例", **SIGNED | {"at": at}
    )
    return row


def known(project: Project, activity: str, *, version: int = 1, **said: Any) -> ActivityFact:
    """What is known of a node."""
    row: ActivityFact = ActivityFact.objects.create(
        project=project, activity=activity, version=version, **said, **SIGNED
    )
    return row


def planned_on(project: Project, code: str, *, version: int = 1, body: Any = None) -> ProjectNetwork:
    """The network of a project."""
    row: ProjectNetwork = ProjectNetwork.objects.create(
        project=project, version=version, code=code, rule_on=local_day(NOW), body=body, reason="例", **SIGNED
    )
    return row
