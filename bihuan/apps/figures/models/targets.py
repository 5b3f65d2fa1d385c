"""Targets of a year, each with all its versions (年度目标); on units of the government, never on an enterprise (R1)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from bihuan.apps.figures.models.scopes import target_scope
from bihuan.base.fields import QuantityColumns
from bihuan.base.scope import ScopedManager, Viewer
from bihuan.engine.indicators import TargetKind, TimeProgress

KINDS = [(kind.code, kind.word) for kind in TargetKind]
TOLD_BY = [(each.code, each.word) for each in TimeProgress]


class Target(models.Model):
    """What a unit is to reach in a year (年度目标); the row never changes, its numbers are versions.

    indicator: empty for what no indicator measures, whose `name` says it (定性目标). parent: what it was broken down
    from.
    """

    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+", verbose_name="承担单位")
    indicator = models.CharField("指标", max_length=60, blank=True)
    name = models.CharField("目标名称", max_length=100, blank=True)
    year = models.PositiveIntegerField("年度")
    kind = models.CharField("目标类型", max_length=20, choices=KINDS)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")

    objects = ScopedManager()

    class Meta:
        verbose_name = "年度目标"
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [models.Index(fields=["year", "unit"]), models.Index(fields=["year", "indicator"])]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["unit", "year", "indicator", "name", "kind"], name="one_target_a_year_and_kind"
            ),
            models.CheckConstraint(condition=~Q(indicator="", name=""), name="a_target_says_of_what"),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.unit_id} {self.indicator or self.name}"

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        """See `target_scope`."""
        return target_scope(viewer)


class TargetVersion(models.Model):
    """What a target asks from a day on (目标版本); the database refuses UPDATE and DELETE, a change is a new version.

    floor, goal, stretch: 保底, 目标, 争先. base: where a reverse target starts from. nodes: percent of the year that is
    to stand at the end of each quarter, where time is told by nodes. source: the paper; document_id, candidate_id,
    quote: the sentence it was taken from. item_id: the matter whose progress shows a qualitative target. is_ended: it
    no longer holds.
    """

    target = models.ForeignKey(Target, models.PROTECT, related_name="versions")
    version = models.PositiveIntegerField("版次")
    from_on = models.DateField("起效日期")
    goal = QuantityColumns("目标")
    floor = QuantityColumns("保底")
    stretch = QuantityColumns("争先")
    base = QuantityColumns("上年数")
    told_by = models.CharField("时序口径", max_length=20, choices=TOLD_BY)
    nodes = models.JSONField("季度节点", default=list, blank=True)
    is_ended = models.BooleanField("已取消", default=False)
    source = models.CharField("依据", max_length=200)
    document_id = models.BigIntegerField("来源文件", null=True, blank=True)
    candidate_id = models.BigIntegerField("来源条目", null=True, blank=True)
    quote = models.TextField("原句", blank=True)
    item_id = models.BigIntegerField("对应事项", null=True, blank=True)
    reason = models.CharField("理由", max_length=500, blank=True)
    at = models.DateTimeField("时间")
    by = models.ForeignKey("units.Person", models.PROTECT, null=True, related_name="+", verbose_name="经办人")
    by_name = models.CharField("经办人", max_length=40)
    event_seq = models.BigIntegerField("事件")

    objects = ScopedManager()
    owner = "target"

    class Meta:
        verbose_name = "目标版本"
        ordering: ClassVar = ["version"]
        indexes: ClassVar = [models.Index(fields=["candidate_id"]), models.Index(fields=["document_id"])]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["target", "version"], name="one_target_a_version"),
            models.CheckConstraint(condition=~Q(source=""), name="a_target_has_a_source"),
            models.CheckConstraint(condition=Q(goal_mantissa__isnull=False), name="a_target_has_a_goal"),
            models.CheckConstraint(condition=Q(version=1) | ~Q(reason=""), name="a_changed_target_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.target_id} v{self.version}"

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        """As its target."""
        return target_scope(viewer, "target__")
