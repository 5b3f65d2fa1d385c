"""Land for projects: parcels, planning lines, and checks of one against the other (选址)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from bihuan.apps.projects.models.projects import Project, Signed
from bihuan.base.fields import HundredthsField
from bihuan.base.scope import ScopedManager, Viewer


class Parcel(models.Model):
    """A piece of land that may be given to a project (地块). area: 亩, as the paper says; shape: GeoJSON geometry."""

    class Status(models.TextChoices):
        """Whether it can be had."""

        RESERVED = "reserved", "储备待供"
        PLANNED = "planned", "拟供"
        SUPPLIED = "supplied", "已供"
        IDLE = "idle", "闲置"

    code = models.CharField("地块编号", max_length=40, unique=True)
    name = models.CharField("名称", max_length=100)
    use = models.CharField("用地性质", max_length=60)
    area = HundredthsField("面积（亩）", null=True, blank=True)
    status = models.CharField("状态", max_length=20, choices=Status.choices)
    town = models.ForeignKey("units.Unit", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="属地")
    town_name = models.CharField("属地", max_length=100, blank=True)
    shape = models.JSONField("范围", null=True, blank=True)
    document = models.CharField("依据", max_length=200)
    note = models.CharField("备注", max_length=500, blank=True)
    registrar_unit = models.ForeignKey(
        "units.Unit", models.PROTECT, null=True, related_name="+", verbose_name="登记单位"
    )
    version = models.PositiveIntegerField("版本", default=1)
    at = models.DateTimeField("时间")
    by = models.ForeignKey("units.Person", models.PROTECT, null=True, related_name="+", verbose_name="经办人")
    by_name = models.CharField("经办人", max_length=40)
    form_key = models.CharField("表单号", max_length=64, null=True, unique=True)  # noqa: DJ001 - none is not empty

    objects = ScopedManager()

    class Meta:
        verbose_name = "地块"
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(document=""), name="a_parcel_has_a_document")]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        """Land on offer is shown to all whose work it is."""
        return Q()


class PlanningLine(models.Model):
    """A planning line in force from a day (规划控制线): a shape, or a list of the parcels inside it, with its paper.

    kind: code of the definition `site_lines`, which says what is not allowed. A line is ended, never redrawn.
    """

    kind = models.CharField("类别", max_length=40)
    name = models.CharField("名称", max_length=100)
    shape = models.JSONField("范围", null=True, blank=True)
    parcels = models.JSONField("所含地块编号", default=list, blank=True)
    document = models.CharField("依据", max_length=200)
    from_on = models.DateField("起效日期")
    to_on = models.DateField("失效日期", null=True, blank=True)
    registrar_unit = models.ForeignKey(
        "units.Unit", models.PROTECT, null=True, related_name="+", verbose_name="登记单位"
    )
    at = models.DateTimeField("时间")
    by = models.ForeignKey("units.Person", models.PROTECT, null=True, related_name="+", verbose_name="经办人")
    by_name = models.CharField("经办人", max_length=40)
    form_key = models.CharField("表单号", max_length=64, null=True, unique=True)  # noqa: DJ001 - none is not empty

    objects = ScopedManager()

    class Meta:
        verbose_name = "规划控制线"
        ordering: ClassVar = ["kind", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(document=""), name="a_line_has_a_document"),
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        """Planning lines are known to all whose work it is."""
        return Q()


class SiteCheck(Signed):
    """A check of a project's site against the lines of a day (选址核对); only added.

    found: one entry a line with its answer, sentence, overlap and document. rules: versions of the definitions.
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="site_checks")
    parcel = models.ForeignKey(Parcel, models.PROTECT, null=True, blank=True, related_name="checks")
    on = models.DateField("核对日期")
    shape = models.JSONField("所核范围", null=True, blank=True)
    found = models.JSONField("核对结果", default=list)
    rules = models.JSONField("所用规则", default=dict)
    event_seq = models.BigIntegerField("事件")

    class Meta:
        verbose_name = "选址核对"
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.project_id} {self.on}"
