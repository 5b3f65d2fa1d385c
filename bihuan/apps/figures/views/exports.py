"""The month's and the indicator's page as files, as seen or whole (导出)."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST

from bihuan.apps.figures import actions, mapping, queries
from bihuan.apps.figures.views.asked import known_on, unit_asked
from bihuan.apps.figures.views.templates import XLSX
from bihuan.base.month_addresses import month_asked
from bihuan.base.rights import needs


@require_POST
@needs("figure.read")
def month_export(request: Any) -> HttpResponse:
    """A unit's month as a file; that it was taken is kept."""
    book = queries.book(request.viewer.on)
    month, past = month_asked(request, book.month_due()), known_on(request)
    table = queries.month_table(request.viewer, unit_id=unit_asked(request), month=month, book=book, known_on=past)
    title = f"{table.unit_name}{month.year_to_date.label}指标"
    whole = request.POST.get("all") == "1"
    note = _note(request, len(table.rows if whole else table.current), whole=whole, past=past)
    return _file(request, mapping.exports.month_file(table, title=title, note=note, whole=whole), title, whole=whole)


@require_POST
@needs("figure.read")
def indicator_export(request: Any, code: str) -> HttpResponse:
    """An indicator's year as a file; that it was taken is kept."""
    book = queries.book(request.viewer.on)
    month, past = month_asked(request, book.month_due()), known_on(request)
    page = queries.indicator_page(request.viewer, code=code, month=month, book=book, known_on=past)
    title = f"{page.indicator.label}{month.year}年各月"
    whole = request.POST.get("all") == "1"
    note = f"计量单位{page.indicator.unit.label}　{_note(request, len(page.rows), whole=whole, past=past)}"
    content = mapping.exports.indicator_file(page, title=title, note=note, whole=whole)
    return _file(request, content, title, whole=whole)


def _note(request: Any, count: int, *, whole: bool, past: Any) -> str:
    """Who took it, when, how much of it, as of when; unreleased figures may not go further."""
    local = timezone.localtime(timezone.now())
    known = f"　按{past:%Y-%m-%d}所知" if past else ""
    scope = "全部" if whole else "所见"
    who = f"{request.viewer.unit_name}{request.viewer.name}"
    return f"{who}　{local:%Y-%m-%d %H:%M}导出　{scope}{count}行{known}　未到发布日的数不得外传"


def _file(request: Any, content: bytes, title: str, *, whole: bool) -> HttpResponse:
    now = timezone.now()
    actions.record_export(title, query=request.GET.urlencode(), whole=whole, by=request.actor, now=now)
    scope = "全部" if whole else "所见"
    name = f"{title}_{scope}_{timezone.localtime(now):%Y%m%d_%H%M}.xlsx"
    head = content_disposition_header(as_attachment=True, filename=name) or ""
    return HttpResponse(content, content_type=XLSX, headers={"Content-Disposition": head})
