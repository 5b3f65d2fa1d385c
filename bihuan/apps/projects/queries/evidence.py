"""Papers and pictures that show something of a project (佐证材料)."""

from __future__ import annotations

from datetime import date

from django.http import Http404

from bihuan.apps.projects.models import Evidence, Project
from bihuan.apps.projects.queries.stages import stage_rule_and_papers
from bihuan.base.scope import Viewer


def evidence_of(row: Project) -> list[Evidence]:
    """All evidence of a project in hand, the newest first; withdrawn ones too."""
    return list(row.evidence.order_by("-pk"))


def evidence(evidence_id: int, project_id: int, viewer: Viewer) -> Evidence:
    """One piece of evidence of a project in reach; else it does not exist."""
    rows = Evidence.objects.visible_to(viewer).filter(pk=evidence_id, project_id=project_id)
    found: Evidence | None = rows.select_related("project").first()
    if found is None:
        raise Http404
    return found


def evidence_words(on: date) -> dict[str, str]:
    """Code of a paper -> what it is called: those of the gates, and those of entering the statistics."""
    return stage_rule_and_papers(on)[1]
