"""All that the page of a project shows of the library itself (项目页)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404

from bihuan.apps.documents import queries as documents
from bihuan.apps.projects.models import Evidence, KeyProject, ProgrammeProject, Project
from bihuan.apps.projects.queries.evidence import evidence_of
from bihuan.apps.projects.queries.lists import lists_of_project
from bihuan.apps.projects.queries.programmes import programmes_of
from bihuan.apps.projects.queries.register import keeps, project
from bihuan.apps.projects.queries.stages import (
    Gate,
    StageRule,
    Step,
    gate,
    stage_rule_and_papers,
    steps,
    ways_back,
    ways_on,
)
from bihuan.apps.projects.queries.teams import Team, team_of
from bihuan.apps.work import queries as work
from bihuan.base.rights import may
from bihuan.base.scope import Viewer
from bihuan.engine.pipeline import Stage


@dataclass(frozen=True)
class Mark:
    """A stage on the line of all stages: whether it is behind, here or ahead, and since when (阶段线).

    is_before: it lies before the stage in which the project was registered.
    """

    stage: Stage
    state: str
    step: Step | None
    is_before: bool = False


@dataclass(frozen=True)
class ProjectPage:
    """A project with its stages, team, lists, programmes and evidence (项目页).

    may: which of change, stage this viewer may do here. ahead: the gate of the next stage; None after the last.
    """

    row: Project
    rule: StageRule
    steps: Sequence[Step]
    marks: Sequence[Mark]
    ahead: Gate | None
    back: Sequence[Stage]
    team: Team
    lists: Sequence[KeyProject]
    programmes: Sequence[ProgrammeProject]
    evidence: Sequence[tuple[Evidence, str]]
    words: Mapping[str, str]
    source_item: Any
    source_document: Any
    may: frozenset[str]

    @property
    def stage(self) -> Stage:
        """The stage that it stands in."""
        return self.rule.table.stage(self.row.stage)


def project_page(project_id: int, viewer: Viewer) -> ProjectPage:
    """One project with what the library knows of it (项目页)."""
    row = project(project_id, viewer)
    rule, words = stage_rule_and_papers(viewer.on)
    papers = evidence_of(row)
    went = steps(list(row.entries.order_by("version")), rule.table, viewer.on)
    ahead = next(iter(ways_on(row, rule.table)), None)
    actions = {"change": "project.register", "stage": "project.stage", "list": "project.list"}
    return ProjectPage(
        row=row,
        rule=rule,
        steps=went,
        marks=_marks(rule, row, went),
        ahead=gate(row, ahead.code, rule, papers) if ahead else None,
        back=ways_back(row, rule.table),
        team=team_of(row),
        lists=lists_of_project(row.pk, viewer),
        programmes=programmes_of(row.pk, viewer),
        evidence=[(each, words.get(each.code, "")) for each in papers],
        words=words,
        source_item=_item(row, viewer),
        source_document=_document(row, viewer),
        may=frozenset(code for code, action in actions.items() if keeps(viewer, row, action)),
    )


def _marks(rule: StageRule, row: Project, went: Sequence[Step]) -> list[Mark]:
    """All stages in order, each with the last time it was entered since the project went back before it."""
    here = rule.table.order(row.stage)
    first = rule.table.order(went[0].entry.stage)
    last = {step.entry.stage: step for step in went}
    states = {-1: "past", 0: "now", 1: "ahead"}
    return [
        Mark(
            stage,
            states[(place > here) - (place < here)],
            last.get(stage.code) if place <= here else None,
            is_before=place < first,
        )
        for place, stage in enumerate(rule.table.stages)
    ]


def _item(row: Project, viewer: Viewer) -> Any:
    """The item it was registered from, where this viewer sees it."""
    if row.source_item_id is None or not may(viewer, "item.read"):
        return None
    try:
        return work.visible_item(row.source_item_id, viewer)
    except Http404:
        return None


def _document(row: Project, viewer: Viewer) -> Any:
    """The document it was registered from, where this viewer reads it."""
    if row.source_document_id is None or not may(viewer, "document.read"):
        return None
    try:
        return documents.document(viewer, row.source_document_id)
    except documents.NoDocument:
        return None


def projects_from_item(item_id: int, viewer: Viewer) -> list[Project]:
    """Projects in reach that were registered from an item (由事项登记的项目)."""
    rows = Project.objects.visible_to(viewer).filter(source_item_id=item_id)
    return list(rows.order_by("pk"))
