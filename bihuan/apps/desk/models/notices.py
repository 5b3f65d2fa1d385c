"""Rows of the inbox: notices to people (提醒)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from bihuan.base.scope import ScopedManager, Viewer


class Notice(models.Model):
    """One message to one person (提醒); the same rule on the same object goes to a person once a day.

    lines: for a digest, groups of lines: {"word": 已逾期, "lines": [{"title", "url", "note"}]}.
    """

    rule = models.CharField("规则", max_length=40)
    object_kind = models.CharField("对象类别", max_length=60)
    object_id = models.BigIntegerField("对象")
    person = models.ForeignKey("units.Person", models.PROTECT, related_name="notices")
    on = models.DateField("日期")
    title = models.CharField("标题", max_length=200)
    text = models.TextField("内容", blank=True)
    url = models.CharField("链接", max_length=200, blank=True)
    lines = models.JSONField("条目", default=list, blank=True)
    made_at = models.DateTimeField("发出时间")
    read_at = models.DateTimeField("阅读时间", null=True, blank=True)

    objects = ScopedManager()
    administrative = True

    class Meta:
        verbose_name = "提醒"
        ordering: ClassVar = ["-on", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["rule", "object_kind", "object_id", "person", "on"], name="one_notice_a_day"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["person", "-on"])]

    def __str__(self) -> str:
        return self.title

    @property
    def is_task(self) -> bool:
        """Whether it asks its reader to act at once; else it tells of something."""
        return self.rule in ("urge", "instruction", "hours") or self.rule.startswith("slip.")

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        """One's own notices; all for the worker, which sends them on."""
        return Q() if viewer.person_id is None else Q(person_id=viewer.person_id)
