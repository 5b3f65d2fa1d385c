"""Government inspections, apart from everyday follow-up: plan, findings, conclusion, feedback (政府督查)."""

from __future__ import annotations

from typing import ClassVar

from django.apps import apps
from django.db import models
from django.db.models import F, Q

from bihuan.base.scope import ScopedManager, Viewer


def inspection_scope(viewer: Viewer, *, prefix: str = "") -> Q:
    """All for the supervision office and the unit that inspects; an object of it once the conclusion was fed back."""
    if viewer.sees_all:
        return Q()
    units = list(viewer.unit_ids)
    told = apps.get_model("work", "InspectionObject").objects.inside()
    told = told.filter(unit_id__in=units, inspection__fed_back_at__isnull=False)
    inspection = f"{prefix.removesuffix('__')}_id__in" if prefix else "pk__in"
    return Q(**{f"{prefix}unit_id__in": units}) | Q(**{inspection: told.order_by().values("inspection_id")})


class Inspection(models.Model):
    """An inspection (政府督查): what, whom, how far and when, by whose approval; then its conclusion.

    number: its place among those of the year, so that their count is plain (控制频次).
    """

    year = models.PositiveIntegerField("年度")
    number = models.PositiveIntegerField("序号")
    title = models.CharField("督查名称", max_length=100)
    content = models.CharField("督查内容", max_length=40)
    ground = models.CharField("督查依据", max_length=300)
    scope_text = models.CharField("督查范围", max_length=500)
    ways = models.JSONField("督查方式", default=list)
    begins_on = models.DateField("督查自")
    ends_on = models.DateField("督查至")
    approved_by = models.CharField("批准人", max_length=100)
    head_name = models.CharField("督查组组长", max_length=40, blank=True)
    members = models.CharField("督查组成员", max_length=300, blank=True)
    guests = models.CharField("邀请参加", max_length=300, blank=True)
    is_in_year_plan = models.BooleanField("列入年度计划", default=False)
    conclusion = models.TextField("督查结论", blank=True)
    concluded_at = models.DateTimeField("结论时间", null=True, blank=True)
    concluded_by = models.ForeignKey(
        "units.Person", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="作出结论人"
    )
    fed_back_at = models.DateTimeField("反馈时间", null=True, blank=True)
    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+", verbose_name="督查单位")
    unit_name = models.CharField("督查单位", max_length=100)
    at = models.DateTimeField("建立时间")
    by = models.ForeignKey("units.Person", models.PROTECT, null=True, related_name="+", verbose_name="建立人")
    by_name = models.CharField("建立人", max_length=40)
    form_key = models.CharField("表单号", max_length=64, null=True, unique=True)  # noqa: DJ001 - none is not empty

    objects = ScopedManager()

    class Meta:
        verbose_name = "政府督查"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["year", "number"], name="one_inspection_one_number"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("begins_on")), name="an_inspection_ends_after_it_began"),
            models.CheckConstraint(
                condition=Q(fed_back_at=None) | Q(concluded_at__isnull=False), name="only_a_conclusion_is_fed_back"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}（{self.year}年第{self.number}次）"

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        """Inspections that this viewer may see."""
        return inspection_scope(viewer)

    @property
    def stage(self) -> str:
        """Where it stands: 已定方案, 已作结论, 已反馈."""
        if self.fed_back_at:
            return "已反馈"
        return "已作结论" if self.concluded_at else "已定方案"


class OfInspection(models.Model):
    """What hangs on an inspection is as visible as the inspection."""

    owner: ClassVar[str] = "inspection"
    objects = ScopedManager()

    class Meta:
        abstract = True

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        """Rows of inspections that this viewer may see."""
        return inspection_scope(viewer, prefix="inspection__")


class InspectionObject(OfInspection):
    """A unit that is inspected (督查对象), named as of the day; read_at: it took note of the conclusion."""

    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="units")
    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+")
    unit_name = models.CharField("单位名称", max_length=100)
    read_at = models.DateTimeField("阅知时间", null=True, blank=True)
    read_by_name = models.CharField("阅知人", max_length=40, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["inspection", "unit"], name="a_unit_is_inspected_once_in_an_inspection")
        ]

    def __str__(self) -> str:
        return self.unit_name


class InspectionFinding(OfInspection):
    """What was found at a unit (发现的问题), with the fact it rests on; it may become an item to rectify."""

    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="findings")
    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+", verbose_name="涉及单位")
    unit_name = models.CharField("涉及单位", max_length=100)
    problem = models.CharField("问题", max_length=200)
    fact = models.TextField("事实和依据")
    item = models.OneToOneField("work.Item", models.PROTECT, null=True, blank=True, related_name="found_by")
    form_key = models.CharField("表单号", max_length=64, null=True, unique=True)  # noqa: DJ001 - none is not empty
    at = models.DateTimeField("时间")
    by = models.ForeignKey("units.Person", models.PROTECT, null=True, related_name="+", verbose_name="记录人")
    by_name = models.CharField("记录人", max_length=40)

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.problem
