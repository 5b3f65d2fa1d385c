"""The library of projects as a file, as filtered or whole (项目库导出)."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST

from bihuan.apps.projects import queries
from bihuan.apps.projects.actions.exports import record_export
from bihuan.apps.projects.forms import LibraryForm
from bihuan.apps.projects.mapping.exports import library_file
from bihuan.base.paces import at_most
from bihuan.base.rights import needs

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EXPORTS_A_MINUTE = 10


@require_POST
@needs("project.read")
@at_most(EXPORTS_A_MINUTE, "导出")
def project_export(request: Any) -> HttpResponse:
    """The list as a file; that it was taken is kept."""
    viewer, now = request.viewer, timezone.now()
    words = queries.stage_words(viewer.on)
    whole = request.POST.get("all") == "1"
    form = LibraryForm(request.GET, stages=words, choices=queries.choices(viewer))
    wanted = queries.Wanted() if whole else form.wanted()
    rows = list(queries.library(wanted, viewer))
    local, scope = timezone.localtime(now), "全部" if whole else "按当前筛选"
    note = f"{viewer.unit_name}{viewer.name}　{local:%Y-%m-%d %H:%M}导出　{scope}共{len(rows)}个项目　空白为暂无"
    content = library_file(rows, stages=words, title="项目库", note=note)
    query = "" if whole else request.GET.urlencode()
    record_export("项目库", query=query, count=len(rows), by=request.actor, now=now)
    head = content_disposition_header(as_attachment=True, filename=f"项目库_{scope}_{local:%Y%m%d_%H%M}.xlsx") or ""
    return HttpResponse(content, content_type=XLSX, headers={"Content-Disposition": head})
