"""What a project still needs from others, and money from above (要素需求、上级资金)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from bihuan.apps.projects.models.projects import Project, Signed, project_scope
from bihuan.base.fields import HundredthsField, MoneyField
from bihuan.base.scope import ScopedManager, Viewer


class FactorNeed(Signed):
    """A factor that a project lacks (要素需求): how much, by when, who owes an answer, what was decided.

    factor: code of the definition `factor_kinds`. amount: in the unit that the factor is counted in; None where it is
    not a number. item_id: the matter of work that it became. decision: in words; granted: how much of it.
    """

    class State(models.TextChoices):
        """Where it stands."""

        OPEN = "open", "待答复"
        DECIDED = "decided", "已答复"
        WITHDRAWN = "withdrawn", "已撤回"

    project = models.ForeignKey(Project, models.PROTECT, related_name="needs")
    factor = models.CharField("要素", max_length=40)
    text = models.CharField("需求", max_length=500)
    amount = HundredthsField("数量", null=True, blank=True)
    due_on = models.DateField("需要日期")
    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+", verbose_name="答复单位")
    unit_name = models.CharField("答复单位", max_length=100)
    activity = models.CharField("对应节点", max_length=60, blank=True)
    state = models.CharField("状态", max_length=20, choices=State.choices, default=State.OPEN)
    item_id = models.BigIntegerField("事项", unique=True)
    granted = HundredthsField("落实数量", null=True, blank=True)
    decision = models.CharField("答复", max_length=500, blank=True)
    decided_at = models.DateTimeField("答复时间", null=True, blank=True)
    decided_by_name = models.CharField("答复人", max_length=40, blank=True)
    form_key = models.CharField("表单号", max_length=64, null=True, unique=True)  # noqa: DJ001 - none is not empty

    class Meta:
        verbose_name = "要素需求"
        ordering: ClassVar = ["due_on", "pk"]
        indexes: ClassVar = [models.Index(fields=["unit", "state"]), models.Index(fields=["state", "due_on"])]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(state="decided") | ~Q(decision="") & Q(decided_at__isnull=False),
                name="a_decided_need_says_what",
            ),
        ]

    def __str__(self) -> str:
        return self.text


class FundBid(models.Model):
    """A project as a candidate for money from above (上级资金): which fund, how much, how far it is.

    fund: code of the definition `fund_kinds`, which says what it asks. amount, granted, arrived: 万元.
    """

    class State(models.TextChoices):
        """How far it is."""

        CANDIDATE = "candidate", "储备"
        APPLIED = "applied", "已申报"
        GRANTED = "granted", "已下达"
        REFUSED = "refused", "未通过"
        DROPPED = "dropped", "不再申报"

    project = models.ForeignKey(Project, models.PROTECT, related_name="bids")
    fund = models.CharField("资金", max_length=40)
    year = models.PositiveSmallIntegerField("年度")
    amount = MoneyField("拟申请（万元）")
    state = models.CharField("状态", max_length=20, choices=State.choices, default=State.CANDIDATE)
    granted = MoneyField("下达（万元）", null=True, blank=True)
    granted_document = models.CharField("下达文件", max_length=200, blank=True)
    words = models.CharField("说明", max_length=500, blank=True)
    version = models.PositiveIntegerField("版本", default=1)
    at = models.DateTimeField("时间")
    by = models.ForeignKey("units.Person", models.PROTECT, null=True, related_name="+", verbose_name="经办人")
    by_name = models.CharField("经办人", max_length=40)
    form_key = models.CharField("表单号", max_length=64, null=True, unique=True)  # noqa: DJ001 - none is not empty

    owner = "project"
    objects = ScopedManager()

    class Meta:
        verbose_name = "上级资金"
        ordering: ClassVar = ["-year", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["project", "fund", "year"], name="one_bid_a_fund_and_year"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="a_bid_asks_for_something"),
            models.CheckConstraint(
                condition=~Q(state="granted") | Q(granted__isnull=False) & ~Q(granted_document=""),
                name="granted_money_has_its_paper",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project_id} {self.fund} {self.year}"

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        """As its project."""
        return project_scope(viewer, "project__")


class EnergyQuota(models.Model):
    """How much new projects may use or emit in a year (能耗、排放总量指标); only added, a change is a new version.

    kind: energy 吨标准煤, electricity 万千瓦时, carbon, cod, nox 吨.
    """

    class Kind(models.TextChoices):
        """What is limited."""

        ENERGY = "energy_use", "综合能耗"
        ELECTRICITY = "electricity_use", "用电量"
        CARBON = "carbon", "碳排放"
        COD = "cod", "化学需氧量"
        NOX = "nox", "氮氧化物"

    year = models.PositiveSmallIntegerField("年度")
    kind = models.CharField("类别", max_length=20, choices=Kind.choices)
    version = models.PositiveIntegerField("版次", default=1)
    amount = HundredthsField("可用于新上项目的总量")
    source = models.CharField("依据", max_length=200)
    reason = models.CharField("调整理由", max_length=300, blank=True)
    at = models.DateTimeField("时间")
    by = models.ForeignKey("units.Person", models.PROTECT, null=True, related_name="+", verbose_name="经办人")
    by_name = models.CharField("经办人", max_length=40)

    objects = ScopedManager()

    class Meta:
        verbose_name = "能耗排放指标"
        ordering: ClassVar = ["year", "kind", "version"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["year", "kind", "version"], name="one_quota_a_year_and_kind"),
            models.CheckConstraint(condition=~Q(source=""), name="a_quota_has_a_source"),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.kind} v{self.version}"

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        """Quotas are known to all whose work it is."""
        return Q()
