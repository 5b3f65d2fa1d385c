"""Figures: every version of every one, none ever changed (数据)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from bihuan.apps.figures.models.corrections import Correction
from bihuan.apps.figures.models.scopes import figure_scope
from bihuan.apps.figures.models.sheets import Sheet
from bihuan.base.fields import ExactColumns, MonthField, QuantityColumns
from bihuan.base.scope import ScopedManager, Viewer


class Basis(models.TextChoices):
    """What period a figure covers."""

    CUMULATIVE = "cumulative", "累计"
    POINT = "point", "时点"
    SINGLE = "single", "当月"


class FigureState(models.TextChoices):
    """How settled a figure is; the codes are those of `engine.indicators.State`."""

    FORECAST = "forecast", "预计数"
    FLASH = "flash", "快报数"
    PRELIMINARY = "preliminary", "初步数"
    FINAL = "final", "定案数"
    REVISED = "revised", "修订数"


class GrowthBasis(models.TextChoices):
    """What a published growth is measured on."""

    REAL = "real", "实际"
    COMPARABLE = "comparable", "可比"
    NOMINAL = "nominal", "名义"


class Observation(models.Model):
    """One version of one figure (数据); the database refuses UPDATE and DELETE. Of one state the highest version
    stands, of several states the later; a correction is a new version with its reason.

    level: as entered, with its decimals and unit; level_smallest: the same in the indicator's smallest unit.
    growth: in percent, as published, never recomputed. released_on: the day from which all may read it.
    """

    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+", verbose_name="数据所属单位")
    indicator = models.CharField("指标", max_length=60)
    month = MonthField("月份")
    basis = models.CharField("口径", max_length=12, choices=Basis.choices)
    level = QuantityColumns("绝对数")
    level_smallest = models.BigIntegerField("最小单位数", null=True, blank=True)
    growth = ExactColumns("增速")
    growth_basis = models.CharField("增速口径", max_length=12, choices=GrowthBasis.choices, blank=True)
    state = models.CharField("数据状态", max_length=20, choices=FigureState.choices)
    version = models.PositiveIntegerField("版次")
    released_on = models.DateField("发布日期")
    source = models.CharField("来源", max_length=200)
    reporter = models.ForeignKey("units.Unit", models.PROTECT, null=True, related_name="+", verbose_name="填报单位")
    reporter_name = models.CharField("填报单位", max_length=100, blank=True)
    sheet = models.ForeignKey(Sheet, models.PROTECT, null=True, blank=True, related_name="figures")
    correction = models.ForeignKey(Correction, models.PROTECT, null=True, blank=True, related_name="figures")
    reason = models.CharField("理由", max_length=500, blank=True)
    at = models.DateTimeField("时间")
    by = models.ForeignKey("units.Person", models.PROTECT, null=True, related_name="+", verbose_name="报送人")
    by_name = models.CharField("报送人", max_length=40)
    event_seq = models.BigIntegerField("事件")

    objects = ScopedManager()

    class Meta:
        verbose_name = "数据"
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [
            models.Index(fields=["month", "unit"]),
            models.Index(fields=["indicator", "month"]),
            models.Index(fields=["sheet"]),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["unit", "indicator", "month", "basis", "state", "version"], name="one_figure_a_version"
            ),
            models.UniqueConstraint(
                fields=["correction"], condition=Q(correction__isnull=False), name="a_correction_gives_one_version"
            ),
            models.CheckConstraint(
                condition=Q(level_mantissa__isnull=False) | Q(growth_mantissa__isnull=False),
                name="a_figure_says_a_number",
            ),
            models.CheckConstraint(
                condition=Q(level_mantissa__isnull=True, level_decimals__isnull=True, level_smallest__isnull=True)
                | Q(level_mantissa__isnull=False, level_decimals__isnull=False, level_smallest__isnull=False),
                name="a_level_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(growth_mantissa__isnull=True, growth_basis="")
                | (Q(growth_mantissa__isnull=False, growth_decimals__isnull=False) & ~Q(growth_basis="")),
                name="a_growth_has_its_basis",
            ),
            models.CheckConstraint(condition=Q(version=1) | ~Q(reason=""), name="a_new_version_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.indicator} {self.month.label} v{self.version}"

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        """See `figure_scope`."""
        return figure_scope(viewer)
