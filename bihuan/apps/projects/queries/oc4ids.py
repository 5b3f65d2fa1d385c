"""All that goes out of projects by OC4IDS, read for many in few queries (项目公开内容)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from bihuan.apps.projects.mapping.oc4ids import Dossier, Node
from bihuan.apps.projects.models import (
    ActivityFact,
    AnnualPlan,
    Evidence,
    MonthReport,
    MonthState,
    Project,
    ProjectNetwork,
    Promise,
    StageEntry,
    SupportUnit,
)
from bihuan.apps.units import queries as units
from bihuan.base.scope import Viewer


def dossiers(project_ids: Sequence[int] | None, viewer: Viewer) -> list[Dossier]:
    """Projects in reach, all or some, each with what goes out of it, in order of number; a dozen queries in all."""
    rows = Project.objects.visible_to(viewer).select_related("owner").order_by("number", "pk")
    found = list(rows if project_ids is None else rows.filter(pk__in=list(project_ids)))
    entries, evidence = _grouped(StageEntry, found), _grouped(Evidence, found, withdrawn_at=None)
    months = _grouped(MonthReport, found, state=MonthState.APPROVED)
    plans, promises = _grouped(AnnualPlan, found), _grouped(Promise, found)
    support, nodes, words = _grouped(SupportUnit, found, to_on=None), _nodes(found, viewer.on), _words(viewer.on)
    return [
        Dossier(
            row=row,
            entries=entries.get(row.pk, ()),
            plans=list({plan.year: plan for plan in plans.get(row.pk, ())}.values()),
            months=months.get(row.pk, ()),
            support={each.unit_id: each.unit_name for each in support.get(row.pk, ())},
            evidence=evidence.get(row.pk, ()),
            evidence_words=words,
            promised_on=promises[row.pk][-1].promised_on if row.pk in promises else None,
            nodes=nodes.get(row.pk, ()),
        )
        for row in found
    ]


def _grouped(model: Any, rows: Iterable[Project], **condition: object) -> dict[int, list[Any]]:
    """Rows of projects by project, in the model's own order."""
    found: dict[int, list[Any]] = {}
    for each in model.objects.of(rows).filter(**condition):
        found.setdefault(each.project_id, []).append(each)
    return found


def _nodes(rows: Sequence[Project], on: date) -> dict[int, list[Node]]:
    """Nodes that were done, by project, under the names of the network that each is planned on."""
    facts, networks = _grouped(ActivityFact, rows), _grouped(ProjectNetwork, rows)
    found: dict[int, list[Node]] = {}
    names = lru_cache(maxsize=None)(_names_of)
    for pk, several in facts.items():
        last = {fact.activity: fact for fact in several}
        chosen = networks[pk][-1] if pk in networks else None
        known = (
            _body_names(chosen.body) if chosen and chosen.body else names(chosen.code, chosen.rule_on) if chosen else {}
        )
        done = [fact for fact in last.values() if fact.finished_on]
        found[pk] = [
            Node(fact.activity, known.get(fact.activity, fact.activity), done_on=fact.finished_on) for fact in done
        ]
    return found


def _names_of(code: str, on: date) -> Mapping[str, str]:
    definition = units.definition("networks", code, on=on)
    return _body_names(definition.body) if definition else {}


def _body_names(body: Mapping[str, Any]) -> dict[str, str]:
    return {each["code"]: each["name"] for each in body.get("activities", ())}


def _words(on: date) -> dict[str, str]:
    """What papers are called, by the code of what they show."""
    found: dict[str, str] = {}
    for kind in ("statistics_entry", "project_stages"):
        definition = units.definition(kind, "standard", on=on)
        found |= dict(definition.body.get("evidence", {})) if definition else {}
    return found
