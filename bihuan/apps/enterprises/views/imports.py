"""A table of enterprises comes in (企业表导入)."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bihuan.apps.enterprises import actions, queries
from bihuan.apps.units import queries as units
from bihuan.base.rights import needs
from bihuan.base.table_imports.pages import ImportPages

PAGES = ImportPages(
    importer=actions.IMPORTER,
    space="enterprises",
    known_url="enterprise",
    word="企业",
    units=lambda viewer: units.unit_choices(viewer.on, kinds=queries.PLACES),
    says={
        "title": "企业表导入",
        "lead": "把现成的企业表照原样传上来，信用代码逐行校验，和名录逐家比对。",
        "columns": "认得的栏目：企业名称、统一社会信用代码、所在镇街、住所、行业代码、规模、成立日期、登记状态、来源。",
        "effect": "导入后新增的企业登记入册，变更的按表更正，变更前后都留在办理记录里；表里没写的内容不动。",
        "unknown": "没有对应栏目，不导入；原文件留存",
        "home": "查看企业名录",
        "home_url": "/enterprises/",
    },
)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("enterprise.change")
def imports(request: Any) -> HttpResponse:
    """Upload a table; below, those that came in."""
    return PAGES.listed(request)


@require_safe
@needs("enterprise.change")
def import_page(request: Any, import_id: int) -> HttpResponse:
    """One file: where it stands, what has to be asked, what each row would do."""
    return PAGES.page(request, import_id)


@require_safe
@needs("enterprise.change")
def import_state(request: Any, import_id: int) -> HttpResponse:
    """How far the worker is."""
    return PAGES.state(request, import_id)


@require_POST
@needs("enterprise.change")
def import_answer(request: Any, import_id: int) -> HttpResponse:
    """Keep the answers and read the file anew."""
    return PAGES.answer(request, import_id)


@require_POST
@needs("enterprise.change")
def import_write(request: Any, import_id: int) -> HttpResponse:
    """Write what was looked at."""
    return PAGES.write(request, import_id)


@require_POST
@needs("enterprise.change")
def import_cancel(request: Any, import_id: int) -> HttpResponse:
    """Drop what was not written yet."""
    return PAGES.cancel(request, import_id)


@require_safe
@needs("enterprise.change")
def import_marked(request: Any, import_id: int) -> HttpResponse:
    """The person's own file with its wrong cells marked."""
    return PAGES.marked(request, import_id)
