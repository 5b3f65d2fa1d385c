"""Dispatch meetings: the agenda as it was made, what was decided, and the minutes (调度会)."""

from __future__ import annotations

from typing import ClassVar

from django.apps import apps
from django.db import models
from django.db.models import Q

from bihuan.base.scope import ScopedManager, Viewer


def meeting_scope(viewer: Viewer, *, prefix: str = "") -> Q:
    """Meetings that a unit reached called or has a sheet at; all for the supervision office."""
    if viewer.sees_all:
        return Q()
    units = list(viewer.unit_ids)
    at_table = apps.get_model("work", "MeetingUnit").objects.inside().filter(unit_id__in=units)
    meeting = f"{prefix.removesuffix('__')}_id__in" if prefix else "pk__in"
    return Q(**{f"{prefix}unit_id__in": units}) | Q(**{meeting: at_table.order_by().values("meeting_id")})


class Meeting(models.Model):
    """A dispatch meeting (调度会). issue: its number in the year among those of its name.

    agenda: sheets of units as they stood when it was made: unit, and each item with why it is on the table.
    """

    name = models.CharField("会议名称", max_length=100)
    year = models.PositiveIntegerField("年度")
    issue = models.PositiveIntegerField("期号")
    held_at = models.DateTimeField("时间")
    place = models.CharField("地点", max_length=100)
    chair = models.CharField("主持人", max_length=100)
    recorder = models.CharField("记录", max_length=40, blank=True)
    present = models.TextField("出席", blank=True)
    absent = models.TextField("请假", blank=True)
    campaign = models.ForeignKey(
        "work.Campaign", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="专项行动"
    )
    previous = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="next_meetings", verbose_name="上次会议"
    )
    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+", verbose_name="召集单位")
    unit_name = models.CharField("召集单位", max_length=100)
    agenda = models.JSONField("议程", default=list)
    agenda_at = models.DateTimeField("议程生成时间", null=True, blank=True)
    minutes = models.ForeignKey(
        "work.Paper", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="会议纪要"
    )
    at = models.DateTimeField("建立时间")
    by = models.ForeignKey("units.Person", models.PROTECT, null=True, related_name="+", verbose_name="召集人")
    by_name = models.CharField("召集人", max_length=40)
    form_key = models.CharField("表单号", max_length=64, null=True, unique=True)  # noqa: DJ001 - none is not empty

    objects = ScopedManager()

    class Meta:
        verbose_name = "调度会"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["name", "year", "issue"], name="one_meeting_one_number"),
        ]
        indexes: ClassVar = [models.Index(fields=["name", "held_at"]), models.Index(fields=["held_at"])]

    def __str__(self) -> str:
        return f"{self.name}（{self.year}年第{self.issue}次）"

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        """Meetings that this viewer may see."""
        return meeting_scope(viewer)


class OfMeeting(models.Model):
    """What hangs on a meeting is as visible as the meeting."""

    owner: ClassVar[str] = "meeting"
    objects = ScopedManager()

    class Meta:
        abstract = True

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        """Rows of meetings that this viewer may see."""
        return meeting_scope(viewer, prefix="meeting__")


class MeetingUnit(OfMeeting):
    """A unit that has a sheet at the meeting (上会单位), named as of the day."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="units")
    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+")
    unit_name = models.CharField("单位名称", max_length=100)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "unit"], name="a_unit_has_one_sheet_at_a_meeting")
        ]

    def __str__(self) -> str:
        return self.unit_name


class MeetingDecision(OfMeeting):
    """What was decided (议定事项): the words as spoken, what was proposed from them, and the item that it became."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="decisions")
    order = models.PositiveSmallIntegerField("次序")
    spoken = models.CharField("议定内容", max_length=500)
    title = models.CharField("标题", max_length=200)
    lead_unit = models.ForeignKey("units.Unit", models.PROTECT, null=True, blank=True, related_name="+")
    support_ids = models.JSONField("配合单位", default=list)
    due_on = models.DateField("完成时限", null=True, blank=True)
    doubts = models.JSONField("待核对", default=list)
    item = models.OneToOneField("work.Item", models.PROTECT, null=True, blank=True, related_name="decided_at")
    form_key = models.CharField("表单号", max_length=64, blank=True)
    at = models.DateTimeField("记录时间")
    by_name = models.CharField("记录人", max_length=40)

    class Meta:
        ordering: ClassVar = ["order"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "order"], name="decisions_stand_in_order"),
        ]

    def __str__(self) -> str:
        return self.title
