"""Money of a project: what a year is to bring, and what each month brought (年度计划、项目月报)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from bihuan.apps.projects.models.projects import Project, Signed, project_scope
from bihuan.base.fields import MoneyField, MonthField
from bihuan.base.scope import ScopedManager, Viewer


class AnnualPlan(Signed):
    """What a project is to do in a year (年度计划); only added, a change is a new version with its reason.

    amount: 万元. by_month: planned sum since January at each month's end, 12 amounts as text, or empty where none is
    said. start_month, finish_month: when it is to start and to be done in this year. image: what is to stand at the
    year's end (年度形象进度). required_in_place: money that is to be in place by the year's end, 万元.
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="plans_of_years")
    year = models.PositiveSmallIntegerField("年度")
    version = models.PositiveIntegerField("版次", default=1)
    amount = MoneyField("年度计划投资（万元）")
    by_month = models.JSONField("分月累计计划", default=list, blank=True)
    start_month = MonthField("计划开工月份", null=True, blank=True)
    finish_month = MonthField("计划竣工月份", null=True, blank=True)
    required_in_place = MoneyField("年度应到位资金（万元）", null=True, blank=True)
    image = models.CharField("年度形象进度", max_length=500, blank=True)
    source = models.CharField("依据", max_length=200)
    reason = models.CharField("调整理由", max_length=500, blank=True)
    event_seq = models.BigIntegerField("事件")

    class Meta:
        verbose_name = "年度计划"
        ordering: ClassVar = ["year", "version"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["project", "year", "version"], name="one_plan_a_year_and_version"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="a_plan_is_not_negative"),
            models.CheckConstraint(condition=Q(version=1) | ~Q(reason=""), name="a_changed_year_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.project_id} {self.year} v{self.version}"


class MonthState(models.TextChoices):
    """Where a month's report stands."""

    DRAFT = "draft", "草稿"
    SUBMITTED = "submitted", "已报待审"
    RETURNED = "returned", "已退回"
    APPROVED = "approved", "已审"


class MonthReport(models.Model):
    """What a unit reports of a project in a month (项目月报). Written only by `projects.actions`.

    ytd: investment since January; in_place: money in place since the project's start; paid: paid since January, all
    万元, None where not said. The month's own amount and the sum since the start are derived, never asked.
    state, version: move together with a `MonthFact`; what is approved is changed only by a new version that says why.
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="months")
    month = MonthField("月份")
    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+", verbose_name="填报单位")
    unit_name = models.CharField("填报单位", max_length=100)
    state = models.CharField("状态", max_length=20, choices=MonthState.choices, default=MonthState.DRAFT)
    version = models.PositiveIntegerField("版次", default=0)
    ytd = MoneyField("本年累计完成投资（万元）", null=True, blank=True)
    in_place = MoneyField("累计到位资金（万元）", null=True, blank=True)
    paid = MoneyField("本年累计支付（万元）", null=True, blank=True)
    image = models.CharField("形象进度", max_length=500, blank=True)
    problems = models.TextField("存在问题", blank=True)
    next_steps = models.TextField("下步措施", blank=True)
    typed = models.JSONField("暂存", default=dict, blank=True)
    submitted_at = models.DateTimeField("报送时间", null=True, blank=True)
    submitted_by = models.ForeignKey("units.Person", models.PROTECT, null=True, related_name="+", verbose_name="报送人")
    words = models.CharField("退回或改动的理由", max_length=500, blank=True)
    moved_at = models.DateTimeField("状态时间", null=True, blank=True)

    owner = "project"
    objects = ScopedManager()

    class Meta:
        verbose_name = "项目月报"
        ordering: ClassVar = ["month"]
        indexes: ClassVar = [models.Index(fields=["month", "state"]), models.Index(fields=["unit", "month"])]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["project", "month"], name="one_report_a_month"),
            models.CheckConstraint(
                condition=Q(state=MonthState.DRAFT) | Q(moved_at__isnull=False), name="a_moved_report_has_its_moment"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project_id} {self.month.label}"

    @property
    def is_open(self) -> bool:
        """Whether its unit may write on it."""
        return self.state in (MonthState.DRAFT, MonthState.RETURNED)

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        """As its project."""
        return project_scope(viewer, "project__")


class MonthFact(Signed):
    """A version of a month's report, with all it said (月报沿革); only added."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="month_facts")
    report = models.ForeignKey(MonthReport, models.PROTECT, related_name="facts")
    version = models.PositiveIntegerField("版次")
    state = models.CharField("状态", max_length=20, choices=MonthState.choices)
    said = models.JSONField("所报内容", default=dict)
    words = models.CharField("理由", max_length=500, blank=True)
    event_seq = models.BigIntegerField("事件")

    class Meta:
        verbose_name = "月报沿革"
        ordering: ClassVar = ["version"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report", "version"], name="one_month_fact_a_version"),
            models.CheckConstraint(condition=~Q(state="returned") | ~Q(words=""), name="a_returned_report_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.report_id} v{self.version}"
