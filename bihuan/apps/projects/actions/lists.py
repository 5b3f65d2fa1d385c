"""Key projects of a year: put on a list, taken off with words (重点清单)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from bihuan.apps.projects import queries
from bihuan.apps.projects.actions.register import PROJECT
from bihuan.apps.projects.models import Batch, KeyProject, Level, Project
from bihuan.apps.units.actions import record_event
from bihuan.base import rights
from bihuan.base.actors import Actor
from bihuan.base.refusals import Refusal
from bihuan.engine.calendar import local_day


class BadList(Refusal):
    """A project cannot be put on a list or taken off it so; the sentence says why and what to do."""


@dataclass(frozen=True)
class ListPlace:
    """On which list, under which heading, by which paper (重点清单位置)."""

    year: int
    level: str
    batch: str
    source: str

    @property
    def words(self) -> str:
        """2026年区级续建."""
        return f"{self.year}年{Level(self.level).label}{Batch(self.batch).label}"


@dataclass(frozen=True)
class Listed:
    """What became of one project (列入结果)."""

    project: Project
    done: bool
    sentence: str


def put_on_list(project_ids: Iterable[int], place: ListPlace, *, by: Actor, now: datetime) -> list[Listed]:
    """Put projects on a year's list; each for itself, what does not go is told (列入重点清单).

    Raises: Forbidden; BadList: no paper is named, or the list does not exist.
    """
    rights.require(by.viewer, "project.list")
    if place.level not in Level.values or place.batch not in Batch.values:
        raise BadList("请选择清单的级别和类别。")
    if not place.source.strip():
        raise BadList("请填写依据，如：区政府2026年重点项目清单（文号）。")
    wanted = queries.projects(by.viewer).filter(pk__in=list(project_ids)).order_by("pk")
    return [_put(row, place, by=by, now=now) for row in wanted]


def _put(row: Project, place: ListPlace, *, by: Actor, now: datetime) -> Listed:
    if row.terminated_on:
        return Listed(row, False, f"{row.terminated_on}已终止，不能列入；要列入请先恢复。")
    try:
        _add(row, place, by=by, now=now)
    except IntegrityError:
        return Listed(row, False, f"已在{place.year}年{Level(place.level).label}清单上，不用重复列入；改类别请先移出。")
    return Listed(row, True, f"列入{place.words}")


@transaction.atomic
def _add(row: Project, place: ListPlace, *, by: Actor, now: datetime) -> None:
    KeyProject.objects.create(
        project=row,
        year=place.year,
        level=place.level,
        batch=place.batch,
        source=place.source.strip(),
        at=now,
        by_id=by.viewer.person_id,
        by_name=by.viewer.name,
    )
    told = {"year": place.year, "level": place.level, "batch": place.batch, "source": place.source.strip()}
    record_event("project.listed", object_kind=PROJECT, object_id=row.pk, by=by, at=now, to=told)


@transaction.atomic
def take_off_list(key_id: int, *, words: str, by: Actor, now: datetime) -> KeyProject:
    """Take a project off a list, with the reason; that it stood there stays (移出重点清单)."""
    rights.require(by.viewer, "project.list")
    row = queries.key_project(key_id, by.viewer)
    if not words.strip():
        raise BadList("请写明移出的原因，如：项目终止、调整到下一年度。")
    values = {"off_on": local_day(now), "off_words": words.strip()}
    if not KeyProject.objects.write_if(row, stands={"off_on": None}, values=values):
        raise BadList("这个项目已经移出清单。")
    told = {"year": row.year, "level": row.level, "batch": row.batch}
    record_event(
        "project.unlisted",
        object_kind=PROJECT,
        object_id=row.project_id,
        by=by,
        at=now,
        frm=told,
        to={"off_on": local_day(now)},
        why=words.strip(),
    )
    return row
