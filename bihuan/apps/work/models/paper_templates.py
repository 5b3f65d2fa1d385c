"""An office's own Word templates for its papers (自有模板): dated, kept byte for byte."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from bihuan.apps.work.models.papers import PaperKind
from bihuan.base.scope import ScopedManager, Viewer


class PaperTemplate(models.Model):
    """One template of a unit for a kind of paper (自有模板); never changed.

    A newer one takes its place from its day on.
    """

    kind = models.CharField("文种", max_length=30, choices=PaperKind.choices)
    unit = models.ForeignKey("units.Unit", models.PROTECT, null=True, related_name="+", verbose_name="单位")
    unit_name = models.CharField("单位", max_length=100)
    from_on = models.DateField("启用日期")
    ended_at = models.DateTimeField("停用时间", null=True)
    path = models.CharField("存放", max_length=80)
    digest = models.CharField("摘要", max_length=64)
    name = models.CharField("文件名", max_length=200)
    size = models.PositiveBigIntegerField("大小")
    at = models.DateTimeField("上传时间")
    by = models.ForeignKey("units.Person", models.PROTECT, null=True, related_name="+", verbose_name="上传人")
    by_name = models.CharField("上传人", max_length=40)
    form_key = models.CharField("表单号", max_length=64, null=True, unique=True)  # noqa: DJ001 - none is not empty

    objects = ScopedManager()

    class Meta:
        verbose_name = "公文模板"
        indexes: ClassVar = [models.Index(fields=["unit", "kind", "from_on"], name="templates_of_a_unit_by_day")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}模板 {self.name}"

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        """Templates of the units reached."""
        return Q() if viewer.sees_all else Q(unit_id__in=list(viewer.unit_ids))
