"""Plans of a project's years, with their versions (年度计划)."""

from __future__ import annotations

from bihuan.apps.projects.models import AnnualPlan, Project
from bihuan.base.scope import Viewer


def plans_of_year(project: Project, year: int, viewer: Viewer) -> list[AnnualPlan]:
    """All versions of a year's plan, the last one first."""
    rows = AnnualPlan.objects.visible_to(viewer).filter(project_id=project.pk, year=year)
    return list(rows.order_by("-version"))
