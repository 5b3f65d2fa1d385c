"""One file on its way into the rows of an app (表格导入); each app has a table of its own from this."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from bihuan.base.scope import ScopedManager, Viewer


class TableImport(models.Model):
    """A file that came in: kept, read, looked at, written once.

    answers: to questions about it. found: what the last reading found, as the preview shows it, with the fingerprint
    of what would be written. written: what it made and put right.
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
    progress_code: ClassVar[str] = "table"

    unit = models.ForeignKey("units.Unit", models.PROTECT, null=True, related_name="+", verbose_name="导入单位")
    unit_name = models.CharField("导入单位", max_length=100)
    path = models.CharField("存放", max_length=80)
    digest = models.CharField("摘要", max_length=64)
    name = models.CharField("文件名", max_length=200)
    size = models.PositiveBigIntegerField("大小")
    state = models.CharField("状态", max_length=20, choices=State.choices, default=State.WAITING)
    answers = models.JSONField("答复", default=dict)
    found = models.JSONField("读取结果", default=dict)
    written = models.JSONField("写入结果", default=dict)
    because = models.CharField("说明", max_length=500, blank=True)
    at = models.DateTimeField("上传时间")
    by = models.ForeignKey("units.Person", models.PROTECT, null=True, related_name="+", verbose_name="上传人")
    by_name = models.CharField("上传人", max_length=40)
    form_key = models.CharField("表单号", max_length=64, null=True, unique=True)  # noqa: DJ001 - none is not empty

    objects: ClassVar[Any] = ScopedManager()

    class Meta:
        abstract = True
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
        return f"{self.progress_code}-{self.pk}"
