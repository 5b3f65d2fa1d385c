"""Tables of projects that came in as files (项目表导入)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from bihuan.base.table_imports import TableImport


class ProjectImport(TableImport):
    """One file on its way into the library (项目表导入)."""

    progress_code: ClassVar[str] = "projects"

    class Meta(TableImport.Meta):
        verbose_name = "项目表导入"
        indexes: ClassVar = [models.Index(fields=["unit", "at"])]
