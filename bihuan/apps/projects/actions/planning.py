"""What all acts on a project's plan share: whose it is, the row it was shown with, who wrote it (倒排工期)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from bihuan.apps.projects import queries
from bihuan.apps.projects.models import Project
from bihuan.apps.projects.queries import ProjectPlan
from bihuan.base import rights
from bihuan.base.actors import Actor
from bihuan.base.refusals import Forbidden, Refusal, Stale

PROJECT = "projects.project"


class BadPlan(Refusal):
    """A plan cannot be kept as it was said; `sentences` say why, each with what to do."""

    def __init__(self, sentences: Sequence[str]) -> None:
        self.sentences = tuple(sentences)
        super().__init__("；".join(self.sentences))


def plan_to_change(project_id: int, by: Actor, *, whole: bool = True) -> ProjectPlan:
    """The plan of a project that this person may change.

    Args: whole: its promise, network or baseline, which are the business of those who lead the project; what happened
    to a node may also be entered by those who only take part.
    """
    rights.require(by.viewer, "project.plan")
    project = queries.project(project_id, by.viewer)
    if whole and not leads(project, by):
        raise Forbidden("承诺、网络图和基准由项目的牵头单位、属地、登记单位或督查室改；请与他们联系。")
    return queries.plan_of(project, by.viewer)


def leads(project: Project, by: Actor) -> bool:
    """Whether it is this person's to change the plan as a whole."""
    own = {project.lead_unit_id, project.town_id, project.registrar_unit_id}
    return by.viewer.sees_all or bool(own & set(by.viewer.unit_ids))


def refuse_problems(tried: ProjectPlan) -> None:
    """Raises `BadPlan` where what was said leaves no plan."""
    if tried.problems:
        raise BadPlan(tried.problems)


def need_reason(reason: str, *, version: int, what: str) -> str:
    """The reason as it is kept; needed where something said before is changed."""
    said = reason.strip()[:500]
    if version and not said:
        raise BadPlan([f"{what}，请写明理由。"])
    return said


def same_version(row: Any, version: int) -> None:
    """Raises `Stale` where somebody changed it after it was shown."""
    if (row.version if row else 0) != version:
        raise Stale(f"刚有人改过（{row.by_name if row else ''}），请刷新后核对再办。")


def signed(by: Actor, now: datetime) -> dict[str, Any]:
    """Who wrote a row, and when."""
    return {"at": now, "by_id": by.viewer.person_id, "by_name": by.viewer.name}


@contextmanager
def one_version() -> Iterator[None]:
    """A transaction in which a version is written; who comes second is told so."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as twice:
        raise Stale("刚有人改过，请刷新后核对再办。") from twice
