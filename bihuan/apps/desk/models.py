"""Rows of the desk: notices to people, suggestions and their answers."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

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

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        """One's own notices."""
        return Q(person_id=viewer.person_id)


class Suggestion(models.Model):
    """What a person wishes or complains of, with a receipt number and an answer (意见建议)."""

    text = models.TextField("意见")
    page = models.CharField("所在页面", max_length=200, blank=True)
    person = models.ForeignKey("units.Person", models.PROTECT, related_name="suggestions")
    person_name = models.CharField("姓名", max_length=40)
    unit_name = models.CharField("单位", max_length=100, blank=True)
    at = models.DateTimeField("提出时间")
    answer = models.TextField("答复", blank=True)
    answered_at = models.DateTimeField("答复时间", null=True, blank=True)
    answered_by = models.CharField("答复人", max_length=40, blank=True)
    version = models.PositiveIntegerField("版本", default=1)

    objects = ScopedManager()
    administrative = True

    class Meta:
        verbose_name = "意见建议"
        ordering: ClassVar = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.receipt

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        """One's own and all answered ones; everything for the office that answers."""
        if viewer.sees_all:
            return Q()
        return Q(person_id=viewer.person_id) | Q(answered_at__isnull=False)

    @property
    def receipt(self) -> str:
        """The receipt number (回执号)."""
        return f"{timezone.localtime(self.at):%Y%m%d}-{self.pk:04d}" if self.pk else ""
