"""A file of an item looked at without a download: its text, or the picture (附件预览)."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from bihuan.apps.work import queries
from bihuan.base import files
from bihuan.base.previews import TARGET, picture_type
from bihuan.base.refusals import Refusal
from bihuan.base.uploads import in_child

FIRST = 16


@require_safe
def preview(request: Any, item_id: int, file_id: int) -> HttpResponse:
    """What stands in a file, for those who may see the item."""
    item, row = _file(request, item_id, file_id)
    content = files.read_kept(row.path)
    facts: dict[str, Any] = {"item": item, "file": row, "is_picture": bool(picture_type(content[:FIRST]))}
    if not facts["is_picture"]:
        try:
            facts.update(in_child(TARGET, content))
        except Refusal as refusal:
            facts["why_not"] = refusal.sentence
    return render(request, "work/preview.html", facts)


@require_safe
def picture(request: Any, item_id: int, file_id: int) -> HttpResponse:
    """The bytes of a picture, as what they are and nothing else."""
    _, row = _file(request, item_id, file_id)
    content = files.read_kept(row.path)
    kind = picture_type(content[:FIRST])
    if not kind:
        raise Http404
    answer = HttpResponse(content, content_type=kind)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Disposition"] = "inline"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer


def _file(request: Any, item_id: int, file_id: int) -> tuple[Any, Any]:
    item = queries.visible_item(item_id, request.viewer)
    row = item.attachments.filter(pk=file_id).first()
    if row is None:
        raise Http404
    return item, row
