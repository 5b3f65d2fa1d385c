"""What a unit says to a note on a figure (对提示的说明)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from bihuan.base.fields import MonthField
from bihuan.base.scope import ScopedManager, Viewer


class Remark(models.Model):
    """An answer to what the checks noted of a figure (说明); notes never block, and only owner and reviewer see them.

    code: of the note. ignored: the unit holds that nothing needs to be said.
    """

    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+", verbose_name="数据所属单位")
    reporter = models.ForeignKey("units.Unit", models.PROTECT, related_name="+", verbose_name="填报单位")
    indicator = models.CharField("指标", max_length=60)
    month = MonthField("月份")
    code = models.CharField("提示", max_length=40)
    words = models.CharField("说明", max_length=500, blank=True)
    ignored = models.BooleanField("无需说明", default=False)
    at = models.DateTimeField("时间")
    by = models.ForeignKey("units.Person", models.PROTECT, related_name="+")
    by_name = models.CharField("说明人", max_length=40)

    objects = ScopedManager()

    class Meta:
        verbose_name = "对提示的说明"
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [models.Index(fields=["reporter", "month"])]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(ignored=True) | ~Q(words=""), name="a_remark_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.code}"

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        """Of the units reached: owner and reviewer alone."""
        return Q() if viewer.sees_all else Q(reporter_id__in=list(viewer.unit_ids))
