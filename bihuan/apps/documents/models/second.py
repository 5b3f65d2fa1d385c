"""The second reader of the office's own network, and what it answered (第二读取器)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from bihuan.apps.documents.models.documents import OfDocument, Reading
from bihuan.base.scope import ScopedManager, Viewer


class SecondReader(models.Model):
    """Where the second reader is, from a moment on (第二读取器设置); the newest row counts, none means off."""

    administrative = True

    address = models.CharField("接口地址", max_length=200, blank=True)
    model = models.CharField("模型名称", max_length=100, blank=True)
    is_on = models.BooleanField("启用", default=False)
    set_at = models.DateTimeField("设置时间")
    set_by_name = models.CharField("设置人", max_length=40)

    objects = ScopedManager()

    class Meta:
        verbose_name = "第二读取器"

    def __str__(self) -> str:
        return self.address

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        """The one setting of the office, the same for everyone; the page that shows it asks for the right."""
        return Q()


class SecondReading(OfDocument):
    """What the second reader made of one reading (第二读取结果).

    entries: sentences that stand in the body word for word. notes: what was dropped, each with its sentence.
    sentence: why there is no answer.
    """

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting", "等待第二读取器"
        DONE = "done", "已答复"
        FAILED = "failed", "没有答复"

    document = models.ForeignKey("documents.Document", models.CASCADE, related_name="second_readings")
    reading = models.OneToOneField(Reading, models.CASCADE, related_name="second")
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.WAITING)
    model = models.CharField("模型名称", max_length=100, blank=True)
    asked_at = models.DateTimeField("提交时间")
    answered_at = models.DateTimeField("答复时间", null=True, blank=True)
    entries = models.JSONField("采用内容", default=list)
    notes = models.JSONField("未采用内容", default=list)
    sentence = models.CharField("说明", max_length=200, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["state", "asked_at"])]

    def __str__(self) -> str:
        return f"{self.reading_id} {self.state}"
