"""Sheets that units filled in and sent back (交回的填报表)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from bihuan.base.scope import ScopedManager, Viewer


class ReturnedSheet(models.Model):
    """One returned sheet of a unit's month (交回的填报表): read, held against what stands, taken whole or not at all.

    unit, month_on: of whom and which month it is; known once it was read. said: what the sheet says and what it was
    filled from. found: what the last look at it found, with the fingerprint of what would be taken.
    """

    class State(models.TextChoices):
        """Where it stands."""

        WAITING = "waiting", "排队读取"
        READ = "read", "待核对"
        UNREADABLE = "unreadable", "未能读取"
        TAKEN = "taken", "已收下"
        DROPPED = "dropped", "已作废"

    unit = models.ForeignKey("units.Unit", models.PROTECT, null=True, related_name="+", verbose_name="填报单位")
    unit_name = models.CharField("填报单位", max_length=100, blank=True)
    month_on = models.DateField("所属月份", null=True)
    path = models.CharField("存放", max_length=80)
    digest = models.CharField("摘要", max_length=64)
    name = models.CharField("文件名", max_length=200)
    size = models.PositiveBigIntegerField("大小")
    state = models.CharField("状态", max_length=20, choices=State.choices, default=State.WAITING)
    said = models.JSONField("表中内容", default=dict)
    found = models.JSONField("核对结果", default=dict)
    because = models.CharField("说明", max_length=500, blank=True)
    at = models.DateTimeField("交回时间")
    by = models.ForeignKey("units.Person", models.PROTECT, null=True, related_name="+", verbose_name="交回人")
    by_name = models.CharField("交回人", max_length=40)
    form_key = models.CharField("表单号", max_length=64, null=True, unique=True)  # noqa: DJ001 - none is not empty

    objects = ScopedManager()

    class Meta:
        verbose_name = "交回的填报表"
        indexes: ClassVar = [models.Index(fields=["unit", "at"], name="returned_sheets_of_a_unit")]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        """Sheets of the units reached, and what this person sent that was not read yet."""
        if viewer.sees_all:
            return Q()
        return Q(unit_id__in=list(viewer.unit_ids)) | Q(unit_id=None, by_id=viewer.person_id)
