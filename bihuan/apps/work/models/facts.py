"""What was known when: rows that are only added, so that a past day can be read as it was (历史事实)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from bihuan.apps.work.models.items import Item, Milestone, OfItem


class DueFact(OfItem):
    """A due day, known from a moment on (时限); the latest known on a day is the one that counts that day."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="due_facts")
    due_on = models.DateField("完成时限", null=True)
    due_at = models.DateTimeField("完成时限时刻", null=True)
    is_forecast = models.BooleanField("依预测日历", default=False)
    known_at = models.DateTimeField("知悉时间")
    because = models.CharField("缘由", max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["known_at", "pk"]
        indexes: ClassVar = [models.Index(fields=["known_at", "item"])]

    def __str__(self) -> str:
        return f"{self.due_on} 自{self.known_at:%Y-%m-%d}"


class StateFact(OfItem):
    """The state that an item entered at a moment (状态沿革)."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="state_facts")
    state = models.CharField("状态", max_length=40)
    at = models.DateTimeField("时间")
    move = models.CharField("办理", max_length=40, blank=True)
    done_on = models.DateField("完成日期", null=True)
    by = models.ForeignKey("units.Person", models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        indexes: ClassVar = [models.Index(fields=["at", "item"])]

    def __str__(self) -> str:
        return f"{self.state} {self.at:%Y-%m-%d}"


class MilestoneFact(OfItem):
    """What was known of a node from a moment on: its day, whether done, whether dropped (节点沿革)."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="milestone_facts")
    milestone = models.ForeignKey(Milestone, models.CASCADE, related_name="facts")
    due_on = models.DateField("节点时限")
    done_on = models.DateField("完成日期", null=True)
    dropped = models.BooleanField("停用", default=False)
    known_at = models.DateTimeField("知悉时间")

    class Meta:
        ordering: ClassVar = ["known_at", "pk"]
        indexes: ClassVar = [models.Index(fields=["known_at", "item"])]

    def __str__(self) -> str:
        return f"{self.due_on} 自{self.known_at:%Y-%m-%d}"


class PauseFact(OfItem):
    """The clock of an item stopped and resumed (停止计时、恢复计时)."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="pauses")
    began_at = models.DateTimeField("停止计时")
    ended_at = models.DateTimeField("恢复计时", null=True)
    reason = models.CharField("原因", max_length=300)
    review_on = models.DateField("复核日期", null=True)

    class Meta:
        ordering: ClassVar = ["began_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["item"], condition=Q(ended_at=None), name="one_open_pause"),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("began_at")), name="a_pause_ends_after_it_began"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.began_at:%Y-%m-%d} {self.reason}"
