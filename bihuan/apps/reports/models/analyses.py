"""Reports of a month's economy: a draft that can be edited, then the issued one that never changes (经济运行分析)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from bihuan.base.fields import MonthField
from bihuan.base.scope import ScopedManager, Viewer


class ReportState(models.TextChoices):
    """How far a report is."""

    DRAFT = "draft", "起草"
    ISSUED = "issued", "印发"


class AnalysisReport(models.Model):
    """A report of a month (经济运行分析); the database refuses to change an issued one.

    content: what was composed, with the list of all its numbers and the version of each figure it read; figures_at:
    when those figures were read; known_on: the past day as of whose evening, None for that moment. edits: paragraphs
    in the officer's words, by place. released_on: the day from which all its figures may be read (R4).
    """

    month = MonthField("月份")
    state = models.CharField("状态", max_length=20, choices=ReportState.choices, default=ReportState.DRAFT)
    title = models.CharField("标题", max_length=200)
    year = models.PositiveIntegerField("年度")
    issue = models.PositiveIntegerField("期号", null=True, blank=True)
    unit = models.ForeignKey("units.Unit", models.PROTECT, null=True, related_name="+", verbose_name="起草单位")
    unit_name = models.CharField("起草单位", max_length=100)
    content = models.JSONField("内容")
    edits = models.JSONField("改写的段落", default=dict, blank=True)
    rules = models.JSONField("所用规则", default=dict)
    figures_at = models.DateTimeField("取数时间")
    known_on = models.DateField("按哪天所知", null=True, blank=True)
    released_on = models.DateField("可公开日期", null=True, blank=True)
    version = models.PositiveIntegerField("版次", default=1)
    created_at = models.DateTimeField("起草时间")
    created_by = models.ForeignKey("units.Person", models.PROTECT, null=True, related_name="+", verbose_name="起草人")
    created_by_name = models.CharField("起草人", max_length=40)
    issued_at = models.DateTimeField("印发时间", null=True, blank=True)
    issued_by = models.ForeignKey("units.Person", models.PROTECT, null=True, related_name="+", verbose_name="印发人")
    issued_by_name = models.CharField("印发人", max_length=40, blank=True)
    path = models.CharField("存放", max_length=80, blank=True)
    digest = models.CharField("摘要", max_length=64, blank=True)
    name = models.CharField("文件名", max_length=200, blank=True)
    form_key = models.CharField("表单号", max_length=64, null=True, unique=True)  # noqa: DJ001 - none is not empty

    objects = ScopedManager()

    class Meta:
        verbose_name = "经济运行分析"
        ordering: ClassVar = ["-month", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["year", "issue"], name="one_analysis_one_number"),
            models.UniqueConstraint(
                fields=["month"], condition=Q(state=ReportState.DRAFT), name="one_draft_of_a_month"
            ),
            models.CheckConstraint(
                condition=Q(state=ReportState.DRAFT, issue__isnull=True, path="")
                | Q(state=ReportState.ISSUED, issue__isnull=False, issued_at__isnull=False) & ~Q(path=""),
                name="an_issued_analysis_has_number_and_file",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}{self.numbered}"

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        """All for the statisticians and the supervision office; others read issued ones once their figures are out."""
        if viewer.sees_all:
            return Q()
        return Q(state=ReportState.ISSUED, released_on__lte=viewer.on)

    @property
    def is_draft(self) -> bool:
        """Whether it can still be changed."""
        return self.state == ReportState.DRAFT

    @property
    def numbered(self) -> str:
        """The number of the issue, as （2026年第3期）; empty for a draft."""
        return f"（{self.year}年第{self.issue}期）" if self.issue else ""


class AnalysisNumber(models.Model):
    """The last number of a year; locked to give the next one, so that none is skipped (期号)."""

    year = models.PositiveIntegerField(unique=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.year}/{self.last}"
