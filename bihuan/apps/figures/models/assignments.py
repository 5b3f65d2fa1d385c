"""Who reports which figure (填报任务)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from bihuan.apps.figures.models.scopes import assignment_scope
from bihuan.base.fields import MonthField
from bihuan.base.scope import ScopedManager, Viewer


class Assignment(models.Model):
    """One figure that one unit reports on one form, month by month (填报任务); a figure is asked of one unit alone.

    reporter: who fills it in. unit: what it is about; the same for a town, the district for a bureau's own figure.
    owner_unit: the bureau that answers for the indicator and reads all its figures (主管单位). source: on what ground.
    """

    reporter = models.ForeignKey("units.Unit", models.PROTECT, related_name="+", verbose_name="填报单位")
    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+", verbose_name="数据所属单位")
    indicator = models.CharField("指标", max_length=60)
    form = models.CharField("报表", max_length=40)
    owner_unit = models.ForeignKey("units.Unit", models.PROTECT, null=True, related_name="+", verbose_name="主管单位")
    from_month = MonthField("起报月份")
    to_month = MonthField("停报月份", null=True, blank=True)
    source = models.CharField("依据", max_length=200)
    event_seq = models.BigIntegerField("事件")

    objects = ScopedManager()

    class Meta:
        verbose_name = "填报任务"
        indexes: ClassVar = [
            models.Index(fields=["reporter", "form"]),
            models.Index(fields=["unit", "indicator"]),
            models.Index(fields=["owner_unit", "indicator"]),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["unit", "indicator", "form"], condition=Q(to_month=None), name="a_figure_is_asked_once"
            ),
            models.CheckConstraint(
                condition=Q(to_month=None) | Q(to_month__gte=F("from_month")), name="an_assignment_ends_after_it_began"
            ),
            models.CheckConstraint(condition=~Q(source=""), name="an_assignment_has_a_ground"),
        ]

    def __str__(self) -> str:
        return f"{self.reporter_id} {self.unit_id} {self.indicator}"

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        """See `assignment_scope`."""
        return assignment_scope(viewer)
