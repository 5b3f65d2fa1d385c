"""Tables of enterprises that came in as files (企业表导入)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from bihuan.base.table_imports import TableImport


class EnterpriseImport(TableImport):
    """One file on its way into the register (企业表导入)."""

    progress_code: ClassVar[str] = "enterprises"

    class Meta(TableImport.Meta):
        verbose_name = "企业表导入"
        indexes: ClassVar = [models.Index(fields=["unit", "at"])]
