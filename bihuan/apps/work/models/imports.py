"""Ledgers that came in as files, and what an office answered about them (台账导入)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from bihuan.base.scope import ScopedManager, Viewer


class LedgerImport(models.Model):
    """One file on its way into a ledger (台账导入): read, asked about, looked at, written; all or nothing.

    answers: to questions about this file alone. found: what the last reading found, as the preview shows it, with the
    fingerprint of what would be written. written: numbers of the items that it made or put right.
    """

    class State(models.TextChoices):
        """Where it stands."""

        WAITING = "waiting", "排队读取"
        READ = "read", "待核对"
        UNREADABLE = "unreadable", "未能读取"
        QUEUED = "queued", "正在写入"
        WRITTEN = "written", "已导入"
        CANCELLED = "cancelled", "已取消"

    RUNNING = (State.WAITING, State.QUEUED)

    kind = models.CharField("台账", max_length=40)
    unit = models.ForeignKey("units.Unit", models.PROTECT, null=True, related_name="+", verbose_name="导入单位")
    unit_name = models.CharField("导入单位", max_length=100)
    path = models.CharField("存放", max_length=80)
    digest = models.CharField("摘要", max_length=64)
    name = models.CharField("文件名", max_length=200)
    size = models.PositiveBigIntegerField("大小")
    state = models.CharField("状态", max_length=20, choices=State.choices, default=State.WAITING)
    answers = models.JSONField("本文件的答复", default=dict)
    found = models.JSONField("读取结果", default=dict)
    written = models.JSONField("写入结果", default=dict)
    because = models.CharField("说明", max_length=500, blank=True)
    at = models.DateTimeField("上传时间")
    by = models.ForeignKey("units.Person", models.PROTECT, null=True, related_name="+", verbose_name="上传人")
    by_name = models.CharField("上传人", max_length=40)
    form_key = models.CharField("表单号", max_length=64, null=True, unique=True)  # noqa: DJ001 - none is not empty

    objects = ScopedManager()

    class Meta:
        verbose_name = "台账导入"
        indexes: ClassVar = [models.Index(fields=["unit", "at"])]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        """Files of the units reached."""
        return Q() if viewer.sees_all else Q(unit_id__in=list(viewer.unit_ids))

    @property
    def is_running(self) -> bool:
        """Whether the worker has it in hand."""
        return self.state in self.RUNNING

    @property
    def code(self) -> str:
        """Under which its progress is told."""
        return f"ledger-{self.pk}"


class LedgerAnswer(models.Model):
    """What an office answered once about its ledgers: a column's meaning, a unit's other name (已记住的答复)."""

    unit = models.ForeignKey("units.Unit", models.CASCADE, related_name="+")
    key = models.CharField("问题", max_length=300)
    answer = models.CharField("答复", max_length=100, blank=True)
    at = models.DateTimeField("时间")
    by = models.ForeignKey("units.Person", models.PROTECT, null=True, related_name="+")

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["unit", "key"], name="a_question_is_answered_once")]

    def __str__(self) -> str:
        return f"{self.key} {self.answer}"

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        """Answers of the units reached."""
        return Q() if viewer.sees_all else Q(unit_id__in=list(viewer.unit_ids))
