"""The library of projects and the page of one (项目库)."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from bihuan.apps.projects import queries
from bihuan.base.registries import parts_of
from bihuan.base.rights import needs

PER_PAGE = 50


@require_safe
@needs("project.read")
def library(request: Any) -> HttpResponse:
    """All projects in reach."""
    page = Paginator(queries.projects(request.viewer), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "projects/library.html", {"page": page})


@require_safe
@needs("project.read")
def project(request: Any, project_id: int) -> HttpResponse:
    """One project, with the parts that each room brings."""
    row = queries.project(project_id, request.viewer)
    facts = {"project": row, "parts": parts_of("projects.project", request.viewer, row)}
    return render(request, "projects/project.html", facts)
