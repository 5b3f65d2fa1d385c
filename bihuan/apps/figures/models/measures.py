"""Measures against what lags (措施库): by indicator and cause, and where they were taken, as matters of work."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from bihuan.apps.figures.models.scopes import target_scope
from bihuan.base.fields import MonthField
from bihuan.base.scope import ScopedManager, Viewer


class Measure(models.Model):
    """A measure that helped, or is prescribed, against a cause (措施); it is ended, never changed.

    who: which units may do it, in words. days: working time it usually takes, in calendar days. source: the paper.
    """

    indicator = models.CharField("指标", max_length=60)
    cause = models.CharField("原因", max_length=200)
    words = models.CharField("措施", max_length=1000)
    who = models.CharField("可由谁办", max_length=200)
    days = models.PositiveSmallIntegerField("一般用时", default=30)
    source = models.CharField("依据", max_length=200)
    at = models.DateTimeField("时间")
    by = models.ForeignKey("units.Person", models.PROTECT, null=True, related_name="+", verbose_name="录入人")
    by_name = models.CharField("录入人", max_length=40)
    ended_at = models.DateTimeField("停用时间", null=True, blank=True)
    form_key = models.CharField("表单号", max_length=64, null=True, unique=True)  # noqa: DJ001 - none is not empty

    objects = ScopedManager()

    class Meta:
        verbose_name = "措施"
        ordering: ClassVar = ["indicator", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["indicator", "cause", "words"], name="one_measure_a_cause"),
            models.CheckConstraint(condition=~Q(source=""), name="a_measure_has_a_source"),
        ]

    def __str__(self) -> str:
        return self.words

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        """The library is everybody's whose work it is."""
        return Q()


class MeasureTaken(models.Model):
    """A measure taken for a figure that lags (采用措施): it became a matter of work, which leads back to the figure.

    figure: number of the version that lagged. cause: as the officer gave it. item_id: the matter.
    """

    measure = models.ForeignKey(Measure, models.PROTECT, related_name="taken")
    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+", verbose_name="数据所属单位")
    indicator = models.CharField("指标", max_length=60)
    month = MonthField("月份")
    figure = models.BigIntegerField("所据数据", null=True, blank=True)
    cause = models.CharField("原因", max_length=200)
    lead_unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+", verbose_name="牵头单位")
    item_id = models.BigIntegerField("事项", unique=True)
    at = models.DateTimeField("时间")
    by = models.ForeignKey("units.Person", models.PROTECT, null=True, related_name="+", verbose_name="经办人")
    by_name = models.CharField("经办人", max_length=40)

    objects = ScopedManager()

    class Meta:
        verbose_name = "采用的措施"
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [models.Index(fields=["unit", "month"])]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["measure", "unit", "month"], name="one_measure_once_a_month"),
        ]

    def __str__(self) -> str:
        return f"{self.measure_id} {self.month.label}"

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        """As the figure, and whoever is to do it."""
        return target_scope(viewer) if viewer.sees_all else target_scope(viewer) | Q(lead_unit_id__in=viewer.unit_ids)
