"""The register of projects: all, one, who keeps it, those of a near name (项目登记)."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404

from bihuan.apps.projects.models import Project
from bihuan.base.rights import right
from bihuan.base.scope import Viewer
from bihuan.engine.values import is_near_name

MOST_NEAR = 5


def projects(viewer: Viewer) -> QuerySet[Project]:
    """All projects in reach, the newest first (项目库)."""
    return Project.objects.visible_to(viewer).order_by("-pk")


def project(project_id: int, viewer: Viewer) -> Project:
    """One project; else it does not exist."""
    found: Project | None = Project.objects.visible_to(viewer).filter(pk=project_id).first()
    if found is None:
        raise Http404
    return found


def keeps(viewer: Viewer, row: Project, action: str = "project.register") -> bool:
    """Whether this viewer may do this to a project: its leading unit, its town, who registered it, or the district."""
    reach = right(viewer, action)
    own = {row.lead_unit_id, row.town_id, row.registrar_unit_id} & viewer.unit_ids
    return reach == "all" or (reach != "no" and bool(own))


def near_projects(name: str, viewer: Viewer, *, but: int | None = None) -> list[Project]:
    """Projects in reach whose name may mean the same one (相近项目); one query for names, one for what is found."""
    named = Project.objects.visible_to(viewer).exclude(pk=but).order_by("-pk").values_list("pk", "name")
    near = [pk for pk, other in named if is_near_name(name, other)][:MOST_NEAR]
    return list(Project.objects.visible_to(viewer).filter(pk__in=near)) if near else []
