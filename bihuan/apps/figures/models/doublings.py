"""Plans over several years, such as 工业倍增 (倍增计划)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from bihuan.apps.figures.models.scopes import target_scope
from bihuan.base.fields import QuantityColumns
from bihuan.base.scope import ScopedManager, Viewer


class Doubling(models.Model):
    """One version of a plan over several years (倍增计划); only added, a change is a new version.

    kind: what is to grow: the total, how many enterprises there are, investment, a zone's total. An enterprise itself
    has no plan. milestones: what each year is to end with, as printed.
    """

    class Kind(models.TextChoices):
        """What is to grow."""

        TOTAL = "total", "总量"
        ENTERPRISES = "enterprises", "企业数量"
        INVESTMENT = "investment", "投资"
        ZONE = "zone", "园区"

    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+", verbose_name="承担单位")
    kind = models.CharField("类别", max_length=20, choices=Kind.choices)
    indicator = models.CharField("指标", max_length=60)
    start_year = models.PositiveIntegerField("基期年")
    goal_year = models.PositiveIntegerField("目标年")
    version = models.PositiveIntegerField("版次")
    name = models.CharField("计划名称", max_length=100)
    start = QuantityColumns("基期数")
    goal = QuantityColumns("目标数")
    milestones = models.JSONField("年度里程碑", default=list)
    source = models.CharField("依据", max_length=200)
    reason = models.CharField("理由", max_length=500, blank=True)
    at = models.DateTimeField("时间")
    by = models.ForeignKey("units.Person", models.PROTECT, null=True, related_name="+", verbose_name="经办人")
    by_name = models.CharField("经办人", max_length=40)
    event_seq = models.BigIntegerField("事件")

    objects = ScopedManager()

    class Meta:
        verbose_name = "倍增计划"
        ordering: ClassVar = ["-goal_year", "unit_id", "-version"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["unit", "indicator", "start_year", "goal_year", "version"], name="one_plan_a_version"
            ),
            models.CheckConstraint(condition=Q(goal_year__gt=F("start_year")), name="a_plan_takes_years"),
            models.CheckConstraint(condition=~Q(source=""), name="a_plan_has_a_source"),
            models.CheckConstraint(condition=Q(version=1) | ~Q(reason=""), name="a_changed_plan_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.name} v{self.version}"

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        """As targets."""
        return target_scope(viewer)
