"""The library of projects (项目库)."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404

from bihuan.apps.projects.models import Project
from bihuan.base.scope import Viewer


def projects(viewer: Viewer) -> QuerySet[Project]:
    """All projects in reach, the newest first (项目库)."""
    return Project.objects.visible_to(viewer).order_by("-pk")


def project(project_id: int, viewer: Viewer) -> Project:
    """One project; else it does not exist."""
    found: Project | None = Project.objects.visible_to(viewer).filter(pk=project_id).first()
    if found is None:
        raise Http404
    return found
