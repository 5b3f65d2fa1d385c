"""Projects as OC4IDS data, one or all in reach (项目数据公开标准导出)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST

from bihuan.apps.projects import actions, queries
from bihuan.apps.projects.actions.exports import record_export
from bihuan.apps.projects.mapping.oc4ids import oc4ids_project, package
from bihuan.apps.projects.queries.oc4ids import dossiers
from bihuan.apps.units import queries as units
from bihuan.base.paces import at_most
from bihuan.base.rights import needs

EXPORTS_A_MINUTE = 10


@require_POST
@needs("project.read")
@at_most(EXPORTS_A_MINUTE, "导出")
def oc4ids_one(request: Any, project_id: int) -> HttpResponse:
    """One project as a package; that it was taken is kept."""
    row = queries.project(project_id, request.viewer)
    return _file(request, [row.pk], name=f"{row.number}_OC4IDS", project_id=row.pk)


@require_POST
@needs("project.read")
@at_most(EXPORTS_A_MINUTE, "导出")
def oc4ids_all(request: Any) -> HttpResponse:
    """All projects in reach as one package; that it was taken is kept."""
    return _file(request, None, name="项目库_OC4IDS")


def _file(request: Any, ids: Sequence[int] | None, *, name: str, project_id: int | None = None) -> HttpResponse:
    now = timezone.now()
    found = dossiers(ids, request.viewer)
    if not found:
        raise actions.BadProject("您能查看的项目里还没有可导出的，请先登记项目。")
    way = reverse("projects:project", args=[project_id]) if project_id else reverse("projects:library")
    said = package(
        map(oc4ids_project, found),
        uri=request.build_absolute_uri(way),
        publisher=units.district_name() or request.viewer.unit_name,
        published_at=now,
    )
    record_export("OC4IDS", query="", count=len(found), by=request.actor, now=now, project_id=project_id)
    content = json.dumps(said, ensure_ascii=False, indent=1)
    head = content_disposition_header(as_attachment=True, filename=f"{name}_{timezone.localtime(now):%Y%m%d}.json")
    return HttpResponse(content, content_type="application/json", headers={"Content-Disposition": head or ""})
