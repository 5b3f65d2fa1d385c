"""Projects and what all rows of a project share (项目)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from bihuan.apps.projects.models.scopes import project_scope
from bihuan.base.fields import HundredthsField, MoneyField
from bihuan.base.scope import ScopedManager, Viewer


class Nature(models.TextChoices):
    """What is built (建设性质)."""

    NEW = "new", "新建"
    EXPANSION = "expansion", "扩建"
    RENOVATION = "renovation", "技术改造"
    RELOCATION = "relocation", "迁建"
    RESTORATION = "restoration", "恢复"


class Procedure(models.TextChoices):
    """By which way the state lets a project be built (办理方式)."""

    FILING = "filing", "备案"
    APPROVAL = "approval", "审批"
    VERIFICATION = "verification", "核准"


class Project(models.Model):
    """A project (项目). Written only by `projects.actions`; `version` grows with each change of the row.

    number: our own, 项2026-0012. national_code: 国家统一项目代码. stage: code of the definition `project_stages`; how
    it came there is in `StageEntry`. total, fixed_assets, spent_before: 万元; spent_before is what was done
    before `opened_year`, from which reports in here begin. *_name: copied as of the day.
    entered_statistics_on, suspended_on, terminated_on: flags, no stages (纳统、暂停、终止).
    environment_class, energy_review: facts on which approvals depend; unknown is None or empty, never no.
    energy_use 吨标准煤, electricity_use 万千瓦时, carbon, cod, nox 吨: in a year at full capacity.
    shape: the site as GeoJSON, where it was drawn. source_item_id, source_document_id: the way back.
    """

    number = models.CharField("项目编号", max_length=20, unique=True)
    national_code = models.CharField("项目代码", max_length=30, null=True, blank=True, unique=True)
    name = models.CharField("项目名称", max_length=200)
    stage = models.CharField("阶段", max_length=20, default="idea")
    nature = models.CharField("建设性质", max_length=20, choices=Nature.choices, blank=True)
    procedure = models.CharField("办理方式", max_length=20, choices=Procedure.choices, blank=True)
    industry = models.CharField("行业代码", max_length=4, blank=True)
    owner = models.ForeignKey(
        "enterprises.Enterprise", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="建设单位"
    )
    owner_name = models.CharField("建设单位", max_length=200, blank=True)
    lead_unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+", verbose_name="牵头单位")
    lead_name = models.CharField("牵头单位", max_length=100)
    town = models.ForeignKey("units.Unit", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="属地")
    town_name = models.CharField("属地", max_length=100, blank=True)
    registrar_unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+", verbose_name="登记单位")
    place = models.CharField("建设地点", max_length=200, blank=True)
    content = models.TextField("建设内容及规模", blank=True)
    from_year = models.PositiveSmallIntegerField("开工年份", null=True, blank=True)
    to_year = models.PositiveSmallIntegerField("竣工年份", null=True, blank=True)
    total = MoneyField("总投资（万元）", null=True, blank=True)
    fixed_assets = MoneyField("固定资产投资（万元）", null=True, blank=True)
    opened_year = models.PositiveSmallIntegerField("入库年份")
    spent_before = MoneyField("入库前累计完成（万元）", null=True, blank=True)
    entered_statistics_on = models.DateField("纳统日期", null=True, blank=True)
    suspended_on = models.DateField("暂停日期", null=True, blank=True)
    terminated_on = models.DateField("终止日期", null=True, blank=True)
    flag_words = models.CharField("暂停或终止的原因", max_length=500, blank=True)
    environment_class = models.CharField("环评类别", max_length=10, blank=True)
    energy_review = models.BooleanField("要节能审查", null=True, blank=True)
    energy_use = HundredthsField("年综合能耗（吨标准煤）", null=True, blank=True)
    electricity_use = HundredthsField("年用电量（万千瓦时）", null=True, blank=True)
    carbon = HundredthsField("年碳排放（吨）", null=True, blank=True)
    cod = HundredthsField("年化学需氧量（吨）", null=True, blank=True)
    nox = HundredthsField("年氮氧化物（吨）", null=True, blank=True)
    shape = models.JSONField("用地范围", null=True, blank=True)
    source_text = models.CharField("来源说明", max_length=300, blank=True)
    source_document_id = models.BigIntegerField("来源文件", null=True, blank=True)
    source_item_id = models.BigIntegerField("来源事项", null=True, blank=True)
    note = models.TextField("备注", blank=True)
    version = models.PositiveIntegerField("版本", default=1)
    created_at = models.DateTimeField("登记时间")
    created_by = models.ForeignKey("units.Person", models.PROTECT, null=True, related_name="+", verbose_name="登记人")
    created_by_name = models.CharField("登记人", max_length=40)
    form_key = models.CharField("表单号", max_length=64, null=True, unique=True)  # noqa: DJ001 - none is not empty

    objects = ScopedManager()

    class Meta:
        verbose_name = "项目"
        ordering: ClassVar = ["-pk"]
        indexes: ClassVar = [
            models.Index(fields=["lead_unit", "stage"]),
            models.Index(fields=["town"]),
            models.Index(fields=["registrar_unit"]),
            models.Index(fields=["stage", "total"]),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(total=None) | Q(total__gte=0), name="a_total_is_not_negative"),
            models.CheckConstraint(
                condition=Q(from_year=None) | Q(to_year=None) | Q(from_year__lte=F("to_year")),
                name="a_project_ends_after_its_start",
            ),
            models.CheckConstraint(
                condition=Q(suspended_on=None, terminated_on=None) | ~Q(flag_words=""),
                name="a_stopped_project_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        """See `project_scope`."""
        return project_scope(viewer)

    @property
    def is_running(self) -> bool:
        """Whether work on it goes on: neither suspended nor terminated."""
        return self.suspended_on is None and self.terminated_on is None


class ProjectNumber(models.Model):
    """The last number of a year; locked to give the next one, so that none is skipped (项目编号)."""

    year = models.PositiveIntegerField(unique=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.year}/{self.last}"


class OfProject(models.Model):
    """A row of a project; whoever may read the project reads it."""

    owner = "project"

    objects = ScopedManager()

    class Meta:
        abstract = True

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        """As its project."""
        return project_scope(viewer, "project__")


class Signed(OfProject):
    """A row that carries who wrote it and when (经办)."""

    at = models.DateTimeField("时间")
    by = models.ForeignKey("units.Person", models.PROTECT, null=True, related_name="+", verbose_name="经办人")
    by_name = models.CharField("经办人", max_length=40)

    class Meta:
        abstract = True
