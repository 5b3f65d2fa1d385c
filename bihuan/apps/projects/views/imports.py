"""A table of projects comes in (项目表导入)."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bihuan.apps.projects.actions.imports import IMPORTER
from bihuan.apps.units import queries as units
from bihuan.base.rights import needs
from bihuan.base.table_imports.pages import ImportPages

PAGES = ImportPages(
    importer=IMPORTER,
    space="projects",
    known_url="project",
    word="项目",
    units=lambda viewer: units.unit_choices(viewer.on),
    says={
        "title": "项目表导入",
        "lead": "把现成的项目清单、调度表照原样传上来，逐行和项目库比对。",
        "columns": "认得项目名称、项目代码、建设单位、建设性质、建设内容、起止年限、总投资、牵头单位、属地等栏目。",
        "effect": "新增的项目登记入库，阶段从谋划开始，推进阶段请在项目页上传材料；变更的按表更改并留下记录。"
        "年度计划、牵头领导、月度数据和形象进度不由导入改，新项目记进备注，请在项目页和项目月报里填。",
        "unknown": "没有对应栏目，新项目记入备注",
        "home": "查看项目库",
        "home_url": "/projects/",
    },
)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("project.register")
def imports(request: Any) -> HttpResponse:
    """Upload a table; below, those that came in."""
    return PAGES.listed(request)


@require_safe
@needs("project.register")
def import_page(request: Any, import_id: int) -> HttpResponse:
    """One file: where it stands, what has to be asked, what each row would do."""
    return PAGES.page(request, import_id)


@require_safe
@needs("project.register")
def import_state(request: Any, import_id: int) -> HttpResponse:
    """How far the worker is."""
    return PAGES.state(request, import_id)


@require_POST
@needs("project.register")
def import_answer(request: Any, import_id: int) -> HttpResponse:
    """Keep the answers and read the file anew."""
    return PAGES.answer(request, import_id)


@require_POST
@needs("project.register")
def import_write(request: Any, import_id: int) -> HttpResponse:
    """Write what was looked at."""
    return PAGES.write(request, import_id)


@require_POST
@needs("project.register")
def import_cancel(request: Any, import_id: int) -> HttpResponse:
    """Drop what was not written yet."""
    return PAGES.cancel(request, import_id)


@require_safe
@needs("project.register")
def import_marked(request: Any, import_id: int) -> HttpResponse:
    """The person's own file with its wrong cells marked."""
    return PAGES.marked(request, import_id)
