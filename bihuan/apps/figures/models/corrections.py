"""Corrections of held figures: asked for by the reporting unit, allowed from above (更正)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from bihuan.base.fields import ExactColumns, MonthField, QuantityColumns
from bihuan.base.scope import ScopedManager, Viewer


class Correction(models.Model):
    """What a unit says a held figure must be, why, and on what paper (更正申请); allowed, it becomes a new version.

    The value is the unit's own: whoever decides has no field for another.
    """

    class State(models.TextChoices):
        """Where it stands."""

        ASKED = "asked", "待审"
        ALLOWED = "allowed", "已同意"
        REFUSED = "refused", "未同意"

    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+", verbose_name="数据所属单位")
    indicator = models.CharField("指标", max_length=60)
    month = MonthField("月份")
    figure_state = models.CharField("数据状态", max_length=20)
    replaces = models.BigIntegerField("原数据", null=True, blank=True)
    level = QuantityColumns("更正后绝对数")
    growth = ExactColumns("更正后增速")
    reason = models.CharField("理由", max_length=500)
    path = models.CharField("存放", max_length=80, blank=True)
    digest = models.CharField("摘要", max_length=64, blank=True)
    name = models.CharField("依据文件", max_length=200, blank=True)
    reporter = models.ForeignKey("units.Unit", models.PROTECT, related_name="+", verbose_name="申请单位")
    reporter_name = models.CharField("申请单位", max_length=100)
    asked_at = models.DateTimeField("申请时间")
    asked_by = models.ForeignKey("units.Person", models.PROTECT, related_name="+", verbose_name="申请人")
    asked_by_name = models.CharField("申请人", max_length=40)
    state = models.CharField("状态", max_length=20, choices=State.choices, default=State.ASKED)
    words = models.CharField("审核意见", max_length=500, blank=True)
    decided_at = models.DateTimeField("审核时间", null=True, blank=True)
    decided_by = models.ForeignKey("units.Person", models.PROTECT, null=True, related_name="+", verbose_name="审核人")
    decided_by_name = models.CharField("审核人", max_length=40, blank=True)

    objects = ScopedManager()

    class Meta:
        verbose_name = "更正申请"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["unit", "indicator", "month"], condition=Q(state="asked"), name="one_open_correction"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="a_correction_says_why"),
            models.CheckConstraint(
                condition=Q(state="asked", decided_by__isnull=True)
                | (Q(decided_by__isnull=False) & ~Q(decided_by=F("asked_by"))),
                name="a_second_person_decides",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.indicator} {self.month.label}"

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        """Of the units reached."""
        units = list(viewer.unit_ids)
        return Q() if viewer.sees_all else Q(unit_id__in=units) | Q(reporter_id__in=units)
