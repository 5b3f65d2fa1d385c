"""Papers that were issued (公文): the bytes, what they were made from, and their numbers."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from bihuan.base.scope import ScopedManager, Viewer


class PaperKind(models.TextChoices):
    """What sort of paper it is (文种)."""

    TASK_TABLE = "task_table", "任务分解表"
    SUPERVISION_NOTICE = "supervision_notice", "督办通知"
    REMINDER_LETTER = "reminder_letter", "提醒函"
    UNIT_SHEET = "unit_sheet", "单位工作单"
    BULLETIN = "bulletin", "督查通报"
    INSPECTION_REPORT = "inspection_report", "督查专报"
    LOOK_BACK_REPORT = "look_back_report", "回头看报告"
    MINUTES = "minutes", "会议纪要"


class Paper(models.Model):
    """A paper as it was issued (公文); never changed. A corrected one is issued anew.

    issue: its number in the year, for kinds that are numbered. to_*: whom it goes to, as named on the day.
    snapshot: what it was made from: the list's conditions, what the person typed, and each item as it stood.
    """

    kind = models.CharField("文种", max_length=30, choices=PaperKind.choices)
    title = models.CharField("标题", max_length=200)
    year = models.PositiveIntegerField("年度")
    issue = models.PositiveIntegerField("期号", null=True, blank=True)
    unit = models.ForeignKey("units.Unit", models.PROTECT, null=True, related_name="+", verbose_name="出具单位")
    unit_name = models.CharField("出具单位", max_length=100)
    to_unit = models.ForeignKey("units.Unit", models.PROTECT, null=True, related_name="+", verbose_name="主送单位")
    to_name = models.CharField("主送单位", max_length=200, blank=True)
    path = models.CharField("存放", max_length=80)
    digest = models.CharField("摘要", max_length=64)
    name = models.CharField("文件名", max_length=200)
    size = models.PositiveBigIntegerField("大小")
    item_count = models.PositiveIntegerField("事项数", default=0)
    snapshot = models.JSONField("出具时的依据", default=dict)
    at = models.DateTimeField("出具时间")
    by = models.ForeignKey("units.Person", models.PROTECT, null=True, related_name="+", verbose_name="出具人")
    by_name = models.CharField("出具人", max_length=40)
    form_key = models.CharField("表单号", max_length=64, null=True, unique=True)  # noqa: DJ001 - none is not empty

    objects = ScopedManager()

    class Meta:
        verbose_name = "公文"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "year", "issue"], name="one_issue_one_number"),
        ]
        indexes: ClassVar = [models.Index(fields=["kind", "at"]), models.Index(fields=["to_unit", "at"])]

    def __str__(self) -> str:
        return self.title

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        """Papers of the units reached, and those that go to one of them."""
        if viewer.sees_all:
            return Q()
        units = list(viewer.unit_ids)
        return Q(unit_id__in=units) | Q(to_unit_id__in=units)

    @property
    def numbered(self) -> str:
        """The number of the issue, as 2026年第3期; empty for kinds without one."""
        return f"{self.year}年第{self.issue}期" if self.issue else ""


class PaperNumber(models.Model):
    """The last number of a kind of paper in a year; locked to give the next one, so that none is skipped (期号)."""

    kind = models.CharField(max_length=30, choices=PaperKind.choices)
    year = models.PositiveIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["kind", "year"], name="one_count_a_kind_and_year")]

    def __str__(self) -> str:
        return f"{self.kind} {self.year}/{self.last}"
