"""A project enters the next stage, or goes back with a reason (进入阶段、退回阶段)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction

from bihuan.apps.projects import queries
from bihuan.apps.projects.actions.register import kept_project, stale, write
from bihuan.apps.projects.models import Project, StageEntry
from bihuan.base.actors import Actor
from bihuan.base.refusals import Refusal
from bihuan.engine.calendar import local_day


class BadStage(Refusal):
    """A project cannot enter this stage as asked; the sentence says why and what to do."""


class Missing(BadStage):
    """Something is missing to enter a stage; `needs` says what and how to get it (缺项)."""

    def __init__(self, name: str, needs: Sequence[queries.Need]) -> None:
        self.needs = tuple(needs)
        told = "；".join(f"{need.asked.name}：{need.asked.remedy.rstrip('。')}" for need in needs)
        super().__init__(f"进入“{name}”还缺{len(needs)}项。{told}。")


@dataclass(frozen=True)
class Entering:
    """Which stage, from which day, and in which words (进入阶段); kind, rule: as the log and the line name them."""

    stage: str
    on: date
    words: str = ""
    kind: str = "project.stage_entered"
    rule: str = ""


def enter_stage(project_id: int, step: Entering, *, version: int, by: Actor, now: datetime) -> StageEntry:
    """Move a project to a stage; on only where all that the rule asks is there, back only with a reason.

    Raises: Forbidden; Missing: what is not there; BadStage: no such way, a day that cannot be, a project that is
    stopped; Stale: others were quicker.
    """
    row = kept_project(project_id, "project.stage", by)
    last: Any = row.entries.order_by("version").last()
    if _is_sent_twice(last, step, version, row, by):
        return last
    if row.version != version:
        raise stale(row, {})
    rule = queries.stage_rule(local_day(now))
    if _check(row, step, rule, last, now):
        return _enter(row, replace(step, kind="project.stage_returned", rule=rule.cited), last, by=by, now=now)
    return _enter(row, replace(step, rule=rule.cited), last, by=by, now=now)


@transaction.atomic
def _enter(row: Project, step: Entering, last: StageEntry, *, by: Actor, now: datetime) -> StageEntry:
    before = row.stage
    event = write(row, {"stage": step.stage}, by=by, now=now, kind=step.kind, why=step.words.strip())
    entry: StageEntry = StageEntry.objects.create(
        project=row,
        version=last.version + 1,
        from_stage=before,
        stage=step.stage,
        entered_on=step.on,
        rule=step.rule[:100],
        words=step.words.strip(),
        at=now,
        by_id=by.viewer.person_id,
        by_name=by.viewer.name,
        event_seq=event.seq,
    )
    return entry


def _is_sent_twice(last: StageEntry, step: Entering, version: int, row: Project, by: Actor) -> bool:
    """Whether the same form came a second time: what it asks was done by the same person just before."""
    same = (last.stage, last.entered_on, last.by_id) == (step.stage, step.on, by.viewer.person_id)
    return same and row.version == version + 1


def _check(row: Project, step: Entering, rule: queries.StageRule, last: StageEntry, now: datetime) -> bool:
    """Whether it goes back; refuses what cannot be."""
    table = rule.table
    if not row.is_running:
        raise BadStage("项目已暂停或终止，请先恢复，再推进阶段。")
    if step.stage not in {stage.code for stage in table.stages}:
        raise BadStage("没有这个阶段，请从阶段中选一个。")
    name = table.stage(step.stage).name
    if step.stage == row.stage:
        raise BadStage(f"项目已经在“{name}”阶段。")
    if step.on > local_day(now):
        raise BadStage(f"进入日期{step.on}还没有到，请填写今天或以前的日期。")
    if table.is_back(row.stage, step.stage):
        if not step.words.strip():
            raise BadStage(f"退回“{name}”要写明原因，如：开工核查不属实。")
        return True
    _check_way_on(row, step, rule, last)
    return False


def _check_way_on(row: Project, step: Entering, rule: queries.StageRule, last: StageEntry) -> None:
    table = rule.table
    name, here = table.stage(step.stage).name, table.stage(row.stage).name
    if not table.may_go(row.stage, step.stage):
        raise BadStage(f"不能从“{here}”直接进入“{name}”，中间的阶段要先办。")
    if step.on < last.entered_on:
        raise BadStage(f"进入日期{step.on}早于进入“{here}”的日期{last.entered_on}，请核对。")
    gate = queries.gate(row, step.stage, rule, queries.evidence_of(row))
    if gate.missing:
        raise Missing(name, gate.missing)
